package actor

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// epithetReach is how many sentences back an epithet may look for whom it names.
const epithetReach = 3

// epithet is the person named before whom a definite description only calls by another
// word ("the billionaire", "the Ohio senator"), -1 where that is not clear: it is who is
// named alone, or as subject, in the nearest sentence before that names anybody.
func (r *resolver) epithet(n *nounHit, owners []int) int {
	t := &r.toks[n.head()]
	if !n.definite || n.former || r.possessed(n) || t.Dep != "nsubj" && t.Dep != "nsubjpass" || !r.w.has("epithet", n.noun.base) {
		return -1
	}
	if n.noun.class == "leader" && len(owners) == 0 {
		return -1 // "the governor" may well have no name
	}
	sent := t.Sent
	if e, _ := r.namedIn(nlp.Span{Start: r.doc.Sents()[sent].Start, End: n.left}); e >= 0 {
		return -1 // "Roe's adviser said that the Ohio senator": not clear which of two
	}
	for back := 1; back <= epithetReach && sent-back >= 0; back++ {
		s := r.doc.Sents()[sent-back]
		if !slices.ContainsFunc(r.toks[s.Start:s.End], func(t nlp.Token) bool { return t.Pos == "VERB" || t.Pos == "AUX" }) {
			continue // a caption
		}
		e, several := r.namedIn(s)
		switch {
		case several:
			return -1
		case e >= 0:
			if r.mayBe(e, n, owners) && !r.standsIn(e, r.doc.Sents()[sent]) {
				return e
			}
			return -1
		}
	}
	return -1
}

// namedIn is the person whom a sentence names, of several the one that is its subject; -1
// for none. several is true where it names more and none of them is.
func (r *resolver) namedIn(s nlp.Span) (e int, several bool) {
	e = -1
	for i := s.Start; i < s.End; i++ {
		m, ok := r.at(i)
		if !ok || m.Form != FormName && m.Form != FormShort || r.cast.Entities[m.Entity].Kind != KindPerson || !isCapital(r.cast.Entities[m.Entity].Name) {
			continue
		}
		if t := &r.toks[i]; t.Dep == "nsubj" && r.toks[t.Head].Dep == "ROOT" {
			return m.Entity, len(m.Others) > 0
		}
		several = several || e >= 0 && e != m.Entity || len(m.Others) > 0
		e = m.Entity
	}
	return e, several
}

// mayBe reports whether nothing known of person e speaks against calling it by n.
func (r *resolver) mayBe(e int, n *nounHit, owners []int) bool {
	p := &r.cast.Entities[e]
	if g := r.nounGender(n); g != "" && p.Gender != "" && g != p.Gender {
		return false
	}
	if n.noun.sector != "" && p.Sector != "" && n.noun.sector != p.Sector && p.Office != "" {
		return false // a minister is no senator
	}
	for _, o := range owners {
		own := &r.cast.Entities[o]
		if own.Kind == KindState && p.Code != "" && p.Code != own.Code || own.Kind != KindState && own.Kind != KindPlace && p.Party.ID != p.ID && p.Party.ID != own.Party.ID && p.Party.ID != p.Code {
			return false
		}
	}
	return true
}

// standsIn reports whether sentence s names person e itself.
func (r *resolver) standsIn(e int, s nlp.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if m, ok := r.at(i); ok && m.Entity == e && m.Form != FormPronoun {
			return true
		}
	}
	return false
}

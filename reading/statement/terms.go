package statement

import (
	"slices"

	"github.com/demarche-project/demarche/reading/actor"
)

// ofPlan reads "Norland's proposal would V": what would be done is proposed.
func (f *finder) ofPlan(v, head int, cue string) bool {
	s := f.Doc.Child(v, "nsubj")
	if s < 0 || head != v || f.Doc.Child(s, "acl") >= 0 {
		return false
	}
	return f.terms(v, s, cue, point{v, f.verbPhrase(v)})
}

// underPlan reads "Under the plan, imports would be limited": a term of it.
func (f *finder) underPlan(v int, cue string) bool {
	d := f.Doc
	for _, p := range d.Children(v) {
		s := d.Child(v, "nsubj", "nsubjpass")
		if t := &d.Tokens[p]; t.Dep != "prep" || t.Lower != "under" || s < 0 {
			continue
		}
		if o := d.Child(p, "pobj"); o >= 0 {
			pt := point{v, f.phraseSpan(v, true)}
			pt.span.Start = max(pt.span.Start, d.SubtreeSpan(s).Start)
			return f.terms(v, o, cue, pt)
		}
	}
	return false
}

// terms makes what clause v says "would" be done a proposal of whose plan noun n is, when
// the reporter tells it, people without a name, or the author. What another says that a
// plan would do is a judgement, and so is what it would bring about.
func (f *finder) terms(v, n int, cue string, p point) bool {
	d := f.Doc
	verb := d.Tokens[v].Lemma
	if !f.lex.is("would", cue) || !f.lex.is("authored", d.Tokens[n].Lemma) || f.lex.is("effecting", verb) || d.Child(v, "auxpass") < 0 && f.lex.is("nonvolitional", verb) {
		return false
	}
	if !f.mainClause(v, len(f.within[v]) > 0) || slices.ContainsFunc(d.Children(v), func(c int) bool { return d.Tokens[c].Dep == "aux" && d.Tokens[c].Lower == "have" }) {
		return false // "would have cut": it was not to be
	}
	hs := f.nounHolders(n)
	if len(hs) == 0 {
		hs = f.authors(n)
	}
	if len(hs) != 1 {
		return false
	}
	if e, quoted := f.speaker(v); quoted && !f.sameParty(e, hs[0].entity) && !f.anonymous(v) && !f.nobodys(e) {
		return false
	}
	c := candidate{act: "propose", stance: '+', confidence: 0.7, at: v, pred: f.modalSpan(v), holders: hs, points: []point{p}}
	for _, k := range f.sharers(v) {
		if l := d.Tokens[k].Lemma; !f.lex.is("effecting", l) {
			c.points = append(c.points, point{k, f.verbPhrase(k)})
		}
	}
	f.keep(c)
	f.cues[d.Tokens[v].Sent] = true
	return true
}

// nobodys reports whether entity e are people who speak for no party: "delegates".
func (f *finder) nobodys(e int) bool {
	return e >= 0 && f.Cast.Entities[e].Kind == actor.KindGroup && f.party(e).ID == f.Cast.Entities[e].ID
}

package actor

import (
	"slices"
	"strings"
)

// ownersOf finds whose office, body or group a common noun is: the possessor, the
// nearest organisation before it, the first state before it, or the object of "of"
// and its like. Several when they are coordinated ("US and Russian officials").
func (r *resolver) ownersOf(noun int) []int {
	n := &r.nouns[noun]
	if r.busy[noun] {
		return nil
	}
	r.busy[noun] = true
	defer delete(r.busy, noun)
	if o := r.ownersBefore(n); len(o) > 0 {
		if r.postedAt(n) {
			if after := r.ownersAfter(n); len(after) > 0 {
				return after
			}
		}
		return o
	}
	if o := r.ownersAfter(n); len(o) > 0 {
		return o
	}
	if o := r.firmBeside(n); o >= 0 {
		return []int{o}
	}
	if o := r.special(n); o >= 0 {
		return []int{o}
	}
	if strings.HasPrefix(n.noun.base, "spokes") { // "a spokesman said": of whom the text just spoke
		return one(r.mostSalient(n.left, 1, func(m *Mention, e *Entity) bool {
			return !m.Place && e.Sector != "MED" && (e.Kind == KindCompany || e.Kind == KindOrganisation || e.Kind == KindBody || e.Kind == KindState || e.Kind == KindBloc)
		}))
	}
	return nil
}

// postedAt reports whether a capital before noun n may only be where somebody is posted:
// "the Paris representative of the Norland Coffee Board".
func (r *resolver) postedAt(n *nounHit) bool {
	h := r.hitAt[max(0, n.start-1)]
	return h >= 0 && n.start > 0 && r.hits[h].form == formCapital && n.noun.class == "post" && n.end < len(r.toks) && r.lower[n.end] == "of"
}

// firmBeside is the firm whose name ends right before the phrase of an office, where the
// parser tore them apart: "Osk Corp | senior vice-president". -1 for none.
func (r *resolver) firmBeside(n *nounHit) int {
	k := n.left - 1
	for k > 0 && r.toks[k].Pos == "ADJ" && r.hitAt[k] < 0 {
		k--
	}
	if k < 0 || !classes[n.noun.class].people || r.toks[k].Sent != r.toks[n.left].Sent {
		return -1
	}
	if i := r.nmAt[k]; i >= 0 && r.names[i].kind == KindCompany && r.names[i].end == k+1 && r.names[i].entity >= 0 {
		return r.names[i].entity
	}
	return -1
}

// special is the state or organisation to which the name of an office or body
// points by itself ("the home secretary"), -1 for none. Of several it is the first that
// the text names; the first of all where the text is about no state.
func (r *resolver) special(n *nounHit) int {
	if k := n.start - 1; k >= n.left && (r.hitAt[k] >= 0 && r.w.things[r.hits[r.hitAt[k]].thing].Kind == KindPlace || r.nmAt[k] >= 0 && r.names[r.nmAt[k]].label == "GPE") {
		return -1 // a province's "attorney general"
	}
	if k := n.start - 1; k >= n.left && r.toks[k].EntType == "GPE" && r.hitAt[k] < 0 {
		return -1
	}
	if of := n.end; of+1 < len(r.toks) && r.lower[of] == "of" && r.toks[of+1].EntType == "GPE" && (r.hitAt[of+1] < 0 || r.w.things[r.hits[r.hitAt[of+1]].thing].Kind == KindPlace) {
		return -1 // "the attorney general of Oklahoma"
	}
	if r.besideThing(n) {
		return -1 // a "union president"
	}
	var vals []int32
	for at := n.start; at < n.end && len(vals) == 0; at++ { // "assistant | treasury secretary"
		if found, k := r.w.offices.longest(at, r.inflected, nil); at+k == n.end {
			vals = found
		}
	}
	if len(vals) == 0 {
		return -1
	}
	of := r.w.office[vals[0]].of
	k := slices.IndexFunc(of, func(id string) bool { return r.spoken[id] })
	if k < 0 && r.home != "" && len(of) > 1 {
		return -1 // of the state the text is about, though no file knows it
	}
	return r.thingEntity(r.w.byID[of[max(0, k)]])
}

// besideThing reports whether a noun for an organisation or firm stands before an office:
// "union president", "company chairman".
func (r *resolver) besideThing(n *nounHit) bool {
	k := n.start - 1
	return k >= n.left && r.nnAt[k] >= 0 && classes[r.nouns[r.nnAt[k]].noun.class].things
}

// owner is a state, bloc or other candidate before a noun.
type owner struct {
	start, end int
	entity     int
	adj        bool // "European"
}

// ownersBefore looks left of the noun within its phrase.
func (r *resolver) ownersBefore(n *nounHit) []int {
	var found []owner // right to left
	for k := n.start - 1; k >= n.left; k-- {
		switch {
		case r.toks[k].Tag == "POS" && k > n.left:
			if e := r.entityEndingAt(k - 1); e >= 0 {
				return r.withConjuncts(e, k-1)
			}
			return r.chooseOwners(found, n)
		case r.toks[k].Tag == "PRP$" || r.toks[k].Tag == "WP$":
			if m, ok := r.at(k); ok {
				return append([]int{m.Entity}, m.Others...)
			}
			return r.chooseOwners(found, n)
		}
		if h := r.hitAt[k]; h >= 0 {
			t := &r.w.things[r.hits[h].thing]
			if t.Kind == KindBody && !r.hits[h].inner {
				return []int{r.thingEntity(r.hits[h].thing)}
			}
			if r.ownsAsHit(t, &r.hits[h], n) {
				found = append(found, owner{r.hits[h].start, r.hits[h].end, r.thingEntity(r.hits[h].thing), r.hits[h].form == formAdj})
			}
			k = r.hits[h].start
			continue
		}
		if i := r.nmAt[k]; i >= 0 {
			nm := &r.names[i]
			if nm.entity >= 0 && r.cast.Entities[nm.entity].Kind != KindPlace && (nm.kind != KindPerson || k == n.start-1) {
				return []int{nm.entity}
			}
			k = nm.start
			continue
		}
		if i := r.nnAt[k]; i >= 0 && r.nouns[i].end == k+1 {
			o, e := r.nounOwner(int(i), n)
			if o {
				return []int{e}
			}
			if e >= 0 {
				found = append(found, owner{r.nouns[i].start, r.nouns[i].end, e, false})
			}
		}
	}
	return r.chooseOwners(found, n)
}

// ownsAsHit reports whether a state or bloc before n may be its owner.
func (r *resolver) ownsAsHit(t *thing, h *hit, n *nounHit) bool {
	if t.Kind == KindPlace || h.place || r.isNegated(h.start) { // "non-OPEC producers"
		return false
	}
	named := h.form == formName && !r.isAdjective(t.ID, r.text(h.start, h.end))
	return !(t.Kind == KindState && named && r.w.has("portfolio", n.noun.base))
}

// nounOwner returns the entity of a noun that owns the noun of behind it: sure when it is a
// body, company or collective ("ministry spokesman", "producer delegates"), else one
// candidate among others ("US and Alliance officials"), -1 for none.
func (r *resolver) nounOwner(i int, of *nounHit) (sure bool, e int) {
	m := &r.nouns[i]
	c := classes[m.noun.class]
	switch {
	case r.w.has("cabinet", lastWord(of.noun.base)): // only states have ministers
		return false, -1
	case m.noun.class == "member" && !m.plural:
		one := classes[of.noun.class].people && !of.plural && (!r.indefinite(of) || strings.HasPrefix(of.noun.base, "spokes"))
		if e = r.lastCalled(m, m.noun.base); one && e >= 0 { // "bank president", where the World Bank is named
			return true, e
		}
		return true, r.group(m, -1)
	case c.body, c.things:
		if e = r.nounEntity(i); e < 0 && m.noun.sector == "LAB" {
			e = r.onlyUnion()
		}
		return e >= 0, e
	case m.noun.class == "bloc":
		return false, r.nounEntity(i)
	}
	return false, -1
}

// isNegated reports "non-", "anti-" or "pro-" before token i: who is so is of another.
func (r *resolver) isNegated(i int) bool {
	return i > 1 && r.plain[i-1] == "-" && r.w.has("towards", r.lower[i-2])
}

// chooseOwners chooses among the candidates before a noun, given right to left: all
// of a list, else the first in the text.
func (r *resolver) chooseOwners(found []owner, n *nounHit) []int {
	if len(found) == 0 {
		return nil
	}
	first := found[len(found)-1]
	if len(found) > 1 && r.listed(found) {
		var out []int
		for i := len(found) - 1; i >= 0; i-- {
			out = append(out, found[i].entity)
		}
		return out
	}
	if len(found) > 1 && n.plural && first.adj && found[0].start == first.end &&
		r.cast.Entities[first.entity].Kind == KindBloc && r.cast.Entities[found[0].entity].Kind == KindBloc {
		return nil // "European NATO leaders": some of a bloc, not its voice
	}
	return []int{first.entity}
}

// listed reports whether candidates (right to left) are joined by commas and "and" only.
func (r *resolver) listed(found []owner) bool {
	for i := 1; i < len(found); i++ {
		if found[i].end == found[i-1].start {
			return false
		}
		for k := found[i].end; k < found[i-1].start; k++ {
			switch r.lower[k] {
			case ",", "and", "or", "-", "/", "as", "well", "&", "both", "the":
			default:
				return false
			}
		}
	}
	return true
}

// withConjuncts adds to a possessor those joined to it: "Britain and France's envoys".
func (r *resolver) withConjuncts(e, tok int) []int {
	out := []int{e}
	for _, c := range r.doc.Conjuncts(tok) {
		if c == tok {
			continue
		}
		if m, ok := r.at(c); ok && m.Entity != e {
			out = append(out, m.Entity)
		}
	}
	return out
}

// entityEndingAt is the entity of the name, hit or noun whose last token is k.
func (r *resolver) entityEndingAt(k int) int {
	if h := r.hitAt[k]; h >= 0 && !r.hits[h].inner {
		return r.thingEntity(r.hits[h].thing)
	}
	if i := r.nmAt[k]; i >= 0 {
		return r.names[i].entity
	}
	if i := r.nnAt[k]; i >= 0 {
		return r.nounEntity(int(i))
	}
	return -1
}

// ownersAfter looks at the prepositional phrases after the noun.
func (r *resolver) ownersAfter(n *nounHit) []int {
	head := n.head()
	for _, at := range []int{head, r.top(head)} {
		for _, c := range r.doc.Children(at) {
			if r.toks[c].Dep != "prep" || c < head || !r.owning(n, r.lower[c]) {
				continue
			}
			obj := r.doc.Child(c, "pobj", "pcomp")
			if obj < 0 {
				continue
			}
			if out := r.objects(obj, r.lower[c], n); len(out) > 0 {
				return out
			}
		}
		if at == r.top(head) {
			break
		}
	}
	if k := n.end; k < len(r.toks)-1 && (r.lower[k] == "of" || r.lower[k] == "at") { // where the tree goes astray
		for k++; k < len(r.toks)-1 && r.hitAt[k] < 0 && (r.toks[k].Pos == "DET" || r.toks[k].Pos == "ADJ"); k++ {
		}
		switch {
		case r.hitAt[k] >= 0 && !r.hits[r.hitAt[k]].inner && r.w.things[r.hits[r.hitAt[k]].thing].Kind != KindPlace:
			return []int{r.thingEntity(r.hits[r.hitAt[k]].thing)}
		case r.nmAt[k] >= 0 && r.names[r.nmAt[k]].entity >= 0 && r.cast.Entities[r.names[r.nmAt[k]].entity].Kind != KindPlace:
			return []int{r.names[r.nmAt[k]].entity}
		}
	}
	return nil
}

// objects are the entities of a preposition's object and what is joined to it.
func (r *resolver) objects(obj int, prep string, n *nounHit) []int {
	var out []int
	for _, o := range r.doc.Conjuncts(obj) {
		e := -1
		if m, ok := r.at(o); ok {
			e = m.Entity
			if h := r.hitAt[o]; h >= 0 && (prep == "of" || prep == "in") && !r.hits[h].inner {
				e = r.thingEntity(r.hits[h].thing) // "the government in Kyiv"
			}
		} else if i := r.nnAt[o]; i >= 0 {
			e = r.nounEntity(int(i))
		}
		if e < 0 || prep == "in" && r.cast.Entities[e].Kind != KindState || slices.Contains(r.roleOf[int(r.nnAt[n.end-1])], e) {
			continue // nobody holds an office of himself: "the head of the board Tom Kay"
		}
		if r.cast.Entities[e].Kind == KindPlace {
			continue
		}
		out = append(out, e)
		if !n.plural && !classes[n.noun.class].body {
			break
		}
	}
	return out
}

// owning reports whether a preposition after a noun leads to its owner.
func (r *resolver) owning(n *nounHit, prep string) bool {
	switch prep {
	case "of", "from", "at":
		return true
	case "with":
		return n.noun.class == "self" || n.noun.class == "post"
	case "for":
		return r.w.has("forowned", r.lemma(n.head()))
	case "to":
		return r.w.has("toowned", r.lemma(n.head()))
	case "in":
		return r.w.has("inowned", n.noun.base) && (n.plural || classes[n.noun.class].body)
	}
	return false
}

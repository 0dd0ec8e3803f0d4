package actor

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
		return o
	}
	if o := r.ownersAfter(n); len(o) > 0 {
		return o
	}
	if o := r.special(n); o >= 0 {
		return []int{o}
	}
	return nil
}

// special is the state or organisation to which the name of an office or body
// points by itself ("the home secretary"), -1 for none.
func (r *resolver) special(n *nounHit) int {
	if vals, k := r.w.offices.longest(n.start, r.inflected, nil); k == n.end-n.start && len(vals) > 0 {
		if th, ok := r.w.byID[r.w.office[vals[0]].of]; ok {
			return r.thingEntity(th)
		}
	}
	return -1
}

// ownersBefore looks left of the noun within its phrase.
func (r *resolver) ownersBefore(n *nounHit) []int {
	var hits []int
	for k := n.start - 1; k >= n.left; k-- {
		if r.toks[k].Tag == "POS" && k > n.left {
			if e := r.entityEndingAt(k - 1); e >= 0 {
				return r.withConjuncts(e, k-1, hits)
			}
			break
		}
		if r.toks[k].Tag == "PRP$" {
			if m, ok := r.at(k); ok {
				return append([]int{m.Entity}, m.Others...)
			}
			break
		}
		if h := r.hitAt[k]; h >= 0 {
			switch t := &r.w.things[r.hits[h].thing]; {
			case t.Kind == KindBody && !r.hits[h].inner:
				return []int{r.thingEntity(r.hits[h].thing)}
			case t.Kind == KindState && r.w.has("portfolio", n.noun.base) && r.hits[h].form == formName && !r.isAdjective(t.ID, r.text(r.hits[h].start, r.hits[h].end)):
			case r.isNegated(r.hits[h].start): // "non-OPEC producers"
			case t.Kind != KindPlace && !r.hits[h].place:
				hits = append(hits, int(h))
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
			c := classes[r.nouns[i].noun.class]
			if m := &r.nouns[i]; m.noun.class == "member" && !m.plural { // "producer delegates"
				return []int{r.group(m, -1)}
			}
			if c.body || c.things {
				if e := r.nounEntity(int(i)); e >= 0 {
					return []int{e}
				}
			}
			if c.people && r.nouns[i].noun.class == "crowd" {
				break
			}
		}
	}
	return r.hitOwners(hits, n)
}

// isNegated reports "non-" or "anti-" before token i.
func (r *resolver) isNegated(i int) bool {
	return i > 1 && r.plain[i-1] == "-" && (r.lower[i-2] == "non" || r.lower[i-2] == "anti")
}

// hitOwners chooses among the states and blocs before a noun, given right to left.
func (r *resolver) hitOwners(hits []int, n *nounHit) []int {
	if len(hits) == 0 {
		return nil
	}
	first := hits[len(hits)-1]
	if len(hits) > 1 && r.listed(hits) {
		var out []int
		for i := len(hits) - 1; i >= 0; i-- {
			out = append(out, r.thingEntity(r.hits[hits[i]].thing))
		}
		return out
	}
	if len(hits) > 1 && r.hits[hits[0]].start == r.hits[first].end && n.plural && r.hits[first].form == formAdj &&
		r.w.things[r.hits[first].thing].Kind == KindBloc && r.w.things[r.hits[hits[0]].thing].Kind == KindBloc {
		return nil // "European NATO leaders": some of a bloc, not its voice
	}
	return []int{r.thingEntity(r.hits[first].thing)}
}

// listed reports whether hits (right to left) are joined by commas and "and" only.
func (r *resolver) listed(hits []int) bool {
	for i := 1; i < len(hits); i++ {
		for k := r.hits[hits[i]].end; k < r.hits[hits[i-1]].start; k++ {
			switch r.lower[k] {
			case ",", "and", "or", "-", "/", "as", "well", "&", "both", "the":
			default:
				return false
			}
		}
		if r.hits[hits[i]].end == r.hits[hits[i-1]].start {
			return false
		}
	}
	return true
}

// withConjuncts adds to a possessor those joined to it: "Britain and France's envoys".
func (r *resolver) withConjuncts(e, tok int, _ []int) []int {
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
		if e < 0 || prep == "in" && r.cast.Entities[e].Kind != KindState {
			continue
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

package actor

import "slices"

// affiliate settles for whom people speak whose name says it without an office: "Jane
// Roe of the Finnish trade ministry", "Jane Roe, negotiating for the employers".
func (r *resolver) affiliate() {
	for i := range r.names {
		n := &r.names[i]
		if n.kind != KindPerson {
			continue
		}
		if e := &r.cast.Entities[n.entity]; e.Party.ID != e.ID || e.Former || r.selfish[n.entity] {
			continue
		}
		o := r.spokenFor(n)
		if o < 0 {
			o = r.placeOfWork(n)
		}
		if o >= 0 && o != n.entity {
			e, own := &r.cast.Entities[n.entity], &r.cast.Entities[o]
			e.Party, e.Code, e.Known = own.Party, r.codeOf(own), own.Known
			if e.Sector == "" {
				e.Sector = own.Sector
			}
		}
	}
}

// spokenFor is whom a participle beside name n says that it speaks for, -1 for nobody:
// "representing the growers", "speaking on behalf of Chad". It hangs on the name, or on
// the verb that the name is subject of.
func (r *resolver) spokenFor(n *name) int {
	h := r.spanHead(n.start, n.end)
	beside := r.doc.Children(h)
	if n.end+1 < len(r.toks) && r.plain[n.end] == "," && r.toks[n.end+1].Head == r.toks[h].Head {
		beside = append(slices.Clone(beside), n.end+1)
	}
	for _, v := range beside {
		if d := r.toks[v].Dep; d != "acl" && d != "advcl" && d != "relcl" {
			continue
		}
		if r.w.has("represent", r.lemma(v)) {
			if e := r.actorAt(r.doc.Child(v, "dobj")); e >= 0 {
				return e
			}
		}
		if !r.w.has("represent for", r.lemma(v)) {
			continue
		}
		for _, p := range r.doc.Children(v) {
			if r.lower[p] == "for" {
				return r.actorAt(r.doc.Child(p, "pobj"))
			}
			if r.lower[p] != "on" {
				continue
			}
			if b := r.doc.Child(p, "pobj"); b >= 0 && r.lower[b] == "behalf" {
				if of := r.doc.Child(b, "prep"); of >= 0 {
					return r.actorAt(r.doc.Child(of, "pobj"))
				}
			}
		}
	}
	return -1
}

// placeOfWork is the state, or the body or party, that follows a name with "of": it or
// the one of which it is a part ("of the ministry's legal department"). -1 for none;
// people of firms and institutes speak for themselves.
func (r *resolver) placeOfWork(n *name) int {
	if n.end >= len(r.toks) || r.lower[n.end] != "of" {
		return -1
	}
	o := r.doc.Child(n.end, "pobj")
	if o < 0 {
		return -1
	}
	for _, at := range []int{o, r.doc.Child(o, "poss")} {
		e := r.actorAt(at)
		if e < 0 {
			continue
		}
		switch own := &r.cast.Entities[e]; {
		case own.Kind == KindState, own.Kind == KindBody && own.Party.ID != own.ID, own.Sector == "PTY":
			return e
		}
	}
	return -1
}

// actorAt is the entity of the name, state or common noun at token i, -1 for none.
func (r *resolver) actorAt(i int) int {
	switch {
	case i < 0:
		return -1
	case r.hitAt[i] >= 0 && !r.hits[r.hitAt[i]].inner:
		return r.thingEntity(r.hits[r.hitAt[i]].thing)
	case r.nmAt[i] >= 0:
		if n := &r.names[r.nmAt[i]]; n.kind != KindPerson && n.kind != KindPlace {
			return n.entity
		}
	case r.nnAt[i] >= 0:
		return r.nounEntity(int(r.nnAt[i]))
	}
	return -1
}

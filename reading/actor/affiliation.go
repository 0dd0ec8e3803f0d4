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
			o = r.actorAt(r.forBefore(r.spanHead(n.start, n.end)))
		}
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
		if o := r.representedBy(v); o >= 0 {
			return r.actorAt(o)
		}
	}
	return -1
}

// representedBy is the token of whom the verb at v, or "on behalf of" at v, speaks for; -1
// for none.
func (r *resolver) representedBy(v int) int {
	if r.w.has("represent", r.lemma(v)) {
		return r.doc.Child(v, "dobj")
	}
	if r.lower[v] == "on" {
		return r.behalfOf(v)
	}
	if !r.w.has("represent for", r.lemma(v)) {
		return -1
	}
	for _, p := range r.doc.Children(v) {
		switch r.lower[p] {
		case "for":
			return r.doc.Child(p, "pobj")
		case "on":
			if o := r.behalfOf(p); o >= 0 {
				return o
			}
		}
	}
	return -1
}

// behalfOf is the token of X in "on behalf of X", where "on" stands at token p.
func (r *resolver) behalfOf(p int) int {
	b := r.doc.Child(p, "pobj")
	if b < 0 || r.lower[b] != "behalf" {
		return -1
	}
	of := r.doc.Child(b, "prep")
	if of < 0 {
		return -1
	}
	return r.doc.Child(of, "pobj")
}

// placeOfWork is the state, or the body or party, that follows a name with "of": it or
// the one of which it is a part ("of the ministry's legal department"). -1 for none;
// people of towns, firms and institutes speak for themselves.
func (r *resolver) placeOfWork(n *name) int {
	if n.end >= len(r.toks) || r.lower[n.end] != "of" || n.start > 0 && r.w.has("provincial", r.lower[n.start-1]) {
		return -1
	}
	o := r.doc.Child(n.end, "pobj")
	if o < 0 || r.hitAt[o] >= 0 && r.hits[r.hitAt[o]].form == formCapital {
		return -1
	}
	for _, at := range []int{o, r.doc.Child(o, "poss")} {
		e := r.actorAt(at)
		if e < 0 {
			continue
		}
		switch own := &r.cast.Entities[e]; {
		case own.Kind == KindState && at > n.end+2: // "of Acme Services, a Norland firm"
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

// behalf adds those spoken for: "Tuvalu, for AOSIS", "Finland, on behalf of the EU",
// "speaking for the growers, Chad".
func (r *resolver) behalf() {
	for i := range r.hits {
		h := &r.hits[i]
		if h.inner || r.w.things[h.thing].Kind == KindPlace || h.form == formAdj {
			continue
		}
		m, ok := r.at(r.spanHead(h.start, h.end))
		if !ok {
			continue
		}
		k := r.forAfter(h)
		if k < 0 {
			k = r.forBefore(m.Head)
		}
		if k >= 0 {
			r.addOthers(m, k)
		}
	}
}

// forBefore is the token of whom a phrase before the subject at token h says that it
// speaks for; -1 for none.
func (r *resolver) forBefore(h int) int {
	if r.toks[h].Dep != "nsubj" {
		return -1
	}
	for _, c := range r.doc.Children(r.toks[h].Head) {
		if c < h && (r.toks[c].Dep == "advcl" || r.toks[c].Dep == "prep") {
			if o := r.representedBy(c); o >= 0 {
				return o
			}
		}
	}
	return -1
}

// forAfter is the token of whom a phrase behind a comma or in brackets says that name h
// speaks for; -1 for none.
func (r *resolver) forAfter(h *hit) int {
	if h.end+1 >= len(r.toks) || r.plain[h.end] != "," && r.plain[h.end] != "(" {
		return -1
	}
	k := h.end + 1
	switch {
	case r.lower[k] == "for", r.lower[k] == "representing":
	case k+2 < len(r.toks) && (r.lower[k] == "on" || r.lower[k] == "speaking"):
		for k < len(r.toks)-1 && r.lower[k] != "of" && r.lower[k] != "for" && k < h.end+6 {
			k++
		}
		if r.lower[k] != "of" && r.lower[k] != "for" {
			return -1
		}
	default:
		return -1
	}
	for k++; k < len(r.toks) && (r.toks[k].Pos == "DET" || r.toks[k].Pos == "ADJ") && r.hitAt[k] < 0; k++ {
	}
	if k == len(r.toks) {
		return -1
	}
	return k
}

// addOthers adds the mention at or around token k, and what is joined to it by "and".
func (r *resolver) addOthers(m *Mention, k int) {
	var o *Mention
	for i := range r.cast.Mentions {
		if x := &r.cast.Mentions[i]; x.Start <= k && k < x.End && (o == nil || x.End-x.Start < o.End-o.Start) {
			o = x
		}
	}
	if o == nil || o.Entity == m.Entity {
		return
	}
	switch r.cast.Entities[o.Entity].Kind {
	case KindState, KindBloc, KindOrganisation, KindGroup, KindCompany, KindBody:
		m.Others = append(m.Others, o.Entity)
		m.Others = append(m.Others, o.Others...)
	}
}

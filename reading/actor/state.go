package actor

import "strings"

// settleHome finds the state that a document is about: named more often than all
// others together; and the one from whose capital it is written, where the text names
// that state again.
func (r *resolver) settleHome() {
	counts, named, total := map[string]int{}, map[string]bool{}, 0
	best, most, from := "", 0, ""
	for i := range r.hits {
		h := &r.hits[i]
		t := &r.w.things[h.thing]
		r.spoken[t.ID] = true
		if t.Sector != "PTY" {
			r.spoken[t.Nation], r.spoken[t.Of] = true, true
		}
		id := t.ID
		if t.Kind == KindPlace || t.Kind == KindBody || t.Sector == "PTY" {
			id = t.Nation
		}
		if i, ok := r.w.byID[id]; !ok || r.w.things[i].Kind != KindState {
			continue
		}
		if h.end < len(r.toks) && r.w.has("moneys", r.lower[h.end]) { // "U.S. dollars" tell nothing of whom it is about
			continue
		}
		counts[id]++
		total++
		named[id] = named[id] || h.form != formCapital && h.form != formPlace
		if counts[id] > most {
			best, most = id, counts[id]
		}
		if from == "" && h.form == formCapital && r.isDateline(h) {
			from = id
		}
	}
	r.states = len(counts)
	if counts[from] > 1 {
		r.dateline = from
	}
	if r.headline != best && 2*counts[r.headline] >= most && r.opens(r.headline) {
		best, most = r.headline, counts[r.headline] // "Norland denies Ugandan charges", and then much of Uganda
		total = min(total, 2*most-1)
	}
	if 2*most > total {
		r.home, r.sure, r.town = best, most > 4, most == 1 && !named[best]
	}
}

// opens reports whether a state, or something of it, is the subject of the document's first
// sentence.
func (r *resolver) opens(id string) bool {
	for k := range r.toks {
		if r.toks[k].Sent > r.toks[0].Sent {
			break
		}
		h := r.hitAt[k]
		if h < 0 || r.w.things[r.hits[h].thing].ID != id {
			continue
		}
		if d := r.toks[k].Dep; d == "poss" || d == "amod" || d == "compound" {
			k = r.top(r.toks[k].Head)
		}
		if r.toks[k].Dep == "nsubj" {
			return r.toks[r.toks[k].Head].Dep == "ROOT"
		}
	}
	return false
}

// stateFor is the state whose government a text means by the noun n when it names
// none: the one in whose capital it places it, the one the document is about or is
// written from, the last one that acts in the same sentence or the one before, else the
// first of its headline. It is none to which the noun does what its verb says.
func (r *resolver) stateFor(n *nounHit) string {
	for _, h := range []int{n.head(), r.top(n.head())} {
		for _, c := range r.doc.Children(h) {
			if r.lower[c] != "in" {
				continue
			}
			if o := r.doc.Child(c, "pobj"); o >= 0 && r.hitAt[o] >= 0 && r.hits[r.hitAt[o]].form == formCapital {
				return r.w.things[r.hits[r.hitAt[o]].thing].ID
			}
		}
	}
	other := r.actedOn(n)
	for _, id := range []string{r.home, r.dateline} {
		if id != "" && id != other {
			return id
		}
	}
	for h := n.start - 1; h >= 0 && r.toks[n.start].Sent-r.toks[h].Sent <= 1; h-- {
		k := r.hitAt[h]
		if k < 0 || r.hits[k].place || r.hits[k].inner || !r.actsAt(h) {
			continue
		}
		if t := &r.w.things[r.hits[k].thing]; t.Kind == KindState && t.ID != other {
			return t.ID
		}
	}
	if other == r.headline {
		return ""
	}
	return r.headline
}

// actedOn is the state that is, or whose are, the object of the verb whose subject n is,
// or is a part of: "a ministry official mocked Ugandan worries", "worries voiced by
// Ugandan growers" is no word of Uganda's.
func (r *resolver) actedOn(n *nounHit) string {
	h := r.top(n.head())
	for r.toks[h].Dep == "pobj" || r.toks[h].Dep == "prep" { // "a spokesman for the ministry"
		h = r.toks[h].Head
	}
	v := r.toks[h].Head
	o := r.doc.Child(v, "dobj", "dative")
	for to := r.doc.Child(v, "xcomp"); o < 0 && to >= 0; to = r.doc.Child(to, "xcomp") { // "declined to threaten Uganda"
		o = r.doc.Child(to, "dobj", "dative")
	}
	if r.toks[h].Dep != "nsubj" || o < 0 || r.w.has("holding", r.lemma(v)) {
		return ""
	}
	whose := []int{o}
	for _, c := range r.doc.Children(o) {
		by := c
		if r.toks[c].Dep == "acl" {
			by = r.doc.Child(c, "agent")
		}
		if by < 0 {
			continue
		}
		if r.lower[by] == "by" || r.lower[by] == "from" {
			if p := r.doc.Child(by, "pobj"); p >= 0 {
				whose = append(whose, p)
			}
		}
	}
	for _, w := range whose {
		for k := r.doc.SubtreeSpan(w).Start; k <= w; k++ {
			if x := r.hitAt[k]; x >= 0 && r.w.things[r.hits[x].thing].Kind == KindState {
				return r.w.things[r.hits[x].thing].ID
			}
		}
	}
	return ""
}

// actsAt reports whether the name at token h is a subject or possessor.
func (r *resolver) actsAt(h int) bool {
	switch r.toks[h].Dep {
	case "nsubj", "nsubjpass", "poss":
		return true
	}
	return false
}

// headlineState is the first state that a headline names, "" for none.
func (w *World) headlineState(title string) string {
	ws := words(title)
	word := func(i int) (string, string) {
		if i >= len(ws) {
			return "", ""
		}
		return strings.ToLower(ws[i]), ""
	}
	state := func(v int32, _ int) bool {
		s := &w.senses[v]
		return w.things[s.thing].Kind == KindState && (s.form == formName || s.form == formAdj)
	}
	for i := range ws {
		for _, t := range w.names {
			if vals, n := t.longest(i, word, state); n > 0 && isCapital(ws[i]) {
				return w.things[w.senses[vals[0]].thing].ID
			}
		}
	}
	return ""
}

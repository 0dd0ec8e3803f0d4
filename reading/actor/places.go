package actor

import "strings"

// settlePlaces decides for each name of a state, capital or seat whether it says
// where something is or who acts.
func (r *resolver) settlePlaces() {
	for i := range r.hits {
		h := &r.hits[i]
		switch h.form {
		case formPlace:
			h.place = true
		case formName, formCapital, formSeat:
			if t := &r.w.things[h.thing]; t.Kind == KindState || h.form != formName || t.ID == "EUROPE" {
				h.place = r.isPlace(h)
			}
		}
	}
}

// isPlace reads the tree around a name: a locative phrase, a dateline, a thing that
// stands in a town.
func (r *resolver) isPlace(h *hit) bool {
	head := r.spanHead(h.start, h.end)
	if h.form == formCapital && r.headsList(h) {
		return false
	}
	if h.form == formCapital && r.isDateline(h) {
		return true
	}
	for guard := 0; guard < 8; guard++ {
		t := &r.toks[head]
		gov := t.Head
		switch t.Dep {
		case "pobj", "pcomp":
			return r.isPlacePhrase(gov, h)
		case "poss":
			return h.form == formCapital && r.isTownish(gov)
		case "compound", "nmod", "amod", "npadvmod":
			if gov < h.end {
				return false
			}
			// "the Istanbul talks", "London futures", "Washington-based"; but "Moscow officials"
			return h.form == formCapital && r.nnAt[gov] < 0 && r.nmAt[gov] < 0 && !r.w.has("papers", r.lemma(gov))
		case "dobj":
			v := r.lemma(gov)
			return h.form != formSeat && (v == "visit" || v == "leave" || v == "reach" || v == "enter" || v == "tour" || v == "flee")
		case "conj":
			if gov == head {
				return false
			}
			head = gov // as its first conjunct
			continue
		case "appos":
			return h.form == formCapital && r.hitAt[gov] >= 0 && r.w.things[r.hits[r.hitAt[gov]].thing].Kind == KindPlace
		}
		return false
	}
	return false
}

// headsList reports whether a name alone on its line, with a colon, opens a list: what
// "Tokyo:" insists on and offers.
func (r *resolver) headsList(h *hit) bool {
	if h.start > 0 && !strings.Contains(r.toks[h.start-1].Text, "\n") && !r.toks[h.start].SentStart || h.end+1 >= len(r.toks) || r.plain[h.end] != ":" {
		return false
	}
	next := &r.toks[h.end+1]
	return strings.Contains(next.Text, "\n") || r.w.has("bullets", next.Text)
}

// isPlacePhrase reports whether the preposition at prep makes its object a place.
func (r *resolver) isPlacePhrase(prep int, h *hit) bool {
	p := r.lower[prep]
	up := r.toks[prep].Head
	if r.w.has("locative", p) {
		// "confidence in Moscow", "trust in NATO" are rare beside "in Moscow"
		return true
	}
	if r.w.has("partner", p) {
		return false
	}
	if p == "to" || p == "from" {
		if r.toks[up].Dep == "prep" || up == prep {
			return h.form == formCapital
		}
		if r.w.has("motion", r.lemma(up)) {
			// "sent a letter to Washington": what is sent is no traveller
			if o := r.doc.Child(up, "dobj", "nsubjpass"); o >= 0 && r.isPaper(o) {
				return false
			}
			return true
		}
		return false
	}
	if p == "of" {
		return h.form == formCapital && r.isTownish(up)
	}
	return false
}

func (r *resolver) isTownish(i int) bool {
	return r.w.has("townish", r.lemma(i)) || r.w.has("townish", r.lower[i])
}

// isPaper reports whether the noun at i is something handed from party to party.
func (r *resolver) isPaper(i int) bool { return r.w.has("papers", r.lemma(i)) }

// isDateline reports whether a capital opens a paragraph as "LONDON, June 5 -".
func (r *resolver) isDateline(h *hit) bool {
	if h.start > 0 && !strings.Contains(r.toks[h.start-1].Text, "\n") {
		return false
	}
	for k := h.end; k < min(h.end+9, len(r.toks)); k++ {
		switch r.plain[k] {
		case "-", "--", "(Reuters", "—":
			return k > h.end || r.toks[k-1].Whitespace
		case ".", ";", "?":
			if !isUpper(r.plain[h.start]) {
				return false
			}
		}
		if r.toks[k].Pos == "VERB" || r.toks[k].Pos == "AUX" {
			return false
		}
	}
	return false
}

// spanHead is the token of a span whose syntactic head lies outside it.
func (r *resolver) spanHead(start, end int) int {
	for i := end - 1; i >= start; i-- {
		h := r.toks[i].Head
		if (h < start || h >= end || h == i) && r.toks[i].Pos != "PUNCT" && r.toks[i].Dep != "punct" && r.toks[i].Dep != "case" {
			return i
		}
	}
	return end - 1
}

package actor

import "strings"

// class says how the nouns of a class behave.
type class struct {
	people bool // persons: may stand beside a name, "he" may stand for them
	body   bool // part of a state or organisation
	things bool // an organisation of its own, named by a common noun
}

var classes = map[string]class{
	"office":       {people: true},
	"post":         {people: true},
	"leader":       {people: true},
	"self":         {people: true},
	"crowd":        {people: true},
	"member":       {},
	"body":         {body: true},
	"legislature":  {body: true},
	"court":        {body: true},
	"opposition":   {body: true},
	"company":      {things: true},
	"organisation": {things: true},
	"thinktank":    {things: true},
	"media":        {things: true},
	"bloc":         {},
	"state":        {},
	"side":         {},
}

// nounHit is a common noun for actors found in the text.
type nounHit struct {
	start, end int
	at         int // the token that heads it
	noun       *noun
	plural     bool
	left       int  // left edge of its noun phrase
	definite   bool // the, this, that, these, those, his ...
	former     bool
	also       *noun // "exporting" of "exporting and importing countries"
}

func (n *nounHit) head() int { return n.at }

// findNouns finds the common nouns for actors, longest first.
func (r *resolver) findNouns() {
	for i := 0; i < len(r.toks); {
		vals, n := r.w.nouns.longest(i, r.inflected, func(_ int32, n int) bool { return r.isNounEnd(i, i+n) })
		if n == 0 {
			i++
			continue
		}
		h := nounHit{start: i, end: i + n, at: r.spanHead(i, i+n), noun: &r.w.nounOf[vals[0]]}
		head := &r.toks[h.head()]
		h.plural = head.Tag == "NNS" || head.Tag == "NNPS" || strings.Contains(head.Morph, "Number=Plur")
		if len(vals) > 1 { // "authority" the office, "authority" the body: number decides
			for _, v := range vals {
				if x := &r.w.nounOf[v]; classes[x.class].people == h.plural {
					h.noun = x
					break
				}
			}
		}
		if r.isMinisterial(i, i+n, h.noun) {
			left := r.portfolioLeft(i)
			if left < i && r.w.has("shadow", r.lower[left]) {
				left++
			}
			if left < i {
				class := "office"
				if h.noun.class == "body" {
					class = "body"
				}
				h.start, h.noun = left, &noun{class: class, sector: "GOV", base: strings.ToLower(r.text(left, i+n))}
			}
		}
		if h.start > 0 && r.w.has("shadow", r.lower[h.start-1]) && h.noun.class == "office" { // of the opposition, not of the state
			h.start--
			h.noun = &noun{class: "leader", sector: "OPP", base: r.lower[h.start] + " " + h.noun.base}
		}
		h.also = r.joinedNoun(&h)
		h.left = r.leftEdge(h.start, h.head())
		for k := h.left; k < h.start; k++ {
			switch r.lower[k] {
			case "the", "this", "that", "these", "those", "both", "his", "her", "its", "their":
				h.definite = h.definite || k == h.left || r.toks[k].Pos == "DET" || r.toks[k].Pos == "PRON"
			}
			h.former = h.former || r.w.has("former", r.lower[k])
		}
		h.former = h.former || r.heldOnce(i+n)
		for k := h.start; k < i+n; k++ {
			r.nnAt[k] = int32(len(r.nouns))
		}
		r.nouns = append(r.nouns, h)
		i += n
	}
}

// heldOnce reports whether what follows the office that ends at token k tells under whom it
// was held: "a secretary of labour under President Roe", "during the Roe administration".
func (r *resolver) heldOnce(k int) bool {
	if k+1 >= len(r.toks) || !r.w.has("once", r.lower[k]) {
		return false
	}
	if k++; r.lower[k] == "the" || r.w.has("former", r.lower[k]) {
		k++
	}
	return k < len(r.toks) && r.toks[k].Pos == "PROPN" && isCapital(r.plain[k])
}

// joinedNoun reads "exporting and importing countries": the noun that the word
// before "and" makes with the head.
func (r *resolver) joinedNoun(h *nounHit) *noun {
	k := h.start - 2
	if k < 0 || h.end-h.start < 2 || !h.plural || r.toks[k+1].Pos != "CCONJ" {
		return nil
	}
	word := func(i int) (string, string) {
		switch i {
		case 0:
			return r.lower[k], r.lemma(k)
		case 1:
			return r.lower[h.head()], r.lemma(h.head())
		}
		return "", ""
	}
	if vals, n := r.w.nouns.longest(0, word, nil); n == 2 {
		return &r.w.nounOf[vals[0]]
	}
	return nil
}

// isNounEnd reports whether tokens start to end may be a common noun for actors.
func (r *resolver) isNounEnd(start, end int) bool {
	for k := start; k < end; k++ {
		if r.hitAt[k] >= 0 || r.nmAt[k] >= 0 || r.w.has("capitals", r.lower[k]) && !isUpper(r.plain[k]) {
			return false
		}
	}
	if end < len(r.toks) && r.plain[end] == "-" && !r.toks[end-1].Whitespace || start > 1 && r.plain[start-1] == "-" && !r.toks[start-1].Whitespace && !r.toks[start-2].Whitespace {
		return false // "state-owned", "eight-member"
	}
	switch r.toks[end-1].Pos {
	case "NOUN", "PROPN":
		return true
	case "ADJ": // "secretary-general"
		return end-start > 1
	}
	return false
}

// top is the token that heads the noun phrase in which token i is a modifier.
func (r *resolver) top(i int) int {
	for guard := 0; guard < 16; guard++ {
		t := &r.toks[i]
		if t.Head <= i {
			return i
		}
		switch t.Dep {
		case "compound", "nmod", "amod", "nummod", "quantmod", "appos":
			if t.Dep == "appos" && t.Head-i > 3 {
				return i
			}
		default:
			return i
		}
		i = t.Head
	}
	return i
}

// leftEdge walks left from start over the words of the same noun phrase.
func (r *resolver) leftEdge(start, head int) int {
	top := r.top(head)
	sent := r.doc.Sent(head).Start
	left := start
	gloss := false // inside the name that a bracket explains
	for k := start - 1; k >= sent; k-- {
		if r.plain[k] == ")" && k-2 >= sent && r.plain[k-2] == "(" { // "the Small Lakes Board (SLB) head"
			k -= 2
			gloss = true
			continue
		}
		t := &r.toks[k]
		switch t.Pos {
		case "NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "SYM", "X":
		case "PRON":
			if t.Tag != "PRP$" && t.Dep != "det" && t.Dep != "poss" {
				return left
			}
		case "VERB": // "exporting members", "united front"
			if t.Dep != "amod" {
				return left
			}
		case "ADV":
			if t.Dep != "advmod" || t.Head < k || t.Head > head {
				return left
			}
		case "PUNCT":
			if r.plain[k] != "-" && r.plain[k] != "," || r.plain[k] == "," && !r.isList(k, top) {
				return left
			}
		case "CCONJ":
			if !r.isList(k, top) || r.endsTitle(k-1) {
				return left
			}
		default:
			return left
		}
		gloss = gloss && t.Pos == "PROPN"
		if t.IsSpace || k != head && !gloss && !r.within(k, top, head) {
			return left
		}
		left = k
		if t.Pos == "DET" && t.Dep == "det" && (k == 0 || r.toks[k-1].Tag != "PDT") {
			break
		}
	}
	for left < start && (r.toks[left].Pos == "PUNCT" || r.toks[left].Pos == "CCONJ" || r.toks[left].Tag == "POS") {
		left++
	}
	return left
}

// endsTitle reports whether a title of several words ends at token k: what "and" joins to
// "Secretary of State" is a title of its own.
func (r *resolver) endsTitle(k int) bool {
	if k < 0 || r.nnAt[k] < 0 {
		return false
	}
	n := &r.nouns[r.nnAt[k]]
	return n.end == k+1 && n.end-n.start > 1 && !n.plural && classes[n.noun.class].people && n.noun.class != "crowd"
}

// within reports whether token k hangs under top or head.
func (r *resolver) within(k, top, head int) bool {
	return k == top || r.doc.IsAncestor(top, k) || r.doc.IsAncestor(head, k)
}

// isList reports whether the comma or conjunction at k joins modifiers of the noun
// phrase headed by top: "US and Russian officials".
func (r *resolver) isList(k, top int) bool {
	if k == 0 || k+1 >= len(r.toks) {
		return false
	}
	h := r.toks[k].Head
	if h == top || !r.doc.IsAncestor(top, k) {
		return false
	}
	return r.toks[h].Pos == "ADJ" || r.hitAt[k-1] >= 0 || r.toks[h].Pos == "PROPN" || r.toks[h].Pos == "NOUN"
}

package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// points makes one point of each head, and one of each conjunct where the
// coordination lists several things ("a halt to X, a limit on Y and Z-ing").
func (f *finder) points(heads []int) []point {
	var out []point
	for _, h := range heads {
		members := f.conjuncts(h)
		switch {
		case f.allVerbs(members):
			for _, m := range members {
				out = append(out, point{m, f.phraseSpan(m, len(members) > 1)})
			}
		case f.splits(members):
			out = append(out, f.listItems(h)...)
		default:
			out = append(out, point{h, f.phraseSpan(h, false)})
		}
	}
	return out
}

func (f *finder) allVerbs(members []int) bool {
	for _, m := range members {
		if p := f.Doc.Tokens[m].Pos; p != "VERB" && p != "AUX" {
			return false
		}
	}
	return true
}

// conjuncts lists h and the tokens coordinated after it.
func (f *finder) conjuncts(h int) []int {
	d := f.Doc
	out := []int{h}
	for k := 0; k < len(out); k++ {
		for _, c := range d.Children(out[k]) {
			if d.Tokens[c].Dep != "conj" {
				continue
			}
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// splits reports whether a noun phrase lists points of their own: it names no
// actor, and each of two of its members brings more than a bare name.
func (f *finder) splits(members []int) bool {
	d := f.Doc
	for _, m := range members {
		if d.Tokens[m].Pos == "PROPN" || f.actorAt(m) >= 0 {
			return false
		}
	}
	h := members[0]
	return d.Tokens[h].Pos == "NOUN" && d.Child(h, "prep", "acl", "relcl") >= 0
}

// phraseSpan is the longest run of tokens around head that belong to its
// subtree: without coordinated members when alone, without adverbial clauses
// that state a condition, asides and outer punctuation.
func (f *finder) phraseSpan(head int, alone bool) nlp.Span {
	d := f.Doc
	in := map[int]bool{}
	var walk func(i int)
	walk = func(i int) {
		in[i] = true
		for _, c := range d.Children(i) {
			t := &d.Tokens[c]
			if i == head && alone && (t.Dep == "conj" || t.Dep == "cc" || t.Dep == "preconj") {
				continue
			}
			if t.Dep == "parataxis" || t.Dep == "advcl" && f.conditional(c) || t.Dep == "prep" && f.lex.is("attributive", t.Lower) {
				continue
			}
			if t.Dep == "advcl" && i == head && c < i { // a leading adjunct is not part of the point
				continue
			}
			if t.Dep == "prep" && f.exchange(c) >= 0 {
				continue
			}
			walk(c)
		}
	}
	walk(head)
	lo, hi := head, head+1
	for lo > 0 && (in[lo-1] || f.filler(lo-1, in, -1)) && d.Tokens[lo-1].Sent == d.Tokens[head].Sent {
		lo--
	}
	for hi < len(d.Tokens) && (in[hi] || f.filler(hi, in, 1)) && d.Tokens[hi].Sent == d.Tokens[head].Sent {
		hi++
	}
	return f.trim(nlp.Span{Start: lo, End: hi})
}

// filler lets a run pass over one token of punctuation between two that belong.
func (f *finder) filler(i int, in map[int]bool, step int) bool {
	return (f.Doc.Tokens[i].Pos == "PUNCT" || f.Doc.Tokens[i].IsSpace) && in[i+step]
}

// trim takes punctuation, white space and bare connectives off both ends.
func (f *finder) trim(s nlp.Span) nlp.Span {
	out := func(t *nlp.Token) bool {
		return t.IsSpace || t.Pos == "PUNCT" && t.Lower != "(" && t.Lower != ")" || t.Dep == "cc" || t.Dep == "preconj"
	}
	for s.Start < s.End-1 && out(&f.Doc.Tokens[s.Start]) {
		s.Start++
	}
	for s.End-1 > s.Start && out(&f.Doc.Tokens[s.End-1]) {
		s.End--
	}
	return s
}

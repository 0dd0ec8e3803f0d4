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
		out = f.addJoined(out)
	}
	return out
}

// addJoined adds what hangs on the last point as a further thing of its kind:
// "restrictions, including limits on X and a ban on Y", "X, coupled with Y". The
// point before ends where it begins.
func (f *finder) addJoined(out []point) []point {
	d := f.Doc
	if len(out) == 0 {
		return out
	}
	last := len(out) - 1
	cut := out[last].span.End
	for _, i := range f.ownTokens(out[last].head) {
		t := &d.Tokens[i]
		if !f.lex.is("including", t.Lower) && !f.lex.is("joined", t.Lower) || i <= out[last].head || i >= cut {
			continue
		}
		for _, o := range f.joinedObjects(i) {
			if f.actorAt(o) < 0 && d.Tokens[o].Pos == "NOUN" && d.Child(o, "prep", "acl", "relcl") >= 0 {
				out = append(out, f.listItems(o)...)
				out[last].span = f.trim(nlp.Span{Start: out[last].span.Start, End: min(i, out[last].span.End)})
			}
		}
	}
	return out
}

// joinedObjects are the objects of "including", or of the prepositions under
// "coupled".
func (f *finder) joinedObjects(i int) []int {
	d := f.Doc
	if d.Tokens[i].Dep == "prep" {
		return f.prepObject(i)
	}
	var out []int
	for _, p := range d.Children(i) {
		if d.Tokens[p].Dep == "prep" {
			out = append(out, f.prepObject(p)...)
		}
	}
	return out
}

// ownTokens is the subtree of a noun with the phrase behind it that the parser
// hung on the verb: "a halt" + "to exports". For other heads it is the subtree.
func (f *finder) ownTokens(h int) []int {
	d := f.Doc
	out := d.Subtree(h)
	t := &d.Tokens[h]
	if t.Dep != "dobj" && t.Dep != "pobj" || !f.lex.is("relational", t.Lemma) || d.Child(h, "prep") >= 0 {
		return out
	}
	end := d.SubtreeSpan(h).End
	for _, c := range d.Children(t.Head) {
		if d.Tokens[c].Dep == "prep" && c == end {
			out = append(out, d.Subtree(c)...)
		}
	}
	return out
}

func (f *finder) allVerbs(members []int) bool {
	for _, m := range members {
		if p := f.Doc.Tokens[m].Pos; p != "VERB" && p != "AUX" && !f.disguised(m) {
			return false
		}
	}
	return true
}

// disguised reports whether token i is a verb that the tagger took for a noun or an
// adjective: coordinated with an infinitive, and with an object or a complement but
// nothing before it ("to shorten the period and lower premiums", "to fight the plan
// and push for talks").
func (f *finder) disguised(i int) bool {
	d := f.Doc
	t := &d.Tokens[i]
	return t.Dep == "conj" && d.Tokens[t.Head].Tag == "VB" && d.SubtreeSpan(i).Start == i &&
		(d.Child(i, "dobj") >= 0 || t.Tag == "NN" && d.Child(i, "prep") >= 0)
}

// conjuncts lists h and the tokens coordinated after it.
func (f *finder) conjuncts(h int) []int {
	d := f.Doc
	out := []int{h}
	for k := 0; k < len(out); k++ {
		for _, c := range d.Children(out[k]) {
			if d.Tokens[c].Dep != "conj" || !f.sameForm(h, c) {
				continue
			}
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// sameForm reports whether a coordinated verb has the form of the first: in "to
// attack and accused", the second is another clause's.
func (f *finder) sameForm(h, c int) bool {
	a, b := &f.Doc.Tokens[h], &f.Doc.Tokens[c]
	if a.Pos != "VERB" || b.Pos != "VERB" || f.Doc.Child(c, "nsubj", "nsubjpass", "aux") >= 0 {
		return true
	}
	bare := func(t *nlp.Token) bool { return t.Tag == "VB" || t.Tag == "VBP" || t.Lower == t.Lemma } // "cut" may be either
	return bare(a) == bare(b) || a.Tag[:2] != "VB"
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
	if len(members) > 1 && f.modified(members) {
		return true
	}
	return d.Tokens[h].Pos == "NOUN" && (d.Child(h, "prep", "acl", "relcl") >= 0 || len(f.ownTokens(h)) > len(d.Subtree(h)))
}

// modified reports whether all members are nouns that bring an adjective or a noun
// of their own: "higher wages and shorter hours".
func (f *finder) modified(members []int) bool {
	for _, m := range members {
		if f.Doc.Tokens[m].Pos != "NOUN" || f.Doc.Child(m, "amod", "compound") < 0 {
			return false
		}
	}
	return true
}

// phraseSpan is the longest run of tokens around head that belong to its
// subtree: without coordinated members when alone, without adverbial clauses
// that state a condition, asides and outer punctuation.
func (f *finder) phraseSpan(head int, alone bool) nlp.Span {
	d := f.Doc
	in := map[int]bool{}
	for _, i := range f.ownTokens(head)[len(d.Subtree(head)):] {
		in[i] = true
	}
	var walk func(i int)
	walk = func(i int) {
		in[i] = true
		for _, c := range d.Children(i) {
			t := &d.Tokens[c]
			if f.at > 0 && (c == f.at || d.IsAncestor(c, f.at)) && (t.Dep == "relcl" || t.Dep == "acl") {
				continue // the clause that says what is done to it
			}
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
	return f.trim(nlp.Span{Start: lo, End: f.wordEnd(hi)})
}

// wordEnd moves an end that falls inside a hyphenated word to the end of the word
// and of the phrase that hangs on it: "re-introduction of quotas".
func (f *finder) wordEnd(end int) int {
	d := f.Doc
	for end > 0 && end+1 < len(d.Tokens) && !d.Tokens[end-1].Whitespace && d.Tokens[end].Text == "-" && !d.Tokens[end].Whitespace {
		end = max(end+2, d.SubtreeSpan(end+1).End)
	}
	return end
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
	return f.closeQuote(s)
}

// closeQuote takes the quotation mark behind s in where s holds only the opening one:
// "they could be "a guidepost"".
func (f *finder) closeQuote(s nlp.Span) nlp.Span {
	mark := func(i int) bool {
		tag := f.Doc.Tokens[i].Tag
		return tag == "``" || tag == "''" && f.Doc.Tokens[i].Text != "'"
	}
	open := false
	for i := s.Start; i < s.End; i++ {
		open = open != mark(i)
	}
	if open && s.End < len(f.Doc.Tokens) && mark(s.End) {
		s.End++
	}
	return s
}

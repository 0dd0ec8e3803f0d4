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
			out = append(out, f.clausePoints(members)...)
		case f.splits(members):
			out = append(out, f.listItems(h)...)
		default:
			out = append(out, point{h, f.phraseSpan(h, false)})
		}
		for k := range out {
			if out[k].head == h {
				out[k].span = f.priced(h, out[k].span)
			}
			out[k].span = f.beforeNext(out[k].span)
		}
		out = f.addJoined(out)
	}
	return out
}

// beforeNext cuts off s what somebody else does: "to close the port | and the minister
// pleading for talks".
func (f *finder) beforeNext(s nlp.Span) nlp.Span {
	for i := s.Start + 1; i < s.End; i++ {
		if and := f.Doc.SubtreeSpan(i).Start - 1; f.nextDoer(i) && and > s.Start && f.Doc.Tokens[and].Dep == "cc" {
			return f.trim(nlp.Span{Start: s.Start, End: and})
		}
	}
	return s
}

// nextDoer reports whether token i is an actor right before a participle that tells what
// it does, and that the parser joined to a thing before it: "the port and the minister
// pleading".
func (f *finder) nextDoer(i int) bool {
	if i < 1 || i+1 >= len(f.Doc.Tokens) {
		return false
	}
	t := &f.Doc.Tokens[i]
	return t.Dep == "conj" && f.Doc.Tokens[i+1].Tag == "VBG" && f.actorAt(i) >= 0 && f.actorAt(t.Head) < 0
}

// priced widens s, the phrase of noun h, to the price right before it that the parser
// took for an object of its own: "a 30 dlr | a share offer".
func (f *finder) priced(h int, s nlp.Span) nlp.Span {
	d := f.Doc
	if d.Tokens[h].Dep != "dobj" {
		return s
	}
	o := d.Child(d.Tokens[h].Head, "dobj")
	if p := d.SubtreeSpan(max(o, 0)); o >= 0 && o < h && f.lex.is("unit", d.Tokens[o].Lemma) && p.End == s.Start {
		s.Start = p.Start
	}
	return s
}

// clausePoints makes one point of each coordinated clause that can stand alone: with a
// subject of its own, or without any ("cede X, abandon Y"). What only goes on about
// the subject or with the auxiliary of the clause before stays with it: "X cannot be
// measured and compared", "X was late, and could not be read".
func (f *finder) clausePoints(members []int) []point {
	var out []point
	for k, m := range members {
		s := f.phraseSpan(m, len(members) > 1)
		if t := &f.Doc.Tokens[m]; k > 0 && !f.hasTo(m) && f.Doc.Child(m, "nsubj", "nsubjpass", "expl") < 0 && (!baseForm(t) && !f.disguised(m) && t.Tag != "VBG" || f.Doc.Child(m, "aux") >= 0) {
			out[len(out)-1].span.End = s.End
			continue
		}
		if k > 0 && f.shares(members[k-1], m) {
			out[len(out)-1] = point{m, nlp.Span{Start: out[len(out)-1].span.Start, End: s.End}}
			continue
		}
		out = append(out, point{m, s})
	}
	return out
}

// shares reports whether verb a has nothing of its own and shares the object of verb b,
// which "and" or "or" joins to it: "to cut and freeze output".
func (f *finder) shares(a, b int) bool {
	d := f.Doc
	if b != a+2 || d.Tokens[a+1].Dep != "cc" || d.Child(b, "dobj") < 0 {
		return false
	}
	return !slices.ContainsFunc(d.Children(a), func(c int) bool {
		return c > a && c != a+1 && c != b && d.Tokens[c].Dep != "conj" && d.Tokens[c].Dep != "punct"
	})
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
// hung on the word above: "a halt" + "to exports". For other heads it is the subtree.
func (f *finder) ownTokens(h int) []int {
	d := f.Doc
	out := d.Subtree(h)
	t := &d.Tokens[h]
	if t.Dep != "dobj" && t.Dep != "pobj" || !f.lex.is("relational", t.Lemma) || d.Child(h, "prep") >= 0 {
		return out
	}
	end := d.SubtreeSpan(h).End
	up := t.Head
	if n := d.Tokens[up].Head; d.Tokens[up].Dep == "prep" && d.Tokens[n].Pos == "NOUN" { // "opposition to a ban" + "on longlines"
		up = n
	}
	for _, c := range d.Children(up) {
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
// attack and accused" and "said that S holds and rejected X", the second is another
// clause's.
func (f *finder) sameForm(h, c int) bool {
	a, b := &f.Doc.Tokens[h], &f.Doc.Tokens[c]
	if f.resumes(c) >= 0 {
		return false
	}
	if a.Pos != "VERB" || b.Pos != "VERB" || f.Doc.Child(c, "nsubj", "nsubjpass", "aux") >= 0 {
		return true
	}
	return baseForm(a) == baseForm(b) || a.Tag[:2] != "VB"
}

// baseForm reports whether a verb has its base form, whatever the tagger takes it for:
// "cut" may be either.
func baseForm(t *nlp.Token) bool { return bare(t.Tag) || t.Lower == t.Lemma }

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

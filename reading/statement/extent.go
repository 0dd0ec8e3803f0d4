package statement

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// The extent of a point is what an analyst reads in a cell of the record:
//
//   - the whole phrase or clause that the act's word governs, with its modifiers,
//     relative clauses, prepositions, purposes and terms ("until S"), and with "that"
//     or "to", without the preposition that belongs to the act's word ("call for");
//   - the role in which a thing is taken ("accept the text as a basis") and what it is
//     judged to be, where the judgement is no act ("called the talks a first step");
//   - a quotation whole, where the act's word takes it for its object;
//   - not the condition and the return of the act, which have fields of their own, nor
//     who is for or against it, nor a topic or circumstance that leads the sentence,
//     nor what else is demanded beside it.

// reach widens the points of verb i to what the parser hung on the verb and not on
// the object. said is what the object is judged to be, or -1.
func (f *finder) reach(i int, fr *frame, slot string, said int, c *candidate) {
	if len(c.points) == 0 {
		return
	}
	f.takeTerm(i, c)
	switch slot {
	case "that":
		f.takeSubject(i, &c.points[0])
		if !divides(c.act) {
			f.mergeClauses(c)
		}
	case "obj":
		p := &c.points[len(c.points)-1]
		if q := f.quotationAt(i + 1); len(c.points) == 1 && q.Contains(p.span.Start) && q.Contains(p.span.End-1) && (f.Doc.Tokens[p.head].Pos != "NOUN" || q.Len() > p.span.Len()+2) {
			p.span = q
			return
		}
		if said >= p.span.End && !f.Doc.IsAncestor(p.head, i) {
			p.span = f.trim(nlp.Span{Start: p.span.Start, End: f.Doc.SubtreeSpan(said).End})
		}
		f.takeTails(i, fr, said, p)
	}
}

// takeTerm adds the clause that says until when: "demanded aid until the harvest".
func (f *finder) takeTerm(i int, c *candidate) {
	p := &c.points[len(c.points)-1].span
	for _, k := range f.Doc.Children(i) {
		if s := f.Doc.SubtreeSpan(k); f.Doc.Tokens[k].Dep == "advcl" && f.until(k) && c.act != "reject" && !f.negated(i) && s.Start == p.End {
			*p = f.trim(nlp.Span{Start: p.Start, End: s.End})
		}
	}
}

// takeSubject gives a clause the subject that the parser took for the object of verb i:
// "maintained the fee was a tax".
func (f *finder) takeSubject(i int, p *point) {
	o := f.Doc.Child(i, "dobj")
	if o < 0 || f.actorAt(o) >= 0 || !f.subjectless(p.head) {
		return
	}
	if s := f.Doc.SubtreeSpan(o); s.End == p.span.Start {
		p.span.Start = s.Start
	}
}

// takeTails adds to the object of verb i the phrases right behind it that say more of it.
func (f *finder) takeTails(i int, fr *frame, said int, p *point) {
	d := f.Doc
	thing := f.actorAt(p.head) < 0
	for _, k := range d.Children(i) {
		t, s := &d.Tokens[k], d.SubtreeSpan(k)
		take := false
		switch {
		case s.Start == p.span.End && t.Dep == "prep":
			where := fr.object == "part" && t.Lower == "to" // it is added
			take = where || f.namesRole(k, d.Tokens[i].Lemma) || thing && f.tail(k, fr)
		case s.Start == p.span.End && t.Dep == "advcl":
			take = said >= 0 && f.hasTo(k)
		case s.Start >= p.span.End && t.Dep == "ccomp":
			take = thing && f.thatClause(k) && f.adjoins(i, p.span.End, s.Start)
		}
		if take {
			p.span = f.trim(nlp.Span{Start: p.span.Start, End: s.End})
		}
	}
}

// tail reports whether the phrase of preposition k says more of the thing before it
// than of the act: "rejected calls for X", but not "rejected the text on Monday".
func (f *finder) tail(k int, fr *frame) bool {
	t := &f.Doc.Tokens[k]
	return f.lex.is("tail", t.Lower) && !slices.Contains(fr.slots, t.Lower) && !slices.Contains(fr.to, t.Lower)
}

// divides reports whether an act can have several things for its points, each of them
// demanded, offered or refused, and not one thing said.
func divides(act string) bool { return giving[act] || deliberate[act] }

// mergeClauses makes one point of clauses that share a subject.
func (f *finder) mergeClauses(c *candidate) {
	for k := len(c.points) - 1; k > 0; k-- {
		if h := c.points[k].head; f.subjectless(h) && f.Doc.IsAncestor(c.points[k-1].head, h) {
			c.points[k-1].span.End = max(c.points[k-1].span.End, c.points[k].span.End)
			c.points = slices.Delete(c.points, k, k+1)
		}
	}
}

// namesRole reports whether preposition k names the role in which the act of word lemma
// takes a thing: "accept the text as a basis".
func (f *finder) namesRole(k int, lemma string) bool {
	t := &f.Doc.Tokens[k]
	return t.Dep == "prep" && t.Lower == "as" && f.lex.is("role", lemma) && f.Doc.Child(k, "pobj") >= 0
}

// reachOfNoun widens the points of the act noun i to the role that the parser hung on
// its verb: "expressed support for the text as a basis".
func (f *finder) reachOfNoun(i int, c *candidate) {
	v := f.lightVerb(i)
	if v < 0 || len(c.points) == 0 {
		return
	}
	p := &c.points[len(c.points)-1].span
	for _, k := range f.Doc.Children(v) {
		if s := f.Doc.SubtreeSpan(k); f.namesRole(k, f.Doc.Tokens[i].Lemma) && s.Start == p.End {
			*p = f.trim(nlp.Span{Start: p.Start, End: s.End})
		}
	}
}

// adjoins reports whether only phrases that verb i governs stand between two tokens.
func (f *finder) adjoins(i, from, to int) bool {
	for k := from; k < to; k++ {
		if t := &f.Doc.Tokens[k]; !f.Doc.IsAncestor(i, k) || t.Text == "," {
			return false
		}
	}
	return true
}

// quotationAt is the quotation that opens at token i, with its marks, or empty.
func (f *finder) quotationAt(i int) nlp.Span {
	if i >= len(f.Doc.Tokens) || f.Doc.Tokens[i].Tag != "``" {
		return nlp.Span{}
	}
	for k := i + 1; k < f.Doc.Sent(i).End; k++ {
		if f.Doc.Tokens[k].Tag == "''" && f.Doc.Tokens[k].Text != "'" {
			return nlp.Span{Start: i, End: k + 1}
		}
	}
	return nlp.Span{}
}

// phraseSpan is the longest run of tokens around head that belong to its
// subtree: without coordinated members when alone, without asides and outer
// punctuation.
func (f *finder) phraseSpan(head int, alone bool) nlp.Span {
	d := f.Doc
	in := map[int]bool{}
	for _, i := range f.ownTokens(head)[len(d.Subtree(head)):] {
		in[i] = true
	}
	var walk func(i int)
	var sides []int // asides, which belong to the phrase where it goes on behind them
	walk = func(i int) {
		in[i] = true
		for _, c := range d.Children(i) {
			t := &d.Tokens[c]
			if f.at > 0 && (c == f.at || d.IsAncestor(c, f.at)) && (t.Dep == "relcl" || t.Dep == "acl") {
				continue // the clause that says what is done to it
			}
			if i == head && alone && (t.Dep == "conj" || t.Dep == "cc" || t.Dep == "preconj") || c != head && f.resumesAbove(c, head) {
				continue
			}
			if f.setOff(c) || f.inAside[c] && f.afterComma(c) {
				sides = append(sides, c)
				continue
			}
			if t.Dep == "parataxis" || f.joins(c) || f.apart(c) || f.lost(c) || t.Dep == "prep" && f.lex.is("attributive", t.Lower) {
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
	for _, c := range sides {
		if end := d.SubtreeSpan(c).End; in[end+1] {
			for _, k := range d.Subtree(c) {
				in[k] = true
			}
		}
	}
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

// closeQuote takes the quotation mark or the bracket behind s in where s holds only the
// opening one: "they could be "a guidepost"", "Articles 3 to 5 (fees)".
func (f *finder) closeQuote(s nlp.Span) nlp.Span {
	mark := func(i int) bool {
		tag := f.Doc.Tokens[i].Tag
		return tag == "``" || tag == "''" && f.Doc.Tokens[i].Text != "'"
	}
	quote, bracket := false, false
	for i := s.Start; i < s.End; i++ {
		quote = quote != mark(i)
		switch f.Doc.Tokens[i].Tag {
		case "-LRB-":
			bracket = true
		case "-RRB-":
			bracket = false
		}
	}
	last := s.End
	if quote && last+1 < len(f.Doc.Tokens) && (f.Doc.Tokens[last].Text == "." || f.Doc.Tokens[last].Text == ",") && mark(last+1) {
		last++ // the stop stands inside the marks
	}
	if last < len(f.Doc.Tokens) && (quote && mark(last) || bracket && f.Doc.Tokens[last].Tag == "-RRB-") {
		s.End = last + 1
	}
	return s
}

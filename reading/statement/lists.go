package statement

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// An announced list is a noun of acts with a holder ("the Kremlin's demands")
// that later sentences may spell out.
type announced struct {
	frame   *frame
	noun    int
	sent    int
	holders []holder
}

// announce finds the nouns of acts with a holder, in order.
func (f *finder) announce() {
	for i := range f.Doc.Tokens {
		t := &f.Doc.Tokens[i]
		if t.Pos != "NOUN" {
			continue
		}
		fr := f.listFrame(t.Lemma)
		if fr == nil {
			continue
		}
		if hs := f.nounHolders(i); len(hs) > 0 {
			f.lists = append(f.lists, announced{fr, i, t.Sent, hs})
		}
	}
}

// listFrame is the frame of a noun that can be spelt out item by item.
func (f *finder) listFrame(lemma string) *frame {
	for _, fr := range f.lex.nouns[lemma] {
		if fr.object != "" {
			continue // a claim for more pay, but claims are mostly said
		}
		switch fr.act {
		case "demand", "propose", "offer", "commit", "concede":
			return fr
		}
	}
	if f.lex.is("terms", lemma) {
		return f.lex.nouns["demand"][0]
	}
	return nil
}

// listAt is the announced list that the phrase at token s stands for: the noun
// itself, the same noun before, or a pronoun after it. nil if none is near.
func (f *finder) listAt(s int) *announced {
	d := f.Doc
	t := &d.Tokens[s]
	pronoun := f.lex.is("plural", t.Lower)
	if t.Pos == "NOUN" && f.lex.is("measure", t.Lemma) {
		if p := d.Child(s, "prep"); p >= 0 && d.Tokens[p].Lower == "of" {
			if o := d.Child(p, "pobj"); o >= 0 {
				return f.listAt(o)
			}
		}
	}
	if !pronoun && f.listFrame(t.Lemma) == nil {
		return nil
	}
	for k := len(f.lists) - 1; k >= 0; k-- {
		l := &f.lists[k]
		if l.noun > s || l.sent < t.Sent-2 {
			continue
		}
		if l.noun == s || pronoun && l.sent < t.Sent && plural(&d.Tokens[l.noun]) || !pronoun && l.noun < s {
			return l
		}
	}
	return nil
}

// enumerations reads "The terms include X, Y and Z", "They were X and Y", "its
// demands, including X and Y": one act for each item.
func (f *finder) enumerations() {
	f.announce()
	d := f.Doc
	for v := range d.Tokens {
		t := &d.Tokens[v]
		switch {
		case (t.Pos == "VERB" || t.Pos == "AUX") && f.lex.is("include", t.Lemma) && t.Dep != "aux" && t.Dep != "auxpass":
			s := d.Child(v, "nsubj")
			item := d.Child(v, "dobj", "attr")
			if s < 0 || item < 0 || f.negated(v) {
				continue
			}
			if t.Dep == "relcl" {
				s = t.Head
			}
			if t.Lemma == "be" && (!plural(&d.Tokens[s]) || d.Child(item, "prep", "acl", "relcl", "ccomp") < 0 || d.Child(v, "aux") >= 0) {
				continue // "they were a ban on X" lists, "they are bargaining chips" judges
			}
			if l := f.listAt(s); l != nil && l.noun != item {
				f.items(l, v, item)
			}
		case t.Dep == "prep" && f.lex.is("including", t.Lower):
			item := d.Child(v, "pobj", "pcomp")
			if item < 0 {
				continue
			}
			h := t.Head
			if l := f.listAt(h); l != nil && (l.noun == h || f.counted(l.noun) == h || f.listFrame(d.Tokens[h].Lemma) != nil) {
				f.items(l, v, item)
			}
		}
	}
}

// items adds an act of list l for each thing coordinated at item.
func (f *finder) items(l *announced, at, item int) {
	f.cues[f.Doc.Tokens[at].Sent] = true
	c := candidate{act: l.frame.act, stance: l.frame.stance, confidence: 0.7, at: at, pred: nlp.Span{Start: at, End: at + 1}, holders: l.holders, noun: true}
	if f.Doc.Tokens[l.noun].Sent == f.Doc.Tokens[at].Sent {
		c.pred = nlp.Span{Start: l.noun, End: l.noun + 1}
	}
	if f.actorAt(item) >= 0 {
		return
	}
	c.points = f.listItems(item)
	f.keep(c)
}

// listItems are the items of a list whose first one is given: what is coordinated
// with it, and what the parser hung on one of its modifiers instead ("a ban on X in
// Y, a limit on Z and a pledge that S" with the limit under Y).
func (f *finder) listItems(first int) []point {
	var out []point
	for _, i := range f.ownTokens(first) {
		if i != first && !f.listItem(i, first) {
			continue
		}
		out = append(out, point{i, nlp.Span{}})
	}
	for k := range out {
		out[k].span = f.phraseSpan(out[k].head, f.allItems(out[k].head, out))
	}
	for k := range out[:len(out)-1] { // an item ends where the next begins
		if next := out[k+1].span.Start; out[k].span.End > next {
			out[k].span = f.trim(nlp.Span{Start: out[k].span.Start, End: next})
		}
	}
	return out
}

// allItems reports whether whatever is coordinated with token i is an item of its own,
// so that i stands alone.
func (f *finder) allItems(i int, items []point) bool {
	for _, c := range f.Doc.Children(i) {
		if f.Doc.Tokens[c].Dep == "conj" && !slices.ContainsFunc(items, func(p point) bool { return p.head == c }) {
			return false
		}
	}
	return true
}

// listItem reports whether token i heads an item of the list that begins with
// first: it is coordinated or set beside something in it, says what it is about,
// and is of the same build.
func (f *finder) listItem(i, first int) bool {
	d := f.Doc
	t := &d.Tokens[i]
	if t.Dep != "conj" && t.Dep != "appos" || t.Pos != "NOUN" && t.Pos != "VERB" || t.Pos != d.Tokens[first].Pos {
		return false
	}
	if t.Dep == "appos" && d.Tokens[t.Head].Pos == "PROPN" && (f.actorAt(i) >= 0 || f.actorAt(t.Head) >= 0) {
		return false // says what the name is of: "an offer from Osk, a firm formed by Roe"
	}
	if f.presupposed(i, first) || f.oneOfTwo(i, first) || d.Child(i, "prep", "acl", "relcl", "ccomp", "dobj") < 0 && !(t.Head == first && f.modified([]int{first, i})) {
		return false
	}
	if t.Head == first && t.Dep == "conj" {
		return true
	}
	left := d.SubtreeSpan(i).Start - 1
	if left < 1 {
		return false
	}
	if d.Tokens[left].Dep == "cc" && d.Tokens[left-1].Text == "," {
		return true
	}
	if d.Tokens[left].Text == "," || d.Tokens[left].Text == ";" {
		return t.Dep == "conj" || d.Child(i, "det", "amod") >= 0
	}
	det, det0 := d.Child(i, "det"), d.Child(first, "det")
	return t.Dep == "conj" && det >= 0 && det0 >= 0 && d.Tokens[det].Lower == d.Tokens[det0].Lower && d.Child(i, "prep") >= 0
}

// oneOfTwo reports whether token i, set beside the noun first, belongs under its
// "between", which names one thing only: "links between the price, the quota and X".
func (f *finder) oneOfTwo(i, first int) bool {
	d := f.Doc
	for _, p := range d.Children(first) {
		if t := &d.Tokens[p]; t.Dep == "prep" && t.Lower == "between" && p < i {
			o := d.Child(p, "pobj")
			return o >= 0 && d.Child(o, "conj") < 0 && !plural(&d.Tokens[o])
		}
	}
	return false
}

// announcedLists reads bare demands that follow the announcement of a list: "a
// list of demands was issued by X." and then "Y must not join Z.", and items
// after a colon.
func (f *finder) announcedLists() {
	d := f.Doc
	for k := range f.lists {
		l := &f.lists[k]
		if !plural(&d.Tokens[l.noun]) || !f.introduces(l) {
			continue
		}
		for s := l.sent + 1; s < len(d.Sents()); s++ {
			sent := d.Sents()[s]
			v := f.root(sent)
			if v < 0 {
				continue // white space
			}
			cue, head := f.modal(v)
			rules := f.lex.voice[cue]
			if len(rules) == 0 || rules[0].act != "demand" || len(f.within[v]) > 0 {
				break
			}
			f.cues[s] = true
			c := candidate{act: l.frame.act, stance: '+', confidence: 0.7, at: v, pred: f.modalSpan(v), holders: l.holders}
			c.points = []point{{head, f.phraseSpan(v, false)}}
			if subj := d.Child(v, "nsubj", "nsubjpass"); subj >= 0 {
				for _, h := range f.namedAt(subj) {
					c.to = append(c.to, h.entity)
				}
			}
			f.keep(c)
		}
	}
}

// introduces reports whether its sentence puts the list forward ("issued demands",
// "a list of demands"), and does not only mention it.
func (f *finder) introduces(l *announced) bool {
	return f.lightVerb(l.noun) >= 0 || f.counted(l.noun) != l.noun
}

// listHeading is the actor under whose name verb i opens an item of a list: "Norland: -
// Insists that S. - Wants X." -1 for none.
func (f *finder) listHeading(i int) int {
	d := f.Doc
	k := f.before(i)
	if d.Tokens[i].Tag != "VBZ" || k < 1 || !f.lex.is("bullet", d.Tokens[k].Text) {
		return -1
	}
	for k > 0 {
		for k--; k > 0 && !strings.Contains(d.Tokens[k-1].Text, "\n"); {
			k--
		}
		if f.lex.is("bullet", d.Tokens[k].Text) || d.Tokens[k].IsSpace {
			continue
		}
		m := f.mentionFrom(k)
		if m == nil || m.End >= len(d.Tokens) || d.Tokens[m.End].Text != ":" && !strings.Contains(d.Tokens[m.End].Text, "\n") {
			return -1
		}
		return m.Head
	}
	return -1
}

// before is the token before i that is no white space, -1 for none.
func (f *finder) before(i int) int {
	for i--; i >= 0 && f.Doc.Tokens[i].IsSpace; i-- {
	}
	return i
}

// root is the root of the sentence, or -1 when it holds only white space.
func (f *finder) root(s nlp.Span) int {
	for i := s.Start; i < s.End; i++ {
		if t := &f.Doc.Tokens[i]; t.Head == i && !t.IsSpace && t.Pos != "PUNCT" {
			return i
		}
	}
	return -1
}

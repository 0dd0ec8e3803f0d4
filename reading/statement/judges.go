package statement

import (
	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/reading/actor"
)

// judges are those for whom a thing is "unacceptable", "a red line": named with
// "for" or "to", else the one who calls it so, else the one in whose voice it
// is said.
func (f *finder) judges(i int, words nlp.Span, act string) []holder {
	d := f.Doc
	near := []int{i, f.copula(i)}
	for k := words.Start; k < words.End; k++ {
		near = append(near, k)
	}
	affected := f.lex.is("affecting", d.Tokens[i].Lower) || d.Tokens[i].Pos == "NOUN" && words.Len() == 1 && !f.lex.is("personal", d.Tokens[i].Lemma)
	for _, k := range near {
		if k < 0 || affected { // "a disaster for the farmers", "unfair to Norland" is not their saying
			continue
		}
		for _, c := range d.Children(k) {
			if t := &d.Tokens[c]; t.Dep == "prep" && (t.Lower == "for" || t.Lower == "to") {
				if o := d.Child(c, "pobj"); o >= 0 {
					if hs := f.namedAt(o); len(hs) > 0 {
						return hs
					}
				}
			}
		}
	}
	for _, c := range d.Children(i) {
		if t := &d.Tokens[c]; t.Dep == "poss" {
			if hs := f.namedAt(c); len(hs) > 0 {
				return hs
			}
		}
	}
	if h := d.Tokens[i].Head; h != i && f.copula(i) < 0 {
		for _, fr := range f.lex.verbs[d.Tokens[h].Lemma] {
			if fr.act == "@view" {
				return f.subjects(h)
			}
		}
	}
	hs := f.voices(i)
	if len(hs) == 0 && len(f.within[i]) == 0 && act == "assess" {
		return []holder{{author, -1}}
	}
	return hs
}

// voices are those in whose voice token i stands: the sources of the innermost
// attribution around it, several for "US and Russian officials", else whoever the
// document speaks for.
func (f *finder) voices(i int) []holder {
	w := f.within[i]
	if len(w) == 0 {
		if e := f.documentVoice(); e >= 0 {
			return []holder{{e, -1}}
		}
		return nil
	}
	a := &f.Attributions[w[len(w)-1]]
	for _, s := range a.Source {
		for t := s.Start; t < s.End; t++ {
			if h := f.Doc.Tokens[t].Head; h == t || !s.Contains(h) {
				if hs := f.namedAt(t); len(hs) > 1 {
					return hs
				}
				break
			}
		}
	}
	if a.Speaker >= 0 && (f.Cast.Entities[a.Speaker].Kind != actor.KindGroup || !f.onlookers([]holder{{a.Speaker, -1}})) {
		return []holder{{a.Speaker, -1}}
	}
	return nil
}

// view reads "described X as Y": the act is that of Y when Y is a word of the
// file that judges its subject; otherwise it is an assessment, and the token of Y is
// returned as a part of what is said (else -1). ok is false where nothing is viewed.
func (f *finder) view(i, part int, c *candidate) (said int, ok bool) {
	c.act, c.stance, c.confidence = "assess", '?', 0.5
	y := f.complement(i, part)
	if y < 0 {
		return -1, false
	}
	if w, _, bad := f.wrong(y); bad && w.class == "grave" && w.pos == 'N' {
		c.act, c.stance = "accuse", '-' // "called the raid a violation of the truce"
		return -1, true
	}
	if fr := f.judging(y); fr != nil && f.objectsFit(f.object(i), fr.object) {
		c.act, c.stance, c.confidence = fr.act, fr.stance, fr.confidence
		if o := f.object(i); len(o) > 0 {
			c.act = f.ofWhom(c.act, o[0])
		}
		return -1, true
	}
	if f.illNamed(y) {
		c.act, c.stance = "accuse", '-' // "called the raid a violation of the truce"
		return -1, true
	}
	if class, _ := f.valueOf(y); viewed[class] != "" { // "considers it a foolish law"
		c.act, c.stance = viewed[class], '-'
		if c.act == "support" {
			c.stance = '+'
		}
		if o := f.object(i); len(o) > 0 {
			c.act = f.ofWhom(c.act, o[0])
		}
		return -1, true
	}
	return y, true
}

// viewed are the acts of those who call something by a word of a class of verdicts.
var viewed = map[string]string{
	"bad": "reject", "plainbad": "reject",
	"wrong": "accuse", "vice": "accuse",
}

// illNamed reports whether the judgement y is a word for a wrong, or a noun with one
// beside it: "a sham", "an outlaw nation", "reckless actions".
func (f *finder) illNamed(y int) bool {
	for _, k := range append([]int{y}, f.Doc.Children(y)...) {
		t := &f.Doc.Tokens[k]
		if k != y && t.Dep != "amod" && t.Dep != "compound" {
			continue
		}
		if w, _, bad := f.wrong(k); bad && w.pos != 'V' && (w.class == "grave" || w.class == "harm" && k == y) {
			return true
		}
		if a, bad := wrongs().adjs[t.Lower]; bad && a.class == "grave" && t.Pos == "NOUN" && !f.turned(k) {
			return true // "a sham"
		}
		if fr := f.judging(k); k != y && fr != nil && fr.act == "reject" {
			return true
		}
	}
	return false
}

// soCalled is what "what X called Y", the object of verb i, says: Y. It is -1 where verb i
// has no such object.
func (f *finder) soCalled(i int) int {
	v := f.Doc.Child(i, "ccomp", "pcomp")
	if v < 0 {
		return -1
	}
	o := f.Doc.Child(v, "dobj")
	if o < 0 || f.Doc.Tokens[o].Tag != "WP" || !f.views(v) {
		return -1
	}
	return f.complement(v, f.viewedAs(v))
}

// views reports whether verb i says what its object is: "calls X Y", "sees X as Y".
func (f *finder) views(i int) bool {
	for _, fr := range f.lex.verbs[f.Doc.Tokens[i].Lemma] {
		if fr.act == "@view" && (fr.part == "" || f.viewedAs(i) >= 0) {
			return true
		}
	}
	return false
}

// viewedAs is the "as" of verb i, -1 if it has none.
func (f *finder) viewedAs(i int) int {
	for _, c := range f.Doc.Children(i) {
		if t := &f.Doc.Tokens[c]; c > i && t.Dep == "prep" && t.Lower == "as" {
			return c
		}
	}
	return -1
}

// objectsFit reports whether the first of the heads is of a class, or there is none.
func (f *finder) objectsFit(heads []int, class string) bool {
	return len(heads) == 0 || f.objectFits(heads[0], class)
}

// unjudged cuts off the points what verb i says that they are, where the parse hangs it on
// them: "described the tariff as unjustified" is about the tariff.
func (f *finder) unjudged(i, part int, c *candidate) {
	y := f.complement(i, part)
	if y < 0 {
		return
	}
	if part >= 0 {
		y = part
	} else if y = f.Doc.SubtreeSpan(y).Start; y > 0 && f.Doc.Tokens[y-1].Lower == "as" {
		y--
	}
	for k := range c.points {
		if p := &c.points[k]; p.head < y && y < p.span.End {
			p.span = f.trim(nlp.Span{Start: p.span.Start, End: y})
		}
	}
}

// complement is what verb i says that its object is, or -1.
func (f *finder) complement(i, part int) int {
	d := f.Doc
	if part >= 0 {
		return d.Child(part, "pobj", "amod", "acomp", "pcomp", "prep")
	}
	y := -1
	for _, k := range d.Children(i) {
		switch d.Tokens[k].Dep {
		case "oprd", "acomp", "attr", "ccomp", "xcomp":
			if d.Tokens[k].Pos != "VERB" {
				y = k
			}
		case "dobj":
			if k != d.Child(i, "dobj") { // "branded Norland an outlaw"
				y = k
			}
		}
	}
	if o := d.Child(i, "dobj", "oprd"); y < 0 || y == o && d.Child(i, "dobj") < 0 { // "called the plan "wrong"", hung on the plan
		for _, k := range d.Children(max(o, 0)) {
			if o >= 0 && k > o && d.Tokens[k].Dep == "amod" {
				return k
			}
		}
	}
	return y
}

// judging is the frame of a word that judges its subject, or nil.
func (f *finder) judging(i int) *frame {
	t := &f.Doc.Tokens[i]
	for _, fr := range f.lex.adjs[t.Lower] {
		if fr.slots[0] == "subj" {
			return fr
		}
	}
	for _, fr := range f.lex.nouns[t.Lemma] {
		if fr.slots[0] == "subj" {
			return fr
		}
	}
	for k := max(0, i-3); k <= i; k++ {
		for _, p := range f.lex.phrases[f.Doc.Tokens[k].Lower] {
			if p.frame.slots[0] == "subj" && k+len(p.words) > i && f.matches(k, p.words) {
				return p.frame
			}
		}
	}
	return nil
}

func (f *finder) matches(i int, words []string) bool {
	if i+len(words) > len(f.Doc.Tokens) {
		return false
	}
	for k, w := range words {
		if t := &f.Doc.Tokens[i+k]; t.Lower != w && t.Lemma != w {
			return false
		}
	}
	return true
}

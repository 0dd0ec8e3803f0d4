package statement

import "slices"

// hostile reports whether clause v says what harms others: "strike", "take legal action".
func (f *finder) hostile(v int) bool {
	d := f.Doc
	t := &d.Tokens[v]
	if f.lex.is("hostile", t.Lemma) || f.lex.is("downing", t.Lemma) && len(f.object(v)) == 0 {
		return true
	}
	if p := f.partner(v, "out"); t.Lemma == "walk" && p >= 0 {
		return true
	}
	if x := d.Child(v, "xcomp"); x >= 0 && f.lex.is("venturing", t.Lemma) {
		return f.hostile(x) // "attempt to unseat the board"
	}
	return slices.ContainsFunc(f.object(v), func(o int) bool {
		if f.lex.is("imposing", t.Lemma) && f.lex.is("toll", d.Tokens[o].Lemma) {
			return true
		}
		if !f.lex.is("striking", t.Lemma) || f.lex.is("blow", d.Tokens[o].Lemma) {
			return f.lex.is("striking", t.Lemma)
		}
		return f.lex.is("stroke", d.Tokens[o].Lemma) && slices.ContainsFunc(d.Children(o), func(c int) bool { return f.lex.is("menacing", d.Tokens[c].Lower) })
	})
}

// threatens reports whether what the holders of c say with word i that they will do is a
// threat by itself or by its condition.
func (f *finder) threatens(i int, c *candidate) bool {
	return f.ultimatum(i, c.holders) || slices.ContainsFunc(c.points, func(p point) bool { return f.hostile(p.head) || f.ultimatum(p.head, c.holders) })
}

// ultimatum reports whether clause v tells what its speakers will do should others not do
// something: "will leave unless Norland signs".
func (f *finder) ultimatum(v int, by []holder) bool {
	d := f.Doc
	return slices.ContainsFunc(d.Children(v), func(c int) bool {
		if d.Tokens[c].Dep != "advcl" || !f.conditional(c) {
			return false
		}
		m, s := d.Child(c, "mark"), d.Child(c, "nsubj", "nsubjpass")
		unless := m >= 0 && f.lex.is("unless", d.Tokens[m].Lower)
		if !unless && !f.negated(c) && !f.lex.is("negator", d.Tokens[c].Lemma) || s < 0 {
			return false
		}
		e := f.actorAt(s)
		return (e >= 0 || unless && d.Child(c, "auxpass") >= 0 || d.Tokens[s].Lower == "you") && !slices.ContainsFunc(by, func(h holder) bool { return f.sameParty(h.entity, e) })
	})
}

// defied are the others on whose doing the threat of clause v hangs: "should Norland fail
// to answer, there will be consequences".
func (f *finder) defied(v int, by []holder) []int {
	d := f.Doc
	var out []int
	for _, c := range d.Children(v) {
		s, dep := d.Child(c, "nsubj"), d.Tokens[c].Dep
		inverted := dep == "ccomp" && d.Child(c, "aux") >= 0 && d.Child(c, "aux") < s
		if dep != "advcl" && !inverted || s < 0 {
			continue
		}
		if e := f.actorAt(s); e >= 0 && !slices.ContainsFunc(by, func(h holder) bool { return f.sameParty(h.entity, e) }) {
			out = append(out, e)
		}
	}
	return out
}

// answered reports whether clause v says how something will be answered: "any attack
// would be met with force".
func (f *finder) answered(v int) bool {
	d := f.Doc
	if a := d.Child(v, "attr"); d.Child(v, "expl") >= 0 && a >= 0 && f.lex.is("consequence", d.Tokens[a].Lemma) && d.Child(a, "compound", "prep") < 0 {
		return true // "there will be consequences"
	}
	if !f.lex.is("meeting", d.Tokens[v].Lemma) || d.Child(v, "auxpass") < 0 {
		return false
	}
	return slices.ContainsFunc(d.Children(v), func(c int) bool {
		o := d.Child(c, "pobj")
		return (d.Tokens[c].Lower == "by" || d.Tokens[c].Lower == "with") && o >= 0 && f.lex.is("reprisal", d.Tokens[o].Lemma)
	})
}

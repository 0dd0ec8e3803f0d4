package statement

import "github.com/demarche-project/demarche/record"

// excused reports whether the word for a wrong at i charges nobody: its clause is
// denied, supposed, foretold or asked, or the wrong is kept off, only claimed, or what
// a rule speaks of. A thing that the words take for there ("the illegal annexation")
// is not undone by its clause.
func (f *finder) excused(i int, w wrong) bool {
	if f.question(f.Doc.Sent(i)) && !f.asksWhy(f.verbOf(i)) || f.countered(i, w) || f.general(i) {
		return true
	}
	if f.given(i, w) || f.instead(i) {
		return false
	}
	verb := f.aimOf(f.verbOf(i))
	var m record.Modality
	f.auxiliaries(verb, &m)
	f.governors(verb, &m)
	return m.Hypothetical || m.Future || m.Negated || f.negated(verb) && f.Doc.Tokens[i].Lower != "not" || f.supposed(verb) // "is not in line with" is a wrong
}

// asksWhy reports whether clause v asks only why something is so, which takes it for a
// fact: "why has Norland closed the border?"
func (f *finder) asksWhy(v int) bool {
	why := false
	for _, c := range f.Doc.Children(v) {
		switch t := &f.Doc.Tokens[c]; {
		case t.Tag == "MD":
			return false
		case t.Lower == "why":
			why = true
		}
	}
	return why
}

// instead reports whether verb i is what somebody is told to leave for something better,
// and so does: "should talk instead of threatening others".
func (f *finder) instead(i int) bool {
	d := f.Doc
	p := d.Tokens[i].Head
	if d.Tokens[i].Dep != "pcomp" || !f.matches(p-1, []string{"instead", "of"}) {
		return false
	}
	return f.deontic(f.verbAbove(p))
}

// general reports whether the word at i heads or stands in a noun phrase that means
// anything of its kind: "any illegal act".
func (f *finder) general(i int) bool {
	n := i
	if t := &f.Doc.Tokens[i]; t.Dep == "amod" {
		n = t.Head
	}
	return f.any(n)
}

// aimOf is the verb that does what has the clause of verb v for its aim ("took steps
// to undermine X", "is designed to intimidate"), v itself where it is no such aim.
func (f *finder) aimOf(v int) int {
	d := f.Doc
	for range 4 {
		t := &d.Tokens[v]
		switch t.Dep {
		case "conj", "acl", "xcomp", "advcl", "pcomp", "prep", "ccomp":
		default:
			return v
		}
		h := t.Head
		if t.Dep != "conj" && t.Dep != "pcomp" && !wrongs().is("venture", d.Tokens[h].Lemma) {
			return v
		}
		if p := d.Tokens[h].Pos; p == "NOUN" {
			return f.verbOf(h)
		}
		v = h
	}
	return v
}

// given reports whether the wrong at i, grave or put down to somebody, stands in a
// definite noun phrase, which its speaker takes for a fact.
func (f *finder) given(i int, w wrong) bool {
	t := &f.Doc.Tokens[i]
	n := i
	if t.Dep == "amod" {
		n = t.Head
	}
	if f.Doc.Tokens[n].Pos != "NOUN" || w.class != "grave" && (w.class != "harm" || len(f.owned(n, false)) == 0) {
		return false
	}
	for _, c := range f.Doc.Children(n) {
		ct := &f.Doc.Tokens[c]
		if ct.Dep == "poss" || ct.Dep == "det" && wrongs().is("definite", ct.Lower) {
			return true
		}
	}
	return false
}

// countered reports whether a word above i, in its clause, keeps the wrong off, only
// claims it, praises somebody for it, or states a rule about it.
func (f *finder) countered(i int, word wrong) bool {
	d := f.Doc
	w := wrongs()
	for _, c := range d.Children(i) {
		t := &d.Tokens[c]
		if mod := t.Dep == "compound" || t.Dep == "amod" || t.Dep == "advmod"; mod && (w.is("claimed", t.Lower) || word.pos != 'P' && w.is("averting", t.Lower)) {
			return true
		}
	}
	owned := f.given(i, word) && len(f.doers(i, word)) > 0
	for range 8 {
		t := &d.Tokens[i]
		if t.Head == i || t.Dep == "relcl" && !f.cleft(t.Head) || t.Dep == "advcl" || t.Dep == "nsubj" {
			return false
		}
		h := &d.Tokens[t.Head]
		if owned && (w.is("ending", h.Lemma) || w.is("opposing", h.Lemma)) {
			return false // "must end its illegal occupation"
		}
		for _, class := range []string{"averting", "claimed", "lauding", "norm"} {
			if w.is(class, h.Lemma) || w.is(class, h.Lower) {
				return true
			}
		}
		i = t.Head
	}
	return false
}

// cleft reports whether token i is set off by "it is": "claims that it is Norland that
// attacks".
func (f *finder) cleft(i int) bool {
	d := f.Doc
	if d.Tokens[i].Dep == "attr" {
		i = d.Tokens[i].Head
	}
	s := d.Child(i, "nsubj")
	return d.Tokens[i].Lemma == "be" && s >= 0 && d.Tokens[s].Lower == "it"
}

// supposed reports whether verb v stands under an "if" or a "whether".
func (f *finder) supposed(v int) bool {
	for range 6 {
		if f.conditional(v) {
			return true
		}
		if m := f.Doc.Child(v, "mark"); m >= 0 && f.lex.is("if", f.Doc.Tokens[m].Lower) {
			return true
		}
		h := f.Doc.Tokens[v].Head
		if h == v {
			return false
		}
		v = h
	}
	return false
}

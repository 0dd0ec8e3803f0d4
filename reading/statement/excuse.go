package statement

import "github.com/demarche-project/demarche/record"

// excused reports whether the word for a wrong at i charges nobody: its clause is
// denied, supposed, foretold or asked, or the wrong is kept off, only claimed, or what
// a rule speaks of. A thing that the words take for there ("the illegal annexation")
// is not undone by its clause.
func (f *finder) excused(i int, w wrong) bool {
	if f.question(f.Doc.Sent(i)) || f.countered(i, w) || f.general(i) {
		return true
	}
	if f.given(i, w) {
		return false
	}
	verb := f.aimOf(f.verbOf(i))
	var m record.Modality
	f.auxiliaries(verb, &m)
	f.governors(verb, &m)
	return m.Hypothetical || m.Future || m.Negated || f.negated(verb) || f.supposed(verb)
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
// claims it, or states a rule about it.
func (f *finder) countered(i int, word wrong) bool {
	d := f.Doc
	w := wrongs()
	for _, c := range d.Children(i) {
		t := &d.Tokens[c]
		if mod := t.Dep == "compound" || t.Dep == "amod" || t.Dep == "advmod"; mod && (w.is("claimed", t.Lower) || word.pos != 'P' && w.is("averting", t.Lower)) {
			return true
		}
	}
	for range 8 {
		t := &d.Tokens[i]
		if t.Head == i || t.Dep == "relcl" || t.Dep == "advcl" || t.Dep == "nsubj" {
			return false
		}
		h := &d.Tokens[t.Head]
		for _, class := range []string{"averting", "claimed", "norm"} {
			if w.is(class, h.Lemma) || w.is(class, h.Lower) {
				return true
			}
		}
		i = t.Head
	}
	return false
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

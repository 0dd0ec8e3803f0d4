package statement

import (
	"slices"

	"github.com/demarche-project/demarche/reading/actor"
)

// subjectToken is the token of the grammatical subject of verb i, through
// coordination, control and participles, or -1. A passive has its agent.
func (f *finder) subjectToken(i int) int {
	d := f.Doc
	if f.nextDoer(i - 1) {
		return i - 1
	}
	for range 12 {
		if v := f.resumes(i); v >= 0 {
			i = v
			continue
		}
		t := &d.Tokens[i]
		if passive := d.Child(i, "nsubjpass", "auxpass"); passive >= 0 || t.Tag == "VBN" && t.Dep == "acl" || d.Child(i, "agent") >= 0 && d.Child(i, "nsubj") < 0 {
			if f.headless(i) {
				return t.Head
			}
			a := d.Child(i, "agent")
			if a < 0 {
				return -1
			}
			return d.Child(a, "pobj")
		}
		if s, ok := f.ownSubject(i); ok {
			return s
		}
		switch t.Dep {
		case "conj":
			i = t.Head
		case "xcomp", "oprd", "acomp", "attr":
			if t.Dep == "xcomp" {
				if o := d.Child(t.Head, "dobj"); o >= 0 && o < i && f.actorAt(o) >= 0 {
					return o
				}
			}
			i = t.Head
		case "advcl", "pcomp", "prep", "dep", "advmod":
			p := t.Head
			if t.Dep == "pcomp" && d.Tokens[p].Lower == "as" { // "quoted him as saying"
				if o := d.Child(d.Tokens[p].Head, "dobj", "nsubjpass"); o >= 0 {
					return o
				}
			}
			if word := d.Tokens[p].Lower; t.Dep == "pcomp" && (word == "for" || word == "of" || (word == "by" || word == "in") && f.lex.is("charging", d.Tokens[d.Tokens[p].Head].Lemma)) {
				if o := d.Child(d.Tokens[p].Head, "dobj"); o >= 0 && o < i && f.actorAt(o) >= 0 {
					return o // "praised Norland for refusing": Norland refused
				}
			}
			if t.Dep == "advcl" && t.Tag == "VBG" {
				if s := f.clauseBefore(i); i < t.Head && s >= 0 {
					return s
				}
				if s := f.absolute(i); s >= 0 {
					return s
				}
			}
			i = t.Head
		case "acl", "relcl":
			if d.Tokens[t.Head].Pos == "VERB" {
				i = t.Head
				continue
			}
			return f.calledSo(t.Head)
		case "ccomp":
			if d.Tokens[i].Tag == "VBG" || f.hasTo(i) {
				i = t.Head
				continue
			}
			return -1
		case "pobj":
			i = t.Head
		default:
			return -1
		}
		if p := d.Tokens[i].Pos; p == "NOUN" || p == "PROPN" {
			return -1
		}
	}
	return -1
}

// ownSubject is the subject that verb i itself has, or that its relative pronoun stands
// for (-1 when that is unknown); ok is false when it has none.
func (f *finder) ownSubject(i int) (subject int, ok bool) {
	d := f.Doc
	if s := d.Child(i, "nsubj"); s >= 0 {
		st := &d.Tokens[s]
		if st.Tag == "WDT" || st.Tag == "WP" || st.Lower == "that" {
			if r := f.relativeClause(i); r >= 0 {
				return f.relatedTo(s, i, r), true
			}
			if st.Tag == "WDT" {
				return f.actBefore(s), true
			}
		}
		if f.isTime(s) { // "the union, saying S, today urged X"
			if l := f.lentSubject(i); l >= 0 {
				return l, true
			}
			if h := d.Tokens[i].Head; d.Tokens[h].Tag == "VBG" && h < i && d.Child(h, "nsubj") >= 0 {
				return d.Child(h, "nsubj"), true
			}
		}
		return s, true
	}
	if s := d.Child(i, "expl"); s >= 0 {
		return s, true
	}
	if s := f.lentSubject(i); s >= 0 {
		return s, true
	}
	if s := f.listHeading(i); s >= 0 {
		return s, true
	}
	s := f.lostSubject(i)
	return s, s >= 0
}

// lentSubject is the subject that the parser gave to a participle set off before verb i:
// "growers, claiming a loss, are seeking aid". -1 where there is none.
func (f *finder) lentSubject(i int) int {
	d := f.Doc
	if d.Child(i, "nsubjpass", "csubj") >= 0 {
		return -1
	}
	for _, c := range d.Children(i) {
		if t := &d.Tokens[c]; t.Dep == "advcl" && t.Tag == "VBG" && c < i && f.afterComma(c) && d.Child(c, "mark", "aux") < 0 {
			return d.Child(c, "nsubj")
		}
	}
	return -1
}

// relativeClause is the noun that the relative clause of verb i modifies, or -1.
func (f *finder) relativeClause(i int) int {
	for t := &f.Doc.Tokens[i]; ; t = &f.Doc.Tokens[t.Head] {
		if t.Dep == "relcl" {
			return t.Head
		}
		if t.Dep != "conj" && t.Dep != "xcomp" && t.Dep != "ccomp" {
			return -1
		}
	}
}

// relatedTo is the noun that relative pronoun s, subject of verb i, stands for, where the
// parser hung the clause on noun r. "Who" is no firm or town beside which a person is
// named: "the founder of the Osk fund who vowed X". In a list it is the member right
// before it, where the clause is about one alone.
func (f *finder) relatedTo(s, i, r int) int {
	d := f.Doc
	who, m := f.Cast.At(s), f.Cast.At(r)
	if who != nil && who.Head == s && d.Tokens[s].Lower == "who" && (m == nil || m.Entity != who.Entity) {
		return s
	}
	near := s - 1
	if near > 0 && d.Tokens[near].Text == "," {
		near--
	}
	if near > r && slices.Contains(d.Conjuncts(r), near) && f.aboutOne(near, i) {
		r = near
	}
	return f.calledSo(r)
}

// aboutOne reports whether the relative clause of verb i is about s alone of those that
// are listed with it: its verb is that of one, or one listed before has a clause of its own.
func (f *finder) aboutOne(s, i int) bool {
	d := f.Doc
	if f.relativeClause(i) < 0 {
		return false
	}
	v := i
	if a := d.Child(i, "aux", "auxpass"); a >= 0 {
		v = a
	}
	return d.Tokens[v].Tag == "VBZ" || slices.ContainsFunc(d.Conjuncts(s), func(k int) bool {
		c := d.Child(k, "relcl")
		return c > k && c < s
	})
}

// calledSo is the token of the actor who is said to be what noun n calls somebody, where a
// clause about n is about that actor: "Osk is a cheat who vowed X", "Ivo Karr, a planter
// who vowed X". n itself where there is none, as in "it was the planters who vowed X".
func (f *finder) calledSo(n int) int {
	d := f.Doc
	first := n
	for d.Tokens[first].Dep == "conj" && d.Tokens[first].Head < first {
		first = d.Tokens[first].Head
	}
	t := &d.Tokens[first]
	of := -1
	switch {
	case t.Dep == "appos":
		of = t.Head
	case t.Dep == "attr" && d.Tokens[t.Head].Lemma == "be" && d.Child(t.Head, "neg", "aux", "expl") < 0:
		of = d.Child(t.Head, "nsubj")
	}
	if of < 0 || of > n || d.Tokens[n].Tag != "NN" && !f.isPerson(of) || d.Tokens[of].Lower == "it" || f.actorAt(of) < 0 || f.isPerson(n) && !f.isPerson(of) {
		return n
	}
	if m := f.Cast.At(n); m != nil && m.Head == n && m.Form == actor.FormName && d.Tokens[n].Pos == "PROPN" {
		return n // "the winner is Osk, which vowed X"
	}
	return of
}

// actBefore is the nearest noun of an act before token i in its sentence: what a
// "which" that the parser could not place stands for. -1 if there is none.
func (f *finder) actBefore(i int) int {
	s := f.Doc.Sent(i)
	for k := i - 1; k >= s.Start; k-- {
		if t := &f.Doc.Tokens[k]; t.Pos == "NOUN" && f.lex.is("act", t.Lemma) {
			return k
		}
	}
	return -1
}

// headless reports whether participle i is the verb of a sentence in which the parser
// found none: its head is the subject, an actor with an aside between ("Norland,
// supported by Osk, called the fee a tax").
func (f *finder) headless(i int) bool {
	d := f.Doc
	h := d.Tokens[i].Head
	return d.Tokens[i].Dep == "acl" && d.Tokens[h].Head == h && f.actorAt(h) >= 0 && d.Child(i, "agent") < 0 && f.afterComma(i) &&
		slices.ContainsFunc(d.Children(h), func(k int) bool { return f.inAside[k] && k < i })
}

// absolute is the actor that "with" gives the participle at i for a subject, where the
// parser tore the two apart: "was not settled, with Norland, opposed by Osk,
// suggesting that S". Nothing but asides may stand between. -1 if there is none.
func (f *finder) absolute(i int) int {
	d := f.Doc
	for _, p := range d.Children(d.Tokens[i].Head) {
		if t := &d.Tokens[p]; p > i || t.Dep != "prep" || t.Lower != "with" || !f.afterComma(p) {
			continue
		}
		o := d.Child(p, "pobj")
		if o < 0 || f.actorAt(o) < 0 {
			continue
		}
		k := d.SubtreeSpan(p).End
		for k < i && (d.Tokens[k].Text == "," || f.inAside[k]) {
			k = max(k+1, d.SubtreeSpan(k).End)
		}
		if k == i {
			return o
		}
	}
	return -1
}

// clauseBefore is the subject of the finite clause that a participle at i follows
// inside one leading phrase: "when Norland tabled its draft, demanding X, others
// laughed". -1 if the participle opens the sentence.
func (f *finder) clauseBefore(i int) int {
	s := f.Doc.Sent(i)
	for k := i - 1; k >= s.Start; k-- {
		t := &f.Doc.Tokens[k]
		if t.Pos == "VERB" && (t.Dep == "relcl" || t.Dep == "advcl") {
			return f.Doc.Child(k, "nsubj")
		}
	}
	return -1
}

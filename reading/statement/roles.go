package statement

import (
	"github.com/demarche-project/demarche/nlp"
)

// A point is what an act is about: its head token, its tokens, and whether the
// text names it only by a word for something said before ("the idea").
type point struct {
	head int
	span nlp.Span
}

// slot finds the first role that is there and returns the heads of the points
// in it. part is the token of the frame's particle, or -1.
func (f *finder) slot(i, part int, slots []string) ([]int, string) {
	for _, s := range slots {
		if heads := f.fill(i, part, s); len(heads) > 0 {
			return heads, s
		}
	}
	return nil, ""
}

func (f *finder) fill(i, part int, slot string) []int {
	d := f.Doc
	switch slot {
	case "that", "inf":
		return f.contentClause(i, slot == "inf")
	case "forto":
		for _, c := range d.Children(i) {
			if f.forClause(c) && f.hasTo(c) || f.tornFor(i, c) >= 0 {
				return []int{c}
			}
		}
	case "ing":
		for _, c := range d.Children(i) {
			t := &d.Tokens[c]
			own := t.Dep == "advcl" && c > i && d.Child(c, "nsubj") >= 0 // "ruled out Norland joining the pact"
			if t.Tag == "VBG" && d.Child(c, "aux") < 0 && (t.Dep == "xcomp" || t.Dep == "ccomp" || t.Dep == "pcomp" || own) {
				return []int{c}
			}
		}
	case "obj":
		return f.object(i)
	case "subj":
		s := f.judged(i)
		if s < 0 && d.Tokens[i].Pos == "VERB" {
			s = f.subjectToken(i)
		}
		return some(s)
	case "prep":
		if part < 0 {
			return nil
		}
		if k := f.clefted(i); k >= 0 && d.Child(part, "pobj", "pcomp") < 0 {
			return []int{k}
		}
		return f.prepObject(part)
	case "self":
		return []int{i}
	case "met":
		return some(f.metBy(i))
	case "held":
		if f.lightVerb(i) >= 0 {
			return []int{i}
		}
	case "dat":
		for _, c := range d.Children(i) {
			if t := &d.Tokens[c]; t.Dep == "dative" && t.Pos == "ADP" {
				return f.prepObject(c)
			} else if t.Dep == "dative" {
				return []int{c}
			}
		}
	case "would": // "demands that would limit X"
		if c := d.Child(i, "relcl"); c >= 0 && f.hasModal(c) {
			return []int{c}
		}
	default:
		return f.after(i, part, slot)
	}
	return nil
}

// some is a list of token t, empty where there is none.
func some(t int) []int {
	if t < 0 {
		return nil
	}
	return []int{t}
}

// contentClause is the finite clause or the infinitive that says what word i is about; that
// of an adjective may hang on its verb: "is ready, though, to V", "is adamant that S".
func (f *finder) contentClause(i int, infinitive bool) []int {
	d := f.Doc
	heads := f.clauses(i, infinitive)
	k := f.copula(i)
	if len(heads) > 0 || k < 0 || d.Tokens[i].Pos != "ADJ" {
		return heads
	}
	for _, c := range d.Children(k) {
		dep := d.Tokens[c].Dep
		if c > i && (infinitive && (dep == "xcomp" || dep == "advcl") && f.hasTo(c) || !infinitive && dep == "ccomp") {
			return []int{c}
		}
	}
	return nil
}

// metBy is what meets with noun i from somebody, -1 for nothing: "the plan met opposition
// from Norland", "the plan was met with anger by Norland".
func (f *finder) metBy(i int) int {
	d := f.Doc
	if f.sourceOf(i) < 0 {
		return -1
	}
	if v := f.greeted(i); v >= 0 {
		return d.Child(v, "nsubjpass")
	}
	if t := &d.Tokens[i]; t.Dep == "dobj" && f.lex.is("drawing", d.Tokens[t.Head].Lemma) {
		return f.subjectToken(t.Head)
	}
	return -1
}

// after is the object of a preposition of word i, wherever the parser hung it.
func (f *finder) after(i, part int, prep string) []int {
	d := f.Doc
	for _, c := range d.Children(i) {
		if t := &d.Tokens[c]; t.Dep == "prep" && t.Lower == prep && d.Child(c, "pobj", "pcomp") < 0 { // "all we ask for is peace"
			if k := f.clefted(i); k >= 0 {
				return []int{k}
			}
		}
		if t := &d.Tokens[c]; (t.Dep == "prep" || t.Dep == "dative" || t.Dep == "agent") && t.Lower == prep {
			if o := f.prepObject(c); len(o) > 0 && !f.forItsPart(o[0]) {
				return o
			}
		}
	}
	if p := f.hung(part, part, prep); p == part+1 { // "pulled out of the pact": "of X" hangs on "out"
		return f.prepObject(p)
	}
	if d.Tokens[i].Pos == "ADJ" && prep != "in" { // "has been negative lately on X"
		if p := f.hung(f.copula(i), i, prep); p >= 0 {
			return f.prepObject(p)
		}
	}
	if f.lex.is("matter", prep) { // "filed a complaint with X over Y"
		if p := f.hung(f.lightVerb(i), i, prep); p >= 0 {
			return f.prepObject(p)
		}
	}
	if o := f.beside(i, prep); o >= 0 && (f.lex.is("tail", prep) || f.lex.is("stance", prep)) { // "expressed doubt over X"
		return []int{o}
	}
	// "make support conditional on X", "a stop to X": the preposition may hang on the object
	if o := d.Child(i, "dobj"); o >= 0 && (prep != "of" || f.lex.is("charging", d.Tokens[i].Lemma)) {
		for _, c := range d.Children(o) {
			if t := &d.Tokens[c]; t.Dep == "prep" && t.Lower == prep {
				if p := f.prepObject(c); prep != "of" || len(p) > 0 && f.actorAt(p[0]) < 0 {
					return p // "accused Norland of bad faith", but not "the president of Norland"
				}
			}
		}
	}
	return nil
}

// hung is the preposition that hangs on word k behind token i, -1 if there is none.
func (f *finder) hung(k, i int, prep string) int {
	if k < 0 {
		return -1
	}
	for _, c := range f.Doc.Children(k) {
		if t := &f.Doc.Tokens[c]; c > i && t.Dep == "prep" && t.Lower == prep {
			return c
		}
	}
	return -1
}

// forItsPart reports whether the noun at i is that of "for its part".
func (f *finder) forItsPart(i int) bool {
	return f.Doc.Tokens[i].Lemma == "part" && f.Doc.Child(i, "poss") >= 0
}

// clauses returns the clause that depends on i: a finite one, or an infinitive.
func (f *finder) clauses(i int, infinitive bool) []int {
	d := f.Doc
	for _, c := range d.Children(i) {
		t := &d.Tokens[c]
		switch t.Dep {
		case "ccomp", "xcomp":
		case "acl", "relcl", "advcl":
			if t.Dep == "advcl" && d.Tokens[i].Pos == "NOUN" || t.Dep == "acl" && d.Tokens[i].Pos == "VERB" {
				continue
			}
			if t.Dep == "relcl" && f.Doc.Child(c, "mark") < 0 && !f.thatClause(c) {
				continue
			}
			if t.Dep == "advcl" && (!infinitive || c < i || !f.forClause(c) && !f.bids(i)) {
				continue
			}
		default:
			continue
		}
		if c > i && f.colonBetween(i, c) {
			continue // a new sentence in all but the full stop
		}
		if n := d.Child(c, "nsubj", "nsubjpass"); f.resumes(c) >= 0 || n >= 0 && d.Tokens[n].Lower == "which" && t.Dep == "ccomp" {
			continue // another act of whoever does this one, or a relative clause
		}
		to := f.hasTo(c)
		if infinitive && to {
			return []int{c}
		}
		if !infinitive && !to && (t.Tag != "VBG" || d.Child(c, "aux") >= 0) && (t.Dep != "xcomp" || d.Child(c, "nsubj") >= 0) && t.Dep != "advcl" {
			if (t.Dep == "acl" || t.Dep == "relcl") && d.Child(c, "mark") < 0 && !f.thatClause(c) {
				continue
			}
			return []int{c}
		}
	}
	if infinitive { // "called on Russia to withdraw": the clause may hang on the addressee
		for _, c := range d.Children(i) {
			t := &d.Tokens[c]
			o := -1
			switch t.Dep {
			case "dobj", "dative":
				o = c
			case "prep":
				o = d.Child(c, "pobj")
			}
			if o < 0 {
				continue
			}
			for _, k := range d.Children(o) {
				if kt := &d.Tokens[k]; (kt.Dep == "acl" || kt.Dep == "relcl") && f.hasTo(k) && f.actorAt(o) >= 0 {
					return []int{k}
				}
			}
		}
	}
	return nil
}

// colonBetween reports whether a colon parts tokens a and b, other than one that
// opens a quotation.
func (f *finder) colonBetween(a, b int) bool {
	for k := a + 1; k < b && k+1 < len(f.Doc.Tokens); k++ {
		if w := f.Doc.Tokens[k].Text; w == ":" || w == ";" {
			return f.Doc.Tokens[k+1].Pos != "PUNCT"
		}
	}
	return false
}

// forClause reports whether c is "for X to V".
func (f *finder) forClause(c int) bool {
	m := f.Doc.Child(c, "mark")
	return m >= 0 && f.Doc.Tokens[m].Lower == "for" && f.Doc.Child(c, "nsubj", "nsubjpass") >= 0
}

// tornFor is the "for" of "for X to V" where the parser hung "for X" and the infinitive
// c on verb i, one behind the other; -1 where it did not.
func (f *finder) tornFor(i, c int) int {
	d := f.Doc
	if t := &d.Tokens[c]; t.Head != i || t.Dep != "advcl" && t.Dep != "xcomp" || !f.hasTo(c) || t.Lemma != "be" && d.Child(c, "auxpass") < 0 {
		return -1 // "for a truce to end the war" has a purpose, not an object of its own
	}
	for _, p := range d.Children(i) {
		if t := &d.Tokens[p]; t.Dep == "prep" && t.Lower == "for" && p > i && d.SubtreeSpan(p).End == d.SubtreeSpan(c).Start {
			return p
		}
	}
	return -1
}

// bids reports whether verb i has an actor for its object, so that an infinitive
// after it is what that actor is to do, not the purpose of the act.
func (f *finder) bids(i int) bool {
	if o := f.Doc.Child(i, "dobj"); o >= 0 {
		return f.actorAt(o) >= 0
	}
	return f.Doc.Child(i, "prep", "dative") >= 0
}

// bidsAny reports whether somebody is asked: verb i has an actor for its object,
// or the clause has a subject of its own.
func (f *finder) bidsAny(i, clause int) bool {
	d := f.Doc
	if d.Child(clause, "nsubj", "nsubjpass") >= 0 {
		return true
	}
	o := d.Child(i, "dobj", "dative", "nsubjpass")
	return o >= 0 && f.actorAt(o) >= 0
}

// bidsPeople reports whether the object of verb i may be people whom no file knows:
// "urged lawmakers to vote".
func (f *finder) bidsPeople(i int) bool {
	o := f.Doc.Child(i, "dobj")
	return o > i && f.Doc.Tokens[o].Tag == "NNS" && !f.lifeless(&f.Doc.Tokens[o])
}

// bidsActor reports whether an actor is who is to do what clause says.
func (f *finder) bidsActor(i, clause int) bool {
	s := f.Doc.Child(clause, "nsubj", "nsubjpass")
	if s < 0 {
		s = f.Doc.Child(i, "dobj", "dative", "nsubjpass")
	}
	return s >= 0 && f.actorAt(s) >= 0
}

// thatClause reports whether clause c has "that" as its first child with a
// subject of its own beside it: a content clause, not a relative one.
func (f *finder) thatClause(c int) bool {
	d := f.Doc
	subjects := 0
	that := false
	for _, k := range d.Children(c) {
		t := &d.Tokens[k]
		if t.Dep == "nsubj" || t.Dep == "nsubjpass" || t.Dep == "expl" {
			if t.Tag == "WDT" {
				return false
			}
			subjects++
		}
		if t.Lower == "that" && t.Dep == "mark" {
			that = true
		}
	}
	return that && subjects > 0
}

func (f *finder) hasTo(c int) bool {
	for _, k := range f.Doc.Children(c) {
		if t := &f.Doc.Tokens[k]; t.Tag == "TO" && k < c {
			return true
		}
	}
	return false
}

// clefted is what "what Norland wants", or "all we are asking for", of verb i is said to
// be. -1 where it is not said so.
func (f *finder) clefted(i int) int {
	d := f.Doc
	t := &d.Tokens[i]
	be := -1
	switch o := d.Child(i, "dobj"); {
	case t.Dep == "csubj" && o >= 0 && d.Tokens[o].Lower == "what":
		be = t.Head
	case t.Dep == "relcl" && (o < 0 || d.Tokens[o].Tag == "WDT") && f.lex.is("clefting", d.Tokens[t.Head].Lower) && d.Tokens[t.Head].Dep == "nsubj":
		be = d.Tokens[t.Head].Head
	}
	if be < 0 || d.Tokens[be].Lemma != "be" || d.Child(be, "neg") >= 0 {
		return -1
	}
	for _, c := range d.Children(be) {
		if dep := d.Tokens[c].Dep; c > be && (dep == "attr" || dep == "xcomp" || dep == "ccomp") {
			return c
		}
	}
	return -1
}

// object is the direct object, the subject of a passive, or the noun that a
// relative or participial clause modifies in that role.
func (f *finder) object(i int) []int {
	d := f.Doc
	if k := f.clefted(i); k >= 0 {
		return []int{k}
	}
	if o := d.Child(i, "dobj"); o >= 0 {
		switch t := &d.Tokens[o]; {
		case t.Tag == "WDT" && f.secondObject(i, o) >= 0: // "told a meeting that Norland welcomed the ruling"
			return []int{f.secondObject(i, o)}
		case t.Tag == "WDT" || t.Tag == "WP" && f.relativeClause(i) >= 0:
			if r := f.relativeClause(i); r >= 0 {
				return []int{f.wholePhrase(r, o)}
			}
			return nil
		case t.Tag == "WP" && f.views(i): // "what she called a blunder" is the blunder
			if y := f.complement(i, f.viewedAs(i)); y >= 0 {
				return []int{y}
			}
			return nil
		case t.Tag == "WP": // "what he could accept" says nothing of its own
			return nil
		}
		if n := f.secondObject(i, o); n >= 0 && f.lex.is("unit", d.Tokens[o].Lemma) { // "rejected a 30 dlr a share offer"
			return []int{n}
		}
		if f.lex.is("ditransitive", d.Tokens[i].Lemma) && f.actorAt(o) >= 0 { // "offered workers a pact": the parser gives two objects
			for _, c := range d.Children(i) {
				if c > o && d.Tokens[c].Dep == "dobj" {
					o = c
				}
			}
		}
		return []int{o}
	}
	if y := f.soCalled(i); y >= 0 {
		return []int{y}
	}
	if o := d.Child(i, "nsubjpass"); o >= 0 {
		if d.Tokens[o].Tag == "WDT" && d.Tokens[i].Dep == "relcl" {
			return []int{d.Tokens[i].Head}
		}
		return []int{o}
	}
	t := &d.Tokens[i]
	if o := f.sharedObject(i); o >= 0 {
		return []int{o}
	}
	switch {
	case f.headless(i): // "called X Y": the first of two
		if o := d.Child(i, "oprd"); o >= 0 && f.complement(i, -1) != o {
			return []int{o}
		}
		return nil
	case f.setOff(i):
		return []int{f.wholePhrase(t.Head, i)}
	case t.Dep == "acl" && t.Tag == "VBN" && f.lex.is("others", d.Tokens[t.Head].Lower):
		return nil
	case t.Dep == "acl" && t.Tag == "VBN":
		if p := d.Tokens[t.Head].Head; d.Tokens[t.Head].Dep == "pobj" && !f.lex.is("act", d.Tokens[t.Head].Lemma) && f.lex.is("act", d.Tokens[d.Tokens[p].Head].Lemma) && d.Child(i, "agent") >= 0 {
			return []int{d.Tokens[p].Head} // "a proposal on fees presented by Norland"
		}
		return []int{t.Head}
	case t.Dep == "relcl" && d.Child(i, "nsubj") >= 0 && d.Child(i, "ccomp", "xcomp") < 0:
		if s := d.Child(i, "nsubj"); d.Tokens[s].Tag != "WDT" && d.Tokens[s].Tag != "WP" {
			return []int{f.wholePhrase(t.Head, s)} // "the terms Norland rejected"
		}
	case t.Dep == "conj" && (t.Tag == "VBN" || d.Child(i, "agent") >= 0) && d.Tokens[t.Head].Tag == "VBN" && d.Child(t.Head, "nsubjpass") >= 0 && d.Child(i, "nsubj") < 0:
		return []int{d.Child(t.Head, "nsubjpass")} // "was tabled and rejected"
	}
	if c := d.Child(i, "ccomp"); c >= 0 && f.quotationAt(i+1).Contains(c) {
		return []int{c} // backed "guests may speak"
	}
	if c := d.Child(i, "ccomp", "xcomp"); c >= 0 && d.Child(c, "nsubj") >= 0 && d.Child(c, "aux") < 0 && d.Tokens[c].Pos != "VERB" {
		return []int{d.Child(c, "nsubj")} // small clause: "called the plan unacceptable"
	}
	if o := d.Child(i, "oprd"); o >= 0 && f.judging(o) != nil { // "called Norland reckless", taken for one noun
		if k := d.Child(o, "compound", "nmod"); k >= 0 && f.actorAt(k) >= 0 {
			return []int{k}
		}
	}
	return nil
}

// secondObject is the object of verb i behind o, its first, -1 where there is none.
func (f *finder) secondObject(i, o int) int {
	for _, c := range f.Doc.Children(i) {
		if c > i && c > o && f.Doc.Tokens[c].Dep == "dobj" {
			return c
		}
	}
	return -1
}

// wholePhrase climbs from the noun that a relative clause hangs on to the noun of
// which it is a part when a comma sets the clause off: "the abolition of X, which
// Norland requested".
func (f *finder) wholePhrase(n, pronoun int) int {
	d := f.Doc
	if pronoun < 1 || d.Tokens[pronoun-1].Text != "," && (pronoun < 2 || d.Tokens[pronoun-2].Text != ",") {
		return n
	}
	for d.Tokens[n].Dep == "pobj" && d.Tokens[d.Tokens[n].Head].Lower == "of" {
		up := d.Tokens[d.Tokens[n].Head].Head
		if d.Tokens[up].Pos != "NOUN" {
			break
		}
		n = up
	}
	return n
}

func (f *finder) prepObject(p int) []int {
	if o := f.Doc.Child(p, "pobj", "pcomp"); o >= 0 {
		if t := &f.Doc.Tokens[o]; (t.Tag == "WDT" || t.Tag == "WP") && t.Dep == "pobj" {
			for h := range f.Doc.Ancestors(p) {
				if f.Doc.Tokens[h].Dep == "relcl" {
					return []int{f.Doc.Tokens[h].Head}
				}
			}
		}
		return []int{o}
	}
	if c := f.Doc.Child(p, "prep"); c >= 0 { // "compromised on at least two"
		return f.prepObject(c)
	}
	return nil
}

// copula is the verb "be" or its like that links i to a subject, or -1.
func (f *finder) copula(i int) int {
	t := &f.Doc.Tokens[i]
	switch t.Dep {
	case "acomp", "attr", "oprd", "prep", "advmod", "conj":
		h := t.Head
		if t.Dep == "conj" {
			return f.copula(h)
		}
		if f.lex.is("copula", f.Doc.Tokens[h].Lemma) {
			return h
		}
	}
	return -1
}

// sourceOf is the object of "from" or "by" at noun i, -1 for none.
func (f *finder) sourceOf(i int) int {
	for _, c := range f.Doc.Children(i) {
		if t := &f.Doc.Tokens[c]; c > i && (t.Lower == "from" || t.Lower == "by") {
			return f.Doc.Child(c, "pobj")
		}
	}
	if v := f.greeted(i); v >= 0 {
		if a := f.Doc.Child(v, "agent"); a >= 0 {
			return f.Doc.Child(a, "pobj")
		}
	}
	return f.beside(i, "from", "by")
}

// greeted is the verb of a passive with which something is met by noun i: "was met with
// anger by Norland". -1 if there is none.
func (f *finder) greeted(i int) int {
	d := f.Doc
	p := d.Tokens[i].Head
	if v := d.Tokens[p].Head; d.Tokens[i].Dep == "pobj" && d.Tokens[p].Lower == "with" && f.lex.is("greeting", d.Tokens[v].Lemma) && d.Child(v, "nsubjpass") >= 0 {
		return v
	}
	return -1
}

// judged is the thing that a predicate noun or adjective is said of: its
// subject, or the object of "calls X unacceptable".
func (f *finder) judged(i int) int {
	d := f.Doc
	if c := f.copula(i); c >= 0 {
		if s := f.subjectToken(c); s >= 0 {
			if d.Tokens[s].Dep == "expl" && d.Tokens[s].Lower == "there" {
				return -1 // "there remain obstacles"
			}
			if d.Tokens[s].Dep == "expl" || d.Tokens[s].Lower == "it" {
				if k := d.Child(c, "ccomp", "xcomp", "advcl"); k >= 0 {
					return k // "it is unacceptable that S"
				}
			}
			return s
		}
		if s := d.Child(c, "csubj"); s >= 0 {
			return s
		}
		return -1
	}
	t := &d.Tokens[i]
	if t.Dep == "ccomp" || t.Dep == "oprd" || t.Dep == "xcomp" || t.Dep == "attr" || t.Dep == "acomp" || t.Dep == "appos" {
		if s := d.Child(i, "nsubj"); s >= 0 && t.Dep == "ccomp" {
			return s
		}
		if o := d.Child(t.Head, "dobj"); o >= 0 && o != i {
			return o
		}
		if t.Dep == "appos" {
			return t.Head
		}
	}
	if s := d.Child(i, "nsubj"); s >= 0 && (t.Dep == "ROOT" || t.Dep == "ccomp") {
		return s
	}
	return -1
}

package event

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// clause is a predicate with what depends on it.
type clause struct {
	head    int // verb, or the adjective or participle after "be"
	subj    int // head of the subject phrase, -1 for none
	obj     int // object; of a passive, its subject
	iobj    int
	agent   int // "by" whom, of a passive
	comps   []int
	preps   []int // prepositions
	passive bool
	negated bool
	modal   modal
}

// modal is what the auxiliaries of a clause say.
type modal int

const (
	plain    modal = iota
	future         // will, shall, is going to
	would          // would: the future of reported speech, otherwise a hypothesis
	possible       // may, might, could, can
	duty           // must, should, ought to, has to
)

// read takes apart the clause of token v. What it lacks it has from the clause
// that it is coordinated with.
func (f *finder) read(v int, from *clause) *clause {
	c := &clause{head: v, subj: -1, obj: -1, iobj: -1, agent: -1}
	f.collect(c, v, true)
	if d := f.Doc; d.Tokens[v].Pos != "NOUN" && d.Tokens[v].Pos != "PROPN" { // "is ready", "is opposed": the word after "be"
		k := d.Child(v, "acomp", "attr")
		if be := d.Tokens[v].Lemma; k >= 0 && (be == "be" || be == "stand") && (d.Tokens[k].Dep == "acomp" || d.Tokens[k].Tag == "VBG") {
			c.head, c.obj = k, -1
			f.collect(c, k, false)
		}
	}
	if from != nil {
		if c.subj < 0 && (!c.passive || c.obj < 0) {
			f.inherit(c, from)
		}
		if cc := f.Doc.Child(from.head, "cc"); cc >= 0 && (f.Doc.Tokens[cc].Lower == "or" || f.Doc.Tokens[cc].Lower == "nor") && f.Doc.Tokens[v].Dep == "conj" {
			c.negated = c.negated || from.negated
		}
		if c.modal == plain && f.bare(v) {
			c.modal, c.negated = from.modal, c.negated || from.negated
		}
	}
	return c
}

// inherit takes over the subject of an earlier conjunct.
func (f *finder) inherit(c, from *clause) {
	subject := from.subj
	if from.passive {
		subject = from.obj
		if from.subj >= 0 && from.obj < 0 {
			subject = from.subj
		}
	}
	if c.passive {
		c.obj = subject
	} else {
		c.subj = subject
	}
}

// bare reports whether verb v has no auxiliary or tense of its own, so that it
// shares those of the clause before it.
func (f *finder) bare(v int) bool {
	d := f.Doc
	aux := d.Child(v, "aux", "auxpass")
	return (aux < 0 || d.Tokens[aux].Lower == "to") && (d.Tokens[v].Tag == "VB" || d.Tokens[v].Tag == "VBN")
}

func (f *finder) collect(c *clause, v int, voice bool) {
	d := f.Doc
	var subject, patient = -1, -1
	for _, k := range d.Children(v) {
		t := &d.Tokens[k]
		switch t.Dep {
		case "nsubj":
			if subject < 0 {
				subject = k
			}
		case "nsubjpass":
			patient = k
		case "dobj":
			c.obj = k
		case "dative":
			if t.Pos == "ADP" {
				c.preps = append(c.preps, k)
			} else {
				c.iobj = k
			}
		case "attr", "oprd":
			if c.obj < 0 {
				c.obj = k
			}
		case "xcomp", "ccomp":
			c.comps = append(c.comps, k)
		case "prep":
			c.preps = append(c.preps, k)
			if p := d.Child(k, "pcomp"); p >= 0 {
				c.comps = append(c.comps, p)
			}
		case "agent":
			c.agent = d.Child(k, "pobj")
			c.preps = append(c.preps, k)
		case "auxpass":
			c.passive = true
		case "neg":
			c.negated = true
		case "aux":
			c.modal = max(c.modal, modalOf(d, k))
		case "advmod":
			if t.Lower == "never" || f.lex.sets["nearly"][t.Lower] || t.Lower == "longer" && d.Child(k, "neg", "advmod", "det") >= 0 {
				c.negated = true
			}
		}
	}
	if !voice {
		return
	}
	if len(c.comps) == 0 && c.obj < 0 { // "offered on Sunday to meet"
		for _, k := range d.Children(v) {
			if to := d.Child(k, "aux"); d.Tokens[k].Dep == "advcl" && to >= 0 && d.Tokens[to].Lower == "to" {
				c.comps = append(c.comps, k)
			}
		}
	}
	if t := &d.Tokens[v]; t.Dep == "amod" && c.obj < 0 {
		c.obj = t.Head
	}
	if d.Tokens[v].Dep == "acl" && d.Tokens[v].Tag == "VBN" && c.obj < 0 {
		c.passive = true
	}
	switch {
	case patient >= 0:
		c.passive = true
		if c.obj >= 0 && c.iobj < 0 { // "was granted asylum"
			c.iobj = patient
		} else {
			c.obj = patient
		}
		c.subj = c.agent
	case c.passive:
		c.obj, c.subj = subject, c.agent
	default:
		c.subj = subject
	}
	if c.subj >= 0 && denied(d, c.subj) || c.obj >= 0 && denied(d, c.obj) {
		c.negated = true
	}
}

// denied reports whether a noun phrase says that there is none.
func denied(d *nlp.Doc, n int) bool {
	none := func(i int) bool {
		return slices.Contains([]string{"no", "nobody", "none", "neither", "nothing", "few"}, d.Tokens[i].Lower)
	}
	return none(n) || slices.ContainsFunc(d.Children(n), func(k int) bool { return (d.Tokens[k].Dep == "det" || d.Tokens[k].Dep == "amod") && none(k) })
}

func modalOf(d *nlp.Doc, k int) modal {
	switch d.Tokens[k].Lower {
	case "will", "'ll", "’ll", "shall", "wo":
		return future
	case "would", "'d", "’d":
		return would
	case "may", "might", "could", "can", "ca":
		return possible
	case "must", "should", "ought", "has", "have", "had", "need":
		switch d.Tokens[k].Lower {
		case "has", "have", "had":
			return plain
		}
		return duty
	}
	return plain
}

// words of the noun phrase at n: the lemmas and forms of its head, of what
// stands before it, of its conjuncts and of what "of" or
// "between" adds.
func (f *finder) words(n int) []string {
	if n < 0 {
		return nil
	}
	d := f.Doc
	var out []string
	var add func(i, depth int)
	add = func(i, depth int) {
		out = append(out, d.Tokens[i].Lemma, d.Tokens[i].Lower)
		for _, k := range d.Children(i) {
			switch d.Tokens[k].Dep {
			case "compound", "amod", "nmod", "conj", "poss", "npadvmod", "appos":
				if depth < 3 {
					add(k, depth+1)
				}
			case "prep":
				if p := d.Child(k, "pobj"); p >= 0 && (d.Tokens[k].Lower == "of" || d.Tokens[k].Lower == "between") && depth < 3 {
					add(p, depth+1)
				}
			}
		}
	}
	add(n, 0)
	return out
}

// allWords of a clause, but for what its complements and relative clauses hold.
func (f *finder) allWords(c *clause) []string {
	d := f.Doc
	var out []string
	var add func(i int)
	add = func(i int) {
		out = append(out, d.Tokens[i].Lemma, d.Tokens[i].Lower)
		for _, k := range d.Children(i) {
			switch d.Tokens[k].Dep {
			case "relcl", "advcl", "ccomp", "conj", "punct", "parataxis":
				if d.Tokens[k].Dep == "ccomp" && d.Tokens[k].Pos == "ADJ" { // "holds it responsible"
					out = append(out, d.Tokens[k].Lemma)
				}
				if d.Tokens[k].Dep == "conj" && d.Tokens[i].Pos != "VERB" {
					add(k)
				}
			default:
				add(k)
			}
		}
	}
	add(c.head)
	for _, n := range []int{c.subj, c.obj} {
		out = append(out, f.words(n)...)
	}
	for _, k := range c.comps {
		out = append(out, f.words(d.Child(k, "nsubj"))...)
		out = append(out, f.words(d.Child(k, "dobj"))...)
	}
	return out
}

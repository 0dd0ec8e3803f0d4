package when

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// outlook reads from the sentence whether a date at tokens span lies ahead of
// the writer (1) or behind (-1); 0 when the sentence does not say. It climbs from
// the date to the verb that governs it and reads tense, auxiliaries and verbs of
// planning on the way.
func outlook(doc *nlp.Doc, span nlp.Span, relation string) int {
	if relation == since || reported(doc, span.Start) {
		return -1
	}
	h := headOf(doc, span)
	if h < 0 || doc.Tokens[h].Dep == "" {
		return 0
	}
	if planned(doc, h) {
		return 1
	}
	if t := &doc.Tokens[h]; t.Dep == "poss" || t.Dep == "compound" || t.Dep == "nmod" || t.Dep == "amod" {
		if !inClass("stretch", doc.Tokens[t.Head].Lemma) {
			return attributive(doc, t.Head)
		}
		h = t.Head
	}
	if p := &doc.Tokens[doc.Tokens[h].Head]; p.Lower == "for" && p.Pos == "ADP" {
		if n := &doc.Tokens[p.Head]; n.Pos == "NOUN" && (inClass("plan", n.Lemma) || inClass("schedule", n.Lemma)) {
			return 1 // "its schedule for the second quarter"
		}
	}
	verb, noun := -1, -1
	for a := range doc.Ancestors(h) {
		t := &doc.Tokens[a]
		if t.Pos == "VERB" || t.Pos == "AUX" {
			verb = a
			break
		}
		if t.Pos == "NOUN" {
			if planned(doc, a) {
				return 1
			}
			noun = a
		}
		if t.Pos == "ADJ" && inClass("plan", t.Lemma) {
			return 1
		}
	}
	if verb < 0 {
		if relation == by || relation == until {
			return 1
		}
		return 0
	}
	if noun > verb && inClass("plan", doc.Tokens[verb].Lemma) {
		return 1 // "agreed to a summit in March"
	}
	o := tense(doc, verb, span, 0)
	if (relation == by || relation == until) && !pastPerfect(doc, verb) {
		if o == 0 || doc.Tokens[verb].Lemma == "have" || doc.Child(verb, "dobj") >= 0 || inClass("schedule", doc.Tokens[verb].Lemma) {
			return 1
		}
	}
	if o < 0 && inClass("schedule", doc.Tokens[verb].Lemma) && appointed(doc, verb, h) {
		return 1
	}
	return o
}

// reported reports whether a verb of reporting in the past stands right before the
// date: "said on Thursday he would ...", however it was parsed.
func reported(doc *nlp.Doc, i int) bool {
	if i > 0 && doc.Tokens[i-1].Lower == "on" {
		i--
	}
	return i > 0 && doc.Tokens[i-1].Tag == "VBD" && inClass("report", doc.Tokens[i-1].Lemma)
}

// pastPerfect reports whether the verb has "had" before it.
func pastPerfect(doc *nlp.Doc, verb int) bool {
	for _, c := range doc.Children(verb) {
		if t := &doc.Tokens[c]; t.Dep == "aux" && t.Lemma == "have" && t.Tag == "VBD" {
			return true
		}
	}
	return false
}

// attributive reads "Friday's meeting": ahead when it is called planned or will be
// attended; else the sentence does not say.
func attributive(doc *nlp.Doc, noun int) int {
	if planned(doc, noun) {
		return 1
	}
	h := doc.Tokens[noun].Head
	if doc.Tokens[h].Pos == "ADP" {
		h = doc.Tokens[h].Head
	}
	for _, c := range doc.Children(h) {
		if t := &doc.Tokens[c]; t.Dep == "aux" && (t.Lower == "will" || t.Lower == "shall") {
			return 1
		}
	}
	return 0
}

// appointed reports whether the date h is what the verb fixed: its object stands
// before the date, or "for" or "on" leads to it from behind the object.
func appointed(doc *nlp.Doc, verb, h int) bool {
	obj := doc.Child(verb, "dobj", "ccomp", "xcomp")
	if obj >= 0 && verb < obj && obj < h {
		return true
	}
	p := &doc.Tokens[doc.Tokens[h].Head]
	return p.Pos == "ADP" && p.Lower == "for"
}

// headOf returns the token of span whose head lies outside of it.
func headOf(doc *nlp.Doc, span nlp.Span) int {
	for i := span.Start; i < span.End; i++ {
		if h := doc.Tokens[i].Head; h == i || !span.Contains(h) {
			return i
		}
	}
	return -1
}

// planned reports whether the noun at i is a plan or is called planned.
func planned(doc *nlp.Doc, i int) bool {
	for _, c := range doc.Children(i) {
		t := &doc.Tokens[c]
		if (t.Dep == "amod" || t.Dep == "compound") && (inClass("plan", t.Lemma) || inClass("plan", t.Lower)) {
			return true
		}
	}
	return false
}

// tense says where the verb at v puts its date.
func tense(doc *nlp.Doc, v int, span nlp.Span, depth int) int {
	t := &doc.Tokens[v]
	modal, perfect, to, be, was, denied := false, false, false, false, false, false
	for _, c := range doc.Children(v) {
		a := &doc.Tokens[c]
		denied = denied || a.Dep == "neg" || isNegative(doc, c)
		if a.Dep != "aux" && a.Dep != "auxpass" {
			continue
		}
		switch {
		case a.Tag == "TO":
			to = true
		case a.Lower == "could" && denied:
		case a.Tag == "MD" || inClass("modal", a.Lower):
			modal = true
		case a.Lemma == "have":
			perfect = true
		case a.Tag == "VBD":
			was = true
		case a.Lemma == "be" && a.Tag != "VBN":
			be = true
		}
	}
	plans := inClass("plan", t.Lemma)
	switch {
	case modal && perfect:
		return -1
	case modal:
		return 1
	case perfect:
		return -1
	case to:
		return infinitive(doc, v, span, depth)
	case plans && t.Tag == "VBN":
		return 1
	case was, t.Tag == "VBD":
		return -1
	case be && t.Tag != "VBZ":
		return 1
	}
	switch t.Tag {
	case "VBN":
		return -1
	case "VBZ", "VBP":
		if inClass("report", t.Lemma) {
			return 0
		}
		return 1
	case "VB":
		return 1
	case "VBG":
		if h := t.Head; h != v && depth < 4 {
			return climb(doc, v, span, depth)
		}
	}
	return 0
}

// isNegative reports whether the subject or object at i says that nobody did it, or
// nothing.
func isNegative(doc *nlp.Doc, i int) bool {
	for _, c := range append([]int{i}, doc.Children(i)...) {
		switch doc.Tokens[c].Lower {
		case "neither", "nobody", "none", "no":
			d := doc.Tokens[i].Dep
			return d == "nsubj" || d == "nsubjpass" || d == "preconj" || d == "dobj"
		}
	}
	return false
}

// infinitive reads "to meet": what is planned, due or wanted lies ahead; else the
// tense of what governs it counts.
func infinitive(doc *nlp.Doc, v int, span nlp.Span, depth int) int {
	h := doc.Tokens[v].Head
	if h == v || depth > 4 {
		return 1
	}
	g := &doc.Tokens[h]
	if inClass("plan", g.Lemma) || inClass("schedule", g.Lemma) || g.Lemma == "be" || g.Lemma == "have" || g.Pos == "ADJ" || g.Lower == "going" {
		return 1
	}
	return climb(doc, v, span, depth)
}

// climb goes to the next verb above v.
func climb(doc *nlp.Doc, v int, span nlp.Span, depth int) int {
	for a := range doc.Ancestors(v) {
		if p := doc.Tokens[a].Pos; p == "VERB" || p == "AUX" {
			return tense(doc, a, span, depth+1)
		}
	}
	return 0
}

func inClass(class, w string) bool { return theContext().Has(class, strings.ToLower(w)) }

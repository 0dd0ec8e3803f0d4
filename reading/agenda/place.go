package agenda

import "github.com/demarche-project/demarche/nlp"

// onlyPlace returns the one place below a state that the span names, or "" when it
// names none or several: "the Donbas region" makes the issue "territory: Donbas",
// "four provinces" does not. It goes by the tree and not by the entity label
// alone, which is unsure about small places.
func (a *Agenda) onlyPlace(doc *nlp.Doc, s nlp.Span) string {
	place := ""
	for i := s.Start; i < s.End; i++ {
		if doc.Tokens[i].Pos != "PROPN" {
			continue
		}
		run := nlp.Span{Start: i, End: i + 1}
		for run.End < s.End && doc.Tokens[run.End].Pos == "PROPN" {
			run.End++
		}
		i = run.End - 1
		name := a.placeName(doc, run)
		if name == "" {
			continue
		}
		if place != "" && place != name || len(doc.Conjuncts(run.End-1)) > 1 {
			return ""
		}
		place = name
	}
	return place
}

// placeName is the name that run makes, where the text treats it as a part of a
// state: beside a word for such parts ("the Kherson region", "province of
// Kherson"), as what changes hands ("cede Kherson"), or with an article ("the
// Donbas").
func (a *Agenda) placeName(doc *nlp.Doc, run nlp.Span) string {
	last := &doc.Tokens[run.End-1]
	if run.Len() > 1 && a.lex.regions[last.Lower] && last.EntType != "LOC" && last.EntType != "GPE" {
		run.End--
		return doc.Slice(run) // "Kherson Region"
	}
	head := &doc.Tokens[last.Head]
	part := false
	switch last.Dep {
	case "compound", "nmod", "appos":
		part = a.lex.regions[lemma(head)]
	case "dobj", "nsubjpass", "conj":
		part = a.lex.parting[lemma(head)] || last.EntType == "LOC" || hasArticle(doc, last)
	case "pobj":
		up := lemma(&doc.Tokens[head.Head])
		part = head.Lower == "of" && (a.lex.parting[up] || a.lex.regions[up]) || last.EntType == "LOC" || hasArticle(doc, last)
	}
	if !part {
		return ""
	}
	return doc.Slice(run)
}

// hasArticle reports whether a name of one word for a place stands with "the", as
// regions do and states hardly ever.
func hasArticle(doc *nlp.Doc, t *nlp.Token) bool {
	det := doc.Child(t.I, "det")
	return det >= 0 && doc.Tokens[det].Lower == "the" && t.EntType == "GPE" && t.Tag == "NNP" && det == t.I-1 && t.Text[1:] != "" && t.Lower[1:] == t.Text[1:]
}

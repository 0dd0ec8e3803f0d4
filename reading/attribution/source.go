package attribution

import (
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// headOf is the token of a phrase that governs it: the first whose head lies
// outside the phrase, a noun before anything else. -1 for an empty phrase.
func headOf(doc *nlp.Doc, phrase []int) int {
	best := -1
	for _, i := range phrase {
		t := &doc.Tokens[i]
		if t.Pos == "PUNCT" || t.IsSpace || t.Head != i && shared(phrase, []int{t.Head}) > 0 {
			continue
		}
		nominal := t.Pos == "NOUN" || t.Pos == "PROPN" || t.Pos == "PRON"
		if best < 0 || nominal && !isNominal(doc, best) {
			best = i
		}
	}
	if best >= 0 && doc.Tokens[best].Pos == "ADP" { // "by the ministry", marked with its preposition
		if o := doc.Child(best, "pobj"); o >= 0 {
			return o
		}
	}
	return best
}

func isNominal(doc *nlp.Doc, i int) bool {
	p := doc.Tokens[i].Pos
	return p == "NOUN" || p == "PROPN" || p == "PRON"
}

// partOf steps from "two" in "two of the sources" to "sources".
func partOf(doc *nlp.Doc, h int) int {
	t := &doc.Tokens[h]
	if t.Pos != "NUM" && t.Pos != "DET" && t.Pos != "PRON" && t.Pos != "ADJ" && !kinds().Has("quantity", t.Lemma) {
		return h
	}
	for _, c := range doc.Children(h) {
		if doc.Tokens[c].Dep == "prep" && doc.Tokens[c].Lower == "of" {
			if o := doc.Child(c, "pobj"); o >= 0 {
				return o
			}
		}
	}
	return h
}

// sourceKind tells what kind of source the words name, how many people stand
// behind it, how the text describes them, and whether they asked not to be
// named.
func sourceKind(doc *nlp.Doc, p *proposal) (kind string, count int, description string, condition bool) {
	h := headOf(doc, p.source)
	if h < 0 {
		for _, i := range p.cue {
			if lemma := doc.Tokens[i].Lemma; said(lemma) || cues().Has("saynoun", lemma) || cues().Has("adverb", lemma) {
				return record.SourceAnonymous, 0, "", false // "it was reported"
			}
		}
		return record.SourceAuthor, 0, "", false // "seems to", "must be seen as": the writer judges
	}
	noun := partOf(doc, h)
	t := &doc.Tokens[noun]
	condition = onCondition(doc, p, noun)
	description = descriptionOf(doc, p, noun)
	count = countOf(doc, h, noun)
	lemma := strings.ToLower(t.Lemma)
	is := func(class string) bool { return kinds().Has(class, lemma) }
	switch {
	case t.Pos == "PRON" && !condition:
		return record.SourceNamed, 0, "", false // the speaker says who it is
	case ofPress(doc, p.source, noun, is("document")):
		return record.SourceOutlet, 0, "", false
	case is("document") && !isPerson(doc, noun):
		return record.SourceDocument, 0, description, false
	case t.Pos == "PROPN" && !is("anonymous"), named(doc, noun):
		return record.SourceNamed, 0, "", condition
	case is("anonymous") && (!is("collective") && lemma != "person" || h != noun || shielded(doc, noun)) || condition || shielded(doc, noun) && !is("document"):
		return record.SourceAnonymous, count, description, condition
	case is("unnamed") && count > 0 && count <= 20:
		return record.SourceAnonymous, count, description, condition
	case is("outlet"):
		return record.SourceOutlet, 0, description, false
	case is("quantity"):
		return record.SourceCollective, number(t.Lower), description, condition
	case t.Tag == "NNS" || t.Tag == "NNPS" || is("collective") && t.Tag != "NN":
		return record.SourceCollective, count, description, false
	default:
		return record.SourceOffice, 0, description, false
	}
}

// ofPress reports whether a source is a newspaper or agency, or its report ("a
// Bloomberg report", "the paper's article").
func ofPress(doc *nlp.Doc, source []int, noun int, report bool) bool {
	if !report {
		return kinds().Has("press", doc.Tokens[noun].Lower) && doc.Tokens[noun].Pos == "PROPN" || kinds().Has("press", compact(doc, source))
	}
	for _, c := range doc.Children(noun) {
		if d := doc.Tokens[c].Dep; (d == "compound" || d == "poss") && (kinds().Has("press", doc.Tokens[c].Lower) || kinds().Has("outlet", doc.Tokens[c].Lemma)) {
			return true
		}
	}
	return false
}

// compact is the phrase in lower case without blanks, articles and marks: "the
// New York Times" gives "newyorktimes".
func compact(doc *nlp.Doc, phrase []int) string {
	var b strings.Builder
	for _, i := range phrase {
		if t := &doc.Tokens[i]; isWord(t) && t.Pos != "DET" && t.Dep != "case" {
			b.WriteString(t.Lower)
		}
	}
	return b.String()
}

func isPerson(doc *nlp.Doc, i int) bool { return doc.Tokens[i].EntType == "PERSON" }

// named reports whether a common noun carries a name: "the envoy, Keith
// Kellogg", "spokesman Ivan Petrov" parsed with the name below the noun.
func named(doc *nlp.Doc, noun int) bool {
	for _, c := range doc.Children(noun) {
		if t := &doc.Tokens[c]; t.Dep == "appos" && (t.EntType == "PERSON" || t.Pos == "PROPN" && t.EntType == "") {
			return true
		}
	}
	return false
}

// shielded reports whether words after the noun tell what it knows instead of
// who it is: "familiar with", "close to", "briefed on".
func shielded(doc *nlp.Doc, noun int) bool {
	for _, c := range doc.Children(noun) {
		t := &doc.Tokens[c]
		if c < noun {
			continue
		}
		if kinds().Has("shield", t.Lemma) || kinds().Has("shield", t.Lower) {
			return true
		}
		if t.Dep == "relcl" {
			for _, g := range doc.Subtree(c) {
				if kinds().Has("shield", doc.Tokens[g].Lower) || kinds().Has("condition", doc.Tokens[g].Lower) {
					return true
				}
			}
		}
	}
	return false
}

// onCondition looks for a condition of anonymity in the clause of the cue and in
// what modifies the source, not in the content.
func onCondition(doc *nlp.Doc, p *proposal, noun int) bool {
	places := doc.Subtree(noun)
	for _, i := range p.cue {
		places = union(places, without(doc.Subtree(i), p.content))
	}
	for _, i := range places {
		if kinds().Has("condition", doc.Tokens[i].Lower) {
			return true
		}
	}
	return false
}

// descriptionOf is what follows the noun of a source and belongs to it, as written:
// "familiar with the talks", "in the foreign ministry"; it ends before the cue and
// the content.
func descriptionOf(doc *nlp.Doc, p *proposal, noun int) string {
	sub := doc.SubtreeSpan(noun)
	from := noun + 1
	for from < sub.End && !isWord(&doc.Tokens[from]) {
		from++
	}
	end := sub.End
	for _, c := range doc.Children(noun) {
		if d := doc.Tokens[c].Dep; c >= from && (d == "conj" || d == "cc" || d == "appos") {
			end = min(end, doc.SubtreeSpan(c).Start)
		}
	}
	for _, set := range [][]int{p.cue, p.content} {
		if k, _ := slices.BinarySearch(set, from); k < len(set) {
			end = min(end, set[k])
		}
	}
	for end > from && !isWord(&doc.Tokens[end-1]) {
		end--
	}
	if from >= end {
		return ""
	}
	return strings.Join(strings.Fields(doc.Slice(nlp.Span{Start: from, End: end})), " ")
}

// countOf is the number of people that a phrase speaks of: "three sources" 3,
// "one of the people" 1, "a fourth source" 1; 0 when the text does not say.
func countOf(doc *nlp.Doc, h, noun int) int {
	if h != noun {
		return number(doc.Tokens[h].Lower)
	}
	n := 0
	for _, c := range doc.Children(noun) {
		t := &doc.Tokens[c]
		switch {
		case t.Dep == "nummod":
			return number(t.Lower)
		case t.Lower == "both":
			return 2
		case t.Dep == "det" && doc.Tokens[noun].Tag == "NN" && (t.Lower == "a" || t.Lower == "an" || t.Lower == "another" || t.Lower == "one"):
			n = 1
		}
	}
	if n == 0 && doc.Tokens[noun].Tag == "NN" && kinds().Has("anonymous", doc.Tokens[noun].Lemma) {
		return 1
	}
	return n
}

// number reads small numbers in letters or digits; 0 for anything else.
func number(w string) int {
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 10000 {
		return n
	}
	for n := 1; n <= 20; n++ {
		if kinds().Has("count", w+"="+strconv.Itoa(n)) {
			return n
		}
	}
	return 0
}

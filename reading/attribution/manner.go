package attribution

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// manner tells uttering from holding. Somebody said something when the text gives
// the words: a quotation, or a clause after a cue of saying. A stance towards a
// thing ("rejected the plan", "praised the minister") gives no words: it is held.
func manner(doc *nlp.Doc, l *layout, p *proposal) string {
	if direct(doc, l, p) {
		return record.Said
	}
	if h := headOf(doc, p.source); h < 0 || kinds().Has("thing", doc.Tokens[h].Lemma) || kinds().Has("share", doc.Tokens[h].Lower) {
		return record.Held // nobody's words
	}
	saying, ordered := false, false
	for _, i := range p.cue {
		t := &doc.Tokens[i]
		ordered = ordered || t.Tag != "VBG" && cues().Has("order", t.Lemma) && infinitive(doc, p.content)
		switch {
		case t.Pos == "PUNCT" || cues().Has("prep", t.Lemma) || cues().Has("adverb", t.Lemma):
			saying = true
		case t.Pos == "NOUN" && cues().Has("saynoun", t.Lemma):
			saying = true
		case t.Pos != "NOUN" && said(t.Lemma):
			saying = saying || !held(t.Lemma) || clausal(doc, p.content)
		}
	}
	if quoted := quotedWords(doc, l, p) > 1; saying && (quoted || (ordered || clausal(doc, p.content)) && uttered(doc, p.cue)) {
		return record.Said
	}
	return record.Held
}

// infinitive reports whether a content says what to do.
func infinitive(doc *nlp.Doc, content []int) bool {
	return slices.ContainsFunc(content, func(i int) bool {
		t := &doc.Tokens[i]
		return t.Tag == "TO" && t.Dep == "aux" && shared(content, []int{doc.Tokens[t.Head].Head}) == 0
	})
}

// uttered reports whether a cue tells of words that fell: not of words to come or
// possible ("will demand", "may say"), nor of words that somebody wants to utter ("wants
// to tell", "is keen to show").
func uttered(doc *nlp.Doc, cue []int) bool {
	for _, i := range cue {
		t := &doc.Tokens[i]
		if t.Tag == "MD" || t.Tag == "TO" && i == cue[0] {
			return false
		}
		wants := t.Pos == "VERB" && held(t.Lemma) && !said(t.Lemma) && !cues().Has("raising", t.Lemma) || t.Pos == "ADJ" && cues().Has("sayadj", t.Lemma)
		if x := doc.Child(i, "xcomp"); wants && x >= 0 && shared(cue, []int{x}) > 0 {
			return false
		}
	}
	return true
}

// clausal reports whether a content says something of something: the verb that governs
// it is finite. An infinitive tells what somebody wants or will do ("urged him to go").
func clausal(doc *nlp.Doc, content []int) bool {
	for _, i := range content {
		t := &doc.Tokens[i]
		if t.Pos != "VERB" && t.Pos != "AUX" || t.Dep == "amod" || t.Dep == "compound" {
			continue
		}
		if shared(content, []int{t.Head}) == 0 || t.Head == i {
			aux := doc.Child(i, "aux", "auxpass")
			return aux >= 0 && doc.Tokens[aux].Tag != "TO" || aux < 0 && t.Tag != "VBG" && t.Tag != "VBN"
		}
	}
	return false
}

// quotedWords counts the words of the content that stand in quotation marks.
func quotedWords(doc *nlp.Doc, l *layout, p *proposal) int {
	n := 0
	for _, i := range p.content {
		if l.spoken[i] && isWord(&doc.Tokens[i]) {
			n++
		}
	}
	return n
}

// direct reports whether at least four fifths of the content's words stand in
// quotation marks.
func direct(doc *nlp.Doc, l *layout, p *proposal) bool {
	words := 0
	for _, i := range p.content {
		if isWord(&doc.Tokens[i]) {
			words++
		}
	}
	return words > 0 && quotedWords(doc, l, p)*5 >= words*4
}

// negated reports whether the cue says that nothing was said or held: "did not
// say", "declined to comment", "no official confirmed".
func negated(doc *nlp.Doc, p *proposal) bool {
	for _, i := range p.cue {
		t := &doc.Tokens[i]
		if t.Dep == "neg" || doc.Child(i, "neg") >= 0 {
			return true
		}
		if t.Pos == "VERB" && t.Dep == "xcomp" && cues().Has("silence", doc.Tokens[t.Head].Lemma) {
			return true
		}
		if cues().Has("silence", t.Lemma) && speaksAfter(doc, i) {
			return true
		}
	}
	if h := headOf(doc, p.source); h >= 0 {
		if d := doc.Child(h, "det", "neg", "preconj"); d >= 0 && isNegative(doc.Tokens[d].Lower) || isNegative(doc.Tokens[h].Lower) {
			return true
		}
	}
	return false
}

// speaksAfter reports whether an infinitive of saying hangs on token i.
func speaksAfter(doc *nlp.Doc, i int) bool {
	x := doc.Child(i, "xcomp")
	return x >= 0 && said(doc.Tokens[x].Lemma)
}

func isNegative(word string) bool {
	return word == "no" || word == "nobody" || word == "neither" || word == "none"
}

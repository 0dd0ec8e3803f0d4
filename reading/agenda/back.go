package agenda

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// pointsBack reports whether the point only points at something said before:
// "it", "the idea", "those conditions".
func (a *Agenda) pointsBack(doc *nlp.Doc, t *tree) bool {
	head := &doc.Tokens[t.root]
	if head.Pos == "PRON" || head.Pos == "DET" {
		return a.lex.pronouns[head.Lower] && !hasComplement(doc, t.root)
	}
	if head.Pos == "VERB" || head.Pos == "AUX" { // "do so", "accept it"
		obj := doc.Child(t.root, "dobj", "attr", "dative")
		if obj < 0 || !t.span.Contains(obj) {
			return head.Lemma == "do" && t.span.Len() <= 3
		}
		return a.bare(doc, t, obj)
	}
	return a.bare(doc, t, t.root)
}

// subjectPointsBack reports whether the point is a clause with a pointing subject:
// "it should be put back on the table".
func (a *Agenda) subjectPointsBack(doc *nlp.Doc, t *tree) bool {
	s := doc.Child(t.root, "nsubj", "nsubjpass")
	if s < 0 || !t.span.Contains(s) {
		return false
	}
	people := doc.Tokens[s].Lower == "they" && doc.Tokens[s].Dep == "nsubj" // "they should talk"
	return !people && a.bare(doc, t, s)
}

// bare reports whether noun i is a pointing noun with nothing of its own: "the
// idea", but not "the idea of quotas" or "the peace proposal"; "those demands",
// but not "its demands".
func (a *Agenda) bare(doc *nlp.Doc, t *tree, i int) bool {
	tok := &doc.Tokens[i]
	if tok.Pos == "PRON" || tok.Pos == "DET" {
		return a.lex.pronouns[tok.Lower] && !hasComplement(doc, i)
	}
	l := lemma(tok)
	if (a.lex.units[l] || isAmount(tok)) && !hasComplement(doc, i) && doc.Child(i, "compound") < 0 {
		return true // "4,000 tonnes": of what was said before
	}
	if a.lex.generic[l] && a.alone(doc, i) {
		return true
	}
	if !a.lex.anaphors[l] && !a.lex.packages[l] || hasComplement(doc, i) {
		return false
	}
	pointing := false
	for _, c := range doc.Children(i) {
		switch k := &doc.Tokens[c]; k.Dep {
		case "compound", "poss", "nmod":
			return false
		case "amod":
			if !a.lex.drop[lemma(k)] {
				return false
			}
			pointing = pointing || k.Lower == "such"
		case "det", "predet":
			switch k.Lower {
			case "this", "that", "these", "those", "such":
				pointing = true
			case "the":
				pointing = pointing || a.lex.anaphors[l] && tok.Tag == "NN"
			}
		}
	}
	return pointing
}

// alone reports whether noun i has nothing that tells which one it is: "a deal",
// "a quick solution", but not "Brazil's deal" or "a mining deal".
func (a *Agenda) alone(doc *nlp.Doc, i int) bool {
	for _, c := range doc.Children(i) {
		switch k := &doc.Tokens[c]; k.Dep {
		case "det", "predet", "punct":
		case "amod":
			if !a.lex.drop[lemma(k)] {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func hasComplement(doc *nlp.Doc, i int) bool {
	for _, c := range doc.Children(i) {
		switch doc.Tokens[c].Dep {
		case "prep", "acl", "relcl", "ccomp", "xcomp", "advcl":
			if c > i {
				return true
			}
		}
	}
	return false
}

// matchBack finds the issue that a pointing word points back to: the last known
// issue in the sentence before the point, else in the sentences before it.
func (a *Agenda) matchBack(doc *nlp.Doc, point, context nlp.Span) (Match, bool) {
	context = clip(doc, context)
	before := nlp.Span{Start: min(context.Start, point.Start), End: point.Start}
	far := backwards
	switch tok := &doc.Tokens[root(doc, point)]; {
	case isAmount(tok) || a.lex.units[lemma(tok)]:
		far = 1 // an amount is about what was just said
	case a.lex.generic[lemma(tok)]:
		far = 2
	}
	for range far + 1 {
		if m, ok := a.matchClause(doc, before); ok {
			m.FromContext, m.Score = true, m.Score*0.6
			return m, true
		}
		if before.Start == 0 {
			break
		}
		before = doc.Sent(before.Start - 1)
	}
	return Match{}, false
}

// matchClause finds the best known issue in a stretch of text, last named first
// among equals.
func (a *Agenda) matchClause(doc *nlp.Doc, s nlp.Span) (Match, bool) {
	if s.Len() == 0 {
		return Match{}, false
	}
	t := a.newTree(doc, s)
	cands := a.candidates(t)
	cands = slices.DeleteFunc(cands, func(c candidate) bool { return c.score < floor })
	if len(cands) == 0 {
		return Match{}, false
	}
	return a.known(doc, t, cands), true
}

package agenda

import (
	"github.com/demarche-project/demarche/nlp"
)

// tree is a point seen from its head: how deep each word lies in it.
type tree struct {
	doc   *nlp.Doc
	span  nlp.Span
	lex   *lexicon
	words *words
	root  int // the head of the point
}

func newTree(doc *nlp.Doc, span nlp.Span, lex *lexicon) *tree {
	return &tree{doc: doc, span: span, lex: lex, words: newWords(doc, span, lex), root: root(doc, span)}
}

// root is the first word whose head lies outside the span, content words before
// others.
func root(doc *nlp.Doc, span nlp.Span) int {
	best, bestRank := span.Start, 9
	for i := span.Start; i < span.End; i++ {
		t := &doc.Tokens[i]
		if t.Head != i && span.Contains(t.Head) {
			continue
		}
		rank := 3
		switch t.Pos {
		case "NOUN", "PROPN", "VERB":
			rank = 0
		case "PRON", "AUX", "ADJ":
			rank = 1
		case "ADP", "SCONJ", "PART":
			rank = 2
		case "PUNCT", "SPACE":
			rank = 5
		}
		if rank < bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// asides are the labels of clauses that say when, why or which, not what.
var asides = map[string]bool{"relcl": true, "advcl": true, "parataxis": true}

// depth counts the telling words above token i within the point, and whether a
// clause aside lies between. Prepositions, auxiliaries and light words ("ban on",
// "agreement that") cost nothing.
func (t *tree) depth(i int) (deep int, inAside bool) {
	for steps := 0; i != t.root && steps < 40; steps++ {
		tok := &t.doc.Tokens[i]
		if asides[tok.Dep] {
			inAside = true
		}
		if tok.Head == i || !t.span.Contains(tok.Head) {
			break
		}
		up := &t.doc.Tokens[tok.Head]
		switch {
		case tok.Dep == "conj", tok.Dep == "compound", tok.Dep == "xcomp", tok.Dep == "amod", tok.Dep == "poss":
		case up.Pos == "NOUN" || up.Pos == "PROPN":
			if !t.lex.light[lemma(up)] {
				deep++
			}
		case up.Pos == "VERB" && tok.Head != t.root:
			deep++
		}
		i = tok.Head
	}
	return deep, inAside
}

// weigh returns the word of h nearest the head of the point and what h says.
func (t *tree) weigh(h found) (anchor int, score float64) {
	best := 99
	var inAside bool
	for _, i := range h.tokens {
		tok := &t.doc.Tokens[i]
		w := wordWeight(tok)
		if isActor(tok) && h.slot == "" {
			w /= 2
		}
		score += w
		if w < 0.5 && len(h.tokens) > 1 {
			continue
		}
		if d, as := t.depth(i); d < best {
			best, anchor, inAside = d, i, as
		}
	}
	if best == 99 {
		anchor, best = h.tokens[0], 1
	}
	for range min(best, 6) {
		score *= deeper
	}
	if inAside {
		score *= aside
	}
	return anchor, score
}

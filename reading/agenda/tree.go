package agenda

import (
	"github.com/demarche-project/demarche/nlp"
)

// tree is a point seen from its head.
type tree struct {
	doc   *nlp.Doc
	span  nlp.Span
	lex   *lexicon
	words *words
	root  int // the head of the point

	ofContext bool // not a point but a sentence before it
}

func (a *Agenda) newTree(doc *nlp.Doc, span nlp.Span) *tree {
	return &tree{doc: doc, span: span, lex: a.lex, words: newWords(doc, span, a.lex), root: root(doc, span)}
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
		rank := 4
		switch t.Pos {
		case "VERB":
			rank = 0
		case "NOUN", "PROPN":
			rank = 0
			if isActor(t) {
				rank = 1 // in "Lima to pay more" the verb says what
			}
		case "PRON", "AUX", "ADJ":
			rank = 2
		case "ADP", "SCONJ", "PART":
			rank = 3
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

// near says how near token i is to what the point is about: 1 for the head of the
// point, less for each telling word above it. Prepositions of content,
// auxiliaries and light words ("ban on", "agreement that") cost nothing.
func (t *tree) near(i int) float64 {
	share := 1.0
	for steps := 0; i != t.root && steps < 40; steps++ {
		tok := &t.doc.Tokens[i]
		if tok.Head == i || !t.span.Contains(tok.Head) {
			if tok.Dep == "prep" {
				share *= beside // the parser hung it above the point
			}
			break
		}
		up := &t.doc.Tokens[tok.Head]
		switch {
		case asides[tok.Dep] && !t.ofContext: // "if it is about leaving, we cannot do that"
			share *= aside
		case tok.Dep == "xcomp":
		case tok.Dep == "compound", tok.Dep == "amod", tok.Dep == "conj":
			share *= part
		case tok.Dep == "poss":
			share *= deeper
		case up.Pos == "NOUN" || up.Pos == "PROPN":
			share *= t.underNoun(tok, up)
		case up.Pos == "VERB" && tok.Dep == "prep" && t.lex.settings[tok.Lower]:
			share *= beside
		case up.Pos == "VERB" && tok.Head != t.root:
			share *= inner
		case up.Pos == "VERB" && tok.Dep == "prep" && t.doc.Child(tok.Head, "dobj", "nsubjpass") >= 0:
			share *= deeper // beside the object of the verb
		}
		i = tok.Head
	}
	return share
}

// underNoun is what a word loses by standing under a noun.
func (t *tree) underNoun(tok, up *nlp.Token) float64 {
	switch {
	case t.isLight(up):
		return 1
	case tok.Dep == "prep" && !t.lex.about[tok.Lower]:
		return beside
	}
	return deeper
}

// isLight reports whether a noun only leads on to what the point is about: "a ban
// on", "a five pct rise in", but not "a travel ban".
func (t *tree) isLight(n *nlp.Token) bool {
	l := lemma(n)
	if t.lex.units[l] || isAmount(n) || !t.lex.light[l] {
		return t.lex.units[l] || isAmount(n)
	}
	for _, c := range t.doc.Children(n.I) {
		if k := &t.doc.Tokens[c]; k.Dep == "compound" && !t.lex.units[lemma(k)] && !isAmount(k) {
			return false
		}
	}
	return true
}

// weigh returns the word of h nearest the head of the point and what h says.
func (t *tree) weigh(h found) (anchor int, score float64) {
	share := 0.0
	var seen [len(classes)]bool
	for _, i := range h.tokens {
		tok := &t.doc.Tokens[i]
		first, further := wordWeight(tok)
		w := first
		for k, pos := range classes {
			if pos == tok.Pos || pos == "NOUN" && tok.Pos == "PROPN" {
				if seen[k] {
					w = further
				}
				seen[k] = true
			}
		}
		if isActor(tok) && h.slot == "" && len(h.tokens) > 1 { // alone it is what the issue is called: "NAFTA"
			w /= 2
		}
		score += w
		if first < 0.5 && len(h.tokens) > 1 {
			continue
		}
		if n := t.near(i); n > share {
			share, anchor = n, i
		}
	}
	if share == 0 {
		share, anchor = deeper, h.tokens[0]
	}
	return anchor, score * share
}

// classes are the parts of speech that tell something about the issue.
var classes = [...]string{"NOUN", "VERB", "ADJ"}

package agenda

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// Shares of the score by which Subject chooses.
const (
	bareShare  = 0.4 // of an occurrence of the noun alone, for its fuller phrases
	titleBonus = 1.0 // for each word of the phrase that the title has too
	minSubject = 2.5 // score that makes a phrase the subject of a document
)

// Subject is what a document is about by its own words: the noun phrase that it repeats
// most, those in its title before others; the span is where it stands first. Nouns at
// tokens that actor reports do not count. ok is false where nothing is repeated.
func (a *Agenda) Subject(doc *nlp.Doc, title string, actor func(int) bool) (s nlp.Span, ok bool) {
	inTitle := set{}
	for _, w := range a.contentWords(strings.ToLower(title)) {
		inTitle[w] = true
	}
	type phrase struct {
		name  string
		words []string
		head  string
		first int
		n     int
	}
	var phrases []phrase
	at, bare := map[string]int{}, map[string]int{}
	t := a.newTree(doc, nlp.Span{End: len(doc.Tokens)})
	for i := range doc.Tokens {
		tok := &doc.Tokens[i]
		if tok.Pos != "NOUN" && tok.Pos != "PROPN" || tok.Dep == "compound" || isActor(tok) || actor(i) || isAmount(tok) || t.words.blocked[i] {
			continue
		}
		l := lemma(tok)
		if a.lex.units[l] || a.lex.void[l] || a.lex.agents[l] || a.when(tok) || tok.EntType == "PERSON" || tok.EntType == "TIME" || tok.EntType == "LOC" {
			continue
		}
		parts, _ := a.modifiers(doc, t, i, false)
		if len(parts) == 0 {
			bare[l]++
		}
		name := strings.Join(append(parts, l), " ")
		if a.Hollow(name) {
			continue
		}
		n, seen := at[name]
		if !seen {
			n = len(phrases)
			at[name] = n
			phrases = append(phrases, phrase{name: name, words: a.contentWords(strings.ToLower(name)), head: l, first: i})
		}
		phrases[n].n++
	}
	best, top := -1, 0.0
	for k, p := range phrases {
		score := float64(p.n)
		if strings.Contains(p.name, " ") {
			score += bareShare * float64(bare[p.head])
		}
		for _, w := range p.words {
			if inTitle[w] {
				score *= 1 + titleBonus
			}
		}
		if score > top {
			best, top = k, score
		}
	}
	if best < 0 || top < minSubject {
		return nlp.Span{}, false
	}
	i := phrases[best].first
	return nlp.Span{Start: firstOf(doc, i), End: i + 1}, true
}

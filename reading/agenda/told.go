package agenda

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// told names what a point is about more finely than its issue does: "softwood lumber
// duty" of the issue "tariffs and duties". It is the noun phrase that heads the point
// where the words that matched stand with it, else the one around those words; empty
// where neither says more than the issue, or where it turns the point another way than
// the issue: who is for troop cuts is against troops.
func (a *Agenda) told(doc *nlp.Doc, t *tree, m *Match, anchor int) string {
	near := nounAbove(doc, t, anchor)
	if h := a.headNoun(doc, t, t.root, 0); !t.ofContext && h >= 0 && (doc.IsAncestor(h, anchor) || doc.IsAncestor(anchor, h) && doc.Tokens[anchor].Pos != "AUX") {
		if name := a.finer(doc, t, m, h, anchor); strings.Contains(name, " ") || name != "" && (h == near || doc.Tokens[h].Pos == "PROPN") {
			return name
		}
	}
	if near < 0 {
		return ""
	}
	return a.finer(doc, t, m, near, anchor)
}

// finer is the name of the phrase of noun i if it says more than the issue of m. A body
// is named where it is what the issue is called by, or what is bought, joined or left.
func (a *Agenda) finer(doc *nlp.Doc, t *tree, m *Match, i, anchor int) string {
	tok := &doc.Tokens[i]
	if isAmount(tok) || a.lex.units[lemma(tok)] || a.direction(t, i, []int{i}) != m.Direction {
		return ""
	}
	name := ""
	switch {
	case tok.EntType == "ORG" && (tok.Dep == "dobj" || i == anchor || a.shareOf(doc, i)):
		name = a.bodyName(doc, i)
	case isActor(tok):
		return ""
	default:
		name = a.phraseName(doc, t, i)
	}
	if !a.saysMore(name, m) {
		return ""
	}
	return name
}

// shareOf reports whether body i is what an amount is a part of: "51 pct of Norland Steel".
func (a *Agenda) shareOf(doc *nlp.Doc, i int) bool {
	of := &doc.Tokens[doc.Tokens[i].Head]
	up := &doc.Tokens[of.Head]
	return doc.Tokens[i].Dep == "pobj" && of.Lower == "of" && (isAmount(up) || a.lex.units[lemma(up)])
}

// bodyName is the name of the body that token i ends or begins.
func (a *Agenda) bodyName(doc *nlp.Doc, i int) string {
	from, to := i, i+1
	for from > 0 && doc.Tokens[from-1].EntType == "ORG" && doc.Tokens[from].EntIOB == "I" {
		from--
	}
	for to < len(doc.Tokens) && doc.Tokens[to].EntType == "ORG" && doc.Tokens[to].EntIOB == "I" && doc.Tokens[to].Tag != "POS" {
		to++
	}
	for from < to-1 && doc.Tokens[from].Tag == "DT" {
		from++
	}
	return doc.Slice(nlp.Span{Start: from, End: to})
}

// nounAbove is the noun whose phrase word i stands in: "subsidy" in "export subsidy".
func nounAbove(doc *nlp.Doc, t *tree, i int) int {
	for {
		tok := &doc.Tokens[i]
		if (tok.Dep == "compound" || tok.Dep == "amod" || tok.Dep == "nmod") && t.span.Contains(tok.Head) {
			i = tok.Head
			continue
		}
		if tok.Pos != "NOUN" && tok.Pos != "PROPN" {
			return -1
		}
		return i
	}
}

// saysMore reports whether a name holds a word that neither the issue nor its option
// holds and that tells something.
func (a *Agenda) saysMore(name string, m *Match) bool {
	told := set{}
	for _, w := range a.contentWords(strings.ToLower(m.Issue.Name + " " + m.Option)) {
		told[w] = true
	}
	for _, w := range a.contentWords(strings.ToLower(name)) {
		if !told[w] && !a.lex.hollow[w] {
			return true
		}
	}
	return false
}

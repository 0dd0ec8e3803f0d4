package agenda

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-project/demarche/nlp"
)

// maxHeadline is how many tokens before its noun a phrase of a headline may have.
const maxHeadline = 6

// Headline is what the parsed headline of a document is about, and the issue of that: the
// noun phrase that its clause leads to, with the names in it ("Norland wage talks"), else
// the first one that says something. Nouns of the document go first, since capitals mislead
// the parser, and somebody's name last. "" where there is none.
func (a *Agenda) Headline(doc, of *nlp.Doc) (phrase string, m Match) {
	things, actors, small := set{}, set{}, set{} // words of the document
	for i := range of.Tokens {
		t := &of.Tokens[i]
		switch {
		case isActor(t):
			actors[t.Lower] = true
		case t.Pos == "NOUN" || t.Pos == "PROPN":
			things[lemma(t)] = true
		}
		small[t.Text] = t.Text == t.Lower
	}
	best, rank := -1, 3
	for _, sent := range doc.Sents() {
		t := a.newTree(doc, sent)
		heads := []int{a.headNoun(doc, t, t.root, 0)}
		for i := sent.Start; i < sent.End; i++ {
			heads = append(heads, i)
		}
		for _, h := range heads {
			if h < 0 || !a.heads(doc, h) || a.Hollow(a.headlineName(doc, h)) {
				continue
			}
			r := 0
			if t := &doc.Tokens[h]; isActor(t) || actors[t.Lower] && !small[t.Lower] {
				r = 2
			} else if !things[lemma(t)] {
				r = 1
			}
			if r < rank {
				best, rank = h, r
			}
		}
	}
	if best < 0 {
		return "", Match{}
	}
	sent := doc.Sent(best)
	if m = a.Match(doc, doc.SubtreeSpan(best), sent); !m.Known {
		if whole := a.Match(doc, sent, sent); whole.Known {
			m = whole
		}
	}
	phrase = a.headlineName(doc, best)
	if first, size := utf8.DecodeRuneInString(phrase); doc.SubtreeSpan(best).Start == sent.Start && small[strings.ToLower(doc.Tokens[sent.Start].Text)] {
		phrase = string(unicode.ToLower(first)) + phrase[size:]
	}
	return phrase, m
}

// headlineName is the name of the phrase of noun h, with what it is about where the noun
// stands alone or says nothing by itself: "exemption from the trade bill".
func (a *Agenda) headlineName(doc *nlp.Doc, h int) string {
	name := a.fullName(doc, h)
	of := doc.Child(h, "prep")
	if of < h || a.lex.settings[doc.Tokens[of].Lower] || strings.Contains(name, " ") && !a.Hollow(name) {
		return name
	}
	if o := doc.Child(of, "pobj"); o >= 0 && a.heads(doc, o) {
		name += " " + doc.Tokens[of].Lower + " " + a.fullName(doc, o)
	}
	return name
}

// heads reports whether token i is a noun that can head what a headline is about: no
// amount, no time, no state, nobody without a name.
func (a *Agenda) heads(doc *nlp.Doc, i int) bool {
	t := &doc.Tokens[i]
	l := lemma(t)
	said := !a.lex.void[l] || doc.Child(i, "compound", "amod") >= 0
	return said && (t.Pos == "NOUN" || t.Pos == "PROPN") && t.Dep != "compound" && t.EntType != "GPE" && t.EntType != "NORP" &&
		!isAmount(t) && !a.when(t) && !a.lex.units[l] && !a.lex.agents[l] && !a.lex.drop[l]
}

// fullName is noun head with all that is joined to it before it, names and owners too,
// determiners, numbers and words that do not say which left out.
func (a *Agenda) fullName(doc *nlp.Doc, head int) string {
	var b strings.Builder
	for i := max(firstOf(doc, head), head-maxHeadline); i <= head; i++ {
		t := &doc.Tokens[i]
		switch {
		case !joined(doc, i, head), isAmount(t), t.EntType == "ORDINAL", t.Tag == "POS":
			continue
		case i < head && (a.lex.drop[lemma(t)] || a.lex.drop[t.Lower] || a.lex.units[lemma(t)]):
			continue
		case isHyphen(t) && b.Len() > 0 && i < head:
			continue
		}
		if b.Len() > 0 {
			if prev := &doc.Tokens[i-1]; isHyphen(prev) && joined(doc, i-1, head) {
				b.WriteByte('-')
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

// joined reports whether token i is head or modifies it, with no preposition between.
func joined(doc *nlp.Doc, i, head int) bool {
	for steps := 0; i != head && steps < 8; steps++ {
		switch t := &doc.Tokens[i]; {
		case t.Pos == "DET", t.Pos == "NUM", t.Pos == "PRON", t.Pos == "ADV":
			return false
		case t.Dep == "compound", t.Dep == "amod", t.Dep == "nmod", t.Dep == "npadvmod", t.Dep == "poss", isHyphen(t):
			i = t.Head
		default:
			return false
		}
	}
	return i == head
}

package nlp

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp/model"
)

// lemmatizer is spaCy's rule lemmatizer for English: suffix rules, a list of
// exceptions and an index of known words for each part of speech (from WordNet 3).
type lemmatizer struct {
	chars  *charTable
	tables map[string]lemmaTable // by lower-cased part of speech
}

type lemmaTable struct {
	index      []string // sorted
	exceptions map[string][]string
	rules      [][2]string
}

func newLemmatizer(chars *charTable, tables map[string]model.Lemmas) *lemmatizer {
	l := &lemmatizer{chars: chars, tables: map[string]lemmaTable{}}
	for pos, t := range tables {
		table := lemmaTable{exceptions: t.Exceptions, rules: t.Rules}
		if t.Index != "" {
			table.index = strings.Split(t.Index, "\n")
		}
		l.tables[pos] = table
	}
	return l
}

// lemma gives the lemma of a token with the given part of speech and features.
func (l *lemmatizer) lemma(lex *lexeme, pos, morph string) string {
	pos = strings.ToLower(pos)
	if pos == "" || pos == "space" || isBaseForm(pos, morph) {
		return lex.lower
	}
	table, ok := l.tables[pos]
	switch {
	case !ok && pos == "propn":
		return lex.text
	case !ok:
		return lex.lower
	}
	return l.inflected(lex, table)
}

// inflected tries the suffix rules: known words first, and of those the one that
// the last rule gives; an exception beats them all.
func (l *lemmatizer) inflected(lex *lexeme, table lemmaTable) string {
	word := lex.lower
	var first, other, unknown string
	found := map[string]bool{}
	for _, rule := range table.rules {
		stem, ok := strings.CutSuffix(word, rule[0])
		form := stem + rule[1]
		if !ok || form == "" {
			continue
		}
		_, known := slices.BinarySearch(table.index, form)
		switch {
		case known:
			first = form
			found[form] = true
		case !l.allLetters(form):
			if other == "" {
				other = form
			}
			found[form] = true
		case unknown == "":
			unknown = form
		}
	}
	if first == "" {
		first = other
	}
	for _, form := range table.exceptions[word] {
		if !found[form] {
			first = form
			found[form] = true
		}
	}
	switch {
	case first != "":
		return first
	case unknown != "":
		return unknown
	}
	return lex.text
}

func (l *lemmatizer) allLetters(s string) bool {
	for _, r := range s {
		if !l.chars.is(r, isLetter) {
			return false
		}
	}
	return s != ""
}

// isBaseForm reports whether the features say that the word is its own lemma.
func isBaseForm(pos, morph string) bool {
	form := feature(morph, "VerbForm")
	switch {
	case pos == "noun" && feature(morph, "Number") == "Sing",
		pos == "verb" && form == "Fin" && feature(morph, "Tense") == "Pres" && feature(morph, "Number") == "",
		form == "Inf", form == "None", feature(morph, "Degree") == "Pos":
		return true
	}
	return false
}

// feature finds the value of a feature in "A=x|B=y".
func feature(morph, name string) string {
	for morph != "" {
		var part string
		part, morph, _ = strings.Cut(morph, "|")
		if key, value, _ := strings.Cut(part, "="); key == name {
			return value
		}
	}
	return ""
}

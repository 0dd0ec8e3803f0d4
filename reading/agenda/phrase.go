package agenda

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// A phrase is how reports name an issue. Its language:
//
//	export quota        these words in this order; articles, adjectives, numbers and
//	                    names of actors may stand between them
//	demilitari*         any word that begins so
//	limit .. army       up to six other words between
//	army + size         both, in any order, within eight words
//	join {alliance}     a value of a slot of lexicon.yaml
//
// Words are compared in lower case with the text and with its lemma, so phrases
// are written in dictionary forms: "export quota" meets "export quotas".
type phrase struct {
	elems  []elem
	bag    bool
	issue  int // index in Agenda.issues
	option int // index in Issue.Options, -1 when the phrase names no option
	hint   bool
}

type elem struct {
	word   string
	prefix bool // word is only the beginning
	slot   string
	gap    bool // up to maxGap other tokens may stand before this element
}

const (
	maxSkip   = 3 // modifiers between two words of a phrase
	maxGap    = 6 // tokens for ".."
	bagWindow = 8 // tokens around the first word of "a + b"
	minPrefix = 4 // letters before "*"
)

var (
	errEmpty  = errors.New("no words")
	errPrefix = errors.New("at least four letters must stand before *")
	errSlot   = errors.New("unknown slot")
)

func parsePhrase(s string, lex *lexicon) (phrase, error) {
	p := phrase{option: -1, bag: strings.Contains(s, " + ")}
	gap := false
	for _, field := range strings.Fields(s) {
		switch {
		case field == "+":
			continue
		case field == "..":
			gap = true
			continue
		case strings.HasPrefix(field, "{"):
			slot := strings.Trim(field, "{}")
			if _, ok := lex.slots[slot]; !ok {
				return p, errSlot
			}
			p.elems = append(p.elems, elem{slot: slot, gap: gap})
		default:
			for i, w := range splitWords(field) {
				e := elem{word: strings.TrimSuffix(w, "*"), prefix: strings.HasSuffix(w, "*"), gap: gap && i == 0}
				if e.prefix && len(e.word) < minPrefix {
					return p, errPrefix
				}
				p.elems = append(p.elems, e)
			}
		}
		gap = false
	}
	if len(p.elems) == 0 {
		return p, errEmpty
	}
	return p, nil
}

// index finds the phrases that can begin at a token.
type index struct {
	phrases []phrase
	word    map[string][]int32 // by first word
	prefix  map[string][]int32 // by the first four letters of a first word with *
}

func (ix *index) add(p phrase, lex *lexicon) {
	n := int32(len(ix.phrases))
	ix.phrases = append(ix.phrases, p)
	switch first := p.elems[0]; {
	case first.slot != "":
		seen := set{}
		for _, v := range lex.slots[first.slot] {
			for _, words := range v.words {
				if !seen[words[0]] {
					seen[words[0]] = true
					ix.word[words[0]] = append(ix.word[words[0]], n)
				}
			}
		}
	case first.prefix:
		ix.prefix[first.word[:minPrefix]] = append(ix.prefix[first.word[:minPrefix]], n)
	default:
		ix.word[first.word] = append(ix.word[first.word], n)
	}
}

// compile indexes every phrase of every issue.
func compile(issues []Issue, lex *lexicon) *Agenda {
	a := &Agenda{issues: issues, lex: lex, index: index{word: map[string][]int32{}, prefix: map[string][]int32{}}}
	add := func(list []string, issue, option int, hint bool) {
		for _, s := range list {
			if p, err := parsePhrase(s, lex); err == nil { // readIssues has refused the others
				p.issue, p.option, p.hint = issue, option, hint
				a.index.add(p, lex)
			}
		}
	}
	for i, is := range issues {
		for o, opt := range is.Options {
			add(opt.Phrases, i, o, false)
		}
		add(is.Phrases, i, -1, false)
		add(is.Hints, i, -1, true)
	}
	return a
}

// words is the part of a document that is searched, with the forms compared.
type words struct {
	doc  *nlp.Doc
	span nlp.Span
	lex  *lexicon
	form [][3]string // lower, lemma, and a plain singular for names ("Ceasefire Talks")
}

func newWords(doc *nlp.Doc, span nlp.Span, lex *lexicon) *words {
	w := &words{doc: doc, span: span, lex: lex, form: make([][3]string, span.Len())}
	for i := range w.form {
		t := &doc.Tokens[span.Start+i]
		w.form[i] = [3]string{t.Lower, strings.ToLower(t.Lemma), t.Lower}
		if t.Pos == "PROPN" && len(t.Lower) > 3 && !strings.HasSuffix(t.Lower, "ss") {
			w.form[i][2] = strings.TrimSuffix(t.Lower, "s")
		}
	}
	return w
}

// is reports whether token i has the given form.
func (w *words) is(i int, word string) bool {
	f := &w.form[i-w.span.Start]
	return f[0] == word || f[1] == word || f[2] == word
}

func (w *words) hasPrefix(i int, word string) bool {
	return strings.HasPrefix(w.form[i-w.span.Start][0], word)
}

// found is one occurrence of a phrase.
type found struct {
	p      *phrase
	tokens []int  // token of each word, in the order of the phrase
	slot   string // value of the slot, when the phrase has one
}

// find returns every occurrence of a phrase of ix.
func (w *words) find(ix *index) []found {
	var out []found
	try := func(list []int32, i int) {
		for _, n := range list {
			p := &ix.phrases[n]
			if f, ok := w.at(p, i); ok {
				out = append(out, f)
			}
		}
	}
	for i := w.span.Start; i < w.span.End; i++ {
		f := w.form[i-w.span.Start]
		try(ix.word[f[0]], i)
		if f[1] != f[0] {
			try(ix.word[f[1]], i)
		}
		if f[2] != f[0] && f[2] != f[1] {
			try(ix.word[f[2]], i)
		}
		if len(f[0]) >= minPrefix {
			try(ix.prefix[f[0][:minPrefix]], i)
		}
	}
	return out
}

// at matches p with its first word at token i.
func (w *words) at(p *phrase, i int) (found, bool) {
	f := found{p: p, tokens: make([]int, 0, len(p.elems))}
	next, ok := w.step(&f, p.elems[0], i)
	if !ok {
		return f, false
	}
	if p.bag {
		return f, w.bag(&f, i)
	}
	for _, e := range p.elems[1:] {
		limit := maxSkip
		if e.gap {
			limit = maxGap
		}
		matched := false
		for skipped := 0; next < w.span.End; next++ {
			if n, ok := w.step(&f, e, next); ok {
				next, matched = n, true
				break
			}
			if w.free(next) {
				continue
			}
			if skipped++; skipped > limit || !e.gap && !w.skippable(next) {
				break
			}
		}
		if !matched {
			return f, false
		}
	}
	return f, true
}

// step matches one element at token i and returns the token after it.
func (w *words) step(f *found, e elem, i int) (int, bool) {
	switch {
	case e.slot != "":
		for _, v := range w.lex.slots[e.slot] {
			for _, seq := range v.words {
				if n, ok := w.sequence(seq, i); ok {
					f.slot, f.tokens = v.name, append(f.tokens, n-1)
					return n, true
				}
			}
		}
		return i, false
	case e.prefix:
		if !w.hasPrefix(i, e.word) {
			return i, false
		}
	default:
		if !w.is(i, e.word) {
			return i, false
		}
	}
	f.tokens = append(f.tokens, i)
	return i + 1, true
}

// sequence matches words one after another, hyphens left out.
func (w *words) sequence(seq []string, i int) (int, bool) {
	for _, word := range seq {
		for i < w.span.End && w.doc.Tokens[i].Tag == "HYPH" {
			i++
		}
		if i >= w.span.End || !w.is(i, word) {
			return i, false
		}
		i++
	}
	return i, true
}

// bag matches the other words of "a + b" in any order near token i.
func (w *words) bag(f *found, i int) bool {
	lo, hi := max(w.span.Start, i-bagWindow), min(w.span.End, i+bagWindow+1)
	for _, e := range f.p.elems[1:] {
		matched := false
		for j := lo; j < hi && !matched; j++ {
			if j != i && !slices.Contains(f.tokens, j) {
				_, matched = w.step(f, e, j)
			}
		}
		if !matched {
			return false
		}
	}
	return true
}

// free reports whether token i does not count as standing between two words.
func (w *words) free(i int) bool {
	t := &w.doc.Tokens[i]
	return t.Tag == "HYPH" || t.Tag == "POS" || t.IsSpace || t.Tag == "DT" || t.Tag == "PRP$" || t.Text == "-"
}

// skippable reports whether token i may stand between two words of a phrase: a
// modifier or the name of an actor.
func (w *words) skippable(i int) bool {
	t := &w.doc.Tokens[i]
	switch t.Tag {
	case "JJ", "JJR", "JJS", "CD", "RB", "VBN", "VBG", "``", "''":
		return true
	}
	return isActor(t)
}

// isActor reports whether t belongs to the name of a person, state or body.
func isActor(t *nlp.Token) bool {
	switch t.EntType {
	case "PERSON", "NORP", "GPE", "ORG":
		return true
	}
	return false
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

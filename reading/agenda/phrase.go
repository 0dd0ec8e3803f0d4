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
//	limit .. army       up to six other words between; or the second word before the
//	                    first, when the tree links them ("the army must be limited")
//	army + size         both, in any order, within eight words
//	join {alliance}     a value of a slot of lexicon.yaml
//	strike/n, cut/v     only as a noun, only as a verb
//	compliance ?        counts only where the document speaks of the domain elsewhere
//
// Words are compared in lower case with the text and with its lemma, so phrases
// are written in dictionary forms: "export quota" meets "export quotas".
type phrase struct {
	elems  []elem
	bag    bool
	weak   bool
	issue  int // index in Agenda.issues
	option int // index in Issue.Options, -1 when the phrase names no option
	hint   bool
}

type elem struct {
	word   string
	prefix bool // word is only the beginning
	slot   string
	class  byte // 'n' noun, 'v' verb, 0 any
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
	errClass  = errors.New("only /n and /v may follow a word")
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
		case field == "?":
			p.weak = true
			continue
		case strings.HasPrefix(field, "{"):
			slot := strings.Trim(field, "{}")
			if _, ok := lex.slots[slot]; !ok {
				return p, errSlot
			}
			p.elems = append(p.elems, elem{slot: slot, gap: gap})
		default:
			for i, w := range splitWords(field) {
				e := elem{gap: gap && i == 0}
				if n := len(w) - 2; n > 0 && w[n] == '/' {
					w, e.class = w[:n], w[n+1]
				}
				e.word, e.prefix = strings.CutSuffix(w, "*")
				if e.class != 0 && e.class != 'n' && e.class != 'v' {
					return p, errClass
				}
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
	a := &Agenda{issues: issues, lex: lex, index: index{word: map[string][]int32{}, prefix: map[string][]int32{}}, ids: set{}}
	add := func(list []string, issue, option int, hint bool) {
		for _, s := range list {
			if p, err := parsePhrase(s, lex); err == nil { // readIssues has refused the others
				p.issue, p.option, p.hint = issue, option, hint
				a.index.add(p, lex)
			}
		}
	}
	for i, is := range issues {
		a.addIDs(is)
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
	doc     *nlp.Doc
	span    nlp.Span
	lex     *lexicon
	blocked map[int]bool // words of an idiom: "a bargaining chip"
	form    [][3]string  // lower, lemma, and a plain singular, for names ("Ceasefire Talks")
	tokens  []int        // working memory of at
}

func newWords(doc *nlp.Doc, span nlp.Span, lex *lexicon) *words {
	w := &words{doc: doc, span: span, lex: lex, form: make([][3]string, span.Len())}
	for i := range w.form {
		t := &doc.Tokens[span.Start+i]
		w.form[i] = [3]string{t.Lower, strings.ToLower(t.Lemma), t.Lower}
		if t.Pos == "PROPN" || t.Pos == "NOUN" {
			w.form[i][2] = singular(t.Lower)
		}
	}
	for i := span.Start; i < span.End; i++ {
		for _, n := range lex.idiomAt[w.form[i-span.Start][1]] {
			if f, ok := w.at(&lex.idioms[n], i); ok {
				if w.blocked == nil {
					w.blocked = map[int]bool{}
				}
				for _, k := range f.tokens {
					w.blocked[k] = true
				}
			}
		}
	}
	return w
}

// singular strips the ending of a regular plural.
func singular(s string) string {
	switch {
	case len(s) < 4 || !strings.HasSuffix(s, "s") || strings.HasSuffix(s, "ss"):
		return s
	case strings.HasSuffix(s, "xes"), strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "sses"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	}
	return s[:len(s)-1]
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
		if w.blocked[i] {
			continue
		}
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
	f := found{p: p, tokens: w.tokens[:0]}
	ok := w.matches(&f, i)
	w.tokens = f.tokens[:0]
	if ok {
		f.tokens = slices.Clone(f.tokens)
	}
	return f, ok
}

func (w *words) matches(f *found, i int) bool {
	p := f.p
	next, ok := w.step(f, p.elems[0], i)
	if !ok || len(p.elems) == 1 && isAmount(&w.doc.Tokens[i]) || p.elems[0].slot == "" && w.insideName(i) {
		return false
	}
	if p.bag {
		return w.bag(f, i)
	}
	for _, e := range p.elems[1:] {
		limit := maxSkip
		if e.gap {
			limit = maxGap
		}
		matched := false
		for skipped := 0; next < w.span.End; next++ {
			if n, ok := w.step(f, e, next); ok {
				next, matched = n, true
				break
			}
			if w.free(next) || e.gap && w.list(next) {
				continue
			}
			if skipped++; skipped > limit || !e.gap && !w.skippable(next) {
				break
			}
		}
		if !matched {
			return w.turned(f, i)
		}
	}
	return true
}

// turned matches a phrase of two words "a .. b" with b before a, where one is the
// syntactic head of the other: "sanctions be lifted" for "lift .. sanction".
func (w *words) turned(f *found, i int) bool {
	e := f.p.elems
	if len(e) != 2 || !e[1].gap || e[1].slot != "" {
		return false
	}
	for j := i - 1; j >= max(w.span.Start, i-bagWindow); j-- {
		if w.doc.Tokens[j].Head != i && w.doc.Tokens[i].Head != j {
			continue
		}
		if _, ok := w.step(f, e[1], j); ok {
			return true
		}
	}
	return false
}

// insideName reports whether token i is a word inside the longer name of a body:
// "basin commission" in "Velda Basin Commission" is an actor, not an issue.
func (w *words) insideName(i int) bool {
	t := &w.doc.Tokens[i]
	return t.EntType == "ORG" && t.EntIOB == "I" && t.Pos == "PROPN" && w.doc.Tokens[i-1].Tag != "DT"
}

// step matches one element at token i and returns the token after it.
func (w *words) step(f *found, e elem, i int) (int, bool) {
	switch {
	case e.slot != "":
		name, next := w.slot(w.lex.slotForms[e.slot], i)
		if next < 0 {
			return i, false
		}
		f.slot, f.tokens = name, append(f.tokens, next-1)
		return next, true
	case e.prefix:
		if !w.hasPrefix(i, e.word) {
			return i, false
		}
	default:
		if !w.is(i, e.word) {
			return i, false
		}
	}
	if e.class != 0 && !hasClass(&w.doc.Tokens[i], e.class) {
		return i, false
	}
	f.tokens = append(f.tokens, i)
	return i + 1, true
}

func hasClass(t *nlp.Token, class byte) bool {
	if class == 'v' {
		return t.Pos == "VERB"
	}
	return t.Pos == "NOUN" || t.Pos == "PROPN"
}

// slot finds the first of forms that stands at token i, and the token after it; -1
// for none.
func (w *words) slot(forms map[string][]slotForm, i int) (name string, next int) {
	for i < w.span.End && w.doc.Tokens[i].Tag == "HYPH" {
		i++
	}
	if i >= w.span.End {
		return "", -1
	}
	place := -1
	next = -1
	for _, word := range w.form[i-w.span.Start] {
		for _, form := range forms[word] {
			if place >= 0 && form.place >= place {
				break
			}
			if n, ok := w.sequence(form.rest, i+1); ok {
				name, place, next = form.name, form.place, n
			}
		}
	}
	return name, next
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

// free reports whether token i does not count as standing between two words: an
// article, a hyphen, the name of an actor.
func (w *words) free(i int) bool {
	t := &w.doc.Tokens[i]
	switch t.Tag {
	case "HYPH", "POS", "DT", "PRP$", "``", "''", "-LRB-", "-RRB-":
		return true
	}
	return t.IsSpace || t.Text == "-" || isActor(t)
}

// list reports whether token i is part of an enumeration, which may be long: names,
// commas, "and".
func (w *words) list(i int) bool {
	t := &w.doc.Tokens[i]
	return t.Tag == "," || t.Pos == "CCONJ" || t.Pos == "PROPN"
}

// skippable reports whether token i may stand between two words of a phrase: a
// modifier.
func (w *words) skippable(i int) bool {
	switch w.doc.Tokens[i].Tag {
	case "JJ", "JJR", "JJS", "CD", "RB", "VBN", "VBG":
		return true
	}
	return false
}

// isAmount reports whether t belongs to an amount or a date: in "five dollars"
// nothing is said about the dollar.
func isAmount(t *nlp.Token) bool {
	switch t.EntType {
	case "MONEY", "QUANTITY", "PERCENT", "CARDINAL", "DATE", "TIME":
		return true
	}
	return false
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

package nlp

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/demarche-project/demarche/nlp/model"
)

// A lexeme is what is known of a token from its text alone. The norm is part of
// its identity, because tokenizer exceptions set it.
type lexeme struct {
	text, lower                 string
	norm, prefix, suffix, shape uint64 // string ids
	space                       bool
	runes                       int
	phrases                     []phrase // of the special-case pass: those that begin with this text
	pair                        pairRole // whether two-token rules can match

	rows    [networkCount]atomic.Pointer[lexRow] // see tok2vec.go
	analyse atomic.Pointer[memo]                 // see rules.go
}

// vocab makes lexemes.
type vocab struct {
	chars       *charTable
	symbols     map[string]uint64
	lower       map[rune]string
	baseNorms   map[string]string
	lexemeNorms map[uint64]string
}

func newVocab(t *model.Tables) *vocab {
	return &vocab{
		chars: newCharTable(t.Classes), symbols: t.Symbols, lower: t.Lower,
		baseNorms: t.BaseNorms, lexemeNorms: t.LexemeNorms,
	}
}

// id numbers a string: 0 for the empty one, a reserved number for symbols, a hash
// for all others.
func (v *vocab) id(s string) uint64 {
	if s == "" {
		return 0
	}
	if n, ok := v.symbols[s]; ok {
		return n
	}
	return hashString(s)
}

// lexeme computes the attributes of a token text; norm overrides the norm unless
// it is empty.
func (v *vocab) lexeme(text, norm string) *lexeme {
	text = strings.Clone(text) // a lexeme outlives the document that it comes from
	l := &lexeme{text: text, lower: v.toLower(text), runes: utf8.RuneCountInString(text)}
	if norm == "" {
		norm = v.normOf(text, l.lower)
	}
	l.norm = v.id(norm)
	_, size := utf8.DecodeRuneInString(text)
	l.prefix = v.id(text[:size])
	l.suffix = v.id(lastRunes(text, 3))
	l.shape = v.id(v.shapeOf(text, l.runes))
	l.space = v.allSpace(text)
	return l
}

func (v *vocab) normOf(text, lower string) string {
	if norm, ok := v.lexemeNorms[v.id(text)]; ok {
		return norm
	}
	if norm, ok := v.baseNorms[text]; ok {
		return norm
	}
	return lower
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func (v *vocab) allSpace(s string) bool {
	for _, r := range s {
		if !v.chars.is(r, isSpace) {
			return false
		}
	}
	return s != ""
}

// shapeOf maps letters to X and x and digits to d, and cuts runs of one mapped
// character to four.
func (v *vocab) shapeOf(s string, runes int) string {
	if runes >= 100 {
		return "LONG"
	}
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range s {
		switch c := v.chars.of(r); {
		case c&isLetter != 0 && c&isUpper != 0:
			r = 'X'
		case c&isLetter != 0:
			r = 'x'
		case c&isDigit != 0:
			r = 'd'
		}
		if r == last {
			run++
		} else {
			last, run = r, 0
		}
		if run < 4 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// toLower is Python's str.lower: the full mapping of each code point, and a final
// capital sigma becomes the final small one (Unicode, SpecialCasing, Final_Sigma).
func (v *vocab) toLower(s string) string {
	if lower, ok := lowerASCII(s); ok {
		return lower
	}
	var b strings.Builder
	for i, r := range s {
		switch mapped, ok := v.lower[r]; {
		case ok:
			b.WriteString(mapped)
		case r == 'Σ' && v.isFinalSigma(s, i):
			b.WriteRune('ς')
		case r == 'Σ':
			b.WriteRune('σ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func lowerASCII(s string) (string, bool) {
	upper := false
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return "", false
		}
		upper = upper || 'A' <= s[i] && s[i] <= 'Z'
	}
	if !upper {
		return s, true
	}
	return strings.ToLower(s), true
}

// isFinalSigma reports whether the sigma at byte i follows a cased character and
// is not followed by one, ignorable ones aside.
func (v *vocab) isFinalSigma(s string, i int) bool {
	before := false
	for rest := s[:i]; rest != ""; {
		r, size := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-size]
		if c := v.chars.of(r); r == 'Σ' || c&isCaseIgnorable == 0 {
			before = r == 'Σ' || c&isCased != 0
			break
		}
	}
	if !before {
		return false
	}
	for _, r := range s[i+len("Σ"):] {
		if c := v.chars.of(r); r == 'Σ' || c&isCaseIgnorable == 0 {
			return r != 'Σ' && c&isCased == 0
		}
	}
	return true
}

package nlp

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp/model"
)

// tokenizer splits text into tokens as spaCy's English tokenizer does: at white
// space, then prefixes and suffixes from the outside in, then infixes, with
// exceptions ("special cases") on the way and in a second pass.
type tokenizer struct {
	*vocab
	special map[string][]model.SpecialToken
	units   map[rune][][]rune // suffixes that need a digit before them, by last rune, longest first
	longest int               // bytes of the longest special case
	phrases map[string][]phrase
	rules   *ruler
}

// token is a token of a document: its lexeme, where its text begins (a byte
// offset), and whether one ASCII space was swallowed after it.
type token struct {
	lex   *lexeme
	start int
	spacy bool
}

// piece is a token of a chunk before its lexeme is known.
type piece struct{ text, norm string }

func newTokenizer(v *vocab, rules *ruler, t *model.Tables) *tokenizer {
	tok := &tokenizer{vocab: v, rules: rules, special: t.SpecialCases, units: map[rune][][]rune{}}
	for _, unit := range t.Units {
		r := []rune(unit)
		last := r[len(r)-1]
		tok.units[last] = append(tok.units[last], r)
	}
	for _, list := range tok.units {
		slices.SortStableFunc(list, func(a, b []rune) int { return len(b) - len(a) })
	}
	for text := range tok.special {
		tok.longest = max(tok.longest, len(text))
	}
	tok.phrases = tok.newPhrases()
	return tok
}

// chunks yields the parts of text between swallowed spaces with their byte offset,
// and whether the space after the chunk was swallowed. Chunks are runs of white
// space or of anything else.
func (t *tokenizer) chunks(text string, yield func(chunk string, start int, spacy bool)) {
	start, inSpace, last := 0, false, rune(-1)
	for i, r := range text {
		space := t.chars.is(r, isSpace)
		if i == 0 {
			inSpace = space
		}
		if space != inSpace {
			if start < i {
				yield(text[start:i], start, r == ' ')
			}
			start, inSpace = i, !inSpace
			if r == ' ' {
				start++
			}
		}
		last = r
	}
	if start < len(text) {
		yield(text[start:], start, last == ' ' && !inSpace)
	}
}

// split gives the tokens of one chunk. Without special cases it is what the second
// pass needs to know about the special cases themselves.
func (t *tokenizer) split(chunk string, withSpecial bool) []piece {
	isSpecial := func(s string) bool { // the length spares hashing a long chunk again and again
		return withSpecial && s != "" && len(s) <= t.longest && t.special[s] != nil
	}
	s, offset := decode(chunk)
	text := func(a, b int) string { return chunk[offset[a]:offset[b]] }
	lo, hi, lastLen := 0, len(s), -1
	var out, suffixes []piece
	for lo < hi && hi-lo != lastLen && !isSpecial(text(lo, hi)) {
		lastLen = hi - lo
		p := t.prefixLen(s[lo:hi])
		if p > 0 && isSpecial(text(lo+p, hi)) {
			out = append(out, piece{text: text(lo, lo+p)})
			lo += p
			break
		}
		f := t.suffixLen(s[lo+p : hi])
		if f > 0 && isSpecial(text(lo, hi-f)) {
			suffixes = append(suffixes, piece{text: text(hi-f, hi)})
			hi -= f
			break
		}
		if p > 0 {
			out = append(out, piece{text: text(lo, lo+p)})
		}
		if f > 0 {
			suffixes = append(suffixes, piece{text: text(hi-f, hi)})
		}
		lo, hi = lo+p, hi-f
	}
	switch middle := text(lo, hi); {
	case middle == "":
	case isSpecial(middle):
		out = appendSpecial(out, t.special[middle])
	case t.isURL(s[lo:hi]):
		out = append(out, piece{text: middle})
	default:
		out = t.splitInfixes(out, s[lo:hi], func(a, b int) string { return text(lo+a, lo+b) })
	}
	slices.Reverse(suffixes)
	return append(out, suffixes...)
}

// lexeme makes the lexeme of a token, with what the second pass and the rules want
// to know of its text.
func (t *tokenizer) lexeme(text, norm string) *lexeme {
	l := t.vocab.lexeme(text, norm)
	l.phrases = t.phrases[text]
	l.pair = t.rules.pairRole(l)
	return l
}

// decode gives the code points of s and the byte offset of each, and of the end.
func decode(s string) ([]rune, []int) {
	runes, offset := make([]rune, 0, len(s)), make([]int, 0, len(s)+1)
	for i, r := range s {
		runes, offset = append(runes, r), append(offset, i)
	}
	return runes, append(offset, len(s))
}

func appendSpecial(out []piece, tokens []model.SpecialToken) []piece {
	for _, s := range tokens {
		out = append(out, piece{text: s.Text, norm: s.Norm})
	}
	return out
}

func (t *tokenizer) splitInfixes(out []piece, s []rune, text func(a, b int) string) []piece {
	from := 0
	for i := 0; i < len(s); {
		n := t.infixLen(s, i)
		if n == 0 {
			i++
			continue
		}
		if i > 0 { // an infix at the very beginning stays where it is
			if from < i {
				out = append(out, piece{text: text(from, i)})
			}
			out = append(out, piece{text: text(i, i+n)})
			from = i + n
		}
		i += n
	}
	if from < len(s) {
		out = append(out, piece{text: text(from, len(s))})
	}
	return out
}

// tokenize appends the tokens of text, which must be valid UTF-8, to out.
func (t *tokenizer) tokenize(out []token, text string, lex *lexicon) []token {
	t.chunks(text, func(chunk string, start int, spacy bool) {
		for _, l := range lex.chunk(chunk) {
			out = append(out, token{lex: l, start: start})
			start += len(l.text)
		}
		out[len(out)-1].spacy = spacy
	})
	return t.applyPhrases(out, text, lex)
}

// A phrase is a special case that the tokenizer would split, as the sequence of its
// tokens.
type phrase []string

// newPhrases indexes the special cases of the second pass by first token.
func (t *tokenizer) newPhrases() map[string][]phrase {
	out := map[string][]phrase{}
	for text := range t.special {
		s, _ := decode(text)
		found := strings.Contains(text, " ") || t.prefixLen(s) > 0 || t.suffixLen(s) > 0
		for i := 0; i < len(s) && !found; i++ {
			found = t.infixLen(s, i) > 0
		}
		if !found {
			continue
		}
		var p phrase
		t.chunks(text, func(chunk string, _ int, _ bool) {
			for _, piece := range t.split(chunk, false) {
				p = append(p, piece.text)
			}
		})
		out[p[0]] = append(out[p[0]], p)
	}
	return out
}

// applyPhrases is the second pass: where the tokens of a special case stand in a
// row, they give way to the special case. Longer matches go first, then earlier
// ones; one that begins or ends inside an earlier match is dropped.
func (t *tokenizer) applyPhrases(tokens []token, text string, lex *lexicon) []token {
	var found [][2]int
	for i := range tokens {
		for _, p := range tokens[i].lex.phrases {
			if matchPhrase(tokens[i:], p) {
				found = append(found, [2]int{i, i + len(p)})
			}
		}
	}
	if found == nil {
		return tokens
	}
	slices.SortFunc(found, func(a, b [2]int) int {
		if byLen := (b[1] - b[0]) - (a[1] - a[0]); byLen != 0 {
			return byLen
		}
		return a[0] - b[0]
	})
	taken := make([]bool, len(tokens))
	kept := found[:0]
	for _, m := range found {
		if !taken[m[0]] && !taken[m[1]-1] {
			kept = append(kept, m)
		}
		for i := m[0]; i < m[1]; i++ {
			taken[i] = true
		}
	}
	slices.SortFunc(kept, func(a, b [2]int) int { return a[0] - b[0] })
	return t.replace(tokens, kept, text, lex)
}

func matchPhrase(tokens []token, p phrase) bool {
	if len(tokens) < len(p) {
		return false
	}
	for i, word := range p {
		if tokens[i].lex.text != word {
			return false
		}
	}
	return true
}

// replace puts special cases in the place of token ranges whose text is one. The
// result has its own memory only if the number of tokens changes.
func (t *tokenizer) replace(tokens []token, ranges [][2]int, text string, lex *lexicon) []token {
	out := make([]token, 0, len(tokens)+len(ranges))
	done := 0
	for _, m := range ranges {
		last := tokens[m[1]-1]
		start := tokens[m[0]].start
		special := t.special[text[start:last.start+len(last.lex.text)]]
		if special == nil {
			continue
		}
		out = append(out, tokens[done:m[0]]...)
		for _, s := range special {
			out = append(out, token{lex: lex.lexeme(piece{text: s.Text, norm: s.Norm}), start: start})
			start += len(s.Text)
		}
		out[len(out)-1].spacy = last.spacy
		done = m[1]
	}
	return append(out, tokens[done:]...)
}

package nlp

import "slices"

// The tokenizer's regular expressions as code. Each of them is anchored or looks at
// a few neighbours only, so none needs backtracking.

// prefixLen is the number of code points that are split off the beginning of s.
func (t *tokenizer) prefixLen(s []rune) int {
	if len(s) == 0 {
		return 0
	}
	switch {
	case s[0] == '+':
		if len(s) > 1 && isASCIIDigit(s[1]) {
			return 0
		}
		return 1
	case t.chars.is(s[0], isPrefix):
		return 1
	case s[0] == '.':
		if n := countDots(s); n >= 2 {
			return n
		}
	case s[0] == 'U' && len(s) > 2 && s[1] == 'S' && s[2] == '$':
		return 3
	case (s[0] == 'C' || s[0] == 'A') && len(s) > 1 && s[1] == '$':
		return 2
	}
	return 0
}

func countDots(s []rune) int {
	n := 0
	for n < len(s) && s[n] == '.' {
		n++
	}
	return n
}

// suffixLen is the number of code points that are split off the end of s: the
// longest of all suffixes that match.
func (t *tokenizer) suffixLen(s []rune) int {
	if len(s) == 0 {
		return 0
	}
	best, last := 0, s[len(s)-1]
	if t.chars.is(last, isSuffix) || last == '+' && isASCIIDigit(at(s, -2)) {
		best = 1
	}
	switch last {
	case '…':
		if at(s, -2) == '…' {
			best = 2
		}
	case '.':
		best = max(best, t.dotSuffix(s))
	case 's', 'S':
		if q := at(s, -2); q == '\'' || q == '’' {
			best = 2
		}
	}
	for _, unit := range t.units[last] {
		if n := len(unit); n > best && n < len(s) && isASCIIDigit(s[len(s)-n-1]) && slices.Equal(s[len(s)-n:], unit) {
			best = n
		}
	}
	return best
}

// at is the code point i places from the end (-1 is the last), or -1.
func at(s []rune, i int) rune {
	if i += len(s); i >= 0 {
		return s[i]
	}
	return -1
}

// dotSuffix is the length of the suffix at the end of s, whose last code point is a
// full stop.
func (t *tokenizer) dotSuffix(s []rune) int {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '.' {
		n++
	}
	if n >= 2 {
		return n
	}
	if len(s) < 2 {
		return 0
	}
	a, b := at(s, -2), at(s, -3)
	switch {
	case t.chars.is(a, dotAfter):
		return 1
	case b >= 0 && t.chars.is(a, dotAfterTwo) && t.chars.is(b, dotAfterTwo):
		return 1
	case b == '°' && (a == 'F' || a == 'f' || a == 'C' || a == 'c' || a == 'K' || a == 'k'):
		return 1
	}
	return 0
}

// infixLen is the length of the infix that begins at s[i], or 0.
func (t *tokenizer) infixLen(s []rune, i int) int {
	c := s[i]
	if c == '.' {
		if n := countDots(s[i:]); n >= 2 {
			return n
		}
	}
	if c == '…' || t.chars.is(c, isIcon) {
		return 1
	}
	if i == 0 || i+1 == len(s) {
		return 0
	}
	prev, next := s[i-1], s[i+1]
	switch c {
	case '+', '-', '*', '^':
		if isASCIIDigit(prev) && (isASCIIDigit(next) || next == '-') {
			return 1
		}
	case '.':
		if t.chars.is(prev, lowerOrQuote) && t.chars.is(next, upperOrQuote) {
			return 1
		}
	case ',':
		if t.chars.is(prev, isAlpha) && t.chars.is(next, isAlpha) {
			return 1
		}
	}
	if !t.chars.is(prev, isAlphaOrDigit) {
		return 0
	}
	switch c {
	case '-', '–', '—', '~':
		return t.hyphenLen(s[i:])
	case ':', '<', '>', '=', '/':
		if t.chars.is(next, isAlpha) {
			return 1
		}
	}
	return 0
}

// hyphenLen is the length of the hyphen or dash at the beginning of s if a letter
// follows: one of each kind, or up to three hyphens, or two long dashes.
func (t *tokenizer) hyphenLen(s []rune) int {
	most := 1
	switch s[0] {
	case '-':
		most = 3
	case '—':
		most = 2
	}
	for n := 1; n <= most && n < len(s) && s[n-1] == s[0]; n++ {
		if t.chars.is(s[n], isAlpha) {
			return n
		}
	}
	return 0
}

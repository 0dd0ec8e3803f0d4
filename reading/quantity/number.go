package quantity

import (
	"math"
	"strconv"
	"strings"
)

// numeral is a number as written: its value (or the size that "tens of thousands"
// gives), the tokens up to end, and the last factor ("million").
type numeral struct {
	low, high float64
	end       int
	factor    float64
	share     bool // a part of a whole, in percent
}

// number reads the number that begins at token i.
func (f *finder) number(i int) (numeral, bool) {
	if i >= len(f.doc.Tokens) {
		return numeral{}, false
	}
	if n, ok := f.share(i); ok {
		return n, true
	}
	if n, ok := f.vague(i); ok {
		return n, true
	}
	v, end, ok := f.plain(i)
	if !ok {
		return numeral{}, false
	}
	n := numeral{low: v, high: v, end: end, factor: 1}
	for {
		w := f.lower(n.end)
		if w == "-" {
			w = f.lower(n.end + 1)
		}
		times, ok := f.lex.value("times", w)
		if !ok {
			break
		}
		if f.lower(n.end) == "-" {
			n.end++
		}
		n.low, n.high, n.factor = n.low*times, n.high*times, n.factor*times
		n.end++
	}
	if rest, end, ok := f.remainder(n); ok { // "two hundred and fifty"
		n.low, n.high, n.end = n.low+rest, n.high+rest, end
	}
	return n, true
}

// remainder reads what is added to hundreds and thousands in words.
func (f *finder) remainder(n numeral) (float64, int, bool) {
	if n.factor < 100 || f.isDigits(n.end) {
		return 0, 0, false
	}
	j := n.end
	if f.lower(j) == "and" {
		j++
	}
	if f.isDigits(j) {
		return 0, 0, false
	}
	v, end, ok := f.plain(j)
	if !ok || v >= n.factor || f.lower(j) == "a" {
		return 0, 0, false
	}
	return v, end, true
}

// plain reads digits ("1,500", "1.22") or number words below a hundred.
func (f *finder) plain(i int) (v float64, end int, ok bool) {
	w := f.lower(i)
	if w == "" {
		return 0, 0, false
	}
	if f.isDigits(i) {
		digits := strings.ReplaceAll(w, ",", "")
		factor := 1.0
		if j := strings.IndexFunc(digits, func(r rune) bool { return r >= 'a' && r <= 'z' }); j > 0 {
			t, ok := f.lex.value("times", digits[j:]) // "500k", "3bn"
			if !ok && digits[j:] == "m" {
				t, ok = 1e6, true
			}
			if !ok {
				return 0, 0, false
			}
			digits, factor = digits[:j], t
		}
		v, err := strconv.ParseFloat(digits, 64)
		if err != nil || math.IsInf(v, 0) {
			return 0, 0, false
		}
		return v * factor, i + 1, true
	}
	if (w == "a" || w == "an") && f.isTimes(i+1) {
		return 1, i + 1, true // "a million"
	}
	if w == "half" && f.lower(i+1) == "a" && f.isTimes(i+2) {
		return 0.5, i + 2, true
	}
	parts := strings.Split(w, "-")
	for _, p := range parts {
		x, found := f.lex.value("number", p)
		if !found {
			return 0, 0, false
		}
		v += x
	}
	end = i + 1
	if v >= 20 && v < 100 && f.lower(end) == "-" {
		if x, found := f.lex.value("number", f.lower(end+1)); found && x < 10 {
			return v + x, end + 2, true
		}
	}
	return v, end, true
}

func (f *finder) isTimes(i int) bool {
	_, ok := f.lex.value("times", f.lower(i))
	return ok
}

// share reads "a fifth of", "two-thirds of", "half of", "half the".
func (f *finder) share(i int) (numeral, bool) {
	w := f.lower(i)
	count := 1.0
	j := i
	switch {
	case w == "half":
	case w == "a" || w == "an":
		j++
	default:
		if parts := strings.Split(w, "-"); len(parts) == 2 { // one token "two-thirds"
			c, ok1 := f.lex.value("number", parts[0])
			s, ok2 := f.lex.value("share", parts[1])
			if ok1 && ok2 && f.ofFollows(i+1) {
				return f.shareOf(c, s, i+1), true
			}
			return numeral{}, false
		}
		c, ok := f.lex.value("number", w)
		if !ok || c > 9 {
			return numeral{}, false
		}
		count = c
		j++
		if f.lower(j) == "-" {
			j++
		}
	}
	s, ok := f.lex.value("share", f.lower(j))
	if !ok || !f.ofFollows(j+1) {
		return numeral{}, false
	}
	return f.shareOf(count, s, j+1), true
}

func (f *finder) ofFollows(i int) bool {
	w := f.lower(i)
	return w == "of" || w == "the" || w == "its" || w == "their"
}

func (f *finder) shareOf(count, percent float64, end int) numeral {
	v := count * percent
	if percent == 33.3 && count == 2 {
		v = 66.7
	}
	return numeral{low: v, high: v, end: end, factor: 1, share: true}
}

// vague reads "dozens", "hundreds of thousands": from the size named to ten times
// it.
func (f *finder) vague(i int) (numeral, bool) {
	size, ok := f.lex.value("vague", f.lower(i))
	if !ok {
		return numeral{}, false
	}
	end := i + 1
	for f.lower(end) == "of" {
		next, ok := f.lex.value("vague", f.lower(end+1))
		if !ok {
			break
		}
		size *= next
		end += 2
	}
	if f.lower(end) != "of" && f.doc.Tokens[i].Dep != "nummod" {
		return numeral{}, false
	}
	return numeral{low: size, high: size * 10, end: end, factor: size}, true
}

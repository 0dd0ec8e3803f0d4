package instrument

import (
	"strings"
	"unicode"
)

// wordAt is a word or mark of a text, with its place in code points.
type wordAt struct {
	text, lower string
	start, end  int
}

// words cuts a text into words, numbers and marks.
func words(s string) []wordAt {
	rs := []rune(s)
	var out []wordAt
	for i := 0; i < len(rs); {
		j := i + 1
		switch r := rs[i]; {
		case unicode.IsSpace(r):
			i++
			continue
		case unicode.IsLetter(r):
			for j < len(rs) && (unicode.IsLetter(rs[j]) || (rs[j] == '-' || rs[j] == '\'' || rs[j] == '’') && j+1 < len(rs) && unicode.IsLetter(rs[j+1])) {
				j++
			}
		case unicode.IsDigit(r):
			for j < len(rs) && (unicode.IsDigit(rs[j]) || (rs[j] == ',' || rs[j] == '.') && j+1 < len(rs) && unicode.IsDigit(rs[j+1])) {
				j++
			}
		}
		w := string(rs[i:j])
		out = append(out, wordAt{w, strings.ToLower(w), i, j})
		i = j
	}
	return out
}

// joinWords returns the text from word i up to word j as written, on one line.
func joinWords(s string, ws []wordAt, i, j int) string {
	if i >= j || i >= len(ws) {
		return ""
	}
	rs := []rune(s)
	return strings.Join(strings.Fields(string(rs[ws[i].start:ws[j-1].end])), " ")
}

type sentence struct {
	start int // code points
	text  string
}

// sentences cuts a clause at full stops and semicolons that a space follows.
func sentences(s string) []sentence {
	rs := []rune(s)
	var out []sentence
	begin := 0
	flush := func(end int) {
		for begin < end && unicode.IsSpace(rs[begin]) {
			begin++
		}
		if begin < end {
			out = append(out, sentence{begin, strings.TrimRightFunc(string(rs[begin:end]), unicode.IsSpace)})
		}
		begin = end
	}
	for i, r := range rs {
		if i+2 < len(rs) && unicode.IsSpace(rs[i+1]) && (r == ';' || r == '.' && nextUpper(rs, i+1) && !abbreviation(rs, i)) {
			flush(i + 1)
		}
	}
	flush(len(rs))
	return out
}

func nextUpper(rs []rune, i int) bool {
	for ; i < len(rs); i++ {
		if !unicode.IsSpace(rs[i]) {
			return unicode.IsUpper(rs[i]) || strings.ContainsRune("\"“([", rs[i])
		}
	}
	return false
}

// abbreviation reports whether the stop at i ends a short form: "No.", "Art.", an
// initial.
func abbreviation(rs []rune, i int) bool {
	j := i
	for j > 0 && unicode.IsLetter(rs[j-1]) {
		j--
	}
	w := string(rs[j:i])
	return len(w) == 1 || w == "No" || w == "Art" || w == "Nos" || w == "para"
}

package reading

import (
	"regexp"
	"strings"
	"unicode"
)

// headingWords is the length, in words, up to which a line without a full stop is
// taken for a heading or an item of a list.
const headingWords = 14

// cuts returns the byte offsets at which a text falls into parts that the parser
// should not join: before and after each line that is a heading or an item of a
// list, short and without a mark at its end; and behind a dateline.
func cuts(text string) []int {
	var out []int
	add := func(at int) {
		if at > 0 && at < len(text) && (len(out) == 0 || out[len(out)-1] < at) {
			out = append(out, at)
		}
	}
	at := 0
	for line := range strings.Lines(text) {
		next := at + len(line)
		if abbreviated(strings.TrimSpace(line)) {
			add(next) // "... with the U.S." at the end of a paragraph
		}
		if heading(strings.TrimSpace(line)) {
			add(at)
			add(next)
		} else if n := len(dateline.FindString(line)); n > 0 {
			add(at)
			add(at + n)
		}
		at = next
	}
	return out
}

// dateline is where and when a report was filed, before its first words: "PORT SELA,
// Feb 5 - ", "GENEVA (Wire) — ".
var dateline = regexp.MustCompile(`^\s*\p{Lu}[\p{Lu}.'’ -]+\p{Lu}(, \p{Lu}[\p{L}.]+( \d{1,2})?)*( \([\p{L} /]+\))? (-|–|—|--) `)

// abbreviated reports whether a line ends in an abbreviation of letters and full
// stops, after which the model sees no end of a sentence.
func abbreviated(line string) bool {
	word := line[strings.LastIndexByte(line, ' ')+1:]
	return len(word) >= 4 && word[len(word)-1] == '.' && word[len(word)-3] == '.' && unicode.IsUpper(rune(word[len(word)-2]))
}

func heading(line string) bool {
	if line == "" || len(strings.Fields(line)) > headingWords {
		return false
	}
	last := []rune(strings.TrimRight(line, "\"'”’)]»"))
	return len(last) > 0 && (unicode.IsLetter(last[len(last)-1]) || unicode.IsDigit(last[len(last)-1]))
}

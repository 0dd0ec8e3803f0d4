package reading

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed wire.txt
var wireText string

// wire holds the classes of wire.txt.
var wire = sync.OnceValue(func() table.Classes {
	classes := table.Classes{}
	for _, line := range table.Lines(wireText) {
		f := strings.Fields(line)
		classes.Add(f[0], f[1:]...)
	}
	return classes
})

// uncapped writes small what a wire's program wrote large behind an abbreviation: "the
// U.S. Insists" is no name. The text keeps its length.
func uncapped(text string) string {
	if !utf8.ValidString(text) {
		return text
	}
	var out []byte
	for end := 0; ; end++ {
		k := strings.Index(text[end:], ". ")
		if k < 0 {
			break
		}
		end += k + 1
		w := text[strings.LastIndexAny(text[:end], " \n")+1 : end]
		if wire().Has("after", w) && falseCapital(text[end+1:]) {
			if out == nil {
				out = []byte(text)
			}
			out[end+1] += 'a' - 'A'
		}
	}
	if out == nil {
		return text
	}
	return string(out)
}

// falseCapital reports whether the first word of a text, behind an abbreviation, is
// neither a name nor the beginning of a sentence.
func falseCapital(text string) bool {
	word, rest, _ := strings.Cut(text, " ")
	word = strings.TrimRight(word, ",;:")
	if len(word) < 2 || word[0] < 'A' || word[0] > 'Z' {
		return false
	}
	for _, c := range word[1:] {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	if wire().Has("joins", word) {
		return true
	}
	return !wire().Has("begins", word) && !wire().Has("named", word) && rest != "" && rest[0] >= 'a' && rest[0] <= 'z'
}

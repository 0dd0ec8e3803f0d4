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
var wire = sync.OnceValue(func() map[string]map[string]bool {
	classes := map[string]map[string]bool{}
	for _, line := range table.Lines(wireText) {
		f := strings.Fields(line)
		if classes[f[0]] == nil {
			classes[f[0]] = map[string]bool{}
		}
		for _, w := range f[1:] {
			classes[f[0]][w] = true
		}
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
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:]+" ", ' ')
		next := text[min(end+1, len(text)):]
		if w := text[at:end]; wire()["after"][w[strings.LastIndexByte(w, '\n')+1:]] && falseCapital(next) {
			if out == nil {
				out = []byte(text)
			}
			out[end+1] += 'a' - 'A'
		}
		at = end + 1
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
	if wire()["joins"][word] {
		return true
	}
	return !wire()["begins"][word] && !wire()["named"][word] && rest != "" && rest[0] >= 'a' && rest[0] <= 'z'
}

package record

import (
	"strings"
	"unicode"
)

// Stems gives the beginnings of the longer words of text, so that "deploy" and
// "deployment", "quota" and "quotas" are one.
func Stems(text string) map[string]bool {
	const long, stem = 5, 6
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if r := []rune(strings.TrimSuffix(w, "s")); len(r) >= long {
			out[string(r[:min(stem, len(r))])] = true
		}
	}
	return out
}

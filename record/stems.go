package record

import (
	"strings"
	"unicode"
)

// Stems gives what tells one text from another of its kind: the beginnings of its
// longer words, so that "deploy" and "deployment", "quota" and "quotas" are one, and
// its names.
func Stems(text string) map[string]bool {
	const long, name, stem = 5, 3, 6
	out := map[string]bool{}
	for i, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		r := []rune(strings.TrimSuffix(strings.ToLower(w), "s"))
		if len(r) >= long || len(r) >= name && i > 0 && unicode.IsUpper([]rune(w)[0]) {
			out[string(r[:min(stem, len(r))])] = true
		}
	}
	return out
}

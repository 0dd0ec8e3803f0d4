package eval

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// offset is a word with its place in code points.
type offset struct {
	start, end int
	word       string
}

// isWord is Python's \w.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// scanWords finds runs of word characters, together with single joiners between
// two of them: \w+(?:[joiners]\w+)*.
func scanWords(text string, word func(rune) bool, joiners string) []offset {
	rs := []rune(text)
	var out []offset
	for i := 0; i < len(rs); {
		if !word(rs[i]) {
			i++
			continue
		}
		j := i
		for j < len(rs) && (word(rs[j]) || j+1 < len(rs) && strings.ContainsRune(joiners, rs[j]) && word(rs[j+1])) {
			j++
		}
		out = append(out, offset{i, j, strings.ToLower(string(rs[i:j]))})
		i = j
	}
	return out
}

func isASCIIWord(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// asciiWords is re.findall over lower-case letters, digits and the joiners
// between them.
func asciiWords(s, joiners string) []string {
	found := scanWords(strings.ToLower(s), isASCIIWord, joiners)
	out := make([]string, len(found))
	for i, f := range found {
		out[i] = f.word
	}
	return out
}

// set makes a set of the words of a list.
func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// bag counts words.
func bag(words []string) map[string]int {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
	}
	return m
}

func size(b map[string]int) int {
	n := 0
	for _, k := range b {
		n += k
	}
	return n
}

// shared is the size of the intersection of two bags.
func shared(a, b map[string]int) int {
	n := 0
	for w, k := range a {
		n += min(k, b[w])
	}
	return n
}

// cut returns code points a to b of text, for messages.
func cut(text []rune, a, b int) string {
	a, b = max(0, min(a, len(text))), max(0, min(b, len(text)))
	if a >= b {
		return ""
	}
	return string(text[a:b])
}

// clip shortens s to n code points, for messages.
func clip(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

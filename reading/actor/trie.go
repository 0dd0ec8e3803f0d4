package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trie finds the longest sequence of words that begins at a place. Words are
// lower-cased; what a sequence means is a list of numbers that the owner keeps.
type trie struct {
	first map[string]int32 // the edges from node 0, where most searches end
	next  map[edge]int32
	vals  map[int32][]int32
	size  int32
}

type edge struct {
	node int32
	word string
}

func newTrie() *trie {
	return &trie{first: map[string]int32{}, next: map[edge]int32{}, vals: map[int32][]int32{}, size: 1}
}

// add stores val under words.
func (t *trie) add(words []string, val int32) {
	if len(words) == 0 {
		return
	}
	node := int32(0)
	for _, w := range words {
		to, ok := t.step(node, w)
		if !ok {
			to = t.size
			t.size++
			if node == 0 {
				t.first[w] = to
			} else {
				t.next[edge{node, w}] = to
			}
		}
		node = to
	}
	for _, v := range t.vals[node] {
		if v == val {
			return
		}
	}
	t.vals[node] = append(t.vals[node], val)
}

func (t *trie) step(node int32, word string) (int32, bool) {
	if node == 0 {
		to, ok := t.first[word]
		return to, ok
	}
	to, ok := t.next[edge{node, word}]
	return to, ok
}

// longest returns the values of the longest sequence that starts at word(i), of
// those for which accept reports true, and its length; accept may be nil. word
// gives one or two spellings of a word, the first being tried first, and "" past
// the end.
func (t *trie) longest(i int, word func(int) (string, string), accept func(val int32, n int) bool) (vals []int32, n int) {
	node := int32(0)
	for k := 0; ; k++ {
		a, b := word(i + k)
		if a == "" {
			return vals, n
		}
		to, ok := t.step(node, a)
		if !ok && b != "" && b != a {
			to, ok = t.step(node, b)
		}
		if !ok {
			return vals, n
		}
		node = to
		var kept []int32
		for _, v := range t.vals[node] {
			if accept == nil || accept(v, k+1) {
				kept = append(kept, v)
			}
		}
		if len(kept) > 0 {
			vals, n = kept, k+1
		}
	}
}

// words cuts a name from a data file the way the tokenizer cuts a text: at
// spaces, at hyphens and slashes between letters, before a comma and before a
// final 's.
func words(name string) []string {
	var out []string
	for _, f := range strings.Fields(straight(name)) {
		for strings.HasSuffix(f, ",") && len(f) > 1 {
			out = append(out, cutWord(f[:len(f)-1])...)
			f = ","
		}
		if f == "," {
			out = append(out, f)
			continue
		}
		out = append(out, cutWord(f)...)
	}
	return out
}

func cutWord(f string) []string {
	var out []string
	if s, ok := strings.CutSuffix(f, "'s"); ok && s != "" {
		return append(cutWord(s), "'s")
	}
	if s, ok := strings.CutSuffix(f, "s'"); ok && s != "" {
		return append(cutWord(s+"s"), "'")
	}
	from := 0
	for i, r := range f {
		if i == 0 || i+1 >= len(f) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(f[:i])
		after, _ := utf8.DecodeRuneInString(f[i+utf8.RuneLen(r):])
		cut := r == '-' && unicode.IsLetter(before) && unicode.IsLetter(after) ||
			r == '/' && (unicode.IsLetter(before) || unicode.IsDigit(before)) && unicode.IsLetter(after) ||
			r == '+' && unicode.IsDigit(before) && unicode.IsDigit(after)
		if cut {
			out = append(out, f[from:i], string(r))
			from = i + 1
		}
	}
	return append(out, f[from:])
}

// straight writes typographic apostrophes and dashes as plain ones.
func straight(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return straightener.Replace(s)
		}
	}
	return s
}

var straightener = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "´", "'", "–", "-", "‑", "-")

package table

import (
	"iter"
	"slices"
	"strings"
)

// Lines returns the lines of text that are neither blank nor a comment (a line that
// begins with #), without the white space around them, each with its number, from 1.
func Lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(text) {
			n++
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			if !yield(n, line) {
				return
			}
		}
	}
}

// Cells cuts a line at a separator and takes the white space off each cell.
func Cells(line, separator string) []string {
	cells := strings.Split(line, separator)
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// Classes says in which classes a word is. Most words of a text are in none, which
// one look tells.
type Classes map[string][]string

// Add puts words into a class.
func (c Classes) Add(class string, words ...string) {
	for _, w := range words {
		if !c.Has(class, w) {
			c[w] = append(c[w], class)
		}
	}
}

// Has reports whether a word is in a class.
func (c Classes) Has(class, word string) bool { return slices.Contains(c[word], class) }

package table

import (
	"iter"
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

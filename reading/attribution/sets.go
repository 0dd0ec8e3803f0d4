package attribution

import (
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// Sets of tokens are ascending slices of indices.

func union(a, b []int) []int {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

func without(a []int, others ...[]int) []int {
	out := make([]int, 0, len(a))
	for _, i := range a {
		drop := false
		for _, o := range others {
			if _, found := slices.BinarySearch(o, i); found {
				drop = true
			}
		}
		if !drop {
			out = append(out, i)
		}
	}
	return out
}

// shared counts the tokens that a and b have in common.
func shared(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// trim drops space tokens everywhere and punctuation other than quotation marks
// at both ends.
func trim(doc *nlp.Doc, a []int) []int {
	out := make([]int, 0, len(a))
	for _, i := range a {
		if !doc.Tokens[i].IsSpace {
			out = append(out, i)
		}
	}
	edge := func(i int) bool {
		t := &doc.Tokens[i]
		return t.Pos == "PUNCT" && t.Tag != "``" && t.Tag != "''" && t.Text != `"`
	}
	for len(out) > 0 && edge(out[0]) {
		out = out[1:]
	}
	for len(out) > 0 && edge(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

// spans turns a set of tokens into runs; a run goes on over space tokens.
func spans(doc *nlp.Doc, a []int) []nlp.Span {
	var out []nlp.Span
	for _, i := range a {
		if n := len(out); n > 0 {
			end := out[n-1].End
			for end < i && doc.Tokens[end].IsSpace {
				end++
			}
			if end == i {
				out[n-1].End = i + 1
				continue
			}
		}
		out = append(out, nlp.Span{Start: i, End: i + 1})
	}
	return out
}

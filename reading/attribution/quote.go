package attribution

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// A layout says where paragraphs begin and which tokens stand in quotation
// marks. Space tokens belong to the paragraph that they follow.
type layout struct {
	para   []int  // number of the paragraph, per token
	quoted []bool // inside quotation marks as the model sees them, marks included
	spoken []bool // inside quotation marks of any kind
	runs   []run  // quotations in order, one paragraph at most each
}

// A run is one quotation within one paragraph: tokens start to end, half open,
// marks included. An open run has no closing mark: by custom the next paragraph
// goes on with it.
type run struct {
	start, end int
	open       bool
	single     bool // in single marks
}

func newLayout(doc *nlp.Doc) *layout {
	l := &layout{para: make([]int, len(doc.Tokens))}
	p, broken := 0, false
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if broken && !t.IsSpace {
			if broken = false; !brokenLine(doc, i) {
				p++
			}
		}
		l.para[i] = p
		if t.IsSpace && strings.Contains(t.Text, "\n") {
			broken = true
		}
	}
	l.quoted = quotedPlain(doc, l.para)
	l.mark(doc)
	l.markSingle(doc)
	return l
}

// brokenLine reports whether the line of token i goes on with the sentence of the one
// before, as lines do where a page set a link on a line of its own.
func brokenLine(doc *nlp.Doc, i int) bool {
	last := i - 1
	for last >= 0 && doc.Tokens[last].IsSpace {
		last--
	}
	w := doc.Tokens[i].Text
	return last >= 0 && w[0] >= 'a' && w[0] <= 'z' && isWord(&doc.Tokens[last]) && (doc.Tokens[last].Sent == doc.Tokens[i].Sent || doc.Tokens[i].Tag == "VBD")
}

// quotedPlain marks quotations the way the model was taught: straight marks open
// and close in turn, curly ones say themselves which they are, two apostrophes
// only close, and a paragraph starts closed.
func quotedPlain(doc *nlp.Doc, para []int) []bool {
	out := make([]bool, len(doc.Tokens))
	inside := false
	for i := range doc.Tokens {
		if i > 0 && para[i] != para[i-1] {
			inside = false
		}
		switch w := doc.Tokens[i].Text; {
		case w == "“" || w == "``" || w == `"` && (!inside || leansRight(doc, i)):
			inside, out[i] = true, true
		case w == "”" || w == "''" || w == `"`:
			inside, out[i] = false, true
		default:
			out[i] = inside
		}
	}
	return out
}

// mark finds the quotations in double marks, two backticks and two apostrophes
// among them.
func (l *layout) mark(doc *nlp.Doc) {
	l.spoken = make([]bool, len(doc.Tokens))
	inside, from := false, 0
	shut := func(end int, open bool) {
		if inside && end > from {
			l.runs = append(l.runs, run{start: from, end: end, open: open})
			for i := from; i < end; i++ {
				l.spoken[i] = true
			}
		}
		inside = false
	}
	for i := range doc.Tokens {
		if i > 0 && l.para[i] != l.para[i-1] {
			shut(i, true)
		}
		w := doc.Tokens[i].Text
		backticks := w == "`" && i+1 < len(doc.Tokens) && doc.Tokens[i+1].Text == "`"
		switch {
		case w == "“" || w == "``" || backticks || (w == `"` || w == "''") && (!inside || i > from+1 && leansRight(doc, i)):
			shut(i, true)
			inside, from = true, i
		case w == "”" || w == "''" || w == `"`:
			shut(i+1, false)
		}
	}
	shut(len(doc.Tokens), true)
}

// markSingle finds the quotations in single marks, as British papers set speech: both
// marks in one paragraph, or, as with double marks, the first alone where the next
// paragraph opens with one again. The tagger tells closing marks from apostrophes.
func (l *layout) markSingle(doc *nlp.Doc) {
	open := -1
	shut := func(end int, unclosed bool) {
		l.runs = append(l.runs, run{open, end, unclosed, true})
		for k := open; k < end; k++ {
			l.spoken[k], l.quoted[k] = true, true
		}
		open = -1
	}
	for i := range doc.Tokens {
		if open >= 0 && l.para[open] != l.para[i] {
			if opensSingle(doc, i) {
				shut(i, true)
			}
			open = -1
		}
		switch t := &doc.Tokens[i]; {
		case l.spoken[i]: // inside double marks
		case opensSingle(doc, i):
			open = i
		case open >= 0 && (t.Text == "’" || t.Text == "'") && t.Tag == "''":
			shut(i+1, false)
		}
	}
	slices.SortStableFunc(l.runs, func(a, b run) int { return cmp.Compare(a.start, b.start) })
}

// opensSingle reports whether token i is a single mark that opens.
func opensSingle(doc *nlp.Doc, i int) bool {
	t := &doc.Tokens[i]
	if t.Text == "‘" {
		return true
	}
	starts := i == 0 || doc.Tokens[i-1].IsSpace // where the tagger errs
	return t.Text == "'" && (t.Tag == "``" || leansRight(doc, i) && (starts || t.Tag != "''"))
}

// leansRight reports whether token i has white space before it and a word right behind.
func leansRight(doc *nlp.Doc, i int) bool {
	before := i == 0 || doc.Tokens[i-1].IsSpace || doc.Tokens[i-1].Whitespace
	return before && !doc.Tokens[i].Whitespace && i+1 < len(doc.Tokens) && isWord(&doc.Tokens[i+1])
}

// firstWord reports whether nothing but space stands before token i in its paragraph.
func (l *layout) firstWord(doc *nlp.Doc, i int) bool {
	p := l.para[i]
	for i--; i >= 0 && doc.Tokens[i].IsSpace && l.para[i] == p; i-- {
	}
	return i < 0 || l.para[i] != p
}

// paragraph returns the tokens of the paragraph of token i.
func (l *layout) paragraph(i int) (start, end int) {
	start, end = i, i+1
	for start > 0 && l.para[start-1] == l.para[i] {
		start--
	}
	for end < len(l.para) && l.para[end] == l.para[i] {
		end++
	}
	return start, end
}

// runAt is the quotation that holds token i, else an empty one.
func (l *layout) runAt(i int) run {
	for _, r := range l.runs {
		if r.start <= i && i < r.end {
			return r
		}
	}
	return run{}
}

// words counts the tokens of r that are neither space nor punctuation.
func (r run) words(doc *nlp.Doc) int {
	n := 0
	for i := r.start; i < r.end; i++ {
		if isWord(&doc.Tokens[i]) {
			n++
		}
	}
	return n
}

func isWord(t *nlp.Token) bool { return !t.IsSpace && t.Pos != "PUNCT" && t.Pos != "SYM" }

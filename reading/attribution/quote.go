package attribution

import (
	"strings"

	"github.com/demarche-project/demarche/nlp"
)

// A layout says where paragraphs begin and which tokens stand in quotation
// marks. Space tokens belong to the paragraph that they follow.
type layout struct {
	para   []int  // number of the paragraph, per token
	quoted []bool // inside quotation marks as the model sees them, marks included
	spoken []bool // inside quotation marks of any kind
	runs   []run  // quotations in double marks in order, one paragraph at most each
}

// A run is one quotation within one paragraph: tokens start to end, half open,
// marks included. An open run has no closing mark: by custom the next paragraph
// goes on with it.
type run struct {
	start, end int
	open       bool
}

func newLayout(doc *nlp.Doc) *layout {
	l := &layout{para: make([]int, len(doc.Tokens))}
	p, broken := 0, false
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if broken && !t.IsSpace {
			p, broken = p+1, false
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
		case w == "“" || w == "``" || w == `"` && !inside:
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
			l.runs = append(l.runs, run{from, end, open})
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
		case w == "“" || w == "``" || backticks || (w == `"` || w == "''") && !inside:
			shut(i, true)
			inside, from = true, i
		case w == "”" || w == "''" || w == `"`:
			shut(i+1, false)
		}
	}
	shut(len(doc.Tokens), true)
}

// markSingle adds to what is spoken what stands in single quotation marks, as
// British papers set speech. The tagger tells the marks from apostrophes; a
// quotation ends in its paragraph.
func (l *layout) markSingle(doc *nlp.Doc) {
	open := -1
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if open >= 0 && l.para[open] != l.para[i] {
			open = -1
		}
		switch {
		case t.Text == "‘" || t.Text == "'" && t.Tag == "``":
			open = i
		case open >= 0 && (t.Text == "’" || t.Text == "'") && t.Tag == "''":
			for k := open; k <= i; k++ {
				l.spoken[k] = true
			}
			open = -1
		}
	}
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

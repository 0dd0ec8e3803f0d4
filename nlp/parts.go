package nlp

import (
	"strings"
	"unicode/utf8"
)

// ParseParts parses a text in parts that know nothing of each other, and returns
// them as one Doc: no sentence, arc or entity crosses a cut. cuts are byte offsets,
// ascending, at each of which a new part begins. Use it where layout says what the
// model cannot see, such as a heading without a full stop. A cut inside a code point
// makes two damaged ones, see [Pipeline.Parse].
func (p *Pipeline) ParseParts(text string, cuts []int, opts Options) *Doc {
	if len(cuts) == 0 {
		return p.ParseWith(text, opts)
	}
	whole := &Doc{}
	var parts []string
	offset, from := 0, 0
	for k := 0; k <= len(cuts); k++ {
		to := len(text)
		if k < len(cuts) {
			to = min(max(cuts[k], from), len(text))
		}
		part := p.ParseWith(text[from:to], opts)
		parts = append(parts, part.Text)
		whole.append(part, offset)
		offset += utf8.RuneCountInString(part.Text)
		from = to
	}
	if whole.Text = text; !utf8.ValidString(text) {
		whole.Text = strings.Join(parts, "")
	}
	whole.Index()
	return whole
}

// append adds the tokens of part, whose text begins at code point offset of d's.
func (d *Doc) append(part *Doc, offset int) {
	n := len(d.Tokens)
	for i := range part.Tokens {
		t := part.Tokens[i]
		t.I += n
		t.Head += n
		t.Start += offset
		t.End += offset
		t.SentStart = t.SentStart || i == 0
		d.Tokens = append(d.Tokens, t)
	}
	d.mainRows = append(d.mainRows, part.mainRows...)
	d.nerRows = append(d.nerRows, part.nerRows...)
}

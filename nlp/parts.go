package nlp

import "unicode/utf8"

// ParseParts parses a text in parts that know nothing of each other, and returns
// them as one Doc: no sentence, arc or entity crosses a cut. cuts are byte offsets,
// ascending, at each of which a new part begins. Use it where layout says what the
// model cannot see, such as a heading without a full stop. A cut inside a code point
// makes two damaged ones, see [Pipeline.Parse].
func (p *Pipeline) ParseParts(text string, cuts []int, opts Options) *Doc {
	doc := &Doc{Text: validUTF8(text)}
	if len(cuts) > 0 {
		doc.reserve(len(text)/bytesPerToken, opts)
	}
	w := p.workers.Get().(*worker)
	longest, offset, from := 0, 0, 0
	for k := 0; k <= len(cuts); k++ {
		to := len(text)
		if k < len(cuts) {
			to = min(max(cuts[k], from), len(text))
		}
		part := validUTF8(text[from:to])
		w.parse(doc, part, offset, opts)
		longest = max(longest, len(w.tokens))
		offset += utf8.RuneCountInString(part)
		from = to
	}
	if longest <= maxKeptTokens {
		p.workers.Put(w)
	}
	doc.Index()
	return doc
}

// bytesPerToken is a little less than an English token has, with its space.
const bytesPerToken = 5

// reserve makes room for n tokens.
func (d *Doc) reserve(n int, opts Options) {
	d.Tokens = make([]Token, 0, n)
	if opts.Vectors {
		d.mainRows = takeRows(n)
		if !opts.NoEntities {
			d.nerRows = takeRows(n)
		}
	}
}

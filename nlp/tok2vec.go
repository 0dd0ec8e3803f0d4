package nlp

import (
	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

// width is the number of floats in a token vector.
const width = model.Width

// halo is the number of rows before and after a document that the encoder's four
// layers look at: its receptive field.
const halo = 4

// tok2vec turns lexical attributes into vectors that know their neighbours
// (Miranda et al., "Multi hash embeddings in spaCy", 2022).
type tok2vec struct {
	kernel  *kernel.Kernel
	embed   [][]float32
	mixer   *kernel.Maxout
	encoder []*kernel.Maxout
	norms   []model.Norm // the mixer's, then the encoder layers'
}

func newTok2vec(k *kernel.Kernel, m model.Tok2Vec) *tok2vec {
	t := &tok2vec{kernel: k, embed: m.Embed, norms: append([]model.Norm{m.MixerNorm}, m.EncoderNorm...)}
	t.mixer = kernel.PackMaxout(m.Mixer.W, m.Mixer.B, m.Mixer.Out, m.Mixer.In)
	for _, l := range m.Encoder {
		t.encoder = append(t.encoder, kernel.PackMaxout(l.W, l.B, l.Out, l.In))
	}
	return t
}

// vectors gives a row of width floats for each token, in a slice that belongs to s.
func (t *tok2vec) vectors(tokens []token, s *rowScratch) []float32 {
	n := len(tokens)
	rows := n + 2*halo
	x := grow(&s.x, rows*width)
	y := grow(&s.y, rows*width)
	in := grow(&s.in, n*t.mixer.In)
	for i, tok := range tokens {
		t.embedToken(in[i*t.mixer.In:(i+1)*t.mixer.In], tok)
	}
	clear(x[:halo*width])
	clear(x[(halo+n)*width:])
	t.kernel.Maxout(y, width, in, t.mixer.In, n, t.mixer)
	body := x[halo*width : (halo+n)*width]
	clear(body)
	t.kernel.AddNorm(body, y, t.norms[0].G, t.norms[0].B, n)
	for l, layer := range t.encoder {
		// Layer l of the four is needed from row first on, and reads one row more.
		first, count := l+1, rows-2*(l+1)
		t.kernel.Maxout(y, width, x[(first-1)*width:], width, count, layer)
		t.kernel.AddNorm(x[first*width:], y, t.norms[l+1].G, t.norms[l+1].B, count)
	}
	return body
}

// embedToken sets out to the token's attribute vectors, one after the other.
func (t *tok2vec) embedToken(out []float32, tok token) {
	l := tok.lex
	values := [...]uint64{l.norm, l.prefix, l.suffix, l.shape, b2u(tok.spacy), b2u(l.space)}
	clear(out)
	for c, table := range t.embed {
		part := out[c*width : (c+1)*width]
		for _, row := range hashRows(values[c], 8+uint64(c)) {
			at := int(row%uint32(len(table)/width)) * width
			for i, v := range table[at : at+width] {
				part[i] += v
			}
		}
	}
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// rowScratch is working memory that is used again for the next document.
type rowScratch struct{ x, y, in []float32 }

// grow gives a slice of length n from *buf, with whatever it held.
func grow(buf *[]float32, n int) []float32 {
	if cap(*buf) < n {
		*buf = make([]float32, n+n/4)
	}
	return (*buf)[:n]
}

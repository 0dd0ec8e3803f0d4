package nlp

import (
	"slices"
	"sync/atomic"

	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

const (
	// width is the number of floats in a token vector.
	width = model.Width
	// layers is the number of encoder layers. Each looks one token to the left and
	// one to the right, so tokens farther away than halo do not matter.
	layers = 4
	halo   = layers
	// blockTokens bounds the memory of the encoder and keeps it in the caches.
	blockTokens = 512
	// windowRoom is how many rows a [kernel.Window] may see after the last.
	windowRoom = 4
	// epsilon keeps the normalisation of a constant row finite.
	epsilon = 1e-8
	// missBatch is how many lexemes are embedded together.
	missBatch = 64
)

// A lexRow is what a network knows of a lexeme without its neighbours.
type lexRow [width]float32

// product is the number of a maxout layer's sums before the maximum.
const product = 3 * width

// The networks that keep rows at a lexeme. The main one knows whether a space
// follows, so it has two.
const (
	mainNetwork = 0 // and 1 with a space
	nerNetwork  = 2

	networkCount = 3
)

// tok2vec turns lexical attributes into vectors that know their neighbours
// (Miranda et al., "Multi hash embeddings in spaCy", 2022).
type tok2vec struct {
	kernel    *kernel.Kernel
	network   int
	tables    [][]float32 // by attribute: embeddings times their part of the mixer
	mixerBias []float32
	encoder   []*kernel.Window
	norms     []model.Norm // the mixer's, then the encoder layers'
	zero      lexRow       // stands beside the document
}

func newTok2vec(k *kernel.Kernel, m model.Tok2Vec, network int) *tok2vec {
	t := &tok2vec{kernel: k, network: network, norms: []model.Norm{cloneNorm(m.MixerNorm)}}
	parts, bias := packParts(m.Mixer)
	t.mixerBias = bias
	for c, table := range m.Embed {
		t.tables = append(t.tables, project(k, table, parts[c]))
	}
	for _, l := range m.Encoder {
		t.encoder = append(t.encoder, kernel.PackWindow(l.W, l.B, l.Out, width))
	}
	for _, n := range m.EncoderNorm {
		t.norms = append(t.norms, cloneNorm(n))
	}
	return t
}

// cloneNorm keeps a norm from keeping all weights in memory.
func cloneNorm(n model.Norm) model.Norm {
	return model.Norm{G: slices.Clone(n.G), B: slices.Clone(n.B)}
}

// packParts cuts a maxout layer over several vectors into a dense layer for each,
// with pieces before outputs; what they give must be added to the bias.
func packParts(l model.Layer) (parts []*kernel.Dense, bias []float32) {
	bias = make([]float32, l.Pieces*l.Out)
	for part := range l.In / width {
		w := make([]float32, 0, len(bias)*width)
		for p := range l.Pieces {
			for o := range l.Out {
				from := (o*l.Pieces+p)*l.In + part*width
				w = append(w, l.W[from:from+width]...)
				bias[p*l.Out+o] = l.B[o*l.Pieces+p]
			}
		}
		parts = append(parts, kernel.PackDense(w, nil, len(bias), width))
	}
	return parts, bias
}

// project multiplies each row of an embedding table by the mixer, which is linear
// up to its maximum: a token then needs sums of rows instead of a product.
func project(k *kernel.Kernel, table []float32, part *kernel.Dense) []float32 {
	rows := len(table) / width
	out := make([]float32, rows*product)
	k.Dense(out, product, table, width, rows, part)
	return out
}

// vectors sets out to a row of width floats for each token.
func (t *tok2vec) vectors(out []float32, tokens []token, lex *lexicon, s *rowScratch) {
	for from := 0; from < len(tokens); from += blockTokens {
		to := min(from+blockTokens, len(tokens))
		t.encode(out[from*width:to*width], tokens, from, to, lex, s)
	}
}

// encode computes the vectors of tokens from to to. The rows of x and y stand for
// tokens from-halo on; what lies beside the document has zeros before the first
// layer, but not after it.
func (t *tok2vec) encode(out []float32, tokens []token, from, to int, lex *lexicon, s *rowScratch) {
	count := to - from + 2*halo
	x, y := grow(&s.x, (count+windowRoom)*width), grow(&s.y, (count+windowRoom)*width)
	for i, row := range t.lexRows(tokens, from-halo, to+halo, lex, s) {
		copy(x[i*width:], row[:])
	}
	clear(x[count*width:])
	for l, layer := range t.encoder {
		first := l + 1 // layer by layer one row less on each side
		n := count - 2*first
		t.kernel.Window(y, x[l*width:], n, layer, &s.window)
		t.addNorm(x[first*width:], y, first, n)
	}
	copy(out, x[halo*width:(count-halo)*width])
}

func (t *tok2vec) addNorm(x, y []float32, norm, rows int) {
	t.kernel.AddNorm(x, y, t.norms[norm].G, t.norms[norm].B, rows, epsilon)
}

// slot is where a lexeme keeps the row for this token.
func (t *tok2vec) slot(tok *token) *atomic.Pointer[lexRow] {
	if t.network == mainNetwork && tok.spacy {
		return &tok.lex.rows[mainNetwork+1]
	}
	return &tok.lex.rows[t.network]
}

// lexRows gives the rows of tokens from to to, which may lie outside the document.
// Rows that are not there yet are computed and, while there is room, kept.
func (t *tok2vec) lexRows(tokens []token, from, to int, lex *lexicon, s *rowScratch) []*lexRow {
	s.rows = resize(s.rows, to-from)
	s.missing = s.missing[:0]
	clear(s.seen)
	for i := range s.rows {
		s.rows[i] = &t.zero
		at := from + i
		if at < 0 || at >= len(tokens) {
			continue
		}
		slot := t.slot(&tokens[at])
		if s.rows[i] = slot.Load(); s.rows[i] == nil {
			if _, ok := s.seen[slot]; !ok {
				s.see(slot, nil)
				s.missing = append(s.missing, at)
			}
		}
	}
	if len(s.missing) == 0 {
		return s.rows
	}
	for rest := s.missing; len(rest) > 0; {
		n := min(missBatch, len(rest))
		t.fill(tokens, rest[:n], lex, s)
		rest = rest[n:]
	}
	for i, row := range s.rows {
		if row == nil {
			s.rows[i] = s.seen[t.slot(&tokens[from+i])]
		}
	}
	return s.rows
}

// fill computes the rows of some tokens and notes them in s.seen.
func (t *tok2vec) fill(tokens []token, which []int, lex *lexicon, s *rowScratch) {
	n := len(which)
	y, x := grow(&s.missY, missBatch*width), grow(&s.missX, missBatch*width)
	for i, at := range which {
		s.terms = t.embed(append(s.terms[:0], t.mixerBias), &tokens[at])
		t.kernel.SumMax(y[i*width:(i+1)*width], 3, s.terms)
	}
	clear(x)
	t.addNorm(x, y, 0, n)
	for i, at := range which {
		slot, row := t.slot(&tokens[at]), lex.takeRow()
		keep := row != nil
		if !keep {
			row = new(lexRow) // the lexicon is full; the next document gets a new one
		}
		copy(row[:], x[i*width:])
		if keep {
			slot.Store(row)
		}
		s.see(slot, row)
	}
}

// embed appends the table rows of a token's attributes to terms.
func (t *tok2vec) embed(terms [][]float32, tok *token) [][]float32 {
	l := tok.lex
	values := [...]uint64{l.norm, l.prefix, l.suffix, l.shape, b2u(tok.spacy), b2u(l.space)}
	for c, table := range t.tables {
		for _, row := range hashRows(values[c], 8+uint64(c)) {
			at := int(row%uint32(len(table)/product)) * product
			terms = append(terms, table[at:at+product])
		}
	}
	return terms
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// rowScratch is working memory that is used again for the next document.
type rowScratch struct {
	out, x, y, window []float32
	missX, missY      []float32
	terms             [][]float32
	rows              []*lexRow
	missing           []int
	seen              map[*atomic.Pointer[lexRow]]*lexRow
}

func (s *rowScratch) see(slot *atomic.Pointer[lexRow], row *lexRow) {
	if s.seen == nil {
		s.seen = map[*atomic.Pointer[lexRow]]*lexRow{}
	}
	s.seen[slot] = row
}

// grow gives a slice of length n from *buf, with whatever it held.
func grow(buf *[]float32, n int) []float32 {
	if cap(*buf) < n {
		*buf = make([]float32, n+n/4)
	}
	return (*buf)[:n]
}

package nlp

import (
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
	// missBatch is how many lexemes are embedded together.
	missBatch = 64
)

// A lexRow is what a network knows of a lexeme without its neighbours: the embedded
// vector, and the first encoder layer's products of it as left neighbour, as centre
// and as right neighbour, each of three maxout pieces.
type lexRow [lexRowSize]float32

const (
	lexProduct = 3 * width
	lexRowSize = width + 3*lexProduct
)

// product gives the products of one role: 0 as left neighbour, 1 centre, 2 right.
func (r *lexRow) product(role int) []float32 {
	return r[width+role*lexProduct : width+(role+1)*lexProduct]
}

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
	embed     [][]float32
	mixer     *kernel.Maxout
	first     *kernel.Dense // the first encoder layer, by role and piece
	firstBias []float32
	encoder   []*kernel.Maxout // the other layers
	norms     []model.Norm     // the mixer's, then the encoder layers'
	zero      lexRow           // stands beside the document
}

func newTok2vec(k *kernel.Kernel, m model.Tok2Vec, network int) *tok2vec {
	t := &tok2vec{kernel: k, network: network, norms: append([]model.Norm{m.MixerNorm}, m.EncoderNorm...)}
	for _, table := range m.Embed {
		t.embed = append(t.embed, table)
	}
	t.mixer = kernel.PackMaxout(m.Mixer.W, m.Mixer.B, m.Mixer.Out, m.Mixer.In)
	t.first, t.firstBias = packFirst(m.Encoder[0])
	for _, l := range m.Encoder[1:] {
		t.encoder = append(t.encoder, kernel.PackMaxout(l.W, l.B, l.Out, l.In))
	}
	return t
}

// packFirst cuts a layer over windows of three tokens into its three parts and puts
// pieces before outputs, as in a lexRow.
func packFirst(l model.Layer) (*kernel.Dense, []float32) {
	w, bias := make([]float32, 0, len(l.W)), make([]float32, lexProduct)
	for role := range 3 {
		for p := range l.Pieces {
			for o := range l.Out {
				from := (o*l.Pieces+p)*l.In + role*width
				w = append(w, l.W[from:from+width]...)
				bias[p*width+o] = l.B[o*l.Pieces+p]
			}
		}
	}
	return kernel.PackDense(w, nil, 3*lexProduct, width), bias
}

// vectors gives a row of width floats for each token, in a slice that belongs to s.
func (t *tok2vec) vectors(tokens []token, lex *lexicon, s *rowScratch) []float32 {
	out := grow(&s.out, len(tokens)*width)
	for from := 0; from < len(tokens); from += blockTokens {
		to := min(from+blockTokens, len(tokens))
		t.encode(out[from*width:to*width], tokens, from, to, lex, s)
	}
	return out
}

// encode computes the vectors of tokens from to to. The rows of x and y stand for
// tokens from-halo on; what lies beside the document has zeros before the first
// layer, but not after it.
func (t *tok2vec) encode(out []float32, tokens []token, from, to int, lex *lexicon, s *rowScratch) {
	count := to - from + 2*halo
	rows := t.lexRows(tokens, from-halo, to+halo, lex, s)
	x, y := grow(&s.x, count*width), grow(&s.y, count*width)
	for i := 1; i+1 < count; i++ {
		copy(x[i*width:(i+1)*width], rows[i][:width])
		terms := [...][]float32{t.firstBias, rows[i-1].product(0), rows[i].product(1), rows[i+1].product(2)}
		t.kernel.SumMax(y[i*width:(i+1)*width], 3, terms[:])
	}
	t.addNorm(x[width:], y[width:], 1, count-2)
	for l, layer := range t.encoder {
		first := l + 2 // layer by layer one row less on each side
		n := count - 2*first
		t.kernel.Maxout(y, width, x[(first-1)*width:], width, n, layer)
		t.addNorm(x[first*width:], y, l+2, n)
	}
	copy(out, x[halo*width:])
}

func (t *tok2vec) addNorm(x, y []float32, norm, rows int) {
	t.kernel.AddNorm(x, y, t.norms[norm].G, t.norms[norm].B, rows)
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
	in := grow(&s.in, missBatch*t.mixer.In)
	y, x := grow(&s.missY, missBatch*width), grow(&s.missX, missBatch*width)
	products := grow(&s.products, missBatch*3*lexProduct)
	for i, at := range which {
		t.embedToken(in[i*t.mixer.In:(i+1)*t.mixer.In], tokens[at])
	}
	t.kernel.Maxout(y, width, in, t.mixer.In, n, t.mixer)
	clear(x)
	t.addNorm(x, y, 0, n)
	t.kernel.Dense(products, 3*lexProduct, x, width, n, t.first)
	for i, at := range which {
		slot, row := t.slot(&tokens[at]), lex.takeRow()
		keep := row != nil
		if !keep {
			row = new(lexRow) // the lexicon is full; the next document gets a new one
		}
		copy(row[:width], x[i*width:])
		copy(row[width:], products[i*3*lexProduct:])
		if keep {
			slot.Store(row)
		}
		s.see(slot, row)
	}
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
type rowScratch struct {
	out, x, y                  []float32
	in, missX, missY, products []float32
	rows                       []*lexRow
	missing                    []int
	seen                       map[*atomic.Pointer[lexRow]]*lexRow
}

func (s *rowScratch) see(slot *atomic.Pointer[lexRow], row *lexRow) {
	if s.seen == nil {
		s.seen = map[*atomic.Pointer[lexRow]]*lexRow{}
	}
	s.seen[slot] = row
}

// trim gives back what an uncommonly long document needed.
func (s *rowScratch) trim() {
	const most = 1 << 20
	if cap(s.out) > most {
		s.out = nil
	}
}

// grow gives a slice of length n from *buf, with whatever it held.
func grow(buf *[]float32, n int) []float32 {
	if cap(*buf) < n {
		*buf = make([]float32, n+n/4)
	}
	return (*buf)[:n]
}

package nlp

import (
	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

// pieces is the number of pieces of the hidden maxout layer of both transition
// networks.
const pieces = 2

// byPiece reorders rows from [output][piece] to [piece][output], so that the
// pieces of successive outputs lie side by side.
func byPiece(w []float32, out, in int) []float32 {
	r := make([]float32, len(w))
	for o := range out {
		for p := range pieces {
			copy(r[(p*out+o)*in:(p*out+o+1)*in], w[(o*pieces+p)*in:])
		}
	}
	return r
}

func packLayer(l model.Layer) *kernel.Dense { return kernel.PackDense(l.W, l.B, l.Out, l.In) }

// network scores the parser's moves from the vectors of a few context tokens
// ("slots"), as in Kiperwasser and Goldberg, "Simple and Accurate Dependency Parsing
// Using Bidirectional LSTM Feature Representations" (2016), with the first layer's
// products computed once for each token and slot.
type network struct {
	kernel *kernel.Kernel
	linear *kernel.Dense
	slots  *kernel.Dense // all slots side by side
	upper  *kernel.Dense
	pad    [][]float32
	bias   []float32
	hidden int
}

func newNetwork(k *kernel.Kernel, m model.Transition) *network {
	n := &network{kernel: k, hidden: m.Hidden, linear: packLayer(m.Linear), upper: packLayer(m.Upper)}
	var w []float32
	for f, slot := range m.Slots {
		w = append(w, byPiece(slot.W, slot.Out, slot.In)...)
		n.pad = append(n.pad, byPiece(m.Pad[f], slot.Out, 1))
	}
	n.slots = kernel.PackDense(w, nil, len(m.Slots)*pieces*m.Hidden, m.Hidden)
	n.bias = byPiece(m.SlotBias, m.Hidden, 1)
	return n
}

const (
	// pageTokens is how many tokens' slot products are computed at a time.
	pageTokens = 64
	// pageCount is how many pages are kept; a move looks at eight tokens at most,
	// nearly always near each other.
	pageCount = 8
)

// scorer scores moves for one document. The products of a page of tokens are
// computed when one of them is first looked at, and again if the page had to make
// room since.
type scorer struct {
	*network
	vectors []float32
	*pageScratch
}

type pageScratch struct {
	pageOf    []int32 // by page number: its place, or -1
	heldBy    [pageCount]int
	oldest    int // place that is overwritten next
	linearBuf []float32
	products  []float32
	terms     [][]float32
	h, scores []float32
}

func (n *network) scorer(vectors []float32, s *pageScratch) *scorer {
	pages := (len(vectors)/width + pageTokens - 1) / pageTokens
	s.pageOf = resize(s.pageOf, pages)
	for i := range s.pageOf {
		s.pageOf[i] = -1
	}
	for i := range s.heldBy {
		s.heldBy[i] = -1
	}
	s.oldest = 0
	grow(&s.products, min(pages, pageCount)*pageTokens*n.slots.Width())
	grow(&s.linearBuf, pageTokens*n.linear.Width())
	s.h, s.scores = grow(&s.h, n.hidden), grow(&s.scores, n.upper.Width())
	return &scorer{network: n, vectors: vectors, pageScratch: s}
}

// row gives the product of a token in a slot.
func (s *scorer) row(token, slot int) []float32 {
	size, page := pieces*s.hidden, token/pageTokens
	place := int(s.pageOf[page])
	if place < 0 {
		place = s.load(page)
	}
	at := (place*pageTokens+token%pageTokens)*s.slots.Width() + slot*size
	return s.products[at : at+size]
}

func (s *scorer) load(page int) int {
	place := s.oldest
	s.oldest = (s.oldest + 1) % pageCount
	if old := s.heldBy[place]; old >= 0 {
		s.pageOf[old] = -1
	}
	s.pageOf[page], s.heldBy[place] = int32(place), page
	from := page * pageTokens * width
	count := min(pageTokens, (len(s.vectors)-from)/width)
	lin, size := s.linearBuf[:cap(s.linearBuf)], s.slots.Width()
	s.kernel.Dense(lin, s.linear.Width(), s.vectors[from:], width, count, s.linear)
	s.kernel.Dense(s.products[place*pageTokens*size:cap(s.products)], size, lin, s.linear.Width(), count, s.slots)
	return place
}

// score gives the scores of all moves for the context tokens; -1 stands for none.
// The slice is overwritten by the next call.
func (s *scorer) score(context *[8]int) []float32 {
	for again := true; again; {
		again = false
		s.terms = append(s.terms[:0], s.bias)
		for f, tok := range context {
			if tok < 0 {
				s.terms = append(s.terms, s.pad[f])
				continue
			}
			oldest := s.oldest
			s.terms = append(s.terms, s.row(tok, f))
			again = again || s.oldest != oldest && f > 0 // a page may have gone
		}
	}
	s.kernel.SumMax(s.h, pieces, s.terms)
	s.kernel.Dense(s.scores, s.upper.Width(), s.h, s.hidden, 1, s.upper)
	return s.scores[:s.upper.Out]
}

// best is the index of the largest score in scores[lo:hi], the first among equals.
func best(scores []float32, lo, hi int) int {
	top, most := lo, scores[lo]
	for i, v := range scores[lo:hi] {
		if v > most {
			top, most = lo+i, v
		}
	}
	return top
}

// traceFunc is told of each decision of a network: for which token, and by how much
// the best choice beat the second. Tests use it to tell near-ties from mistakes.
type traceFunc func(stage string, token int, margin float32)

// margin is the distance between the largest score, top, and the next.
func margin(scores []float32, top float32) float32 {
	second, seen := float32(-1e30), false
	for _, v := range scores {
		if v == top && !seen {
			seen = true
		} else {
			second = max(second, v)
		}
	}
	return top - second
}

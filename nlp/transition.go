package nlp

import (
	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/nlp/model"
)

// network scores the moves of a transition system from the vectors of a few
// context tokens ("slots"), as in Kiperwasser and Goldberg, "Simple and Accurate
// Dependency Parsing Using Bidirectional LSTM Feature Representations" (2016), with
// the first layer's products computed once for each token and slot.
type network struct {
	kernel *kernel.Kernel
	linear *kernel.Dense
	slots  *kernel.Dense // all slots side by side
	upper  *kernel.Dense
	pad    [][]float32
	bias   []float32
	hidden int
}

// pieces is the number of pieces of the hidden maxout layer.
const pieces = 2

func newNetwork(k *kernel.Kernel, m model.Transition) *network {
	n := &network{kernel: k, hidden: m.Hidden}
	n.linear = kernel.PackDense(m.Linear.W, m.Linear.B, m.Linear.Out, m.Linear.In)
	n.upper = kernel.PackDense(m.Upper.W, m.Upper.B, m.Upper.Out, m.Upper.In)
	var w []float32
	for f, slot := range m.Slots {
		w = append(w, byPiece(slot.W, slot.Out, slot.In)...)
		n.pad = append(n.pad, byPiece(m.Pad[f], slot.Out, 1))
	}
	n.slots = kernel.PackDense(w, nil, len(m.Slots)*pieces*m.Hidden, m.Hidden)
	n.bias = byPiece(m.SlotBias, m.Hidden, 1)
	return n
}

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

// scorer holds the slot products of one document's tokens.
type scorer struct {
	*network
	products []float32 // a row of slots.Width() for each token
	terms    [][]float32
	h        []float32
	scores   []float32
}

func (n *network) scorer(vectors []float32, tokens int, s *netScratch) *scorer {
	lin := grow(&s.linear, tokens*n.linear.Width())
	n.kernel.Dense(lin, n.linear.Width(), vectors, width, tokens, n.linear)
	products := grow(&s.products, tokens*n.slots.Width())
	n.kernel.Dense(products, n.slots.Width(), lin, n.linear.Width(), tokens, n.slots)
	return &scorer{
		network: n, products: products,
		h: grow(&s.h, n.hidden), scores: grow(&s.scores, n.upper.Width()),
	}
}

// score gives the scores of all moves for the context tokens; -1 stands for none.
// The slice is overwritten by the next call.
func (s *scorer) score(context []int) []float32 {
	size := pieces * s.hidden
	s.terms = append(s.terms[:0], s.bias)
	for f, tok := range context {
		if tok >= 0 {
			s.terms = append(s.terms, s.products[tok*s.slots.Width()+f*size:][:size])
		} else {
			s.terms = append(s.terms, s.pad[f])
		}
	}
	s.kernel.SumMax(s.h, pieces, s.terms)
	s.kernel.Dense(s.scores, s.upper.Width(), s.h, s.hidden, 1, s.upper)
	return s.scores[:s.upper.Out]
}

type netScratch struct{ linear, products, h, scores []float32 }

// best is the index of the largest score in scores[lo:hi], the first among equals.
func best(scores []float32, lo, hi int) int {
	top := lo
	for i := lo + 1; i < hi; i++ {
		if scores[i] > scores[top] {
			top = i
		}
	}
	return top
}

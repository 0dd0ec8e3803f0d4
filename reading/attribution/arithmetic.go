package attribution

import (
	"math"
	"sync"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// A network multiplies; best is the fastest kernel of this machine.
var best = kernel.Best()

// A grid holds rows of width numbers, each stride after the one before.
type grid struct {
	width, stride int
	data          []float32
}

func (g grid) row(i int) []float32 {
	return g.data[i*g.stride : i*g.stride+g.width : i*g.stride+g.width]
}

// rows is the number of rows.
func (g grid) rows() int { return len(g.data) / g.stride }

// Scratch keeps the memory of a network from one document to the next. What it
// hands out is not cleared.
type scratch struct {
	bufs  [11][]float32
	fixed [3][]int16
}

// The names of a scratch's buffers; a grid lives until its buffer is asked for
// again.
const (
	bufState = iota // vectors of the document's tokens
	bufIn           // inputs of the layer at work
	bufOut          // and its outputs
	bufBelow        // sums over children
	bufHead         // products of heads
	bufToken        // two views of the document's tokens for the role network
	bufKey
	bufRole // vectors of a window
	bufSmall
	bufJudge
	bufWindow // working memory of a layer over windows
)

// scratches hands a scratch to each document at work.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (s *scratch) grid(buf, rows, width, stride int) grid {
	n := rows * stride
	if cap(s.bufs[buf]) < n {
		s.bufs[buf] = make([]float32, n+n/4)
	}
	return grid{width, stride, s.bufs[buf][:n]}
}

// dense applies a layer to every row of x; the result lies in buf.
func (s *scratch) dense(buf int, d *kernel.Dense, x grid) grid {
	out := s.grid(buf, x.rows(), d.Out, d.Width())
	best.Dense(out.data, out.stride, x.data, x.stride, x.rows(), d)
	return out
}

// normEpsilon is PyTorch's default for a layer normalisation.
const normEpsilon = 1e-5

// normalise sets each row of x, which follow one another, to its layer normalisation.
func (n *norm) normalise(x grid) { best.Norm(x.data, n.gain, n.bias, x.rows(), normEpsilon) }

// rounded is a buffer for n rows of width numbers in fixed point.
func (s *scratch) rounded(buf, n int) []int16 {
	if cap(s.fixed[buf]) < n {
		s.fixed[buf] = make([]int16, n+n/4)
	}
	return s.fixed[buf][:n]
}

// close completes a layer: row i of out has what is added to row i of x, and its
// gate.
func (g *gated) close(x, out grid, at func(i int) int) {
	dim := x.width
	for i := range x.rows() {
		y := out.row(at(i))
		best.AddGated(x.row(i), y[:dim], y[dim:2*dim])
	}
	g.norm.normalise(x)
}

// along runs the layer over the rows of x in place, with the two at the layer's
// distance for neighbours. Rows that are neighbours are laid side by side, an empty
// one at both ends, so that a window of three is one long row.
func (g *gated) along(s *scratch, x grid) {
	dim, d := x.width, g.dilation
	per := (x.rows()+d-1)/d + 2
	at := func(i int) int { return i%d*per + i/d }
	n := (d*per - 1) / 2 * 2 // pairs of rows
	q := s.rounded(0, (n+2)*dim)
	clear(q)
	for i := range x.rows() {
		best.Round(q[(at(i)+1)*dim:], x.row(i))
	}
	out := s.grid(bufOut, n, 2*dim, g.linear.Width())
	best.FixedWindow(out.data, q, n, g.linear, &s.fixed[2], &s.bufs[bufWindow])
	g.close(x, out, at)
}

// over runs the layer over the rows of x in place, with a row's head and the sum of
// its children over the root of their number for neighbours. Heads stand before all
// others, for many rows have no children, and those that share a head share its
// product.
func (g *gated) over(s *scratch, x grid, t *heads) {
	dim, n, k := x.width, x.rows(), len(t.order)-t.leaves
	below := s.grid(bufBelow, k, dim, dim)
	clear(below.data)
	for i, h := range t.head {
		if h != i {
			r := x.row(i)
			b := below.row(t.place[h])[:len(r)]
			for j, v := range r {
				b[j] += v
			}
		}
	}
	for p := range k {
		b, scale := below.row(p), t.scale[p]
		for j := range b {
			b[j] *= scale
		}
	}
	q, sums := s.rounded(0, n*dim), s.rounded(1, k*dim)
	for p, i := range t.order {
		best.Round(q[p*dim:], x.row(i))
	}
	best.Round(sums, below.data)
	width := g.self.Width()
	heads, start, out := s.grid(bufIn, k, width, width), s.grid(bufHead, n, width, width), s.grid(bufOut, n, width, width)
	best.Fixed(heads.data, width, q, dim, k, g.head)
	for p, i := range t.order {
		from := g.bias
		if h := t.head[i]; h != i {
			from = heads.row(t.place[h])
		}
		copy(out.row(p), from)
	}
	copy(start.data[k*width:], out.data[k*width:])
	best.FixedOn(start.data, width, sums, dim, k, g.below, out.data, width)
	best.FixedOn(out.data, width, q, dim, n, g.self, start.data, width)
	g.close(x, out, func(i int) int { return t.place[i] })
}

// heads is a tree with the order in which its layers see the rows: those with
// children, then the leaves.
type heads struct {
	head, order, place []int
	leaves             int
	scale              []float32 // of the sums over children, by place
}

func newHeads(head []int) *heads {
	n := len(head)
	t := &heads{head: head, order: make([]int, 0, n), place: make([]int, n)}
	count := make([]int, n)
	for i, h := range head {
		if h != i {
			count[h]++
		}
	}
	for _, leaf := range []bool{false, true} {
		for i, c := range count {
			if (c == 0) != leaf {
				continue
			}
			t.place[i] = len(t.order)
			t.order = append(t.order, i)
			if leaf {
				t.leaves++
			} else {
				t.scale = append(t.scale, float32(1/math.Sqrt(float64(c))))
			}
		}
	}
	return t
}

// logSoftmax sets x to the logarithms of its softmax, which it returns.
func logSoftmax(x *[3]float32) (p [3]float32) {
	largest := max(x[0], x[1], x[2])
	sum := float32(0)
	for k, v := range x {
		p[k] = float32(math.Exp(float64(v - largest)))
		sum += p[k]
	}
	log := float32(math.Log(float64(sum))) + largest
	for k := range x {
		x[k] -= log
		p[k] /= sum
	}
	return p
}

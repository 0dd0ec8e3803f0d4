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
type scratch struct{ bufs [9][]float32 }

// The names of a scratch's buffers; a grid lives until its buffer is asked for
// again.
const (
	bufState = iota // vectors of the document's tokens
	bufIn           // inputs of the layer at work
	bufOut          // and its outputs
	bufBelow        // sums over children
	bufToken        // two views of the document's tokens for the role network
	bufKey
	bufRole // vectors of a window
	bufSmall
	bufJudge
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

// apply runs the layer over the rows of x in place; gather fills in a row's two
// neighbours.
func (g *gated) apply(s *scratch, x grid, gather func(row int, left, right []float32)) {
	dim := x.width
	in := s.grid(bufIn, x.rows(), 3*dim, 3*dim)
	for i := range x.rows() {
		r := in.row(i)
		copy(r[dim:2*dim], x.row(i))
		gather(i, r[:dim], r[2*dim:])
	}
	out := s.dense(bufOut, g.linear, in)
	for i := range x.rows() {
		r, y := x.row(i), out.row(i)
		best.AddGated(r, y[:dim], y[dim:2*dim])
	}
	g.norm.normalise(x)
}

// sequence gathers the rows at distance d on both sides, zeros outside.
func sequence(x grid, d int) func(int, []float32, []float32) {
	return func(i int, left, right []float32) {
		if i >= d {
			copy(left, x.row(i-d))
		} else {
			clear(left)
		}
		if i+d < x.rows() {
			copy(right, x.row(i+d))
		} else {
			clear(right)
		}
	}
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

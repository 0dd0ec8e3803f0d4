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

// normalise sets x to its layer normalisation. The length must be a multiple of
// four; four sums at a time keep the processor busy.
func (n *norm) normalise(x []float32) {
	var s0, s1, s2, s3 float32
	for i := 0; i+4 <= len(x); i += 4 {
		v := x[i : i+4 : i+4]
		s0, s1, s2, s3 = s0+v[0], s1+v[1], s2+v[2], s3+v[3]
	}
	mean := (s0 + s1 + s2 + s3) / float32(len(x))
	s0, s1, s2, s3 = 0, 0, 0, 0
	for i := 0; i+4 <= len(x); i += 4 {
		v := x[i : i+4 : i+4]
		d0, d1, d2, d3 := v[0]-mean, v[1]-mean, v[2]-mean, v[3]-mean
		v[0], v[1], v[2], v[3] = d0, d1, d2, d3
		s0, s1, s2, s3 = s0+d0*d0, s1+d1*d1, s2+d2*d2, s3+d3*d3
	}
	scale := float32(1 / math.Sqrt(float64(s0+s1+s2+s3)/float64(len(x))+1e-5))
	gain, bias := n.gain[:len(x)], n.bias[:len(x)]
	for i, d := range x {
		x[i] = d*scale*gain[i] + bias[i]
	}
}

// The two squashing functions are read from tables with linear interpolation;
// the error stays below 2e-6.
const (
	tableReach = 12
	tableSteps = 256 // per unit
)

// curve is a function on [-tableReach, tableReach], constant outside.
type curve [2*tableReach*tableSteps + 2]float32

func newCurve(f func(float64) float64) *curve {
	c := new(curve)
	for i := range c {
		c[i] = float32(f(float64(i)/tableSteps - tableReach))
	}
	return c
}

func (c *curve) at(x float32) float32 {
	p := min(max((x+tableReach)*tableSteps, 0), 2*tableReach*tableSteps)
	i := uint(p) // of NaN: 0 or out of range, caught below
	if i >= 2*tableReach*tableSteps {
		return c[2*tableReach*tableSteps]
	}
	return c[i] + (p-float32(i))*(c[i+1]-c[i])
}

var (
	logistic = newCurve(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
	normal   = newCurve(func(x float64) float64 { return .5 * math.Erfc(-x/math.Sqrt2) })
)

// gelu is x times the normal distribution function of x (Hendrycks and Gimpel, 2016).
func gelu(x []float32) {
	for i, v := range x {
		x[i] = v * normal.at(v)
	}
}

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
		a, gate := y[:len(r)], y[dim:][:len(r)]
		for k, v := range a {
			r[k] += v * logistic.at(gate[k])
		}
		g.norm.normalise(r)
	}
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

// logSoftmax sets x to the logarithms of its softmax.
func logSoftmax(x []float32) {
	largest := x[0]
	for _, v := range x {
		largest = max(largest, v)
	}
	var sum float64
	for _, v := range x {
		sum += math.Exp(float64(v - largest))
	}
	log := float32(math.Log(sum)) + largest
	for i := range x {
		x[i] -= log
	}
}

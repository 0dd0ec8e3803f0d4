package attribution

import (
	"math"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// A network multiplies; best is the fastest kernel of this machine.
var best = kernel.Best()

// A grid holds rows of a fixed width one after the other.
type grid struct {
	width int
	data  []float32
}

func newGrid(rows, width int) grid { return grid{width, make([]float32, rows*width)} }

func (g grid) row(i int) []float32 { return g.data[i*g.width : (i+1)*g.width] }

// dense applies a layer to every row of x.
func dense(d *kernel.Dense, x grid) grid {
	rows := len(x.data) / max(x.width, 1)
	out := newGrid(rows, d.Width())
	best.Dense(out.data, out.width, x.data, x.width, rows, d)
	return out
}

// normalise sets x to its layer normalisation.
func (n *norm) normalise(x []float32) {
	var sum float32
	for _, v := range x {
		sum += v
	}
	mean := sum / float32(len(x))
	var square float32
	for _, v := range x {
		square += (v - mean) * (v - mean)
	}
	scale := float32(1 / math.Sqrt(float64(square)/float64(len(x))+1e-5))
	gain, bias := n.gain[:len(x)], n.bias[:len(x)]
	for i, v := range x {
		x[i] = (v-mean)*scale*gain[i] + bias[i]
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
	p := (x + tableReach) * tableSteps
	if !(p > 0) {
		return c[0]
	}
	if p >= 2*tableReach*tableSteps {
		return c[2*tableReach*tableSteps]
	}
	i := int(p)
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

// apply runs the layer over rows of x; left and right name the neighbours of a
// row, or -1 for none. near is room for three rows each.
func (g *gated) apply(x grid, gather func(row int, left, right []float32)) {
	rows, dim := len(x.data)/x.width, x.width
	in := newGrid(rows, 3*dim)
	for i := range rows {
		r := in.row(i)
		copy(r[dim:2*dim], x.row(i))
		gather(i, r[:dim], r[2*dim:])
	}
	out := dense(g.linear, in)
	for i := range rows {
		r, y := x.row(i), out.row(i)
		a, gate := y[:dim], y[dim:2*dim]
		for k := range r {
			r[k] += a[k] * logistic.at(gate[k])
		}
		g.norm.normalise(r)
	}
}

// sequence gathers the rows at a distance within bounds: rows of one group only.
func sequence(x grid, d int) func(int, []float32, []float32) {
	rows := len(x.data) / x.width
	return func(i int, left, right []float32) {
		if i >= d {
			copy(left, x.row(i-d))
		}
		if i+d < rows {
			copy(right, x.row(i+d))
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

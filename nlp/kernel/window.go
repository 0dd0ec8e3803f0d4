package kernel

import "math"

// Window is a layer y[o] = max over three pieces p of (W[o,p] x + b[o,p]), where x is
// three successive rows. Four rows at a time
// need six products of one row's width instead of twelve: products of sums of rows
// with sums of weights, of which the results are sums again (Toom and Cook's
// multiplication of polynomials; Winograd, "Arithmetic Complexity of Computations",
// 1980; Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
// With these points rounding errors are near those of the direct product.
type Window struct {
	In, Out int          // numbers in a row of the source and in one of the result
	w       [6][]float32 // of the polynomial's value at each point: packed panels
	bias    []float32
}

// The layer is a polynomial of degree two in a variable that shifts rows. It is
// multiplied at the points 0, ±near, ±far and infinity.
const (
	near, near2, near3 = 0.625, near * near, near2 * near
	far, far2, far3    = 1.5, far * far, far2 * far
	pointSum           = near2 + far2
	pointProduct       = near2 * far2
)

// windowTable has the constants in the form that assembly wants.
var windowTable = inLanes(near, far, near2, far2, near3, far3, pointSum, pointProduct, float32(math.Inf(-1)))

// pointWeights has for each point the factors of the weights of the three rows.
var pointWeights = func() (out [6][3]float64) {
	out[0], out[5] = [3]float64{1 / pointProduct}, [3]float64{2: 1}
	for i, p := range [...]float64{near, -near, far, -far} {
		others := p*p - far2
		if i > 1 {
			others = p*p - near2
		}
		divisor := 2 * p * p * others
		out[1+i] = [3]float64{1 / divisor, p / divisor, p * p / divisor}
	}
	return out
}()

// PackWindow packs an out x 3 x 3*in array, stored by rows, with a bias of out x 3;
// out and in must be multiples of 16.
func PackWindow(w, b []float32, out, in int) *Window {
	l := &Window{In: in, Out: out}
	source := func(panel, column int) int { return (panel*lanes+column%lanes)*3 + column/lanes }
	for point, factors := range pointWeights {
		sum := make([]float32, 0, len(w)/3)
		for o := range len(w) / (3 * in) {
			rows := w[o*3*in:]
			for i := range in {
				v := float64(rows[i])*factors[0] + float64(rows[in+i])*factors[1] + float64(rows[2*in+i])*factors[2]
				sum = append(sum, float32(v))
			}
		}
		l.w[point], l.bias = pack(sum, b, in, out/lanes, source)
	}
	return l
}

const (
	tileRows = 4
	// tilesAtOnce keeps the values of a chunk of tiles in the cache; a chunk has
	// less than twice as many.
	tilesAtOnce = 32
	points      = 6
)

// chunk is how many of so many tiles are computed next: less than 2*tilesAtOnce.
func chunk(tiles int) int {
	if tiles >= 2*tilesAtOnce {
		return tilesAtOnce
	}
	return tiles
}

// noBias is the bias of products that are values of a polynomial.
var noBias [Panel]float32

// Window sets n rows of dst to the layer's output for as many rows of src, each with
// its two successors. Rows follow one another and are taken four at a time, so that
// dst must have room for n rounded up to a multiple of four, and src two rows more
// than that, all of them finite. *buf is working memory for the next call.
func (k *Kernel) Window(dst, src []float32, n int, l *Window, buf *[]float32) {
	if need := points * 2 * tilesAtOnce * (l.In + Panel); len(*buf) < need {
		*buf = make([]float32, need)
	}
	for tiles := (n + tileRows - 1) / tileRows; tiles > 0; {
		count := chunk(tiles)
		values, products := (*buf)[:points*count*l.In], (*buf)[points*count*l.In:][:points*count*Panel]
		k.spread(values, src[:(tileRows*count+2)*l.In], l.In)
		for p := range l.Out / lanes {
			for i, w := range l.w {
				k.panel(products[i*count*Panel:], Panel, values[i*count*l.In:], l.In, count, w[p*Panel*l.In:(p+1)*Panel*l.In], noBias[:])
			}
			k.collect(dst[p*lanes:(tileRows*count-1)*l.Out+(p+1)*lanes], l.Out, products, l.bias[p*Panel:(p+1)*Panel])
		}
		dst, src, tiles = dst[tileRows*count*l.Out:], src[tileRows*count*l.In:], tiles-count
	}
}

// plainSpread sets dst to the values at each point of the polynomials that six
// successive rows of src are, beginning with every fourth.
func plainSpread(dst, src []float32, width int) {
	size := len(dst) / points
	for at := 0; at < size; at += width {
		x := src[at*tileRows:]
		for c := range width {
			x0, x1, x2 := x[c], x[width+c], x[2*width+c]
			x3, x4, x5 := x[3*width+c], x[4*width+c], x[5*width+c]
			out := dst[at+c:]
			even, odd := x4-far2*x2, near*(x3-far2*x1)
			out[0] = x4 - pointSum*x2 + pointProduct*x0
			out[size], out[2*size] = even+odd, even-odd
			even, odd = x4-near2*x2, far*(x3-near2*x1)
			out[3*size], out[4*size] = even+odd, even-odd
			out[5*size] = x5 - pointSum*x3 + pointProduct*x1
		}
	}
}

// plainCollect makes four rows of dst of each row of products at all points, and
// takes the largest of the three pieces.
func plainCollect(dst []float32, stride int, products, bias []float32) {
	size := len(products) / points
	for at := 0; at < size; at += Panel {
		out := dst[at/Panel*tileRows*stride:]
		for c := range lanes {
			var most [tileRows]float32
			for piece := range 3 {
				m, b := products[at+piece*lanes+c:], bias[piece*lanes+c]
				sum, difference := m[size]+m[2*size], m[size]-m[2*size]
				farSum, farDifference := m[3*size]+m[4*size], m[3*size]-m[4*size]
				y := [tileRows]float32{
					b + m[0] + sum + farSum,
					b + near*difference + far*farDifference,
					b + near2*sum + far2*farSum,
					b + m[5*size] + near3*difference + far3*farDifference,
				}
				for i, v := range y {
					if piece == 0 || v > most[i] {
						most[i] = v
					}
				}
			}
			for i, v := range most {
				out[i*stride+c] = v
			}
		}
	}
}

package kernel

// Panel is the number of weight columns that are multiplied together: three
// vectors of sixteen.
const Panel = 3 * lanes

const lanes = 16

// Kernel is the loops of one instruction set. Its methods may be called from many
// goroutines at once. Row r of a source begins at src[r*srcStride] and may overlap
// the next one (a window over successive rows is a long row with a small stride);
// results must not share memory with sources. A row's result does not depend on the
// rows beside it, to the last bit.
type Kernel struct {
	name string
	// panel computes rows x one panel: dst = bias + src*w.
	panel func(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32)
	// row computes one row x all panels of a dense layer.
	row func(dst, src, w, bias []float32)
	// sumMax, gelu and gate are SumMax, GELU and AddGated.
	sumMax func(dst []float32, pieces int, rows [][]float32)
	// addNorm sets x to keep*x plus the normalised y.
	addNorm addNormFunc
	gelu    func(x []float32)
	gate    func(x, a, g []float32)
	// fixed sets rows of dst to rows of base plus W src.
	fixed func(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int)
	round func(dst []int16, x []float32)
	// spread and collect stand before and after the products of a Window.
	spread  func(dst, src []float32, width int)
	collect func(dst []float32, stride int, products, bias []float32)
	// differ stands before the products of a FixedWindow, butterfly between them.
	differ    func(dst, src []int16, width int)
	butterfly func(a, b []float32)
}

type addNormFunc func(x, y, gain, bias []float32, rows int, epsilon, keep float32)

// Best returns the fastest kernel that this machine can run.
func Best() *Kernel { return All()[0] }

// String names the instruction set.
func (k *Kernel) String() string { return k.name }

// Dense is a layer y = W x + b with its weights packed.
type Dense struct {
	In, Out int
	w, bias []float32
}

// PackDense packs an out x in matrix, stored by rows; b may be nil.
func PackDense(w, b []float32, out, in int) *Dense {
	d := &Dense{In: in, Out: out}
	d.w, d.bias = pack(w, b, in, (out+Panel-1)/Panel, func(panel, column int) int {
		if o := panel*Panel + column; o < out {
			return o
		}
		return -1
	})
	return d
}

// Width is Out rounded up to whole panels: the number of floats that
// [Kernel.Dense] writes for each row. Those after Out are zero.
func (d *Dense) Width() int { return len(d.bias) }

// Dense sets row r of dst, which begins at dst[r*dstStride], to W x + b for row r
// of src. Each row of dst takes [Dense.Width] floats.
func (k *Kernel) Dense(dst []float32, dstStride int, src []float32, srcStride, rows int, d *Dense) {
	switch rows {
	case 0:
	case 1:
		k.row(dst, src[:d.In], d.w, d.bias)
	default:
		for p := range len(d.bias) / Panel {
			k.panel(dst[p*Panel:], dstStride, src, srcStride, rows, d.w[p*Panel*d.In:(p+1)*Panel*d.In], d.bias[p*Panel:(p+1)*Panel])
		}
	}
}

// SumMax adds rows and takes the largest of two or three pieces: with n = len(dst),
// a multiple of 16, dst[o] is the maximum over pieces p of the sum of row[p*n+o].
func (k *Kernel) SumMax(dst []float32, pieces int, rows [][]float32) { k.sumMax(dst, pieces, rows) }

// AddNorm adds layer-normalised rows of y to the rows of x: x += (y - mean) /
// sqrt(variance + epsilon) * gain + bias (Ba et al., "Layer Normalization", 2016).
// Rows have len(gain) floats, a multiple of 16, and follow one another.
func (k *Kernel) AddNorm(x, y, gain, bias []float32, rows int, epsilon float32) {
	if rows > 0 {
		k.addNorm(x, y, gain, bias, rows, epsilon, 1)
	}
}

// Norm normalises the rows of x in place; see [Kernel.AddNorm].
func (k *Kernel) Norm(x, gain, bias []float32, rows int, epsilon float32) {
	if rows > 0 {
		k.addNorm(x, x, gain, bias, rows, epsilon, 0)
	}
}

// GELU multiplies each x by the normal distribution function of x (Hendrycks and
// Gimpel, "Gaussian Error Linear Units", 2016), with an error below 2e-6.
func (k *Kernel) GELU(x []float32) { k.gelu(x) }

// AddGated adds a*sigmoid(g) to x, with an error below 1e-6 of a.
func (k *Kernel) AddGated(x, a, g []float32) { k.gate(x, a, g) }

// pack lays weights out as [panel][input][column]. source names the matrix row
// that a column shows, or -1 for a column of zeros.
func pack(w, b []float32, in, panels int, source func(panel, column int) int) (packed, bias []float32) {
	packed, bias = make([]float32, panels*in*Panel), make([]float32, panels*Panel)
	for p := range panels {
		for c := range Panel {
			o := source(p, c)
			if o < 0 {
				continue
			}
			if b != nil {
				bias[p*Panel+c] = b[o]
			}
			for i, x := range w[o*in : (o+1)*in] {
				packed[(p*in+i)*Panel+c] = x
			}
		}
	}
	return packed, bias
}

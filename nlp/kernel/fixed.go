package kernel

import "math"

// FixedBits is the number of bits after the point of a rounded input: it lies
// between -16 and 16, which a normalised row never leaves.
const FixedBits = 11

// Fixed is a layer y = W x + b with weights of eight bits, one scale for each
// output, over inputs rounded to sixteen bits. Processors multiply twice as many of
// these as of floats, and their sums are exact.
type Fixed struct {
	In, Out int
	w       []int16   // [panel][pair of inputs][column][2]
	scale   []float32 // of a column's sum
	bias    []float32
	plain   *Dense // without bias
}

// PackFixed packs an out x in matrix, stored by rows of stride numbers, of which
// row o is to be multiplied by scale[o]. in must be even; b may be nil.
func PackFixed[T int8 | int16](w []T, scale, b []float32, out, in, stride int) *Fixed {
	panels := (out + Panel - 1) / Panel
	f := &Fixed{In: in, Out: out, w: make([]int16, panels*in*Panel), scale: make([]float32, panels*Panel), bias: make([]float32, panels*Panel)}
	floats := make([]float32, out*in)
	for o := range out {
		f.scale[o] = scale[o] / (1 << FixedBits)
		if b != nil {
			f.bias[o] = b[o]
		}
		for i, v := range w[o*stride : o*stride+in] {
			floats[o*in+i] = scale[o] * float32(v)
			f.w[((o/Panel*in/2+i/2)*Panel+o%Panel)*2+i%2] = int16(v)
		}
	}
	f.plain = PackDense(floats, nil, out, in)
	return f
}

// Width is Out rounded up to whole panels, as of [Dense].
func (f *Fixed) Width() int { return len(f.bias) }

// Fixed sets row r of dst to W x + b for row r of src. Rows of a source may
// overlap, as in [Kernel.Dense].
func (k *Kernel) Fixed(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed) {
	if rows > 0 {
		k.fixed(dst, dstStride, src, srcStride, rows, f, f.bias, 0)
	}
}

// FixedOn is [Kernel.Fixed] with row r of base in place of b; base must not share
// memory with dst.
func (k *Kernel) FixedOn(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int) {
	if rows > 0 {
		k.fixed(dst, dstStride, src, srcStride, rows, f, base, baseStride)
	}
}

// Round sets dst to x in fixed point.
func (k *Kernel) Round(dst []int16, x []float32) { k.round(dst[:len(x)], x) }

func plainRound(dst []int16, x []float32) {
	for i, v := range x {
		dst[i] = int16(min(max(math.RoundToEven(float64(v*(1<<FixedBits))), math.MinInt16), math.MaxInt16))
	}
}

// plainFixed computes with floats, a few rows at a time.
func plainFixed(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int) {
	const block = 16
	width := f.Width()
	x, y := make([]float32, block*f.In), make([]float32, block*width)
	for from := 0; from < rows; from += block {
		n := min(block, rows-from)
		for r := range n {
			for i, v := range src[(from+r)*srcStride:][:f.In] {
				x[r*f.In+i] = float32(v) / (1 << FixedBits)
			}
		}
		for p := range width / Panel {
			plainPanel(y[p*Panel:], width, x, f.In, n, f.plain.w[p*Panel*f.In:(p+1)*Panel*f.In], f.plain.bias[p*Panel:(p+1)*Panel])
		}
		for r := range n {
			out, b := dst[(from+r)*dstStride:][:width], base[(from+r)*baseStride:][:width]
			for i, v := range y[r*width : (r+1)*width] {
				out[i] = b[i] + v
			}
		}
	}
}

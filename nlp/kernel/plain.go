package kernel

import "math"

// Plain is the kernel in Go alone. It is always there, and the oracle of the
// others.
func Plain() *Kernel {
	return &Kernel{"plain Go", plainPanel, plainRow, plainSumMax, plainAddNorm}
}

func plainPanel(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32, largest bool) {
	in := len(w) / Panel
	r := 0
	for ; r+4 <= rows; r += 4 {
		x := [4][]float32{}
		for i := range x {
			x[i] = src[(r+i)*srcStride:][:in]
		}
		for c := range lanes {
			acc := dot4(x[0], x[1], x[2], x[3], w[c:], bias[c], bias[c+lanes], bias[c+2*lanes])
			for i := range acc {
				store(dst[(r+i)*dstStride+c:], acc[i], largest)
			}
		}
	}
	for ; r < rows; r++ {
		x := src[r*srcStride:][:in]
		for c := range lanes {
			store(dst[r*dstStride+c:], dot1(x, w[c:], bias[c], bias[c+lanes], bias[c+2*lanes]), largest)
		}
	}
}

func store(dst []float32, acc [3]float32, largest bool) {
	if largest {
		dst[0] = max(acc[0], acc[1], acc[2])
		return
	}
	dst[0], dst[lanes], dst[2*lanes] = acc[0], acc[1], acc[2]
}

// dot4 multiplies four rows by the columns 0, 16 and 32 of a panel: twelve sums
// fit the registers.
func dot4(x0, x1, x2, x3, w []float32, b0, b1, b2 float32) [4][3]float32 {
	a00, a01, a02 := b0, b1, b2
	a10, a11, a12 := b0, b1, b2
	a20, a21, a22 := b0, b1, b2
	a30, a31, a32 := b0, b1, b2
	x1, x2, x3 = x1[:len(x0)], x2[:len(x0)], x3[:len(x0)]
	for i, x := range x0 {
		v := w[i*Panel : i*Panel+2*lanes+1]
		w0, w1, w2 := v[0], v[lanes], v[2*lanes]
		a00, a01, a02 = a00+x*w0, a01+x*w1, a02+x*w2
		x = x1[i]
		a10, a11, a12 = a10+x*w0, a11+x*w1, a12+x*w2
		x = x2[i]
		a20, a21, a22 = a20+x*w0, a21+x*w1, a22+x*w2
		x = x3[i]
		a30, a31, a32 = a30+x*w0, a31+x*w1, a32+x*w2
	}
	return [4][3]float32{{a00, a01, a02}, {a10, a11, a12}, {a20, a21, a22}, {a30, a31, a32}}
}

func dot1(x, w []float32, a0, a1, a2 float32) [3]float32 {
	for i, v := range x {
		c := w[i*Panel : i*Panel+2*lanes+1]
		a0, a1, a2 = a0+v*c[0], a1+v*c[lanes], a2+v*c[2*lanes]
	}
	return [3]float32{a0, a1, a2}
}

func plainRow(dst, src, w, bias []float32) {
	in := len(src)
	for p := range len(bias) / Panel {
		plainPanel(dst[p*Panel:], Panel, src, in, 1, w[p*Panel*in:(p+1)*Panel*in], bias[p*Panel:(p+1)*Panel], false)
	}
}

func plainSumMax(dst []float32, pieces int, rows [][]float32) {
	n := len(dst)
	var sum [3]float32
	for o := range dst {
		for p := range pieces {
			sum[p] = 0
			for _, r := range rows {
				sum[p] += r[p*n+o]
			}
		}
		dst[o] = max(sum[0], sum[1])
		if pieces == 3 {
			dst[o] = max(dst[o], sum[2])
		}
	}
}

func plainAddNorm(x, y, gain, bias []float32, rows int) {
	n := len(gain)
	bias = bias[:n]
	for r := range rows {
		in, out := y[r*n:(r+1)*n], x[r*n:(r+1)*n]
		mean, variance := float32(0), float32(0)
		for _, v := range in {
			mean += v
		}
		mean /= float32(n)
		for _, v := range in {
			variance += (v - mean) * (v - mean)
		}
		scale := 1 / float32(math.Sqrt(float64(variance/float32(n)+epsilon)))
		for i, v := range in {
			out[i] += (v-mean)*scale*gain[i] + bias[i]
		}
	}
}

package kernel

import "math"

// Plain is the kernel in Go alone. It is always there, and the oracle of the
// others.
func Plain() *Kernel {
	return &Kernel{"plain Go", plainPanel, plainRow, plainSumMax, plainAddNorm, plainGELU, plainGate}
}

// plainPanel goes column by column through the panel, each with its two partners
// sixteen and thirty-two columns on, and copies their weights together first.
func plainPanel(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32, largest bool) {
	in := len(w) / Panel
	if rows < 4 {
		for r := range rows {
			plainFew(dst[r*dstStride:], src[r*srcStride:r*srcStride+in], w, bias, largest)
		}
		return
	}
	var buf [maxColumn][3]float32
	column := buf[:]
	if in > maxColumn {
		column = make([][3]float32, in)
	}
	column = column[:in]
	for c := range lanes {
		for i := range column {
			v := w[i*Panel+c : i*Panel+c+2*lanes+1]
			column[i] = [3]float32{v[0], v[lanes], v[2*lanes]}
		}
		start := [3]float32{bias[c], bias[c+lanes], bias[c+2*lanes]}
		r := 0
		for ; r+2 <= rows; r += 2 {
			at := r * srcStride
			a0, a1 := dot2(src[at:at+in], src[at+srcStride:at+srcStride+in], column, start)
			store(dst[r*dstStride+c:], a0, largest)
			store(dst[(r+1)*dstStride+c:], a1, largest)
		}
		for ; r < rows; r++ {
			store(dst[r*dstStride+c:], dot1(src[r*srcStride:r*srcStride+in], column, start), largest)
		}
	}
}

// maxColumn is the number of inputs for which a column's weights fit the stack.
const maxColumn = 600

func store(dst []float32, acc [3]float32, largest bool) {
	if largest {
		dst[0] = max(acc[0], acc[1], acc[2])
		return
	}
	dst[0], dst[lanes], dst[2*lanes] = acc[0], acc[1], acc[2]
}

// dot2 multiplies two rows by three columns. Six sums are as many as Go's compiler
// keeps in registers together with their products; more rows are slower.
func dot2(x, y []float32, w [][3]float32, start [3]float32) (sx, sy [3]float32) {
	x0, x1, x2 := start[0], start[1], start[2]
	y0, y1, y2 := x0, x1, x2
	x, y = x[:len(w)], y[:len(w)]
	for i := range w {
		c := &w[i]
		u, v := x[i], y[i]
		x0 += u * c[0]
		y0 += v * c[0]
		x1 += u * c[1]
		y1 += v * c[1]
		x2 += u * c[2]
		y2 += v * c[2]
	}
	return [3]float32{x0, x1, x2}, [3]float32{y0, y1, y2}
}

func dot1(x []float32, w [][3]float32, start [3]float32) [3]float32 {
	a0, a1, a2 := start[0], start[1], start[2]
	x = x[:len(w)]
	for i := range w {
		a0, a1, a2 = a0+x[i]*w[i][0], a1+x[i]*w[i][1], a2+x[i]*w[i][2]
	}
	return [3]float32{a0, a1, a2}
}

// plainFew is a panel for one row: too few to copy columns for.
func plainFew(dst, x, w, bias []float32, largest bool) {
	sum := [Panel]float32(bias)
	for ; len(x) >= 4; x, w = x[4:], w[4*Panel:] {
		x0, x1, x2, x3 := x[0], x[1], x[2], x[3]
		w0, w1, w2, w3 := (*[Panel]float32)(w), (*[Panel]float32)(w[Panel:]), (*[Panel]float32)(w[2*Panel:]), (*[Panel]float32)(w[3*Panel:])
		for i := range sum {
			sum[i] = sum[i] + x0*w0[i] + x1*w1[i] + x2*w2[i] + x3*w3[i]
		}
	}
	for k, v := range x {
		for i, u := range w[k*Panel : (k+1)*Panel] {
			sum[i] += v * u
		}
	}
	if !largest {
		copy(dst, sum[:])
		return
	}
	for i := range lanes {
		dst[i] = max(sum[i], sum[i+lanes], sum[i+2*lanes])
	}
}

func plainRow(dst, src, w, bias []float32) {
	in := len(src)
	for p := range len(bias) / Panel {
		plainFew(dst[p*Panel:], src, w[p*Panel*in:(p+1)*Panel*in], bias[p*Panel:(p+1)*Panel], false)
	}
}

func plainSumMax(dst []float32, pieces int, rows [][]float32) {
	n := len(dst)
	var buf [3 * 128]float32
	sum := buf[:]
	if pieces*n > len(buf) {
		sum = make([]float32, pieces*n)
	}
	sum = sum[:pieces*n]
	for _, r := range rows {
		r = r[:len(sum)]
		for i, v := range r {
			sum[i] += v
		}
	}
	for o := range dst {
		dst[o] = max(sum[o], sum[n+o])
		if pieces == 3 {
			dst[o] = max(dst[o], sum[2*n+o])
		}
	}
}

func plainAddNorm(x, y, gain, bias []float32, rows int, epsilon, keep float32) {
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
			out[i] = keep*out[i] + ((v-mean)*scale*gain[i] + bias[i])
		}
	}
}

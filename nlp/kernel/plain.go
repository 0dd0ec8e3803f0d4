package kernel

// Plain is the kernel in Go alone. It is always there, and the oracle of the
// others.
func Plain() *Kernel { return &Kernel{name: "plain Go", panel: plainPanel} }

func plainPanel(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32, max bool) {
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
				store(dst[(r+i)*dstStride+c:], acc[i], max)
			}
		}
	}
	for ; r < rows; r++ {
		x := src[r*srcStride:][:in]
		for c := range lanes {
			store(dst[r*dstStride+c:], dot1(x, w[c:], bias[c], bias[c+lanes], bias[c+2*lanes]), max)
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

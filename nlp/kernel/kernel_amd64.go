package kernel

import "golang.org/x/sys/cpu"

// All returns the kernels that this machine can run, the fastest first and the one
// in plain Go last. Package cpu asks the operating system's state (XCR0) as well as
// the processor.
func All() []*Kernel {
	var out []*Kernel
	fixed := fixedAVX2
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		fixed = fixedAVX512
	}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		out = append(out, &Kernel{"AVX-512", panelAVX512, rowAVX512, wrapSumMax(sumMaxAVX512), wrapAddNorm(addNormAVX512),
			wrapGELU(geluAVX512), wrapGate(gateAVX512), fixed, roundAVX2, wrapSpread(spreadAVX512), wrapCollect(collectAVX512), differAVX2, butterflyAVX2})
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		out = append(out, &Kernel{"AVX2", panelAVX2, rowAVX2, wrapSumMax(sumMaxAVX2), wrapAddNorm(addNormAVX2),
			wrapGELU(geluAVX2), wrapGate(gateAVX2), fixedAVX2, roundAVX2, wrapSpread(spreadAVX2), wrapCollect(collectAVX2), differAVX2, butterflyAVX2})
	}
	return append(out, Plain())
}

func panelAVX512(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32) {
	in := checkPanel(dst, dstStride, src, srcStride, rows, w, bias)
	if rows < 8 {
		for r := range rows {
			panel1AVX512(&dst[r*dstStride], &src[r*srcStride], in, &w[0], &bias[0])
		}
		return
	}
	for r := 0; ; r = min(r+8, rows-8) { // the last block may overlap the one before
		panel8AVX512(&dst[r*dstStride], 4*dstStride, &src[r*srcStride], 4*srcStride, in, &w[0], &bias[0])
		if r == rows-8 {
			return
		}
	}
}

func panelAVX2(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32) {
	in := checkPanel(dst, dstStride, src, srcStride, rows, w, bias)
	if rows < 4 {
		for r := range rows {
			panel1AVX2(&dst[r*dstStride], &src[r*srcStride], in, &w[0], &bias[0])
		}
		return
	}
	for half := 0; half < lanes; half += lanes / 2 {
		for r := 0; ; r = min(r+4, rows-4) {
			panel4AVX2(&dst[r*dstStride+half], 4*dstStride, &src[r*srcStride], 4*srcStride, in, &w[half], &bias[half])
			if r == rows-4 {
				break
			}
		}
	}
}

// checkPanel panics where the assembly would leave a slice.
func checkPanel(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32) (in int) {
	in = len(w) / Panel
	_, _ = src[:(rows-1)*srcStride+in], dst[:(rows-1)*dstStride+Panel]
	_, _ = w[:in*Panel], bias[:Panel]
	return in
}

func rowAVX512(dst, src, w, bias []float32) {
	in, panels := len(src), len(bias)/Panel
	_, _ = dst[:panels*Panel], w[:panels*Panel*in]
	p := 0
	for ; p+3 <= panels; p += 3 {
		row3AVX512(&dst[p*Panel], &src[0], in, &w[p*Panel*in], &bias[p*Panel])
	}
	for ; p < panels; p++ {
		panel1AVX512(&dst[p*Panel], &src[0], in, &w[p*Panel*in], &bias[p*Panel])
	}
}

func rowAVX2(dst, src, w, bias []float32) {
	in, panels := len(src), len(bias)/Panel
	_, _ = dst[:panels*Panel], w[:panels*Panel*in]
	for p := range panels {
		panel1AVX2(&dst[p*Panel], &src[0], in, &w[p*Panel*in], &bias[p*Panel])
	}
}

func fixedAVX512(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int) {
	if rows < 8 {
		fixedAVX2(dst, dstStride, src, srcStride, rows, f, base, baseStride)
		return
	}
	checkFixed(dst, dstStride, src, srcStride, rows, f, base, baseStride)
	for p := 0; p < len(f.bias); p += Panel {
		for r := 0; ; r = min(r+8, rows-8) {
			fixed8AVX512(&dst[r*dstStride+p], 4*dstStride, &src[r*srcStride], 2*srcStride, f.In/2, &f.w[p*f.In], &f.scale[p], &base[r*baseStride+p], 4*baseStride)
			if r == rows-8 {
				break
			}
		}
	}
}

func fixedAVX2(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int) {
	checkFixed(dst, dstStride, src, srcStride, rows, f, base, baseStride)
	if rows < 4 {
		for r := range rows { // four times the same
			for p := 0; p < len(f.bias); p += Panel {
				for half := p; half < p+lanes; half += lanes / 2 {
					fixed4AVX2(&dst[r*dstStride+half], 0, &src[r*srcStride], 0, f.In/2, &f.w[p*f.In+2*(half-p)], &f.scale[half], &base[r*baseStride+half], 0)
				}
			}
		}
		return
	}
	for p := 0; p < len(f.bias); p += Panel {
		for half := p; half < p+lanes; half += lanes / 2 {
			for r := 0; ; r = min(r+4, rows-4) {
				fixed4AVX2(&dst[r*dstStride+half], 4*dstStride, &src[r*srcStride], 2*srcStride, f.In/2, &f.w[p*f.In+2*(half-p)], &f.scale[half], &base[r*baseStride+half], 4*baseStride)
				if r == rows-4 {
					break
				}
			}
		}
	}
}

// checkFixed panics where the assembly would leave a slice.
func checkFixed(dst []float32, dstStride int, src []int16, srcStride, rows int, f *Fixed, base []float32, baseStride int) {
	last, width := rows-1, len(f.bias)
	_, _, _ = src[:last*srcStride+f.In], dst[:last*dstStride+width], base[:last*baseStride+width]
	_, _ = f.w[:width*f.In], f.scale[:width]
}

// The rounding leaves the last few values to plain Go.
func roundAVX2(dst []int16, x []float32) {
	n := len(x) &^ (lanes - 1)
	dst = dst[:len(x)]
	if n > 0 {
		round16AVX2(&dst[0], &x[0], n)
	}
	plainRound(dst[n:], x[n:])
}

func differAVX2(dst, src []int16, width int) {
	size := len(dst) / 4
	tiles := size / width
	_ = src[:(2*tiles+2)*width]
	differ16AVX2(&dst[0], 2*size, &src[0], 2*width, tiles)
}

// The butterfly's slices are whole panels.
func butterflyAVX2(a, b []float32) {
	_ = b[:len(a)]
	butterfly16AVX2(&a[0], &b[0], len(a))
}

func wrapSpread(loop func(dst *float32, size int, src *float32, width, tiles int, table *float32)) func([]float32, []float32, int) {
	return func(dst, src []float32, width int) {
		size := len(dst) / points
		tiles := size / width
		_ = src[:(tileRows*tiles+2)*width]
		loop(&dst[0], 4*size, &src[0], 4*width, tiles, &windowTable[0][0])
	}
}

func wrapCollect(loop func(dst *float32, stride int, products *float32, size int, bias *float32, tiles int, table *float32)) func([]float32, int, []float32, []float32) {
	return func(dst []float32, stride int, products, bias []float32) {
		size := len(products) / points
		tiles := size / Panel
		_, _ = dst[:(tileRows*tiles-1)*stride+lanes], bias[:Panel]
		loop(&dst[0], 4*stride, &products[0], 4*size, &bias[0], tiles, &windowTable[0][0])
	}
}

func wrapSumMax(loop func(dst *float32, n, pieces int, rows *[]float32, count int)) func([]float32, int, [][]float32) {
	return func(dst []float32, pieces int, rows [][]float32) {
		for _, r := range rows {
			_ = r[:pieces*len(dst)]
		}
		loop(&dst[0], len(dst), pieces, &rows[0], len(rows))
	}
}

func wrapAddNorm(loop func(x, y, gain, bias *float32, width, rows int, inverse, epsilon, keep float32)) addNormFunc {
	return func(x, y, gain, bias []float32, rows int, epsilon, keep float32) {
		n := len(gain)
		_, _, _ = x[:rows*n], y[:rows*n], bias[:n]
		loop(&x[0], &y[0], &gain[0], &bias[0], n, rows, 1/float32(n), epsilon, keep)
	}
}

// The two curves leave the last few values to plain Go.

func wrapGELU(loop func(x *float32, n int, constants *float32)) func(x []float32) {
	return func(x []float32) {
		n := len(x) &^ (lanes - 1)
		if n > 0 {
			loop(&x[0], n, &curveTable[0][0])
		}
		plainGELU(x[n:])
	}
}

func wrapGate(loop func(x, a, gate *float32, n int, constants *float32)) func(x, a, g []float32) {
	return func(x, a, g []float32) {
		n := len(x) &^ (lanes - 1)
		a, g = a[:len(x)], g[:len(x)]
		if n > 0 {
			loop(&x[0], &a[0], &g[0], n, &curveTable[0][0])
		}
		plainGate(x[n:], a[n:], g[n:])
	}
}

//go:noescape
func panel8AVX512(dst *float32, dstStride int, src *float32, srcStride, in int, w, bias *float32)

//go:noescape
func panel1AVX512(dst, src *float32, in int, w, bias *float32)

//go:noescape
func row3AVX512(dst, src *float32, in int, w, bias *float32)

//go:noescape
func sumMaxAVX512(dst *float32, n, pieces int, rows *[]float32, count int)

//go:noescape
func addNormAVX512(x, y, gain, bias *float32, width, rows int, inverse, epsilon, keep float32)

//go:noescape
func panel4AVX2(dst *float32, dstStride int, src *float32, srcStride, in int, w, bias *float32)

//go:noescape
func panel1AVX2(dst, src *float32, in int, w, bias *float32)

//go:noescape
func sumMaxAVX2(dst *float32, n, pieces int, rows *[]float32, count int)

//go:noescape
func addNormAVX2(x, y, gain, bias *float32, width, rows int, inverse, epsilon, keep float32)

//go:noescape
func gateAVX512(x, a, gate *float32, n int, constants *float32)

//go:noescape
func geluAVX512(x *float32, n int, constants *float32)

//go:noescape
func gateAVX2(x, a, gate *float32, n int, constants *float32)

//go:noescape
func geluAVX2(x *float32, n int, constants *float32)

//go:noescape
func fixed8AVX512(dst *float32, dstStride int, src *int16, srcStride, pairs int, w *int16, scale, base *float32, baseStride int)

//go:noescape
func fixed4AVX2(dst *float32, dstStride int, src *int16, srcStride, pairs int, w *int16, scale, base *float32, baseStride int)

//go:noescape
func differ16AVX2(dst *int16, size int, src *int16, width, tiles int)

//go:noescape
func butterfly16AVX2(a, b *float32, n int)

//go:noescape
func round16AVX2(dst *int16, x *float32, n int)

//go:noescape
func spreadAVX512(dst *float32, size int, src *float32, width, tiles int, table *float32)

//go:noescape
func spreadAVX2(dst *float32, size int, src *float32, width, tiles int, table *float32)

//go:noescape
func collectAVX512(dst *float32, stride int, products *float32, size int, bias *float32, tiles int, table *float32)

//go:noescape
func collectAVX2(dst *float32, stride int, products *float32, size int, bias *float32, tiles int, table *float32)

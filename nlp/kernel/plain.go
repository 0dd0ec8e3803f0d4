package kernel

import "math"

// Plain is the kernel in Go alone. It is always there, and the oracle of the
// others.
func Plain() *Kernel {
	return &Kernel{"plain Go", plainPanel, plainRow, plainSumMax, plainAddNorm, plainGELU, plainGate, plainFixed, plainRound, plainSpread, plainCollect, plainDiffer, plainButterfly}
}

// plainPanel goes column by column through the panel, each with its two partners
// sixteen and thirty-two columns on. It copies the weights of four columns
// together first, three by three and by four inputs.
func plainPanel(dst []float32, dstStride int, src []float32, srcStride, rows int, w, bias []float32) {
	in := len(w) / Panel
	if rows < 4 {
		for r := range rows {
			plainFew(dst[r*dstStride:], src[r*srcStride:r*srcStride+in], w, bias)
		}
		return
	}
	var buf [4][maxQuads]quad
	n := (in + 3) / 4
	columns := [4][]quad{buf[0][:], buf[1][:], buf[2][:], buf[3][:]}
	for k := range columns {
		if n > maxQuads {
			columns[k] = make([]quad, n)
		}
		columns[k] = columns[k][:n]
	}
	for first := 0; first < lanes; first += len(columns) {
		for q := range n {
			c0, c1, c2, c3 := &columns[0][q], &columns[1][q], &columns[2][q], &columns[3][q]
			for k := range min(4, in-4*q) {
				v := (*[2*lanes + 4]float32)(w[(4*q+k)*Panel+first:])
				for piece := range 3 {
					c0[3*k+piece], c1[3*k+piece], c2[3*k+piece], c3[3*k+piece] = v[piece*lanes], v[piece*lanes+1], v[piece*lanes+2], v[piece*lanes+3]
				}
			}
		}
		for k, column := range columns {
			c := first + k
			plainColumn(dst[c:], dstStride, src, srcStride, rows, in, column, [3]float32{bias[c], bias[c+lanes], bias[c+2*lanes]})
		}
	}
}

// A quad is the weights of four inputs for three columns.
type quad [12]float32

// maxQuads is the number of quads in a column for which four columns fit the stack.
const maxQuads = 150

// plainColumn multiplies all rows by three columns, two rows at a time. Six sums are
// as many as Go's compiler keeps in registers together with their products; more rows
// are slower.
func plainColumn(dst []float32, dstStride int, src []float32, srcStride, rows, in int, w []quad, start [3]float32) {
	for r := 0; r < rows; r += 2 {
		second := min(r+1, rows-1) // the last row may be its own partner
		x, y := src[r*srcStride:r*srcStride+in], src[second*srcStride:second*srcStride+in]
		x0, x1, x2 := start[0], start[1], start[2]
		y0, y1, y2 := x0, x1, x2
		for i := range w {
			c := &w[i]
			if len(x) < 4 || len(y) < 4 {
				for k := range min(len(x), len(y)) {
					u, v := x[k], y[k]
					x0 += u * c[3*k]
					y0 += v * c[3*k]
					x1 += u * c[3*k+1]
					y1 += v * c[3*k+1]
					x2 += u * c[3*k+2]
					y2 += v * c[3*k+2]
				}
				break
			}
			d, e := (*[4]float32)(x), (*[4]float32)(y)
			x, y = x[4:], y[4:]
			x0 += d[0] * c[0]
			y0 += e[0] * c[0]
			x1 += d[0] * c[1]
			y1 += e[0] * c[1]
			x2 += d[0] * c[2]
			y2 += e[0] * c[2]
			x0 += d[1] * c[3]
			y0 += e[1] * c[3]
			x1 += d[1] * c[4]
			y1 += e[1] * c[4]
			x2 += d[1] * c[5]
			y2 += e[1] * c[5]
			x0 += d[2] * c[6]
			y0 += e[2] * c[6]
			x1 += d[2] * c[7]
			y1 += e[2] * c[7]
			x2 += d[2] * c[8]
			y2 += e[2] * c[8]
			x0 += d[3] * c[9]
			y0 += e[3] * c[9]
			x1 += d[3] * c[10]
			y1 += e[3] * c[10]
			x2 += d[3] * c[11]
			y2 += e[3] * c[11]
		}
		one, two := dst[r*dstStride:], dst[second*dstStride:]
		one[0], one[lanes], one[2*lanes] = x0, x1, x2
		two[0], two[lanes], two[2*lanes] = y0, y1, y2
	}
}

// plainFew is a panel for one row: too few to copy columns for.
func plainFew(dst, x, w, bias []float32) {
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
	copy(dst, sum[:])
}

func plainRow(dst, src, w, bias []float32) {
	in := len(src)
	for p := range len(bias) / Panel {
		plainFew(dst[p*Panel:], src, w[p*Panel*in:(p+1)*Panel*in], bias[p*Panel:(p+1)*Panel])
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
	for ; len(rows) >= 4; rows = rows[4:] {
		a, b, c, d := rows[0][:len(sum)], rows[1][:len(sum)], rows[2][:len(sum)], rows[3][:len(sum)]
		for i := range sum {
			sum[i] = sum[i] + a[i] + b[i] + c[i] + d[i]
		}
	}
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

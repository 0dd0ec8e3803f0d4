package kernel

// FixedWindow is a [Fixed] layer over three successive rows. Two rows at a time need
// four products of one row's width instead of six: see [Window], here with the points
// 0, 1, -1 and infinity, at which integers stay exact.
type FixedWindow struct {
	parts [4]*Fixed
}

// PackFixedWindow packs an out x 3*in matrix, stored by rows, as [PackFixed] does; in
// must be a multiple of 16.
func PackFixedWindow(w []int8, scale, b []float32, out, in int) *FixedWindow {
	var parts [4][]int16
	half := make([]float32, out)
	for o := range out {
		half[o] = scale[o] / 2
		for i := range in {
			row := w[o*3*in+i:]
			first, second, third := int16(row[0]), int16(row[in]), int16(row[2*in])
			for p, v := range [...]int16{first, first + second + third, first - second + third, third} {
				parts[p] = append(parts[p], v)
			}
		}
	}
	l := &FixedWindow{}
	for p, w := range parts {
		switch p {
		case 0, 3:
			l.parts[p] = PackFixed(w, scale, nil, out, in, in)
		case 1:
			l.parts[p] = PackFixed(w, half, b, out, in, in)
		case 2:
			l.parts[p] = PackFixed(w, half, nil, out, in, in)
		}
	}
	return l
}

// Width is the number of floats that a row of results takes, as of [Dense].
func (l *FixedWindow) Width() int { return l.parts[0].Width() }

// FixedWindow sets n rows of dst to the layer's output for as many rows of src, each
// with its two successors. Rows follow one another and are taken two at a time: dst
// must have room for n rounded up to an even number, and src two rows more than that.
// *ints and *floats are working memory for the next call.
func (k *Kernel) FixedWindow(dst []float32, src []int16, n int, l *FixedWindow, ints *[]int16, floats *[]float32) {
	in, width := l.parts[0].In, l.Width()
	if need := 4 * 2 * tilesAtOnce * in; len(*ints) < need {
		*ints = make([]int16, need)
	}
	if need := 2 * 2 * tilesAtOnce * width; len(*floats) < need {
		*floats = make([]float32, need)
	}
	for tiles := (n + 1) / 2; tiles > 0; {
		count := chunk(tiles)
		size := count * in
		values, even, odd := (*ints)[:4*size], (*floats)[:count*width], (*floats)[count*width:2*count*width]
		k.differ(values, src[:(2*count+2)*in], in)
		k.Fixed(even, width, values[size:], in, count, l.parts[1])
		k.Fixed(odd, width, values[2*size:], in, count, l.parts[2])
		k.butterfly(even, odd)
		k.FixedOn(dst, 2*width, values, in, count, l.parts[0], even, width)
		k.FixedOn(dst[width:], 2*width, values[3*size:], in, count, l.parts[3], odd, width)
		dst, src, tiles = dst[2*count*width:], src[2*count*in:], tiles-count
	}
}

// plainDiffer sets dst to the values at each point of the polynomials that four
// successive rows of src are, beginning with every second; what leaves sixteen bits
// is cut off.
func plainDiffer(dst, src []int16, width int) {
	size := len(dst) / 4
	for at := 0; at < size; at += width {
		x := src[2*at:]
		for c := range width {
			x0, x1, x2, x3 := int(x[c]), int(x[width+c]), int(x[2*width+c]), int(x[3*width+c])
			for p, v := range [...]int{x0 - x2, x1 + x2, x2 - x1, x3 - x1} {
				dst[p*size+at+c] = int16(min(max(v, -1<<15), 1<<15-1))
			}
		}
	}
}

// plainButterfly sets a to a+b and b to a-b.
func plainButterfly(a, b []float32) {
	for i, v := range a {
		a[i], b[i] = v+b[i], v-b[i]
	}
}

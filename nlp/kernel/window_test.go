package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWindow compares a window with the direct sum over three rows, in numbers twice
// as long.
func TestWindow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, k := range All() {
		var buf []float32
		for _, n := range []int{0, 1, 3, 4, 5, 29, 30, 32, 33, 97, 4*2*tilesAtOnce - 1, 4 * 2 * tilesAtOnce, 4*3*tilesAtOnce + 2} {
			in, out := 16*(1+r.IntN(7)), 16*(1+r.IntN(7))
			w, b := random(r, out*3*3*in), random(r, out*3)
			full := (n + 3) / 4 * 4
			src, got := random(r, (full+2)*in), make([]float32, full*out)
			kept := slices.Clone(src)
			k.Window(got, src, n, PackWindow(w, b, out, in), &buf)
			if !slices.Equal(src, kept) {
				t.Fatalf("%v: the source was changed", k)
			}
			for row := range n {
				for o := range out {
					want := math.Inf(-1)
					for p := range 3 {
						sum := float64(b[3*o+p])
						for i := range 3 * in {
							sum += float64(w[(3*o+p)*3*in+i]) * float64(src[row*in+i])
						}
						want = max(want, sum)
					}
					if d := math.Abs(float64(got[row*out+o]) - want); d > 1e-4 {
						t.Fatalf("%v, %d rows of %d to %d: output %d of row %d is off by %g", k, n, in, out, o, row, d)
					}
				}
			}
		}
	}
}

// TestWindowIsAccurate checks that the error is not above that of a sum in order.
func TestWindowIsAccurate(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const rows, in, out = 128, 96, 96
	w, b, src := random(r, out*3*3*in), make([]float32, out*3), random(r, (rows+2)*in)
	for o := range out { // equal pieces: the maximum is the sum
		for p := 1; p < 3; p++ {
			copy(w[(3*o+p)*3*in:(3*o+p+1)*3*in], w[3*o*3*in:])
		}
	}
	for _, k := range All() {
		var buf []float32
		got := make([]float32, rows*out)
		k.Window(got, src, rows, PackWindow(w, b, out, in), &buf)
		var window, direct float64
		for row := range rows {
			for o := range out {
				want, sum := 0., float32(0)
				for i, v := range src[row*in : (row+3)*in] {
					want += float64(w[3*o*3*in+i]) * float64(v)
					sum += w[3*o*3*in+i] * v
				}
				window += math.Pow(float64(got[row*out+o])-want, 2)
				direct += math.Pow(float64(sum)-want, 2)
			}
		}
		window, direct = math.Sqrt(window/(rows*out)), math.Sqrt(direct/(rows*out))
		t.Logf("%v: mean error %.2e, of the sum in order %.2e", k, window, direct)
		if window > 1.5*direct {
			t.Errorf("%v: mean error %.2e, of the sum in order %.2e", k, window, direct)
		}
	}
}

// TestFixedWindow compares a window of integers with a layer over rows of three, which
// plain Go computes.
func TestFixedWindow(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, k := range All() {
		var ints []int16
		var floats []float32
		for _, n := range []int{0, 1, 2, 3, 7, 8, 16, 21, 100} {
			in, out := 16*(1+r.IntN(7)), 1+r.IntN(200)
			w, scale, b := make([]int8, out*3*in), random(r, out), random(r, out)
			for i := range w {
				w[i] = int8(r.IntN(255) - 127)
			}
			even := (n + 1) / 2 * 2
			src := make([]int16, (even+2)*in)
			plainRound(src, random(r, len(src)))
			l, direct := PackFixedWindow(w, scale, b, out, in), PackFixed(w, scale, b, out, 3*in, 3*in)
			got, want := make([]float32, even*l.Width()), make([]float32, even*l.Width())
			k.FixedWindow(got, src, n, l, &ints, &floats)
			Plain().Fixed(want, l.Width(), src, in, n, direct)
			for i, v := range want[:n*l.Width()] {
				if d := math.Abs(float64(got[i] - v)); d > 5e-3*(1+math.Abs(float64(v))) {
					t.Fatalf("%v, %d rows of %d to %d: result %d is %v, want %v", k, n, in, out, i, got[i], v)
				}
			}
		}
	}
}

// TestDiffer compares the loops around integers with plain Go's, at their bounds too.
func TestDiffer(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	const width, tiles = 48, 5
	src := make([]int16, (2*tiles+2)*width)
	for i := range src {
		src[i] = int16(r.IntN(1 << 16))
	}
	a, b := random(r, 96), random(r, 96)
	for _, k := range All() {
		got, want := make([]int16, 4*tiles*width), make([]int16, 4*tiles*width)
		k.differ(got, src, width)
		plainDiffer(want, src, width)
		if !slices.Equal(got, want) {
			t.Errorf("%v: %v, plain Go says %v", k, got, want)
		}
		sum, difference := slices.Clone(a), slices.Clone(b)
		k.butterfly(sum, difference)
		for i := range a {
			if sum[i] != a[i]+b[i] || difference[i] != a[i]-b[i] {
				t.Errorf("%v: sum and difference of %v and %v are %v and %v", k, a[i], b[i], sum[i], difference[i])
			}
		}
	}
}

func BenchmarkFixedWindow(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, in, out = 512, 96, 192
	src, dst, w := make([]int16, (rows+2)*in), make([]float32, rows*out), make([]int8, 3*in*out)
	Plain().Round(src, random(r, len(src)))
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
	}
	l := PackFixedWindow(w, random(r, out), nil, out, in)
	var ints []int16
	var floats []float32
	for _, k := range All() {
		b.Run(k.String(), func(b *testing.B) {
			for b.Loop() {
				k.FixedWindow(dst, src, rows, l, &ints, &floats)
			}
			b.ReportMetric(float64(b.N)*2*rows*3*in*out/b.Elapsed().Seconds()/1e9, "direct-GOP/s")
		})
	}
}

func BenchmarkWindow(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const in, out = 96, 96
	l := PackWindow(random(r, out*3*3*in), random(r, out*3), out, in)
	var buf []float32
	for _, rows := range []int{16, 64, 512} {
		src, dst := random(r, (rows+2)*in), make([]float32, rows*out)
		for _, k := range All() {
			b.Run(fmt.Sprintf("%v/%d", k, rows), func(b *testing.B) {
				for b.Loop() {
					k.Window(dst, src, rows, l, &buf)
				}
				b.ReportMetric(float64(b.N*2*rows*3*in*out*3)/b.Elapsed().Seconds()/1e9, "direct-GFLOP/s")
			})
		}
	}
}

package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.NormFloat64())
	}
	return out
}

// compare tests with a tolerance for another order of summation.
func compare(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); d > 2e-4*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("%s: result %d is %v, plain Go says %v", what, i, got[i], want[i])
		}
	}
}

// TestOracle compares every kernel with the one in plain Go on many shapes.
func TestOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range All() {
		t.Run(k.String(), func(t *testing.T) {
			for rows := range 20 {
				testProducts(t, r, k, rows, 1+r.IntN(120), 16*(1+r.IntN(7)))
				testNorm(t, r, k, rows, 16*(1+r.IntN(8)))
			}
			for count := 1; count < 30; count++ {
				testSum(t, r, k, count, 16*(1+r.IntN(7)))
			}
		})
	}
}

func testProducts(t *testing.T, r *rand.Rand, k *Kernel, rows, in, out int) {
	what := fmt.Sprintf("%d rows of %d to %d", rows, in, out)
	stride := 1 + r.IntN(in+5) // rows may overlap
	src := random(r, rows*stride+in)
	d := PackDense(random(r, (out-5)*in), random(r, out-5), out-5, in)
	size := d.Width() + 2
	got, want := make([]float32, rows*size), make([]float32, rows*size)
	k.Dense(got, size, src, stride, rows, d)
	Plain().Dense(want, size, src, stride, rows, d)
	compare(t, "dense, "+what, got, want)
}

// TestFixed compares layers of integers with plain Go's.
func TestFixed(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, k := range All() {
		for rows := range 20 {
			in, out := 2*(1+r.IntN(80)), 1+r.IntN(110)
			what := fmt.Sprintf("%v, %d rows of %d to %d", k, rows, in, out)
			stride := 1 + r.IntN(in+5)
			x := random(r, rows*stride+in)
			src, want := make([]int16, len(x)), make([]int16, len(x))
			k.Round(src, x)
			plainRound(want, x)
			if !slices.Equal(src, want) {
				t.Fatalf("%s: rounded to %v, plain Go says %v", what, src, want)
			}
			w := make([]int8, out*(in+3))
			for i := range w {
				w[i] = int8(r.IntN(255) - 127)
			}
			f := PackFixed(w, random(r, out), random(r, out), out, in, in+3)
			size := f.Width() + 2
			base := random(r, (rows+1)*size)
			for _, do := range []func(k *Kernel, dst []float32){
				func(k *Kernel, dst []float32) { k.Fixed(dst, size, src, stride, rows, f) },
				func(k *Kernel, dst []float32) { k.FixedOn(dst, size, src, stride, rows, f, base, size) },
			} {
				got, want := make([]float32, rows*size), make([]float32, rows*size)
				do(k, got)
				do(Plain(), want)
				for i := range want { // floats add up to less than integers
					if d := math.Abs(float64(got[i] - want[i])); d > 5e-3*(1+math.Abs(float64(want[i]))) {
						t.Fatalf("%s: result %d is %v, plain Go says %v", what, i, got[i], want[i])
					}
				}
			}
		}
	}
}

func testSum(t *testing.T, r *rand.Rand, k *Kernel, count, n int) {
	for _, pieces := range []int{2, 3} {
		rows := make([][]float32, count)
		for i := range rows {
			rows[i] = random(r, n*pieces)
		}
		got, want := make([]float32, n), make([]float32, n)
		k.SumMax(got, pieces, rows)
		Plain().SumMax(want, pieces, rows)
		compare(t, fmt.Sprintf("sum of %d rows, %d pieces of %d", count, pieces, n), got, want)
	}
}

func testNorm(t *testing.T, r *rand.Rand, k *Kernel, rows, n int) {
	y, gain, bias, x := random(r, rows*n), random(r, n), random(r, n), random(r, rows*n)
	want := slices.Clone(x)
	k.AddNorm(x, y, gain, bias, rows, 1e-8)
	Plain().AddNorm(want, y, gain, bias, rows, 1e-8)
	compare(t, fmt.Sprintf("added norm of %d rows of %d", rows, n), x, want)
	k.Norm(x, gain, bias, rows, 1e-5)
	Plain().Norm(want, gain, bias, rows, 1e-5)
	compare(t, fmt.Sprintf("norm of %d rows of %d", rows, n), x, want)
}

// TestCurves compares with the functions of package math.
func TestCurves(t *testing.T) {
	for _, k := range All() {
		for n := range 40 {
			x, a, g := make([]float32, n), make([]float32, n), make([]float32, n)
			var gelu, gated []float64
			for i := range x {
				v := (float64(i)/float64(n) - .5) * 40
				x[i], a[i], g[i] = float32(v), float32(i)-7, float32(5*v)
				gelu = append(gelu, v*.5*math.Erfc(-v/math.Sqrt2))
				gated = append(gated, gelu[i]+float64(a[i])/(1+math.Exp(-float64(g[i]))))
			}
			k.GELU(x)
			for i, want := range gelu {
				if d := math.Abs(float64(x[i]) - want); d > 4e-6 {
					t.Errorf("%v: gelu of value %d of %d is off by %g", k, i, n, d)
				}
			}
			k.AddGated(x, a, g)
			for i, want := range gated {
				if d := math.Abs(float64(x[i]) - want); d > 1e-5 {
					t.Errorf("%v: gate of value %d of %d is off by %g", k, i, n, d)
				}
			}
		}
	}
}

// TestRowsAreIndependent checks that a row's result is the same to the last bit
// whatever rows are computed with it: caches of rows rely on it.
func TestRowsAreIndependent(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const in, out, rows = 70, 48, 21
	src := random(r, rows*in)
	d := PackDense(random(r, 150*in), nil, 150, in)
	for _, k := range All() {
		dense := make([]float32, rows*d.Width())
		k.Dense(dense, d.Width(), src, in, rows, d)
		for row := range rows {
			line := make([]float32, d.Width())
			k.Dense(line, d.Width(), src[row*in:], in, 1, d)
			if !slices.Equal(line, dense[row*d.Width():(row+1)*d.Width()]) {
				t.Errorf("%v: row %d depends on its neighbours", k, row)
			}
		}
	}
}

// TestExact checks the oracle itself on layers that can be done by hand.
func TestExact(t *testing.T) {
	d := PackDense([]float32{1, 2, 0, 4, -1, 0}, []float32{0, 0, 9}, 3, 2)
	w := make([]float32, 16*3*3*16)
	w[0], w[17] = 1, 2 // output 0, piece 0: the first row's first, the second row's second
	w[3*16+32+2] = 4   // piece 1: the third row's third
	w[6*16] = -1       // piece 2
	b := make([]float32, 16*3)
	b[2] = 9
	l := PackWindow(w, b, 16, 16)
	for _, k := range All() {
		dense := make([]float32, 2*Panel)
		k.Dense(dense, Panel, []float32{1, 1, 10, 1}, 2, 2, d)
		if got, want := [6]float32{dense[0], dense[1], dense[2], dense[Panel], dense[Panel+1], dense[Panel+2]}, [6]float32{3, 4, 8, 12, 4, -1}; got != want {
			t.Errorf("%v: a layer gives %v, want %v", k, got, want)
		}
		src, dst := make([]float32, 6*16), make([]float32, 4*16)
		src[0], src[17], src[34], src[50] = 10, 1, 3, 5
		var buf []float32
		k.Window(dst, src, 2, l, &buf)
		if math.Abs(float64(dst[0]-12)) > 1e-4 || math.Abs(float64(dst[16]-20)) > 1e-4 || dst[1] != 0 {
			t.Errorf("%v: a window gives %v, %v and %v, want 12, 20 and 0", k, dst[0], dst[16], dst[1])
		}
	}
}

func BenchmarkDense(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, in, out = 512, 96, 288
	src, dst := random(r, rows*in), make([]float32, rows*out)
	d := PackDense(random(r, out*in), random(r, out), out, in)
	for _, k := range All() {
		b.Run(k.String(), func(b *testing.B) {
			for b.Loop() {
				k.Dense(dst, out, src, in, rows, d)
			}
			b.ReportMetric(float64(b.N)*2*rows*in*out/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

func BenchmarkFixed(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, in, out = 512, 288, 192
	src, dst, w := make([]int16, rows*in), make([]float32, rows*out), make([]int8, in*out)
	Plain().Round(src, random(r, len(src)))
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
	}
	f := PackFixed(w, random(r, out), nil, out, in, in)
	for _, k := range All() {
		b.Run(k.String(), func(b *testing.B) {
			for b.Loop() {
				k.Fixed(dst, out, src, in, rows, f)
			}
			b.ReportMetric(float64(b.N)*2*rows*in*out/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}

func BenchmarkCurves(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	from, a, g := random(r, 4096), random(r, 4096), random(r, 4096)
	x := slices.Clone(from)
	for _, k := range All() {
		b.Run("GELU/"+k.String(), func(b *testing.B) {
			for b.Loop() {
				copy(x, from)
				k.GELU(x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
		})
		b.Run("gate/"+k.String(), func(b *testing.B) {
			for b.Loop() {
				k.AddGated(x, a, g)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
		})
	}
}

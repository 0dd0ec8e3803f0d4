package kernel

import "math"

// exp32 is the exponential function for arguments of a sigmoid or a normal
// density: 2^n times a polynomial on [-ln 2/2, ln 2/2] (Moshier, Cephes, expf).
func exp32(x float32) float32 {
	x = min(max(x, lowest), highest)
	n := float32(math.RoundToEven(float64(x * log2E)))
	x -= n * ln2High
	x -= n * ln2Low
	p := ((((exp5*x+exp4)*x+exp3)*x+exp2)*x+exp1)*x + exp0
	p = p*x*x + x + 1
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(n))<<23)
}

const (
	lowest, highest  = -87, 88 // of exp32's arguments
	log2E            = 1.44269504
	ln2High, ln2Low  = 0.693359375, -2.12194440e-4
	exp5, exp4, exp3 = 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3
	exp2, exp1, exp0 = 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1

	// Half of erfc(z/sqrt 2): a polynomial in 1/(1+erfP*z) times exp(-z*z/2)
	// (Abramowitz and Stegun, 7.1.26).
	erfP             = 0.3275911 / math.Sqrt2
	erf5, erf4, erf3 = 1.061405429 / 2, -1.453152027 / 2, 1.421413741 / 2
	erf2, erf1       = -0.284496736 / 2, 0.254829592 / 2
)

// plainGELU uses that x times the distribution function is x's positive part less
// |x| times the tail beyond |x|.
func plainGELU(x []float32) {
	for i, v := range x {
		size := float32(math.Abs(float64(v)))
		t := 1 / (1 + erfP*size)
		tail := ((((erf5*t+erf4)*t+erf3)*t+erf2)*t + erf1) * t * exp32(-v*v/2)
		x[i] = max(v, 0) - size*tail
	}
}

func plainGate(x, a, g []float32) {
	a, g = a[:len(x)], g[:len(x)]
	for i := range x {
		x[i] += a[i] / (1 + exp32(-g[i]))
	}
}

// curveTable has the constants in the form that assembly wants.
var curveTable = inLanes(
	lowest, highest, log2E, ln2High, ln2Low, exp5, exp4, exp3, exp2, exp1, exp0, 1,
	math.Float32frombits(1<<31), math.Float32frombits(1<<31-1), -.5, erfP, erf5, erf4, erf3, erf2, erf1,
)

// inLanes gives sixteen of each constant.
func inLanes(constants ...float32) [][lanes]float32 {
	table := make([][lanes]float32, len(constants))
	for i, c := range constants {
		for k := range lanes {
			table[i][k] = c
		}
	}
	return table
}

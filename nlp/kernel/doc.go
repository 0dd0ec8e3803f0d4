// Package kernel answers one question: how fast can this machine multiply a few
// rows by a weight matrix?
//
// Input is rows of float32 and a weight matrix that was packed once ([PackDense],
// [PackWindow]); output is the rows of the layer's result. Every [Kernel] gives the
// same results up to rounding. Start reading at [Kernel]; plain.go is the oracle
// that the others are tested against. Where weights of eight bits are enough, a
// layer may be [Fixed]: its products are of integers, at twice the speed.
//
// The blocking follows Goto and van de Geijn, "Anatomy of High-Performance Matrix
// Multiplication" (2008), with the bias as the accumulators' start. The maximum
// over pieces is that of Goodfellow et al., "Maxout Networks" (2013).
package kernel

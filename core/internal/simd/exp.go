package simd

import "math"

// exp(x) = 2^n exp(r) with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is split
// in two so that n*ln2High is exact, and exp(r) is its Taylor polynomial of degree 7,
// whose first neglected term is 5e-9 at the ends.
//
// Adding magic rounds x / ln 2 to a whole number and leaves n + 127, the exponent
// of 2^n, in the lowest bits. At expLow that exponent is 0, which makes 2^n zero.
const (
	expLow  = -88
	expHigh = 88
	log2e   = 1.44269504088896341
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4
	magic   = 3<<22 + 127
)

const (
	taylor2 = 1.0 / 2
	taylor3 = 1.0 / 6
	taylor4 = 1.0 / 24
	taylor5 = 1.0 / 120
	taylor6 = 1.0 / 720
	taylor7 = 1.0 / 5040
)

// Exp32 computes dst[i] = exp(x[i]) with a relative error below 2e-7. The result
// is 0 below -87.7, where exp leaves the normal numbers, and exp(88) above 88,
// where it would soon leave them all; NaN stays NaN. dst and x may be the same
// slice; a dst shorter than x panics.
func Exp32(dst, x []float32) { exp32(dst[:len(x)], x, 0) }

// Tanh32 computes dst[i] = tanh(x[i]) with an absolute error below 2e-7; NaN stays
// NaN. dst and x may be the same slice; a dst shorter than x panics.
func Tanh32(dst, x []float32) { tanh32(dst[:len(x)], x) }

// Softmax32 turns each row of x (rows x n) into probabilities exp(x_k)/Z, in
// place, and puts ln Z of each row into logZ (rows) unless logZ is nil. A value 88
// below the greatest of its row gets probability 0. A row with NaN or +Inf, or of
// nothing but -Inf, becomes NaN.
func Softmax32(x, logZ []float32, rows, n int) {
	for r := range rows {
		row := x[r*n : r*n+n]
		top := max32(row)
		sum := exp32(row, row, top)
		scale32(row, 1/sum)
		if logZ != nil {
			logZ[r] = top + float32(math.Log(float64(sum)))
		}
	}
}

// expOne is the scalar twin of the vector exponential: the same operations in
// the same order. The conversions forbid fused multiply-adds.
func expOne(x float32) float32 {
	x = max(min(x, expHigh), expLow)
	t := float32(x*log2e) + magic
	n := t - magic
	r := float32(x-float32(n*ln2High)) - float32(n*ln2Low)
	p := float32(taylor7*r) + taylor6
	p = float32(p*r) + taylor5
	p = float32(p*r) + taylor4
	p = float32(p*r) + taylor3
	p = float32(p*r) + taylor2
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	return p * math.Float32frombits(math.Float32bits(t)<<23)
}

// tanhOne computes tanh(x) = 1 - 2 / (exp(2x) + 1).
func tanhOne(x float32) float32 { return 1 - 2/(expOne(x+x)+1) }

// expPlain computes dst[i] = exp(x[i]-shift) and returns the sum, which runs in
// four lanes for whole quads and then over the rest.
func expPlain(dst, x []float32, shift float32) float32 {
	var lane [4]float32
	quads := len(x) &^ 3
	for i, v := range x[:quads] {
		dst[i] = expOne(v - shift)
		lane[i&3] += dst[i]
	}
	return expRest(dst[quads:], x[quads:], shift, (lane[0]+lane[1])+(lane[2]+lane[3]))
}

func expRest(dst, x []float32, shift, sum float32) float32 {
	for i, v := range x {
		dst[i] = expOne(v - shift)
		sum += dst[i]
	}
	return sum
}

func tanhPlain(dst, x []float32) {
	for i, v := range x {
		dst[i] = tanhOne(v)
	}
}

func maxPlain(top float32, x []float32) float32 {
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

func scalePlain(x []float32, s float32) {
	for i := range x {
		x[i] *= s
	}
}

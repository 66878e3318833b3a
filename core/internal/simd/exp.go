package simd

import "math"

// exp(x) = 2^n exp(r) with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is split
// in two so that n*ln2High is exact, and exp(r) is its Taylor polynomial of degree 7
// but for r^7, for which the polynomial of degree 5 nearest to it stands (Chebyshev).
// Either step neglects less than 6e-9.
//
// Adding magic rounds x / ln 2 to a whole number and leaves n + 127, the exponent
// of 2^n, in the lowest bits. From expLeast on, ln of the least normal number, that
// exponent is at least 1; above 127.5 ln 2 it is kept at 255, which makes 2^n +Inf.
const (
	expLeast  = -87.3365
	log2e     = 1.44269504088896341
	ln2High   = 0.693359375
	ln2Low    = -2.12194440e-4
	magic     = 3<<22 + 127
	magicBits = 0x4b400000 + 127 // of magic as a float32
)

const (
	half2 = (math.Ln2 / 2) * (math.Ln2 / 2)
	term2 = 1.0 / 2
	term3 = 1.0/6 - 7.0/8*half2*half2/5040
	term4 = 1.0 / 24
	term5 = 1.0/120 + 7.0/4*half2/5040
	term6 = 1.0 / 720
)

// Exp32 computes dst[i] = exp(x[i]) with a relative error below 2e-7. Below
// -87.3365, where exp leaves the normal numbers, the result is 0; above 88.376 it
// is +Inf, a little early; NaN stays NaN. dst and x may be the same slice; a dst
// shorter than x panics.
func Exp32(dst, x []float32) { exp32(dst[:len(x)], x, 0) }

// Tanh32 computes dst[i] = tanh(x[i]) with an absolute error below 2e-7; NaN stays
// NaN. dst and x may be the same slice; a dst shorter than x panics.
func Tanh32(dst, x []float32) { tanh32(dst[:len(x)], x) }

// Softmax32 turns each row of x (rows x n) into probabilities exp(x_k)/Z, in
// place, and puts ln Z of each row into logZ (rows) unless logZ is nil. A value
// more than 87.3365 below the greatest of its row gets probability 0. A row with
// NaN or +Inf, or of nothing but -Inf, becomes NaN. n is at least 1.
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
	e := min(math.Float32bits(float32(x*log2e)+magic), magicBits+128)
	n := math.Float32frombits(e) - magic
	r := float32(x-float32(n*ln2High)) - float32(n*ln2Low)
	p := float32(term6*r) + term5
	p = float32(p*r) + term4
	p = float32(p*r) + term3
	p = float32(p*r) + term2
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	if x < expLeast {
		return 0
	}
	return p * math.Float32frombits(e<<23)
}

// tanhOne computes tanh(x) = 1 - 2 / (exp(2x) + 1).
func tanhOne(x float32) float32 { return 1 - 2/(expOne(x+x)+1) }

// expPlain computes dst[i] = exp(x[i]-shift) and returns the sum, which runs in
// four lanes over whole quads and then over the rest.
func expPlain(dst, x []float32, shift float32) float32 {
	var lane [4]float32
	quads := len(x) &^ 3
	for i, v := range x[:quads] {
		dst[i] = expOne(v - shift)
		lane[i&3] += dst[i]
	}
	sum := (lane[0] + lane[1]) + (lane[2] + lane[3])
	for i, v := range x[quads:] {
		dst[quads+i] = expOne(v - shift)
		sum += dst[quads+i]
	}
	return sum
}

func tanhPlain(dst, x []float32) {
	for i, v := range x {
		dst[i] = tanhOne(v)
	}
}

// maxPlain returns the greatest number. Where one is NaN, it and max32 may differ.
func maxPlain(x []float32) float32 {
	top := x[0]
	for _, v := range x {
		if v > top { // quicker than max, which minds NaN
			top = v
		}
	}
	return top
}

func scalePlain(x []float32, s float32) {
	for i := range x {
		x[i] *= s
	}
}

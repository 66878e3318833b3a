package simd

import "math"

// exp(x) = 2^n exp(r) with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is split
// in two so that n*ln2High is exact, and exp(r) is its Taylor polynomial of degree 7,
// whose first neglected term is 5e-9 at the ends.
const (
	expLow   = -87
	expHigh  = 88
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	roundBig = 12582912 // 1.5 * 2^23: adding and subtracting it rounds to the nearest integer
)

var expTaylor = [8]float32{1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040}

// expOne is the scalar twin of the vector exponential: the same operations in
// the same order. The conversions forbid fused multiply-adds.
func expOne(x float32) float32 {
	x = max(min(x, expHigh), expLow)
	n := float32(float32(x*log2e)+roundBig) - roundBig
	r := float32(x-float32(n*ln2High)) - float32(n*ln2Low)
	p := expTaylor[7]
	for i := 6; i >= 0; i-- {
		p = float32(p*r) + expTaylor[i]
	}
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func log32(x float32) float32 { return float32(math.Log(float64(x))) }

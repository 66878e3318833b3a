package simd

import (
	"hash/fnv"
	"math"
	"testing"
)

// The same numbers on every machine, with vectors and without: one hash of the
// bits of a run through every kernel, natively and under wasm. Everything rounds
// after each operation, to nearest; math.Log, which Softmax32 rounds to float32,
// agrees as far as this has been run. Where this fails on some platform, that
// platform gives other runs for the same seed.
func TestSameNumbersEverywhere(t *testing.T) {
	const m, k, n = 37, 150, 29
	h := fnv.New64a()
	put := func(v uint64, size int) {
		for i := range size {
			h.Write([]byte{byte(v >> (8 * i))})
		}
	}
	put32 := func(x []float32) {
		for _, v := range x {
			put(uint64(math.Float32bits(v)), 4)
		}
	}
	put64 := func(x []float64) {
		for _, v := range x {
			put(math.Float64bits(v), 8)
		}
	}
	a, b, d, z := normal[float32](1, m*k), normal[float32](2, k*n), make([]float32, m*n), make([]float32, m)
	Tanh32(a, a)
	put32(a)
	Gemm32(d, a, b, m, k, n)
	put32(d)
	Softmax32(d, z, m, n)
	put32(d)
	put32(z)
	for i := range b {
		b[i] *= 40
	}
	Exp32(b, b)
	put32(b)

	x, y, s := normal[float64](3, k*m), normal[float64](4, m*k), make([]float64, m*m)
	Gemm64(s, y, x, m, k, m)
	put64(s)
	AddGemmTA64(s, x, x, m, k, m)
	put64(s)
	s = spd(m, 5)
	if !new(Cholesky).Factor(s, m) {
		t.Fatal("not positive definite")
	}
	for i := range m {
		put64(s[i*m : i*m+i+1])
	}
	Solve(x[:m], s, m)
	put64(x[:m])
	if got, want := h.Sum64(), uint64(0xf6cb621a6c7d7095); got != want {
		t.Errorf("hash %#x, want %#x", got, want)
	}
}

package simd

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestQuick(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for m := range 14 {
		for k := range 14 {
			for n := range 14 {
				a, b := make([]float32, m*k), make([]float32, k*n)
				a6, b6 := make([]float64, m*k), make([]float64, k*n)
				at := make([]float64, m*k)
				for i := range a {
					a[i] = float32(r.NormFloat64())
					a6[i] = float64(a[i])
				}
				for i := range m {
					for l := range k {
						at[l*m+i] = a6[i*k+l]
					}
				}
				for i := range b {
					b[i] = float32(r.NormFloat64())
					b6[i] = float64(b[i])
				}
				d, d6, d7 := make([]float32, m*n), make([]float64, m*n), make([]float64, m*n)
				Gemm32(d, a, b, m, k, n)
				Gemm64(d6, a6, b6, m, k, n)
				AddGemmTA64(d7, at, b6, m, k, n)
				for i := range m {
					for j := range n {
						s := 0.0
						for l := range k {
							s += a6[i*k+l] * b6[l*n+j]
						}
						if math.Abs(s-float64(d[i*n+j])) > 1e-5 || math.Abs(s-d6[i*n+j]) > 1e-13 || math.Abs(s-d7[i*n+j]) > 1e-13 {
							t.Fatal(m, k, n, i, j, s, d[i*n+j], d6[i*n+j], d7[i*n+j])
						}
					}
				}
			}
		}
	}
	for n := 1; n < 80; n++ {
		a := make([]float64, n*n)
		x := make([]float64, n)
		for i := range a {
			a[i] = r.NormFloat64()
		}
		s := make([]float64, n*n)
		AddGemmTA64(s, a, a, n, n, n)
		for i := range n {
			s[i*n+i]++
			x[i] = r.NormFloat64()
		}
		y := make([]float64, n)
		Gemm64(y, s, x, n, n, 1)
		var c Cholesky
		if !c.Factor(s, n) {
			t.Fatal(n)
		}
		Solve(y, s, n)
		for i := range n {
			if math.Abs(y[i]-x[i]) > 1e-10 {
				t.Fatal(n, i, y[i], x[i])
			}
		}
	}
	for x := -87.0; x < 88; x += 0.0137 {
		v := []float32{float32(x), 0, 0, 0, float32(x)}
		w := make([]float32, 5)
		Exp32(w, v)
		if w[0] != w[4] || math.Abs(float64(w[0])/math.Exp(float64(v[0]))-1) > 2e-7 {
			t.Fatal(x, w)
		}
		Tanh32(w, v)
		if math.Abs(float64(w[0])-math.Tanh(float64(v[0]))) > 2e-7 {
			t.Fatal(x, w)
		}
	}
}

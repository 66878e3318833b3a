package simd

import (
	"math"
	"math/rand/v2"
)

func normal[T float32 | float64](seed uint64, n int) []T {
	r := rand.New(rand.NewPCG(seed, 0))
	x := make([]T, n)
	for i := range x {
		x[i] = T(r.NormFloat64())
	}
	return x
}

// spd returns a symmetric positive definite matrix X^T X + 1.
func spd(n int, seed uint64) []float64 {
	x, a := normal[float64](seed, n*n), make([]float64, n*n)
	(&product[float64]{dst: a, ldd: n, a: x, sr: 1, sc: n, b: x, ldb: n, m: n, k: n, n: n}).plain()
	for i := range n {
		a[i*n+i]++
	}
	return a
}

// defined adds the product by its definition, entry by entry, in the order that every kernel keeps.
func (p *product[T]) defined() {
	for i := range p.m {
		for j := range p.end(i) {
			for l0 := 0; l0 < p.k; l0 += depth {
				p.plainEntry(i, j, l0, min(l0+depth, p.k))
			}
		}
	}
}

// softmaxPlain is Softmax32 of the plain twins.
func softmaxPlain(x, logZ []float32, rows, n int) {
	for r := range rows {
		row := x[r*n : r*n+n]
		top := maxPlain(row)
		sum := expPlain(row, row, top)
		scalePlain(row, 1/sum)
		if logZ != nil {
			logZ[r] = top + float32(math.Log(float64(sum)))
		}
	}
}

// factorPlain is the textbook Cholesky factorisation, row by row.
func factorPlain(a []float64, n int) bool {
	for i := range n {
		for j := range i + 1 {
			s := a[i*n+j]
			for l := range j {
				s -= a[i*n+l] * a[j*n+l]
			}
			if j < i {
				a[i*n+j] = s / a[j*n+j]
			} else if s > 0 {
				a[i*n+i] = math.Sqrt(s)
			} else {
				return false
			}
		}
	}
	return true
}

// solvePlain is forward and back substitution by the definition.
func solvePlain(x, l []float64, n int) {
	for i := range n {
		for j := range i {
			x[i] -= l[i*n+j] * x[j]
		}
		x[i] /= l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			x[i] -= l[j*n+i] * x[j]
		}
		x[i] /= l[i*n+i]
	}
}

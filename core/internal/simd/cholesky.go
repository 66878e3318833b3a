package simd

import (
	"fmt"
	"math"
)

// panel is the number of columns that Cholesky factors before it updates the
// rest with one matrix product.
const panel = 24

// A Cholesky factors symmetric positive definite matrices A = L L^T. The zero
// value is ready; its buffer grows to the largest matrix met.
type Cholesky struct {
	turned []float64 // -L21^T, panel x rest
}

// Factor overwrites the lower triangle of a (n x n) with L and reports whether
// a was positive definite; if not, a is spoilt. The upper triangle is scratch.
func (c *Cholesky) Factor(a []float64, n int) bool {
	if len(a) < n*n {
		panic(fmt.Sprintf("simd: %d x %d matrix in a slice of %d", n, n, len(a)))
	}
	for j0 := 0; j0 < n; j0 += panel {
		j1 := min(j0+panel, n)
		if !factorPanel(a, n, j0, j1) {
			return false
		}
		rest, w := n-j1, j1-j0
		if rest == 0 {
			break
		}
		if cap(c.turned) < panel*n {
			c.turned = make([]float64, panel*n)
		}
		turned := c.turned[:w*rest]
		for i := range rest {
			for l, v := range a[(j1+i)*n+j0 : (j1+i)*n+j1] {
				turned[l*rest+i] = -v
			}
		}
		// Only the lower triangle is needed: bands of rows stop at the diagonal.
		for i0 := 0; i0 < rest; i0 += panel {
			rows := min(panel, rest-i0)
			gemm64(&product[float64]{a[(j1+i0)*n+j1:], n, a[(j1+i0)*n+j0:], n, 1, turned, rest, rows, w, i0 + rows})
		}
	}
	return true
}

// factorPanel factors the columns j0..j1-1 of all rows from j0.
func factorPanel(a []float64, n, j0, j1 int) bool {
	for j := j0; j < j1; j++ {
		rj := a[j*n+j0 : j*n+j]
		d := a[j*n+j]
		for _, v := range rj {
			d -= v * v
		}
		if !(d > 0) || math.IsInf(d, 1) {
			return false
		}
		d = math.Sqrt(d)
		a[j*n+j] = d
		for i := j + 1; i < n; i++ {
			ri := a[i*n+j0 : i*n+j]
			s := a[i*n+j]
			for l, v := range rj {
				s -= v * ri[l]
			}
			a[i*n+j] = s / d
		}
	}
	return true
}

// Solve overwrites x (length n) with the solution of L L^T y = x, for a factor
// made by Factor.
func Solve(x, l []float64, n int) {
	for i := range n {
		row := l[i*n : i*n+i]
		s := x[i]
		for j, v := range row {
			s -= v * x[j]
		}
		x[i] = s / l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		x[i] /= l[i*n+i]
		s := x[i]
		for j, v := range l[i*n : i*n+i] {
			x[j] -= v * s
		}
	}
}

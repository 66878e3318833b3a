package simd

import (
	"fmt"
	"math"
)

// A Cholesky factors symmetric positive definite matrices A = L L^T. The zero
// value is ready; its buffer grows to the largest matrix met.
type Cholesky struct {
	// Pause, unless it is nil, is called every few milliseconds of a long
	// factorisation, and ends it when it returns false.
	Pause func() bool

	turned []float64 // of half a matrix, its factor transposed and negated
}

// Factor overwrites the lower triangle of a (n x n) with L and reports whether
// a was positive definite and finite; if not, or if Pause ended it, a is spoilt. It reads nothing above
// the diagonal, but leaves scratch there.
func (c *Cholesky) Factor(a []float64, n int) bool {
	checkSquare(len(a), n)
	if len(c.turned) < n*n/4 {
		c.turned = make([]float64, n*n/4)
	}
	return c.columns(a, n, 0, n)
}

func checkSquare(a, n int) {
	if n < 0 || a < n*n {
		panic(fmt.Sprintf("simd: %d x %d matrix in a slice of %d", n, n, a))
	}
}

const (
	narrow = 4       // columns that are factored by scalars
	band   = 1 << 23 // products between two pauses, about
)

// columns factors the columns j0..j1-1 of all rows from j0: the left half, by
// which it updates the right half, then the right half. Almost all of the work are
// the updates, which are matrix products. j1-j0 is a multiple of 4 or j1 is n.
func (c *Cholesky) columns(a []float64, n, j0, j1 int) bool {
	if j1-j0 <= narrow {
		return factorNarrow(a, n, j0, j1)
	}
	mid := j0 + ((j1-j0)/2+narrow-1)/narrow*narrow
	if !c.columns(a, n, j0, mid) {
		return false
	}
	w, rest := mid-j0, j1-mid
	for i := range rest {
		for l, v := range a[(mid+i)*n+j0 : (mid+i)*n+mid] {
			c.turned[l*rest+i] = -v
		}
	}
	rows := n - mid
	if rows*w*rest > band {
		rows = max(64, band/(w*rest)&^3)
	}
	for i := mid; i < n; i += rows {
		m := min(rows, n-i)
		gemm64(&product[float64]{
			dst: a[i*n+mid:], ldd: n,
			a: a[i*n+j0:], sr: n, sc: 1,
			b: c.turned, ldb: rest,
			m: m, k: w, n: min(rest, i-mid+m), lower: i == mid,
		})
		if rows < n-mid && c.Pause != nil && !c.Pause() {
			return false
		}
	}
	return c.columns(a, n, mid, j1)
}

// factorNarrow factors up to 4 columns: first the block on the diagonal, then, if
// there are any, the rows below, which takes 4 columns.
func factorNarrow(a []float64, n, j0, j1 int) bool {
	for i := j0; i < j1; i++ {
		for j := j0; j <= i; j++ {
			s := a[i*n+j]
			for l := j0; l < j; l++ {
				s -= float64(a[i*n+l] * a[j*n+l])
			}
			switch {
			case j < i:
				a[i*n+j] = s / a[j*n+j]
			case s > 0 && s <= math.MaxFloat64:
				a[i*n+i] = math.Sqrt(s)
			default:
				return false
			}
		}
	}
	if j1 == n {
		return true
	}
	r0, r1, r2, r3 := a[j0*n+j0:], a[(j0+1)*n+j0:], a[(j0+2)*n+j0:], a[(j0+3)*n+j0:]
	l10, l20, l21, l30, l31, l32 := r1[0], r2[0], r2[1], r3[0], r3[1], r3[2]
	d0, d1, d2, d3 := 1/r0[0], 1/r1[1], 1/r2[2], 1/r3[3]
	for i := j1; i < n; i++ {
		r := (*[4]float64)(a[i*n+j0:])
		x0 := r[0] * d0
		x1 := (r[1] - float64(x0*l10)) * d1
		x2 := (r[2] - float64(x0*l20) - float64(x1*l21)) * d2
		x3 := (r[3] - float64(x0*l30) - float64(x1*l31) - float64(x2*l32)) * d3
		r[0], r[1], r[2], r[3] = x0, x1, x2, x3
	}
	return true
}

// Solve overwrites x (length n) with the solution y of L L^T y = x, for a factor
// l (n x n) made by Factor.
func Solve(x, l []float64, n int) {
	checkSquare(len(l), n)
	x = x[:n]
	for i := range x {
		x[i] = (x[i] - dot64(l[i*n:i*n+i], x)) / l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		x[i] /= l[i*n+i]
		axpy64(x, l[i*n:i*n+i], -x[i])
	}
}

// dotPlain returns the sum of a[i]*b[i] over the length of a, which runs in four
// lanes over whole quads and then over the rest.
func dotPlain(a, b []float64) float64 {
	var lane [4]float64
	quads := len(a) &^ 3
	for i, v := range a[:quads] {
		lane[i&3] += float64(v * b[i])
	}
	return dotRest(a, b, quads, (lane[0]+lane[1])+(lane[2]+lane[3]))
}

func dotRest(a, b []float64, from int, sum float64) float64 {
	for i := from; i < len(a); i++ {
		sum += float64(a[i] * b[i])
	}
	return sum
}

// axpyPlain adds s*x[i] to y[i] from i on, over the length of x.
func axpyPlain(y, x []float64, s float64, from int) {
	for i := from; i < len(x); i++ {
		y[i] += float64(s * x[i])
	}
}

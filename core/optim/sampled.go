package optim

import "vanscape/core/internal/simd"

// Sampled solves for the natural gradient whose metric is a sum over samples,
//
//	delta = (O^T O + lambda I)^-1 O^T e,
//
// where the rows of O (B x P) are scores and e (B) their weights in the
// gradient. With fewer samples than parameters it uses the identity
//
//	delta = O^T (O O^T + lambda I)^-1 e,
//
// the kernel trick of Chen and Heyl, Nat. Phys. 20, 1476 (2024), whose matrix is B
// x B: what makes shared weights affordable, where the metric has no blocks. The
// zero value is ready.
type Sampled struct {
	// Pause, unless it is nil, is called every few milliseconds, and ends a Step when
	// it returns false.
	Pause func() bool

	turned   []float64 // P x B
	matrix   []float64
	right    []float64
	cholesky simd.Cholesky
}

// Step sets delta (P) and reports whether the metric could be factored, which it
// can for any finite scores and a lambda above their rounding, unless Pause ended
// it. It panics when the length of scores is not that of e times that of delta.
func (s *Sampled) Step(delta, scores, e []float64, lambda float64) bool {
	b, p := len(e), len(delta)
	if len(scores) != b*p {
		panic("optim: scores are not samples times parameters")
	}
	s.cholesky.Pause = s.Pause
	if b >= p {
		clear(delta)
		simd.AddGemmTA64(delta, scores, e, p, b, 1)
		return s.solve(delta, scores, p, b, lambda)
	}
	turned := grow(&s.turned, b*p)
	for r := range b {
		for i, v := range scores[r*p : (r+1)*p] {
			turned[i*b+r] = v
		}
	}
	right := grow(&s.right, b)
	copy(right, e)
	if !s.solve(right, turned, b, p, lambda) {
		return false
	}
	clear(delta)
	simd.AddGemmTA64(delta, scores, right, p, b, 1)
	return finite(delta)
}

// piece is the number of products between two pauses, about, and pieceRows the
// least number of rows they run over: fewer would leave the processor waiting for
// memory.
const (
	piece     = 1 << 23
	pieceRows = 32
)

// solve overwrites x (n) with the solution of (A^T A + lambda) y = x for A (k x n).
func (s *Sampled) solve(x, a []float64, n, k int, lambda float64) bool {
	matrix := grow(&s.matrix, n*n)
	clear(matrix)
	rows := max(pieceRows, piece/(n*n/2+1))
	for from := 0; from < k; from += rows {
		count := min(rows, k-from)
		simd.AddSquareTA64(matrix, a[from*n:(from+count)*n], n, count)
		if s.Pause != nil && !s.Pause() {
			return false
		}
	}
	for i := range n {
		matrix[i*n+i] += lambda
	}
	if !s.cholesky.Factor(matrix, n) {
		return false
	}
	simd.Solve(x, matrix, n)
	return finite(x)
}

func grow(s *[]float64, n int) []float64 {
	if cap(*s) < n {
		*s = make([]float64, n)
	}
	*s = (*s)[:n]
	return *s
}

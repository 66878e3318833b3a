package closed

import "math"

// exponential returns exp(t m) of an n x n matrix without negative entries off its
// diagonal, for t >= 0. With q the largest rate of leaving, m + q has no negative entry
// at all, so that nothing cancels in the series of exp(h (m + q)), nor where it is
// squared: every entry keeps its relative accuracy (that is why this is not the
// general method of gonum, which would also make the worker's program a sixth larger).
func exponential(m []float64, n int, t float64) []float64 {
	q := 0.0
	for i := range n {
		q = max(q, -m[i*n+i])
	}
	squarings := 0
	h := t
	for ; h*q > 1; h /= 2 {
		squarings++
	}
	positive := make([]float64, n*n) // h (m + q)
	for i, x := range m {
		positive[i] = h * x
	}
	sum, term, next := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
	for i := range n {
		positive[i*n+i] += h * q
		term[i*n+i] = math.Exp(-h * q)
		sum[i*n+i] = term[i*n+i]
	}
	for k, moved := 1.0, true; moved && k < 100; k++ { // twenty suffice
		multiply(next, term, positive, n)
		term, next = next, term
		moved = false
		for i := range term {
			term[i] /= k
			before := sum[i]
			sum[i] += term[i]
			moved = moved || sum[i] != before
		}
	}
	for range squarings {
		multiply(next, sum, sum, n)
		sum, next = next, sum
	}
	return sum
}

// multiply sets dst to a b, all n x n.
func multiply(dst, a, b []float64, n int) {
	clear(dst)
	for i := range n {
		for k, x := range a[i*n : (i+1)*n] {
			if x == 0 {
				continue
			}
			for j, y := range b[k*n : (k+1)*n] {
				dst[i*n+j] += x * y
			}
		}
	}
}

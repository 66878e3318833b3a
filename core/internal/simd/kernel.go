package simd

import "fmt"

// Gemm32 computes dst = A B for row-major A (m x k) and B (k x n).
func Gemm32(dst, a, b []float32, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	if m == 0 || n == 0 {
		return
	}
	gemm32(dst, a, b, m, k, n)
}

// Gemm64 computes dst = A B for row-major A (m x k) and B (k x n).
func Gemm64(dst, a, b []float64, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	clear(dst[:m*n])
	if m > 0 && n > 0 {
		gemm64(dst, a, b, n, k, 1, n, m, k, n)
	}
}

// AddGemmTA64 computes dst += A^T B for row-major A (k x m) and B (k x n): the
// sum over k samples of the outer products of their rows.
func AddGemmTA64(dst, a, b []float64, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	if m > 0 && n > 0 {
		gemm64(dst, a, b, n, 1, m, n, m, k, n)
	}
}

func shape(dst, a, b, m, k, n int) {
	if dst < m*n || a < m*k || b < k*n {
		panic(fmt.Sprintf("simd: product of %d x %d and %d x %d in slices of %d and %d into %d", m, k, k, n, a, b, dst))
	}
}

// Exp32 computes dst[i] = exp(x[i]) with a relative error of about 1e-7. Below
// -87 the result is exp(-87), which no probability here distinguishes from 0.
// dst and x may be the same slice.
func Exp32(dst, x []float32) {
	x = x[:len(dst)]
	exp32(dst, x)
}

// Tanh32 computes dst[i] = tanh(x[i]) with an absolute error of about 2e-7.
// dst and x may be the same slice.
func Tanh32(dst, x []float32) {
	for i, v := range x {
		dst[i] = 2 * v
	}
	exp32(dst[:len(x)], dst[:len(x)])
	for i := range x {
		dst[i] = 1 - 2/(dst[i]+1)
	}
}

// Softmax32 turns each row of x (rows x n) into probabilities exp(x_k)/Z, in
// place, and returns ln Z of each row in logZ unless logZ is nil.
func Softmax32(x, logZ []float32, rows, n int) {
	for r := range rows {
		row := x[r*n : r*n+n]
		top := max32(row)
		for i := range row {
			row[i] -= top
		}
		exp32(row, row)
		sum := sum32(row)
		scale32(row, 1/sum)
		if logZ != nil {
			logZ[r] = top + log32(sum)
		}
	}
}

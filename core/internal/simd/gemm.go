package simd

import "fmt"

// depth is how many products are summed up before they are added to the result.
// It bounds the packed operands, which live on the stack.
const depth = 128

// Gemm32 computes dst = A B for row-major A (m x k) and B (k x n). The three
// slices must not overlap.
func Gemm32(dst, a, b []float32, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	clear(dst[:m*n])
	gemm32(&product[float32]{dst: dst, ldd: n, a: a, sr: k, sc: 1, b: b, ldb: n, m: m, k: k, n: n})
}

// Gemm64 computes dst = A B for row-major A (m x k) and B (k x n). The three
// slices must not overlap.
func Gemm64(dst, a, b []float64, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	clear(dst[:m*n])
	gemm64(&product[float64]{dst: dst, ldd: n, a: a, sr: k, sc: 1, b: b, ldb: n, m: m, k: k, n: n})
}

// AddGemmTA64 computes dst += A^T B for row-major A (k x m) and B (k x n): the
// sum over k samples of the outer products of their rows. dst must not overlap
// a or b; a and b may be the same slice.
func AddGemmTA64(dst, a, b []float64, m, k, n int) {
	shape(len(dst), len(a), len(b), m, k, n)
	gemm64(&product[float64]{dst: dst, ldd: n, a: a, sr: 1, sc: m, b: b, ldb: n, m: m, k: k, n: n})
}

// AddSquareTA64 computes dst += A^T A for row-major A (k x n), of which it makes the
// lower triangle; entries above may be added to or not. dst must not overlap a.
func AddSquareTA64(dst, a []float64, n, k int) {
	shape(len(dst), len(a), len(a), n, k, n)
	gemm64(&product[float64]{dst: dst, ldd: n, a: a, sr: 1, sc: n, b: a, ldb: n, m: n, k: k, n: n, lower: true})
}

func shape(dst, a, b, m, k, n int) {
	if m < 0 || k < 0 || n < 0 || dst < m*n || a < m*k || b < k*n {
		panic(fmt.Sprintf("simd: product of %d x %d and %d x %d in slices of %d and %d into %d", m, k, k, n, a, b, dst))
	}
}

// A product is the task dst += A B for A (m x k) and B (k x n). D(i, j) stands at
// dst[i*ldd+j], A(i, l) at a[i*sr+l*sc] and B(l, j) at b[l*ldb+j]: the strides sr
// and sc let A be a transpose, and all three be parts of larger matrices.
type product[T float32 | float64] struct {
	dst     []T
	ldd     int
	a       []T
	sr, sc  int
	b       []T
	ldb     int
	m, k, n int
	// lower asks for the entries with j <= i only; those above may be added to or not.
	lower bool
}

// end is the number of columns to add in a block that ends with row i.
func (p *product[T]) end(i int) int {
	if p.lower {
		return min(i+1, p.n)
	}
	return p.n
}

package simd

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
)

// shapes calls f with every shape m x k x n of up to 13 and with some that cross
// the bounds of blocks and of depth.
func shapes(f func(m, k, n int)) {
	for m := range 14 {
		for k := range 14 {
			for n := range 14 {
				f(m, k, n)
			}
		}
	}
	for _, s := range [][3]int{
		{5, depth - 1, 9}, {4, depth, 8}, {7, depth + 1, 17}, {3, 2*depth + 3, 33}, {1, 300, 1}, {33, 1, 31}, {65, 18, 23},
	} {
		f(s[0], s[1], s[2])
	}
}

// sameBits reports the first number that differs; -0 and 0 differ, all NaN agree.
func sameBits[T float32 | float64](t *testing.T, what string, got, want []T) {
	t.Helper()
	for i, w := range want {
		g := float64(got[i])
		if math.Float64bits(g) != math.Float64bits(float64(w)) && (g == g || w == w) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], w)
		}
	}
}

// The kernels, on vectors and on scalars, promise the bits of the definition, whatever
// part of whatever matrix the operands are, and to leave the rest of dst alone.
func TestProductIsItsTwin(t *testing.T) {
	twin(t, gemm32)
	twin(t, gemm64)
	twin(t, (*product[float32]).plain)
	twin(t, (*product[float64]).plain)
}

func twin[T float32 | float64](t *testing.T, kernel func(*product[T])) {
	seed := uint64(0)
	shapes(func(m, k, n int) {
		for _, transposed := range []bool{false, true} {
			seed++
			ldd, ldb, sr, sc := n+int(seed%3), n+int(seed%2), k+int(seed%4), 1
			if transposed {
				sr, sc = 1, m+int(seed%4)
			}
			a, b := normal[T](3*seed, m*sr+k*sc), normal[T](3*seed+1, k*ldb)
			got := normal[T](3*seed+2, m*ldd)
			want := append([]T(nil), got...)
			kernel(&product[T]{dst: got, ldd: ldd, a: a, sr: sr, sc: sc, b: b, ldb: ldb, m: m, k: k, n: n})
			(&product[T]{dst: want, ldd: ldd, a: a, sr: sr, sc: sc, b: b, ldb: ldb, m: m, k: k, n: n}).defined()
			sameBits(t, fmt.Sprintf("%d x %d x %d, transposed %v, %T", m, k, n, transposed, T(0)), got, want)
		}
	})
}

// Of a product of which the lower half is asked for, that half has the bits of the
// whole product, and the other half those of the whole product or of nothing.
func TestLowerProduct(t *testing.T) {
	for n := range 40 {
		lower(t, n, n, gemm64)
		lower(t, n+5, n, gemm64)
		lower(t, n, n, (*product[float64]).plain)
		lower(t, n+5, n, (*product[float64]).plain)
	}
}

func lower(t *testing.T, m, n int, kernel func(*product[float64])) {
	const k = 3
	a, b, before := normal[float64](1, m*k), normal[float64](2, k*n), normal[float64](3, m*n)
	got, whole := append([]float64(nil), before...), append([]float64(nil), before...)
	p := product[float64]{dst: whole, ldd: n, a: a, sr: k, sc: 1, b: b, ldb: n, m: m, k: k, n: n}
	p.defined()
	p.dst, p.lower = got, true
	kernel(&p)
	for i := range got {
		if got[i] != whole[i] && (i%n <= i/n || got[i] != before[i]) {
			t.Fatalf("%d x %d: entry (%d, %d) is %v, want %v", m, n, i/n, i%n, got[i], whole[i])
		}
	}
}

func TestSquareIsTheLowerHalfOfTheProduct(t *testing.T) {
	shapes(func(_, k, n int) {
		a := normal[float64](uint64(k), k*n)
		got := normal[float64](7, n*n)
		want := append([]float64(nil), got...)
		AddSquareTA64(got, a, n, k)
		AddGemmTA64(want, a, a, n, k, n)
		for i := range n {
			sameBits(t, fmt.Sprintf("%d x %d, row %d", k, n, i), got[i*n:i*n+i+1], want[i*n:i*n+i+1])
		}
	})
}

// gonum adds in another order, perhaps with fused operations. Any two orders of k
// products differ by less than 2 k eps sum |a||b|; the results of a test are all
// held to that of their largest entry.
func TestGemmAgainstGonum(t *testing.T) {
	seed := uint64(0)
	shapes(func(m, k, n int) {
		if m == 0 || k == 0 || n == 0 {
			return
		}
		seed++
		what := fmt.Sprintf("%d x %d x %d", m, k, n)

		a32, b32 := normal[float32](seed, m*k), normal[float32](seed+1, k*n)
		got32, want32 := normal[float32](seed, m*n), make([]float32, m*n)
		Gemm32(got32, a32, b32, m, k, n)
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, blas32.General{Rows: m, Cols: k, Stride: k, Data: a32},
			blas32.General{Rows: k, Cols: n, Stride: n, Data: b32}, 0, blas32.General{Rows: m, Cols: n, Stride: n, Data: want32})
		near(t, "Gemm32 "+what, got32, want32, 10*float64(k*k)*0x1p-24)

		a, b := normal[float64](seed, m*k), normal[float64](seed+1, k*n)
		got, want := normal[float64](seed, m*n), make([]float64, m*n)
		Gemm64(got, a, b, m, k, n)
		left := blas64.General{Rows: m, Cols: k, Stride: k, Data: a}
		right := blas64.General{Rows: k, Cols: n, Stride: n, Data: b}
		blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, left, right, 0, blas64.General{Rows: m, Cols: n, Stride: n, Data: want})
		near(t, "Gemm64 "+what, got, want, 10*float64(k*k)*0x1p-53)

		got = normal[float64](seed+2, m*n)
		copy(want, got)
		left = blas64.General{Rows: k, Cols: m, Stride: m, Data: a}
		AddGemmTA64(got, a, b, m, k, n)
		blas64.Gemm(blas.Trans, blas.NoTrans, 1, left, right, 1, blas64.General{Rows: m, Cols: n, Stride: n, Data: want})
		near(t, "AddGemmTA64 "+what, got, want, 10*float64(k*k)*0x1p-53)
	})
}

func near[T float32 | float64](t *testing.T, what string, got, want []T, tolerance float64) {
	t.Helper()
	for i, w := range want {
		if d := math.Abs(float64(got[i]) - float64(w)); !(d <= tolerance) {
			t.Fatalf("%s: number %d is %v, want %v within %.1e", what, i, got[i], w, tolerance)
		}
	}
}

// Nothing but the row of A and the column of B may reach an entry: the padding
// at the edges must not spread a NaN.
func TestGemmKeepsNaNInItsPlace(t *testing.T) {
	nan := math.NaN()
	for m := 1; m < 10; m++ {
		for n := 1; n < 19; n++ {
			const k = 5
			a, b := normal[float32](1, m*k), normal[float32](2, k*n)
			a[(m/2)*k+1], b[2*n+n/3] = float32(nan), float32(math.Inf(1))
			dst := make([]float32, m*n)
			Gemm32(dst, a, b, m, k, n)
			for i, v := range dst {
				ill := math.IsNaN(float64(v)) || math.IsInf(float64(v), 0)
				if want := i/n == m/2 || i%n == n/3; ill != want {
					t.Fatalf("%d x %d: entry (%d, %d) is %v", m, n, i/n, i%n, v)
				}
			}
		}
	}
}

func TestWrongShapesPanic(t *testing.T) {
	f32, f64 := make([]float32, 100), make([]float64, 100)
	for name, f := range map[string]func(){
		"Gemm32 dst":     func() { Gemm32(f32[:5], f32[:6], f32[:9], 2, 3, 3) },
		"Gemm32 a":       func() { Gemm32(f32[:6], f32[:5], f32[:9], 2, 3, 3) },
		"Gemm32 b":       func() { Gemm32(f32[:6], f32[:6], f32[:8], 2, 3, 3) },
		"Gemm64 b":       func() { Gemm64(f64[:6], f64[:6], f64[:8], 2, 3, 3) },
		"AddGemmTA64 a":  func() { AddGemmTA64(f64[:6], f64[:5], f64[:9], 2, 3, 3) },
		"AddSquareTA64":  func() { AddSquareTA64(f64[:9], f64[:5], 3, 2) },
		"negative":       func() { AddGemmTA64(f64, f64, f64, -2, -3, -3) },
		"Exp32":          func() { Exp32(f32[:2:2], f32[:3]) },
		"Tanh32":         func() { Tanh32(f32[:2:2], f32[:3]) },
		"Softmax32 x":    func() { Softmax32(f32[:5:5], nil, 2, 3) },
		"Softmax32 logZ": func() { Softmax32(f32[:6], f32[:1:1], 2, 3) },
		"Factor":         func() { new(Cholesky).Factor(f64[:8], 3) },
		"Solve x":        func() { Solve(f64[:2:2], f64[:9], 3) },
		"Solve l":        func() { Solve(f64[:3], f64[:8], 3) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: a slice too short does not panic", name)
				}
			}()
			f()
		}()
	}
}

func TestNoAllocation(t *testing.T) {
	const n = 21
	a32, b32, d32, z32 := normal[float32](1, n*n), normal[float32](2, n*n), make([]float32, n*n), make([]float32, n)
	a, b, d := normal[float64](1, n*n), normal[float64](2, n*n), make([]float64, n*n)
	positive := spd(n, 3)
	var c Cholesky
	c.Factor(append([]float64(nil), positive...), n)
	for name, f := range map[string]func(){
		"Gemm32":        func() { Gemm32(d32, a32, b32, n, n, n) },
		"Gemm64":        func() { Gemm64(d, a, b, n, n, n) },
		"AddGemmTA64":   func() { AddGemmTA64(d, a, b, n, n, n) },
		"AddSquareTA64": func() { AddSquareTA64(d, a, n, n) },
		"Exp32":         func() { Exp32(d32, a32) },
		"Tanh32":        func() { Tanh32(d32, a32) },
		"Softmax32":     func() { Softmax32(d32, z32, n, n) },
		"Factor":        func() { copy(d, positive); c.Factor(d, n) },
		"Solve":         func() { Solve(b[:n], d, n) },
	} {
		if got := testing.AllocsPerRun(10, f); got != 0 {
			t.Errorf("%s allocates %v times", name, got)
		}
	}
}

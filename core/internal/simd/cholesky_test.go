package simd

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// residual returns the largest |A - L L^T| over the largest |A|.
func residual(a, l []float64, n int) float64 {
	worst, scale := 0.0, 0.0
	for i := range n {
		for j := range i + 1 {
			s := 0.0
			for k := range j + 1 {
				s += l[i*n+k] * l[j*n+k]
			}
			worst, scale = max(worst, math.Abs(s-a[i*n+j])), max(scale, math.Abs(a[i*n+j]))
		}
	}
	return worst / scale
}

// Backward stability: the factors give A back within n+1 roundings of its
// diagonal, whatever its condition (Higham, Accuracy and Stability, theorem 10.3).
func TestFactorGivesBackItsMatrix(t *testing.T) {
	var c Cholesky
	for n := range 100 {
		if n == 0 {
			if !c.Factor(nil, 0) {
				t.Error("the empty matrix has no factor")
			}
			continue
		}
		a := spd(n, uint64(n))
		for i := range n {
			for j := i + 1; j < n; j++ {
				a[i*n+j] = math.NaN() // Factor must not read it
			}
		}
		l, twin := append([]float64(nil), a...), append([]float64(nil), a...)
		if !c.Factor(l, n) || !factorPlain(twin, n) {
			t.Fatalf("n %d: not positive definite", n)
		}
		if got := residual(a, l, n); !(got <= float64(n+2)*0x1p-52) {
			t.Fatalf("n %d: residual %.2g", n, got)
		}
		for i := range n {
			// The condition of these matrices is below 1e4 n.
			near(t, "factor", l[i*n:i*n+i+1], twin[i*n:i*n+i+1], 1e-10)
		}
	}
}

func hilbert(n int, ridge float64) []float64 {
	a := make([]float64, n*n)
	for i := range n {
		for j := range n {
			a[i*n+j] = 1 / float64(i+j+1)
		}
		a[i*n+i] += ridge
	}
	return a
}

func TestFactorOfIllConditioned(t *testing.T) {
	var c Cholesky
	const n = 60
	for _, ridge := range []float64{1e-4, 1e-8, 1e-12} { // condition 1 / ridge
		a := hilbert(n, ridge)
		l := append([]float64(nil), a...)
		if !c.Factor(l, n) {
			t.Fatalf("ridge %g: not positive definite", ridge)
		}
		if got := residual(a, l, n); !(got <= n*0x1p-52) {
			t.Errorf("ridge %g: residual %.2g", ridge, got)
		}
		// The solution may be far off, but it solves a system close by.
		b := normal[float64](5, n)
		x := append([]float64(nil), b...)
		Solve(x, l, n)
		norm, worst := 0.0, 0.0
		for i := range n {
			s := -b[i]
			for j := range n {
				s += a[i*n+j] * x[j]
			}
			worst, norm = max(worst, math.Abs(s)), max(norm, math.Abs(x[i]))
		}
		if !(worst <= 3*n*norm*0x1p-52) {
			t.Errorf("ridge %g: residual of the solution %.2g for one of size %.2g", ridge, worst, norm)
		}
	}
}

func TestFactorRefuses(t *testing.T) {
	var c Cholesky
	for _, n := range []int{1, 2, 4, 5, 30, 67} {
		for at := 0; at < n; at += 1 + n/7 {
			for _, ill := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
				a := spd(n, 4)
				a[at*n+at] = ill
				if c.Factor(a, n) {
					t.Errorf("n %d: took a matrix with %v on the diagonal at %d", n, ill, at)
				}
			}
			if at > 0 {
				for _, ill := range []float64{math.NaN(), math.Inf(1), 1e6} {
					a := spd(n, 4)
					a[at*n+at/2] = ill
					if c.Factor(a, n) {
						t.Errorf("n %d: took a matrix with %v in row %d", n, ill, at)
					}
				}
			}
		}
	}
	if c.Factor(make([]float64, 9), 3) {
		t.Error("took a matrix of zeros")
	}
}

// The twins of a solution add in other orders: each may err by n roundings times
// the condition, below 1e4 n here.
func TestSolve(t *testing.T) {
	var c Cholesky
	for n := 1; n < 70; n++ {
		a, b := spd(n, uint64(n)), normal[float64](7, n)
		l := append([]float64(nil), a...)
		c.Factor(l, n)
		x, twin := append([]float64(nil), b...), append([]float64(nil), b...)
		Solve(x, l, n)
		solvePlain(twin, l, n)
		near(t, "twin", x, twin, 1e-10)

		var chol mat.Cholesky
		if !chol.Factorize(mat.NewSymDense(n, a)) {
			t.Fatal("gonum finds no factor")
		}
		var want mat.VecDense
		if err := chol.SolveVecTo(&want, mat.NewVecDense(n, b)); err != nil {
			t.Fatal(err)
		}
		near(t, "gonum", x, want.RawVector().Data, 1e-10)
	}
}

func TestDotsAreTheirTwins(t *testing.T) {
	for n := range 30 {
		a, b := normal[float64](1, n), normal[float64](2, n+3)
		sameBits(t, "dot", []float64{dot64(a, b)}, []float64{dotPlain(a, b)})
		got, want := append([]float64(nil), b...), append([]float64(nil), b...)
		axpy64(got, a, 0.3)
		axpyPlain(want, a, 0.3, 0)
		sameBits(t, "axpy", got, want)
	}
}

// A matrix so large that it is updated in bands has the factor of one that is not,
// and a caller who has had enough is heard.
func TestFactorPauses(t *testing.T) {
	const n = 600
	a := spd(n, 4)
	got, want := append([]float64(nil), a...), append([]float64(nil), a...)
	pauses := 0
	c := Cholesky{Pause: func() bool { pauses++; return true }}
	if !c.Factor(got, n) || !factorPlain(want, n) {
		t.Fatal("not positive definite")
	}
	if pauses < 4 {
		t.Errorf("%d pauses", pauses)
	}
	for i := range n {
		near(t, "factor", got[i*n:i*n+i+1], want[i*n:i*n+i+1], 1e-10)
	}
	c.Pause = func() bool { return false }
	if c.Factor(a, n) {
		t.Error("the caller was not heard")
	}
}

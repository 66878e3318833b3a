package check_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"vanscape/core/internal/check"
)

// recorder is a testing.TB that keeps the errors instead of failing the test.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func TestCloseSeesWhatIsOff(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(testing.TB)
		bad  bool
	}{
		{"equal", func(tb testing.TB) { check.Close(tb, "x", 1, 1, 0) }, false},
		{"infinities", func(tb testing.TB) { check.Close(tb, "x", math.Inf(1), math.Inf(1), 0) }, false},
		{"near", func(tb testing.TB) { check.Close(tb, "x", 1.01, 1, 0.02) }, false},
		{"off", func(tb testing.TB) { check.Close(tb, "x", 1.03, 1, 0.02) }, true},
		{"not a number", func(tb testing.TB) { check.Close(tb, "x", math.NaN(), 1, 0.02) }, true},
		{"relative", func(tb testing.TB) { check.CloseRel(tb, "x", 101, 100, 0.02) }, false},
		{"relative, off", func(tb testing.TB) { check.CloseRel(tb, "x", 103, 100, 0.02) }, true},
		{"padded", func(tb testing.TB) { check.CloseSlice(tb, "x", []float64{1}, []float64{1, 0}, 0) }, false},
		{"padded, off", func(tb testing.TB) { check.CloseSlice(tb, "x", []float64{1}, []float64{1, 1}, 0.5) }, true},
		{"slice, not a number", func(tb testing.TB) { check.CloseSlice(tb, "x", []float64{math.NaN()}, []float64{1}, 2) }, true},
	} {
		r := &recorder{}
		c.run(r)
		if (len(r.errors) > 0) != c.bad {
			t.Errorf("%s: errors %q", c.name, r.errors)
		}
	}
}

// The chi-square test passes samples of the law it is told and objects to those
// of another law and to mass that the law lacks.
func TestChiSquareSeparates(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	p := []float64{0.1, 0.2, 0.3, 0.25, 0.149, 0.001}
	counts := make([]int, len(p))
	for range 10_000 {
		u, k := rng.Float64(), 0
		for k < len(p)-1 && u >= p[k] {
			u -= p[k]
			k++
		}
		counts[k]++
	}
	right, wrong, short := &recorder{}, &recorder{}, &recorder{}
	check.ChiSquare(right, "right", counts, p, 1e-3)
	check.ChiSquare(wrong, "wrong", counts, []float64{0.1, 0.22, 0.28, 0.25, 0.149, 0.001}, 1e-3)
	check.ChiSquare(short, "short", counts, p[:3], 1e-3)
	if len(right.errors) != 0 {
		t.Errorf("objects to samples of the law: %q", right.errors)
	}
	if len(wrong.errors) == 0 {
		t.Error("passes samples of another law")
	}
	if len(short.errors) != 0 {
		t.Errorf("mass beyond the table is a cell of its own: %q", short.errors)
	}
}

func TestGradientOfAKnownFunction(t *testing.T) {
	x := []float64{0.3, -1.2, 2}
	dst := make([]float64, len(x))
	check.Gradient(dst, x, func() float64 { return math.Sin(x[0])*math.Exp(x[1]) + x[1]*x[2]*x[2] })
	e := math.Exp(-1.2)
	check.CloseSlice(t, "gradient", dst, []float64{math.Cos(0.3) * e, math.Sin(0.3)*e + 4, -4.8}, 1e-11)
	check.CloseSlice(t, "x", x, []float64{0.3, -1.2, 2}, 0)
}

package optim

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"vanscape/core/internal/check"
)

// metric is a random symmetric positive semidefinite matrix of rank r.
func metric(rng *rand.Rand, p, r int) []float64 {
	a := make([]float64, p*p)
	for range r {
		x := make([]float64, p)
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		for i := range p {
			for j := range p {
				a[i*p+j] += x[i] * x[j]
			}
		}
	}
	return a
}

func TestStepSolvesTheDampedSystem(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	const p, least, share = 9, 0.1, 0.25
	a := metric(rng, p, 4)
	g := make([]float64, p)
	for i := range g {
		g[i] = rng.NormFloat64()
	}
	free := []int{2, 7}
	delta := make([]float64, p)
	var d Damped
	if !d.Step(delta, a, g, least, free, share, func() bool { return true }) {
		t.Fatal("no step")
	}
	dense := mat.NewDense(p, p, append([]float64(nil), a...))
	for i := range p {
		dense.Set(i, i, dense.At(i, i)+least)
	}
	for _, i := range free {
		dense.Set(i, i, dense.At(i, i)-least+least*share*a[i*p+i])
	}
	var want mat.VecDense
	if err := want.SolveVec(dense, mat.NewVecDense(p, g)); err != nil {
		t.Fatal(err)
	}
	check.CloseSlice(t, "delta", delta, want.RawVector().Data, 1e-9)
}

// A free parameter that the metric does not feel, or feels only as rounding, must not keep a step from being found: lambda holds the others, however large
// it is, and what stands on the diagonal of the free ones is not lost beside it.
func TestStepWhereTheMetricFeelsNothing(t *testing.T) {
	for _, felt := range []float64{0, -1e-16, 1e-15} {
		a, delta := []float64{felt, 0, 0, felt}, make([]float64, 2)
		var d Damped
		if !d.Step(delta, a, []float64{1e-15, 1e-15}, 1e-5, []int{0}, 0.1, func() bool { return d.Lambda > 1e9 && math.Abs(delta[0]) < 1 }) {
			t.Errorf("diagonal %g: no step", felt)
		}
	}
}

func TestLambdaGrowsUntilAcceptedAndFallsAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	const p = 5
	a, g, delta := metric(rng, p, 2), []float64{1, 2, 3, 4, 5}, make([]float64, p)
	short := func() bool {
		sum := 0.0
		for _, v := range delta {
			sum += v * v
		}
		return sum < 1e-4
	}
	var d Damped
	if !d.Step(delta, a, g, 1e-6, nil, 1, short) || !short() {
		t.Fatalf("step %v with lambda %g", delta, d.Lambda)
	}
	high := d.Lambda
	if high < 100 {
		t.Errorf("lambda %g cannot make a step so short", high)
	}
	d.Step(delta, a, g, 1e-6, nil, 1, func() bool { return true })
	check.Close(t, "lambda of the next step", d.Lambda, high/2, 1e-12)
	for range 60 {
		d.Step(delta, a, g, 1e-6, nil, 1, func() bool { return true })
	}
	check.Close(t, "lambda in the end", d.Lambda, 1e-6, 1e-18)
}

func TestStepGivesUp(t *testing.T) {
	delta := make([]float64, 2)
	var d Damped
	if d.Step(delta, []float64{1, 0, 0, 1}, []float64{1, 1}, 1e-3, nil, 1, func() bool { return false }) {
		t.Error("a step nobody accepts was made")
	}
	bad := []float64{1, 0, 0, 1}
	bad[3] /= delta[0] - delta[0] // NaN
	d = Damped{}
	if d.Step(delta, bad, []float64{1, 1}, 1e-3, nil, 1, func() bool { return true }) {
		t.Error("a metric that is not a number gave a step")
	}
}

package ssa_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// Samples of each kind of initial law, before anything happens.
func TestInitialLaws(t *testing.T) {
	zipf := tabulate(21, func(k float64) float64 { return math.Pow(max(k, 1e-300), -1.5) })
	zipf[0] = 0
	sum := 0.0
	for _, p := range zipf {
		sum += p
	}
	for k := range zipf {
		zipf[k] /= sum
	}
	for seed, c := range []struct {
		law  string
		want []float64
	}{
		{"poisson(4)", poisson(4)},
		{"binomial(12, 0.3)", tabulate(13, distuv.Binomial{N: 12, P: 0.3}.Prob)},
		{"uniform(2, 4)", []float64{0, 0, 1. / 3, 1. / 3, 1. / 3}},
		{"zipf(1.5, 20)", zipf},
		{"table(0.5, 0, 0.1, 0.4)", []float64{0.5, 0, 0.1, 0.4}},
	} {
		e := ssa.New(parse(t, "species Y = 7, X\n0 <-> X @ 1, 1\n0 <-> Y @ 1, 1\ninit X ~ "+c.law), runs, uint64(seed))
		check.ChiSquare(t, c.law, counts(e, 2, 1), c.want, falseAlarm)
		if y := counts(e, 2, 0); y[len(y)-1] != runs || len(y) != 8 {
			t.Errorf("a certain count beside %s: %v", c.law, y)
		}
	}
}

// Independent species stay so: Poisson laws move as Poisson laws, and of a
// uniform number of molecules each survives by itself.
func TestMotionFromInitialLaws(t *testing.T) {
	e := ssa.New(parse(t, "species X, Y\n0 <-> X @ 2, 1\nY -> 0 @ 1\ninit X ~ poisson(9)\ninit Y ~ uniform(0, 4)"), runs, 1)
	for _, at := range []float64{0.2, 1} {
		advance(t, e, at)
		alive := math.Exp(-at)
		check.ChiSquare(t, fmt.Sprintf("X at %g", at), counts(e, 2, 0), poisson(2+7*alive), falseAlarm)
		y := make([]float64, 5)
		for n := range 5 {
			for k := range n + 1 {
				y[k] += distuv.Binomial{N: float64(n), P: alive}.Prob(float64(k)) / 5
			}
		}
		check.ChiSquare(t, fmt.Sprintf("Y at %g", at), counts(e, 2, 1), y, falseAlarm)
		cov := make([]float64, 4)
		e.Covariance(cov)
		check.Close(t, "covariance of X and Y", cov[1], 0, 5*math.Sqrt(cov[0]*cov[3]/runs))
	}
}

// Limits hold an initial law whether pilots start in its tail or not.
func TestLimitsHoldInitialLaws(t *testing.T) {
	rare := "species X\n0 <-> X @ 1, 1\ninit X ~ table(0.5, 0.49999" // and a hundred thousandth at 40
	for range 38 {
		rare += ", 0"
	}
	millionth := 0 // the least number of levels that hold Poisson(90) but for it
	for (distuv.Poisson{Lambda: 90}).Survival(float64(millionth-1)) > 1e-6 {
		millionth++
	}
	for _, c := range []struct {
		text        string
		least, most int
	}{
		{rare + ", 0.00001)", 41, 41},
		{"species X\nX -> 0 @ 1\ninit X ~ uniform(30, 200)", 201, 300},
		{"species X\nX -> 0 @ 1\ninit X ~ poisson(90)", millionth, millionth + 20},
	} {
		got := limits(t, c.text, 1)
		if got[0] < c.least || got[0] > c.most {
			t.Errorf("%.60s: %d levels, want %d to %d", c.text, got[0], c.least, c.most)
		}
	}
}

func TestInitialLawsAreDeterministic(t *testing.T) {
	net := parse(t, "species X\nX -> 0 @ 1\ninit X ~ poisson(9)")
	a, b, c := ssa.New(net, 50, 3), ssa.New(net, 50, 3), ssa.New(net, 50, 4)
	if !slices.Equal(a.States(), b.States()) || slices.Equal(a.States(), c.States()) {
		t.Error("states at the start do not follow the seed")
	}
}

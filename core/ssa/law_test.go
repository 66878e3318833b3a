package ssa_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// falseAlarm is the chance that one chi-square test of a right program fails
// with a new seed. With the seeds below none does.
const falseAlarm = 1e-4

const runs = 20_000

// Isomerisation A <-> B at k and l: every molecule is A with probability
// (l + k e^(-(k+l)t))/(k+l), independently.
func TestIsomerisation(t *testing.T) {
	const k, l, n0 = 2.0, 3.0, 25
	e := ssa.New(parse(t, "species A = 25, B\nA <-> B @ 2, 3"), runs, 1)
	for _, at := range []float64{0.05, 0.3, 4} {
		advance(t, e, at)
		p := (l + k*math.Exp(-(k+l)*at)) / (k + l)
		want := tabulate(n0+1, distuv.Binomial{N: n0, P: p}.Prob)
		check.ChiSquare(t, fmt.Sprintf("A at t = %g", at), counts(e, 2, 0), want, falseAlarm)
	}
}

// Linear birth at l and death at m from one: extinct with probability a, else
// geometric (N. T. J. Bailey, The Elements of Stochastic Processes, 1964, 8.48).
func TestLinearBirthDeath(t *testing.T) {
	const l, m, at = 1.1, 0.8, 3.0
	e := ssa.New(parse(t, "species X = 1\nX -> 2 X @ 1.1\nX -> 0 @ 0.8"), runs, 2)
	advance(t, e, at)
	g := math.Exp((l - m) * at)
	a, b := m*(g-1)/(l*g-m), l*(g-1)/(l*g-m)
	want := tabulate(300, func(k float64) float64 {
		if k == 0 {
			return a
		}
		return (1 - a) * (1 - b) * math.Pow(b, k-1)
	})
	check.ChiSquare(t, "X", counts(e, 1, 0), want, falseAlarm)
}

// A cascade of conversions: every species Poisson with the mean of the rate
// equations, whatever the number of stages.
func TestPoissonCascade(t *testing.T) {
	e := ssa.New(parse(t, "species X, Y\n0 -> X @ 3\nX -> Y @ 2\nX -> 0 @ 1\nY -> 0 @ 1"), runs, 3)
	advance(t, e, 1)
	check.ChiSquare(t, "X", counts(e, 2, 0), poisson(1-math.Exp(-3)), falseAlarm)
	check.ChiSquare(t, "Y", counts(e, 2, 1), poisson(2-3*math.Exp(-1)+math.Exp(-3)), falseAlarm)
}

// Immigration at 5(1 + cos 2t), written as a mass action and as a law: the law
// stays Poisson, with the mean of the rate equation. A bound that is too low
// anywhere would miss immigrants.
func TestTimeDependentImmigration(t *testing.T) {
	for seed, law := range []string{"@ 5*(1 + cos(2*t))", "; 5*(1 + cos(2*t))"} {
		e := ssa.New(parse(t, "species X\n0 -> X "+law+"\nX -> 0 @ 1"), runs/4, uint64(seed))
		for _, at := range []float64{0.3, 1.9, 6} {
			advance(t, e, at)
			g := math.Exp(-at)
			mean := 5*(1-g) + math.Cos(2*at) + 2*math.Sin(2*at) - g
			check.ChiSquare(t, fmt.Sprintf("%s at t = %g", law, at), counts(e, 1, 0), poisson(mean), falseAlarm)
		}
	}
}

// A burst that raises another rate from nothing to hundreds: bounds that outlive
// an event would hold the burst back until their window ends.
func TestTimeDependentBurst(t *testing.T) {
	net := parse(t, "species A = 1, B\nA -> 50 B @ 1 + cos(2*t)\nB -> 0 @ 10*(1 + cos(2*t))")
	e := ssa.New(net, runs/4, 5)
	advance(t, e, 1)
	check.ChiSquare(t, "B", counts(e, 2, 1), marginal(exact(t, net, 1, 2, 51), 1), falseAlarm)
}

// A rate that is zero until t = 5, when a trajectory has long forgotten to look.
func TestRateThatSwitchesOn(t *testing.T) {
	e := ssa.New(parse(t, "species X\n0 -> X ; 4*(t > 5)\nX -> 0 @ 1"), runs, 4)
	advance(t, e, 5)
	if e.Events() != 0 {
		t.Errorf("%d events while the rate is zero", e.Events())
	}
	advance(t, e, 7)
	check.ChiSquare(t, "t = 7", counts(e, 1, 0), poisson(4*(1-math.Exp(-2))), falseAlarm)
}

// Models of the gallery against the exact law of our other solver, which its
// own tests hold against an independent program.
func TestGalleryAgainstExact(t *testing.T) {
	for seed, c := range []struct {
		model  string
		at     float64
		runs   int
		levels []int
	}{
		{"autoregulation-1", 1, runs, []int{2, 2, 70}},
		{"early-life-V1", 0.5, 2000, []int{20, 101, 101}},
		{"epidemic", 5, 4000, []int{61, 61, 61}},
		{"toggle-switch", 1, 2000, []int{2, 2, 2, 2, 80, 80}},
		{"gene-expression", 100, 4000, []int{16, 90}},
	} {
		net, _ := model(t, c.model)
		e := ssa.New(net, c.runs, uint64(seed))
		advance(t, e, c.at)
		law := exact(t, net, c.at, c.levels...)
		for i, s := range net.Species {
			check.ChiSquare(t, c.model+", "+s.Name, counts(e, len(net.Species), i), marginal(law, i), falseAlarm)
		}
	}
}

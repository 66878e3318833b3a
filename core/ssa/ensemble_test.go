package ssa_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"vanscape/core/cme"
	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// The same seed gives the same states, another seed others.
func TestSeeds(t *testing.T) {
	net, _ := model(t, "epidemic")
	states := func(seed uint64) []int {
		e := ssa.New(net, 20, seed)
		advance(t, e, 3)
		return e.States()
	}
	if !slices.Equal(states(7), states(7)) {
		t.Error("one seed, two results")
	}
	if slices.Equal(states(7), states(8)) {
		t.Error("two seeds, one result")
	}
}

// Step returns after some thousand events, and what is drawn does not depend on
// who else calls it when.
func TestStepIsBounded(t *testing.T) {
	net, _ := model(t, "toggle-switch")
	e, whole := ssa.New(net, 40, 1), ssa.New(net, 40, 1)
	calls := 0
	for done := false; !done; calls++ {
		before := e.Events()
		var err error
		if done, err = e.Step(20); err != nil {
			t.Fatal(err)
		}
		if fired := e.Events() - before; fired > 20_000 {
			t.Fatalf("%d events in one step", fired)
		}
		if !done && (e.Time() != 0 || e.States()[0] != 1) {
			t.Fatal("the ensemble moved before all trajectories were there")
		}
	}
	if calls < 5 {
		t.Errorf("%d steps only", calls)
	}
	advance(t, whole, 20)
	if !slices.Equal(e.States(), whole.States()) {
		t.Error("steps and AdvanceUntil differ")
	}
}

// Moments and shares by gonum, over the states themselves.
func TestObservables(t *testing.T) {
	const B = 500
	e := ssa.New(parse(t, "species A = 9, B\nA <-> B @ 2, 3\n0 -> B @ 4"), B, 3)
	advance(t, e, 0.7)
	columns := [2][]float64{}
	for b := range B {
		for i := range 2 {
			columns[i] = append(columns[i], float64(e.States()[2*b+i]))
		}
	}
	mean, meanError, variance, varianceError, cov := make([]float64, 2), make([]float64, 2), make([]float64, 2), make([]float64, 2), make([]float64, 4)
	e.Mean(mean)
	e.MeanError(meanError)
	e.Variance(variance)
	e.VarianceError(varianceError)
	e.Covariance(cov)
	for i, x := range columns {
		m, v := stat.MeanVariance(x, nil)
		check.CloseRel(t, "mean", mean[i], m, 1e-12)
		check.CloseRel(t, "variance", variance[i], v, 1e-12)
		check.CloseRel(t, "error of the mean", meanError[i], math.Sqrt(v/B), 1e-12)
		m2, m4 := stat.Moment(2, x, nil), stat.Moment(4, x, nil)
		check.CloseRel(t, "error of the variance", varianceError[i], math.Sqrt((m4-m2*m2)/B), 1e-12)
		for j, y := range columns {
			check.CloseRel(t, "covariance", cov[2*i+j], stat.Covariance(x, y, nil), 1e-12)
		}
	}

	// The joint law is the pairs, and its margin the marginal.
	const rows, width = 30, 40
	joint, margin, sum := make([]float64, rows*width), make([]float64, rows), make([]float64, rows)
	e.Joint(joint, 0, 1, width)
	e.Marginal(margin, 0)
	want := make([]float64, rows*width)
	for b := range B {
		want[int(columns[0][b])*width+int(columns[1][b])] += 1.0 / B
	}
	check.CloseSlice(t, "joint", joint, want, 1e-12)
	for k, p := range joint {
		sum[k/width] += p
	}
	check.CloseSlice(t, "marginal", margin, sum, 1e-12)
	shareError := make([]float64, rows)
	e.ShareError(shareError, margin)
	check.CloseRel(t, "error of a share", shareError[5], math.Sqrt(margin[5]*(1-margin[5])/B), 1e-12)
	e.Marginal(margin[:1], 0) // a short table leaves the rest out
}

func TestOneRunHasNoSpread(t *testing.T) {
	e := ssa.New(parse(t, "species X = 9\nX -> 0 @ 1"), 1, 3)
	advance(t, e, 0.5)
	dst := []float64{1}
	for _, of := range []func([]float64){e.MeanError, e.Variance, e.VarianceError, e.Covariance} {
		of(dst)
		check.Close(t, "spread", dst[0], 0, 0)
	}
}

func TestErrors(t *testing.T) {
	net := parse(t, "species X = 3\n0 <-> X @ 1e5, 1")
	e := ssa.New(net, 3, 1)
	advance(t, e, 1)
	for _, at := range []float64{0.5, math.NaN(), math.Inf(1)} {
		if err := e.AdvanceUntil(at); err == nil {
			t.Errorf("went from 1 to %v", at)
		}
	}
	if done, err := e.Step(2); done || err != nil {
		t.Fatalf("%v, %v", done, err)
	}
	if _, err := e.Step(3); err == nil {
		t.Error("changed the goal on the way")
	}

	var bad *cme.RateError
	for _, text := range []string{
		"species X = 3\n0 -> X ; 4.5 - X\nX -> 0 @ 0.1",
		"species X = 3\n0 -> X ; 5 - t\nX -> 0 @ 0.1",
	} {
		if err := ssa.New(parse(t, text), 5, 1).AdvanceUntil(20); !errors.As(err, &bad) {
			t.Errorf("%q becomes negative: %v", text, err)
		}
	}
	var limit *cme.LimitError
	explosive := ssa.New(parse(t, "species X = 2\n2 X -> 100 X @ 1"), 5, 1)
	if err := explosive.AdvanceUntil(20); !errors.As(err, &limit) || limit.Species != "X" {
		t.Errorf("an explosion: %v", err)
	}
}

func TestEventsDoNotAllocate(t *testing.T) {
	for _, name := range []string{"toggle-switch", "epidemic"} {
		net, _ := model(t, name)
		e := ssa.New(net, 50, 1)
		at := 0.0
		if a := testing.AllocsPerRun(10, func() { at += 0.1; _ = e.AdvanceUntil(at) }); a != 0 {
			t.Errorf("%s: %v allocations", name, a)
		}
	}
}

func BenchmarkEpidemic(b *testing.B) {
	net, m := model(b, "epidemic")
	events := 0
	for b.Loop() {
		e := ssa.New(net, 20, 1)
		advance(b, e, m.Horizon)
		events += e.Events()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(events), "ns/event")
}

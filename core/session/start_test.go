package session

import (
	"slices"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

// initialText has a law of each kind that matters to a start: exact, smoothed
// and certain.
const initialText = "species X, Y, Z = 20\n0 <-> X @ 1, 1\nY -> 0 @ 0.1\nZ -> 0 @ 0.1\ninit X ~ poisson(4)\ninit Y ~ "

// All solvers start from the law in the text and keep near the exact one. The
// frame at 0 tells the start apart from what comes after it.
func TestRunFromInitialLaws(t *testing.T) {
	for _, c := range []struct {
		solver protocol.Solver
		law    string
		most   float64
		notes  []string
	}{
		{protocol.VAN, "binomial(12, 0.5)", 0.02, []string{"widest in Z"}},
		{protocol.VAN, "uniform(0, 8)", 0.1, []string{"widest in Z", "that of Y"}},
		{protocol.SSA, "uniform(0, 8)", 0.04, nil},
		{protocol.SSA, "zipf(1.5, 15)", 0.04, nil},
	} {
		run := finished(t, protocol.Start{Text: initialText + c.law, Times: []float64{0, 0.3}, Solver: c.solver, Seed: 1, Exact: true, Samples: samplesOf(c.solver)}, newSource)
		if len(run.started.Notes) != len(c.notes) {
			t.Errorf("%s, %s: notes %q", c.solver, c.law, run.started.Notes)
		}
		for i, words := range c.notes {
			if !strings.Contains(run.started.Notes[min(i, len(run.started.Notes)-1)], words) {
				t.Errorf("%s, %s: notes %q", c.solver, c.law, run.started.Notes)
			}
		}
		for _, f := range run.frames {
			for i, d := range f.MarginalHellinger[:2] {
				if d > c.most {
					t.Errorf("%s, %s, t = %g: %s is %.4f from the exact law", c.solver, c.law, f.Time, run.started.Species[i], d)
				}
			}
		}
	}
}

func samplesOf(solver protocol.Solver) int {
	if solver == protocol.VAN {
		return 200
	}
	return 5000
}

// A stated limit may not cut a start off, and a total left to chance is said to
// be constant.
func TestStartsBeyondLimits(t *testing.T) {
	start := protocol.Start{Text: "0 <-> X + Y @ 1, 1\ninit X ~ uniform(1, 10)", Times: []float64{0, 1}, Solver: protocol.FSP, Limits: map[string]int{"X": 8, "Y": 20}}
	c := ran(start, newSource)
	if want := "the count limit of X is 8, but it starts beyond with probability 0.2: raise the limit"; c.failed == nil || c.failed.Message != want || !c.failed.BadInput {
		t.Errorf("failed %+v, want %q", c.failed, want)
	}
	start.Limits["X"] = 24
	if c := finished(t, start, newSource); !slices.Equal(c.started.Laws, []string{"X - Y = constant"}) {
		t.Errorf("laws %q", c.started.Laws)
	}
}

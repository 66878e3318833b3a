package session

import (
	"slices"
	"testing"

	"vanscape/core/protocol"
)

// Whoever solves, and the exact law beside it, raise limits that were far too low, and
// end where the right limits would have led.
func TestLimitsAreRaised(t *testing.T) {
	low := protocol.Start{
		Text: "species X = 1, Y\n0 -> X @ 20\nX -> X + Y @ 1\nX -> 0 @ 1\nY -> 0 @ 1", Times: []float64{0, 0.2, 1.5}, Exact: true, Seed: 2,
		Limits: map[string]int{"X": 9, "Y": 9},
	}
	high := low
	high.Solver, high.Limits = protocol.FSP, map[string]int{"X": 60, "Y": 60}
	want := finished(t, high, newSource).frames[2].Law
	for _, solver := range []protocol.Solver{protocol.VAN, protocol.FSP, protocol.SSA} {
		low.Solver = solver
		c := finished(t, low, newSource)
		first, last := c.frames[0], c.frames[2]
		if !slices.Equal(c.started.Limits, []int{9, 9}) || len(first.Law.Marginals[0]) != 10 {
			t.Errorf("%s began with the limits %v", solver, c.started.Limits)
		}
		for i, p := range last.Law.Marginals {
			if len(p) < 25 {
				t.Errorf("%s: %d levels", solver, len(p))
			}
			near(t, string(solver)+" mean", last.Law.Mean[i], want.Mean[i], 0.03*want.Mean[i])
			near(t, string(solver)+" variance", last.Law.Var[i], want.Var[i], 0.06*want.Var[i])
			if e := last.Exact; e != nil {
				near(t, string(solver)+" exact mean", e.Mean[i], want.Mean[i], 1e-4)
			}
		}
		if solver == protocol.FSP {
			near(t, "mean", last.Law.Mean[1], want.Mean[1], 1e-4)
		}
		if j := last.Law.Joints[0]; j.Rows != len(last.Law.Marginals[0]) {
			t.Errorf("%s: a joint law of %d rows", solver, j.Rows)
		}
		if solver == protocol.VAN && !(last.HasJoint && last.JointHellinger < 0.04) {
			t.Errorf("the network ends %g from the exact law", last.JointHellinger)
		}
	}
}

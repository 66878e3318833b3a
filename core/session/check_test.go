package session

import (
	"math"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

// The sentences a user sees for a Start that cannot be done, word for word.
func TestBadStarts(t *testing.T) {
	good := func(change func(*protocol.Start)) protocol.Start {
		s := protocol.Start{Job: 3, Text: "species X = 3, Y\nX -> Y @ 1\n", Times: []float64{1, 2}, Limits: map[string]int{"X": 3, "Y": 3}}
		change(&s)
		return s
	}
	for _, c := range []struct {
		change    func(*protocol.Start)
		want      string
		line, col int
		late      bool // only a run can tell
	}{
		{change: func(s *protocol.Start) { s.Times = []float64{5, 1} }, want: "times must ascend, but 1 follows 5"},
		{change: func(s *protocol.Start) { s.Times = []float64{1, 1} }, want: "times must ascend, but 1 follows 1"},
		{change: func(s *protocol.Start) { s.Times = []float64{1, -1} }, want: "times must not be negative, but number 2 is -1: the start is at 0"},
		{change: func(s *protocol.Start) { s.Times = []float64{math.Inf(1)} }, want: "times must be finite numbers, but number 1 is +Inf"},
		{change: func(s *protocol.Start) { s.Steady = -1 }, want: "steady must be a change per unit of time above 0, not -1"},
		{change: func(s *protocol.Start) { s.Steady = math.NaN() }, want: "steady must be a change per unit of time above 0, not NaN"},
		{change: func(s *protocol.Start) { s.Steady, s.Times = 0.1, []float64{1.5, 2} }, want: "steady looks back over half of the time: ask for a time up to 1 before 2"},
		{change: func(s *protocol.Start) { s.Steady, s.Text = 0.1, "species X = 3, Y\nX -> Y @ 1 + sin(t)" }, want: "rates that depend on time leave no law steady: leave steady out"},
		{change: func(s *protocol.Start) { s.Trajectories = 3 }, want: "trajectories are simulations: ask the solver ssa for them"},
		{change: func(s *protocol.Start) { s.Solver, s.Trajectories = protocol.SSA, 101 }, want: "trajectories must be from 1 to 100, not 101"},
		{change: func(s *protocol.Start) { s.Solver, s.Samples, s.Trajectories = protocol.SSA, 3, 4 }, want: "there are 3 simulations: ask for at most as many trajectories, not 4"},
		{change: func(s *protocol.Start) { s.Times = nil }, want: "times must name from 1 to 100000 times, not 0"},
		{change: func(s *protocol.Start) { s.Times = []float64{0} }, want: "times must reach beyond the start, which is at 0"},
		{change: func(s *protocol.Start) { s.Solver = "mcmc" }, want: `there is no solver "mcmc": use van, fsp or ssa`},
		{change: func(s *protocol.Start) { s.Samples = -1 }, want: "samples must be from 1 to 1000000, not -1"},
		{change: func(s *protocol.Start) { s.Width = 5000 }, want: "width must be from 1 to 1024, not 5000"},
		{change: func(s *protocol.Start) { s.Basis = 5000 }, want: "basis must be from 1 to 256, not 5000"},
		{change: func(s *protocol.Start) { s.Step = math.NaN() }, want: "step must be a positive time, not NaN"},
		{change: func(s *protocol.Start) { s.VAN.Method = "magic" }, want: `there is no method "magic": use projected, policy-gradient or natural-gradient`},
		{change: func(s *protocol.Start) { s.VAN.Loss = "l3" }, want: `there is no loss "l3": use kl, l2, hellinger or steady`},
		{change: func(s *protocol.Start) { s.VAN.Arch = "gru" }, want: "the method projected moves the architecture mlp only, whose Fisher matrix has blocks: use policy-gradient or natural-gradient with gru"},
		{change: func(s *protocol.Start) { s.VAN.Updates = 5 }, want: "the method projected solves for its steps: updates, rate, loss and adaptive belong to policy-gradient and natural-gradient"},
		{change: func(s *protocol.Start) { s.VAN = protocol.Network{Method: "policy-gradient", Updates: -1} }, want: "updates must be from 1 to 10000, not -1"},
		{change: func(s *protocol.Start) { s.VAN.Damping = 2 }, want: "damping must be above 0 and at most 1, not 2"},
		{change: func(s *protocol.Start) { s.VAN.Damping = math.NaN() }, want: "damping must be above 0 and at most 1, not NaN"},
		{change: func(s *protocol.Start) { s.VAN.Rate = math.NaN() }, want: "rate must be above 0 and at most 10, not NaN"},
		{change: func(s *protocol.Start) { s.VAN.Rate = -0.1 }, want: "rate must be above 0 and at most 10, not -0.1"},
		{change: func(s *protocol.Start) { s.VAN = protocol.Network{Method: "natural-gradient", Rate: 1e9} }, want: "rate must be above 0 and at most 10, not 1e+09"},
		{change: func(s *protocol.Start) { s.VAN = protocol.Network{Method: "policy-gradient", Updates: 1e6} }, want: "updates must be from 1 to 10000, not 1000000"},
		{change: func(s *protocol.Start) { s.Width = 1e9 }, want: "width must be from 1 to 1024, not 1000000000"},
		{change: func(s *protocol.Start) { s.VAN = protocol.Network{Method: "policy-gradient", Arch: "gru", Depth: 17} }, want: "depth must be from 1 to 16, not 17"},
		{change: func(s *protocol.Start) { s.VAN = protocol.Network{Method: "policy-gradient", Arch: "gru", Depth: -1} }, want: "depth must be from 1 to 16, not -1"},
		{change: func(s *protocol.Start) {
			s.Width, s.VAN = 10, protocol.Network{Method: "policy-gradient", Arch: "transformer", Heads: 4}
		}, late: true, want: "a width of 10 does not divide into 4 attention heads"},
		{change: func(s *protocol.Start) {
			s.Width, s.VAN = 1024, protocol.Network{Method: "policy-gradient", Arch: "transformer", Depth: 16}
		}, late: true, want: "transformer would have 134336515 parameters; at most 5000000 are allowed"},
		{change: func(s *protocol.Start) {
			s.Width, s.Samples, s.VAN = 512, 2000, protocol.Network{Method: "natural-gradient", Arch: "gru"}
		}, late: true, want: "natural-gradient keeps the gradients of 2000 samples by 1576451 parameters, more than fit into memory: lower samples, width or depth, or take policy-gradient"},
		{change: func(s *protocol.Start) {
			s.Text, s.Limits, s.Width = "species X, Y\n0 -> X @ 1\nX -> X + Y @ 1", map[string]int{"X": 999, "Y": 999}, 64
			s.VAN = protocol.Network{Head: "categorical"}
		}, late: true, want: "the Fisher matrices of 66062 parameters would have 28220 million entries, more than fit into memory: lower width, basis or samples, or take the head smooth"},
		{change: func(s *protocol.Start) {
			s.Text, s.Limits, s.Samples = "species X, Y\n0 -> X @ 1\nX -> X + Y @ 1", map[string]int{"X": 999, "Y": 999}, 1e6
			s.VAN = protocol.Network{Method: "policy-gradient"}
		}, late: true, want: "1000000 samples of species with 2000 levels in all do not fit into memory: ask for at most 67108"},
		{change: func(s *protocol.Start) { s.VAN.Heads = 1000 }, want: "heads must be from 1 to 64, not 1000"},
		{change: func(s *protocol.Start) { s.Limits["X"] = 2 }, want: "the count limit of X is 2, but it starts at 3: raise the limit"},
		{change: func(s *protocol.Start) { s.Text += "\nat t = 1: X = 400"; s.Limits["X"] = 300 }, want: "the count limit of X is 300, but it is set to 400: raise the limit"},
		{change: func(s *protocol.Start) { s.Text += "\nat t = 1: X = 2\norder X, Y" }, late: true, want: "X is set at t = 1 and stands before Y, which is not: the network can set the last species of the order only, so change the order, or take the solver fsp or ssa"},
		{change: func(s *protocol.Start) { s.Text += "\nat t = 1: X = 4"; s.Steady = 0.1 }, want: "a law may be steady before counts are set, and is not afterwards: leave steady out"},
		{change: func(s *protocol.Start) { s.Limits["X"] = 0 }, want: "the count limit of X must be from 1 to 100000, not 0"},
		{change: func(s *protocol.Start) { s.Limits["Z"] = 9 }, want: `there is no species "Z": the model has X, Y`},
		{change: func(s *protocol.Start) { s.Pairs = [][2]string{{"X", "Z"}} }, want: `there is no species "Z": the model has X, Y`},
		{change: func(s *protocol.Start) { s.Pairs = [][2]string{{"X", "X"}} }, want: "a pair needs two species, not X twice"},
		{change: func(s *protocol.Start) {
			s.Limits["X"], s.Limits["Y"], s.Pairs = 9999, 999, [][2]string{{"X", "Y"}}
		}, late: true, want: "the joint law of X and Y would have 10000 x 1000 entries: lower their count limits or choose another pair"},
		{change: func(s *protocol.Start) {
			s.Text, s.Solver, s.Limits = "species X, Y\n0 -> X @ 1\n0 -> Y @ 1\n", protocol.FSP, map[string]int{"X": 1999, "Y": 1999}
		}, late: true, want: "the network reaches more than 1000000 states within its count limits, too many for the solver fsp: use the solver van, or lower the count limits"},
		{change: func(s *protocol.Start) { s.Text = "species X\nX -> @ 1\n" }, line: 2, col: 6},
		{change: func(s *protocol.Start) { s.Text = "" }, line: 1, col: 1},
		{change: func(s *protocol.Start) { s.Text = "species X = 3\n" }, line: 1, col: 14},
	} {
		start := good(c.change)
		got := ran(start, newSource)
		if got.failed == nil {
			t.Errorf("%q: no failure", c.want)
			continue
		}
		f := *got.failed
		if !f.BadInput || f.Job != 3 || len(got.frames) > 0 || got.done != nil {
			t.Errorf("%q: got %+v", c.want, got)
		}
		switch early := Check(start); {
		case c.late != (early == nil):
			t.Errorf("%q: Check gives %+v", f.Message, early)
		case early != nil && *early != f:
			t.Errorf("%q: Check gives %+v", f.Message, *early)
		}
		if f.Line != c.line || f.Col != c.col {
			t.Errorf("%q: at %d:%d, want %d:%d", f.Message, f.Line, f.Col, c.line, c.col)
		}
		if c.want != "" && f.Message != c.want {
			t.Errorf("got  %q\nwant %q", f.Message, c.want)
		}
		if f.Message == "" || strings.Contains(f.Message, "\n") {
			t.Errorf("not a sentence: %q", f.Message)
		}
	}
}

// Settings within bounds that lead nowhere end in a sentence or in laws that are
// laws, never in numbers that are none.
func TestRatesThatLeadNowhere(t *testing.T) {
	for _, network := range []protocol.Network{
		{Method: "policy-gradient", Rate: 10},
		{Method: "policy-gradient", Arch: "gru", Rate: 10, Updates: 30},
		{Method: "natural-gradient", Rate: 10},
		{Method: "natural-gradient", Arch: "nade", Rate: 10, Head: "categorical"},
		{Method: "natural-gradient", Loss: "hellinger", Rate: 10},
		{Method: "policy-gradient", Loss: "l2", Rate: 10},
	} {
		start := protocol.Start{Job: 3, Text: "0 -> X @ 20\nX -> 0 @ 1", Times: []float64{0.5, 1}, VAN: network}
		got := ran(start, newSource)
		if f := got.failed; f != nil && (f.Message == "" || strings.Contains(f.Message, "\n") || strings.Contains(f.Message, "fault")) {
			t.Errorf("%+v: %q", network, f.Message)
		} else if f == nil && len(got.frames) != 2 {
			t.Errorf("%+v: %d frames", network, len(got.frames))
		}
		for _, f := range got.frames {
			sum := 0.0
			for _, p := range f.Law.Marginals[0] {
				sum += p
			}
			if !(math.Abs(sum-1) < 1e-4) {
				t.Errorf("%+v: probabilities sum to %g", network, sum)
			}
		}
	}
}

package session

import (
	"math"
	"testing"

	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// Every solver and method takes a rate at the right time: immigration in
// pairs at 5 (1 + cos 2t) and death at 1 keep each count a Poisson law, whose mean
// is 5 (1 - e^-t) + cos 2t + 2 sin 2t - e^-t. A rate taken a tenth of a unit late
// would be at a distance of 0.07 at t = 0.8.
func TestRatesThatDependOnTime(t *testing.T) {
	for _, c := range []struct {
		solver protocol.Solver
		way    protocol.Network
		most   float64
	}{
		{protocol.FSP, protocol.Network{}, 1e-4},
		{protocol.SSA, protocol.Network{}, 0.03},
		{protocol.VAN, protocol.Network{}, 0.01},
		{protocol.VAN, protocol.Network{Method: "natural-gradient", Arch: "nade"}, 0.03},
	} {
		for _, law := range []string{"@ 5*(1 + cos(2*t))", "; 5*(1 + cos(2*t))"} {
			start := protocol.Start{Text: "species X, Y\n0 -> X + Y " + law + "\nX -> 0 @ 1\nY -> 0 @ 1", Times: []float64{0.8, 2, 4}, Solver: c.solver, Seed: 1,
				Limits: map[string]int{"X": 30, "Y": 30}}
			if c.way.Method != "" { // one species is enough work for it
				start.Text, start.Limits = "init X ~ poisson(0.001)\n0 -> X "+law+"\nX -> 0 @ 1", map[string]int{"X": 30}
				start.VAN, start.Step = c.way, 0.02
			}
			for _, f := range finished(t, start, newSource).frames {
				mean := drivenMean(f.Time)
				for i, p := range f.Law.Marginals {
					if d := dist.Hellinger(p, poisson(mean, 31)); d > c.most {
						t.Errorf("%s %s %s, species %d: %.4f from the law at t = %g", c.solver, c.way.Method, law, i, d, f.Time)
					}
				}
			}
		}
	}
}

func drivenMean(t float64) float64 {
	e := math.Exp(-t)
	return 5*(1-e) + math.Cos(2*t) + 2*math.Sin(2*t) - e
}

// The same where the rate belongs to a species that comes later in the order: five
// Y on average make X, whose mean is as above.
func TestLaterRatesThatDependOnTime(t *testing.T) {
	text := "species X, Y\norder X, Y\ninit Y ~ poisson(5)\n0 <-> Y @ 5, 1\nY -> X + Y @ 1 + cos(2*t)\nX -> 0 @ 1"
	for _, f := range finished(t, protocol.Start{Text: text, Times: []float64{0.8, 2, 4}, Seed: 1}, newSource).frames {
		near(t, "mean of X", f.Law.Mean[0]/drivenMean(f.Time), 1, 0.03)
	}
}

// A step is what is asked for: of the gradient methods exactly, but for the first,
// a tenth, and where a frame cuts; of the projected method at most.
func TestSteps(t *testing.T) {
	text := "init X ~ poisson(3)\n0 <-> X @ 3, 1"
	for _, c := range []struct {
		method      string
		least, most int
	}{
		{"natural-gradient", 11, 12},
		{"policy-gradient", 11, 12},
		{"projected", 20, 30},
	} {
		step := 0.1
		if c.method == "projected" {
			step = 0.05 // nothing moves: it would take far longer ones
		}
		start := protocol.Start{Text: text, Times: []float64{1}, Step: step, VAN: protocol.Network{Method: c.method}, Seed: 1}
		d := finished(t, start, newSource).frames[0]
		if d.Steps < c.least || d.Steps > c.most {
			t.Errorf("%s: %d steps", c.method, d.Steps)
		}
		if updates := map[string]int{"natural-gradient": 5, "policy-gradient": 100}[c.method] * (d.Steps + 9); d.Updates != updates {
			t.Errorf("%s: %d updates in %d steps, want %d", c.method, d.Updates, d.Steps, updates)
		}
	}
}

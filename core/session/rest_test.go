package session

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/crn/gallery"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// telegraph is a gene that switches on and off and makes a protein that lives
// for a unit of time.
const telegraph = `species G_off = 1, G_on, P
G_off <-> G_on @ 0.6, 0.4
G_on -> G_on + P @ 12
P -> 0 @ 1
`

// betaPoisson is the stationary law of its protein: Poisson with the mean 12 x, of
// which x is Beta(0.6, 0.4) (J. Peccoud, B. Ycart, Theor. Popul. Biol. 48, 222,
// 1995). The substitution x = sin^2(a) takes the poles off.
func betaPoisson(levels int) []float64 {
	p := make([]float64, levels)
	for k := range p {
		p[k] = quad.Fixed(func(a float64) float64 {
			x := math.Sin(a) * math.Sin(a)
			density := 2 * math.Pow(math.Sin(a), 2*0.6-1) * math.Pow(math.Cos(a), 2*0.4-1) * math.Gamma(1) / (math.Gamma(0.6) * math.Gamma(0.4))
			return density * distuv.Poisson{Lambda: 12 * x}.Prob(float64(k))
		}, 0, math.Pi/2, 20_000, quad.Legendre{}, 0)
	}
	return p
}

// evenly returns n times up to last.
func evenly(n int, last float64) []float64 {
	times := make([]float64, n)
	for i := range times {
		times[i] = last * float64(i+1) / float64(n)
	}
	return times
}

// Every solver stops at the stationary law, before the horizon, and says so.
func TestStopsAtTheStationaryLaw(t *testing.T) {
	birth, _ := gallery.Lookup("birth-death")
	for _, c := range []struct {
		name      string
		start     protocol.Start
		species   int
		law       []float64
		relaxes   float64 // longest time of relaxation
		far       map[protocol.Solver]float64
		tolerance float64
	}{
		{"birth and death", protocol.Start{Text: birth.Text, Times: evenly(60, 3000)}, 0, poisson(10, 40), 100,
			map[protocol.Solver]float64{protocol.VAN: 0.01, protocol.FSP: 0.003, protocol.SSA: 0.03}, 2e-5},
		{"telegraph", protocol.Start{Text: telegraph, Times: evenly(80, 40)}, 2, betaPoisson(40), 1,
			map[protocol.Solver]float64{protocol.VAN: 0.03, protocol.FSP: 0.003, protocol.SSA: 0.03}, 3e-3},
	} {
		for solver, far := range c.far {
			start := c.start
			start.Solver, start.Seed = solver, 1
			start.Steady = c.tolerance
			if solver == protocol.SSA {
				start.Samples, start.Steady = 20_000, 4*c.tolerance
			}
			run := ran(start, newSource)
			if run.failed != nil || run.done == nil || len(run.frames) == 0 {
				t.Fatalf("%s by %s: %+v", c.name, solver, run.failed)
			}
			last := run.frames[len(run.frames)-1]
			words := fmt.Sprintf("The law is steady at t = %.4g: since t = ", last.Time)
			if d := run.done; !d.Rested || d.Change <= 0 || d.Change >= start.Steady || !strings.HasPrefix(d.Note, words) {
				t.Errorf("%s by %s: done %+v at t = %g", c.name, solver, d, last.Time)
			}
			if last.Time < c.relaxes || len(run.frames) == len(start.Times) {
				t.Errorf("%s by %s: stopped at t = %g", c.name, solver, last.Time)
			}
			if d := dist.Hellinger(last.Law.Marginals[c.species], c.law); d > far {
				t.Errorf("%s by %s: %.4f from the stationary law at t = %g", c.name, solver, d, last.Time)
			}
		}
	}
}

// The cascade of 15 species ends with its stationary means: X1 = 10/6, each next
// 5/6 of the one before, and the last, which hands nothing on, 5 times.
func TestSteadyCascade(t *testing.T) {
	m, _ := gallery.Lookup("cascade-linear")
	run := ran(protocol.Start{Text: m.Text, Solver: protocol.SSA, Samples: 4000, Times: evenly(30, 30), Steady: 0.01, Seed: 1}, newSource)
	if run.failed != nil || !run.done.Rested {
		t.Fatalf("failed %+v, done %+v", run.failed, run.done)
	}
	law := run.frames[len(run.frames)-1].Law
	want := 10. / 6
	for i, mean := range law.Mean {
		if i == 14 {
			want *= 6
		}
		near(t, fmt.Sprintf("mean of X%d", i+1), mean, want, 5*law.MeanError[i])
		near(t, fmt.Sprintf("error of the mean of X%d", i+1), law.MeanError[i], math.Sqrt(want/4000), 0.1*math.Sqrt(want/4000))
		want *= 5. / 6
	}
}

// A horizon that comes first is told, and so is a tolerance below the noise.
func TestHorizonBeforeRest(t *testing.T) {
	for solver, words := range map[protocol.Solver]string{
		protocol.FSP: "The law is not steady at t = 2: since t = 1 it has changed by ",
		protocol.SSA: "Sampling alone makes about ",
	} {
		start := protocol.Start{Text: telegraph, Solver: solver, Times: []float64{0, 1, 2}, Steady: 1e-4}
		c := finished(t, start, newSource)
		if d := c.done; d.Rested || d.Change < 0.01 || !strings.Contains(d.Note, words) {
			t.Errorf("%s: done %+v", solver, d)
		}
	}
	start := protocol.Start{Text: telegraph, Solver: protocol.FSP, Times: []float64{0, 1, 2}}
	if d := finished(t, start, newSource).done; d.Rested || d.Change != 0 || d.Note != "" {
		t.Errorf("nobody asked: %+v", d)
	}
}

// A law that overshoots has not rested when it is back where it was half of the
// time ago; and the frames that are kept are few, however many come.
func TestRestWatch(t *testing.T) {
	frame := func(time, mean float64) *protocol.Frame {
		return &protocol.Frame{Time: time, Law: protocol.Law{Marginals: [][]float64{poisson(mean, 60)}}}
	}
	w := newRestWatch(protocol.Start{Steady: 0.001})
	for _, f := range []*protocol.Frame{frame(0, 1), frame(5, 9), frame(7, 14), frame(10, 9)} {
		if w.take(f); w.rested() {
			t.Errorf("at rest at t = %g", f.Time)
		}
	}
	near(t, "change", w.Change, dist.Hellinger(poisson(9, 60), poisson(14, 60))/5, 1e-12)

	// At rest since t = 10: seen when half of the time has passed since.
	w = newRestWatch(protocol.Start{Steady: 0.001})
	first := 0.0
	for i := range 20_000 {
		at := float64(i) / 100
		if w.take(frame(at, min(at, 10))); w.rested() && first == 0 {
			first = at
		}
	}
	near(t, "time of rest", first, 20, 20*spacing)
	if n := len(w.Past); n > 70 {
		t.Errorf("%d frames are kept", n)
	}
}

package evolve

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/dist"
	"vanscape/core/fsp"
	"vanscape/core/internal/check"
)

// frames runs a network and calls f at every time.
func frames(t *testing.T, g *cme.Generator, times []float64, set Settings, f func(i int, s *Step)) {
	t.Helper()
	for s, err := range Run(g, times, set) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Frame >= 0 {
			f(s.Frame, s)
		}
	}
}

func model(t *testing.T, name string, levels ...int) *cme.Generator {
	t.Helper()
	m, ok := gallery.Lookup(name)
	if !ok {
		t.Fatalf("no model %q", name)
	}
	return generator(t, m.Text, levels...)
}

// exactJoint is the Hellinger distance of the joint law to that of a solver.
func exactJoint(s *Step, exact *fsp.Solver) float64 {
	return dist.Hellinger(law(s, exact.Space()), exact.Probability())
}

// law is the joint law over all states of a space.
func law(s *Step, space *cme.Space) []float64 {
	size := len(s.Model.Sites().Levels)
	n := make([]int, space.Len()*size)
	for i := range space.Len() {
		space.State(n[i*size:(i+1)*size], i)
	}
	p := make([]float64, space.Len())
	s.LogProb(p, n)
	for i := range p {
		p[i] = math.Exp(p[i])
	}
	return p
}

// Births and deaths keep a Poisson law Poisson, which one coefficient holds: what
// is left is the error of the time steps.
func TestBirthDeathStaysPoisson(t *testing.T) {
	g := generator(t, "0 -> X @ 4\nX -> 0 @ 0.5", 40)
	times := []float64{0, 0.5, 1, 2, 4, 8}
	frames(t, g, times, Settings{}, func(i int, s *Step) {
		decay := math.Exp(-0.5 * times[i])
		mean := 8*(1-decay) + narrow(DefaultTolerance)*decay
		want := make([]float64, 40)
		for k := range want {
			want[k] = distuv.Poisson{Lambda: mean}.Prob(float64(k))
		}
		got := s.Observe(nil)
		if d := dist.Hellinger(got.Marginals[0], want); d > 0.015 {
			t.Errorf("t = %g: Hellinger distance %.4f to a Poisson law of mean %.3f", times[i], d, mean)
		}
		check.CloseRel(t, "mean", got.Mean[0], mean, 0.02)
	})
}

// A law that has become certain, so that its metric is nothing but rounding, stays as it is however long it is watched.
func TestRestsWhereNothingIsLeft(t *testing.T) {
	g := generator(t, "species A = 20, B\nA -> B @ 1", 21, 21)
	times := make([]float64, 101)
	for i := range times {
		times[i] = 0.5 * float64(i)
	}
	frames(t, g, times, Settings{}, func(i int, s *Step) {
		got, want := s.Observe(nil).Mean[0], 20*math.Exp(-times[i])
		if i > 0 && math.Abs(got-want) > 0.01*want+1e-3 {
			t.Errorf("t = %g: mean %g, want %g", times[i], got, want)
		}
	})
}

// The law starts as the network's initial law, and moves with it.
func TestInitialLaws(t *testing.T) {
	for law, bound := range map[string]float64{
		"poisson(1)": 0.01, "poisson(12)": 0.01, "binomial(20, 0.4)": 0.02,
		"uniform(5, 15)": 0.15, "zipf(1.5, 30)": 0.05, "table(0.5, 0.25, 0, 0, 0, 0.25)": 0.1,
	} {
		g := generator(t, "species X\n0 -> X @ 4\nX -> 0 @ 0.5\ninit X ~ "+law, 40)
		exact, err := fsp.New(g, 1000)
		if err != nil {
			t.Fatal(err)
		}
		times := []float64{0, 0.1, 1}
		frames(t, g, times, Settings{Seed: 1}, func(i int, s *Step) {
			if err := exact.AdvanceUntil(times[i]); err != nil {
				t.Fatal(err)
			}
			d := exactJoint(s, exact)
			if d > bound {
				t.Errorf("%s, t = %g: Hellinger distance %.4f", law, times[i], d)
			}
		})
	}
}

// A linear cascade is a product of Poisson laws at every time, so the
// conditionals must stay independent of their prefix.
func TestCascadeStaysAProduct(t *testing.T) {
	g := generator(t, "species A, B, C\n0 -> A @ 6\nA -> B @ 2\nB -> C @ 2\nA -> 0 @ 1\nB -> 0 @ 1\nC -> 0 @ 1", 16, 16, 16)
	exact, err := fsp.New(g, 5000)
	if err != nil {
		t.Fatal(err)
	}
	times := []float64{0, 0.3, 1, 3}
	frames(t, g, times, Settings{}, func(i int, s *Step) {
		if i == 0 {
			// The exact law starts as narrow as the model, so that only the motion counts.
			exact.SetInitial(law(s, exact.Space()))
		}
		if err := exact.AdvanceUntil(times[i]); err != nil {
			t.Fatal(err)
		}
		if d := exactJoint(s, exact); d > 0.04 {
			t.Errorf("t = %g: joint Hellinger distance %.4f", times[i], d)
		}
	})
}

func TestAgainstExactLaw(t *testing.T) {
	for _, c := range []struct {
		name   string
		levels []int
		times  []float64
		bound  float64
		slow   bool
	}{
		{"autoregulation-1", []int{2, 2, 60}, []float64{0.5, 1, 2, 5, 10}, 0.025, false},
		{"schlogl-1", []int{120}, []float64{0.5, 1}, 0.03, false},
		{"toggle-switch", []int{2, 2, 2, 2, 85, 85}, []float64{0.5, 1}, 0.03, false},
		{"toggle-switch", []int{2, 2, 2, 2, 90, 90}, []float64{1, 2, 5, 10}, 0.05, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.slow && testing.Short() {
				t.Skip("slow")
			}
			g := model(t, c.name, c.levels...)
			exact, err := fsp.New(g, 100000)
			if err != nil {
				t.Fatal(err)
			}
			frames(t, g, c.times, Settings{Seed: 1}, func(i int, s *Step) {
				if err := exact.AdvanceUntil(c.times[i]); err != nil {
					t.Fatal(err)
				}
				if d := exactJoint(s, exact); d > c.bound {
					t.Errorf("t = %g: joint Hellinger distance %.4f, bound %g", c.times[i], d, c.bound)
				}
				seen := s.Observe(nil)
				for j, k := range g.Levels() {
					want := make([]float64, k)
					exact.Marginal(want, j)
					if d := dist.Hellinger(seen.Marginals[j], want); d > 0.03 {
						t.Errorf("t = %g: Hellinger distance %.4f of marginal %d", c.times[i], d, j)
					}
				}
			})
		})
	}
}

// Species that a law ties keep their total in every observation.
func TestLawsHold(t *testing.T) {
	g := generator(t, "species F = 2, X = 9, Y = 9\nF + X -> 2 X @ 1\nF + Y -> 2 Y @ 1\nF <-> X @ 1, 1\nF <-> Y @ 1, 1", 21, 21, 21)
	exact, err := fsp.New(g, 1000)
	if err != nil {
		t.Fatal(err)
	}
	times := []float64{0.5, 1, 2}
	frames(t, g, times, Settings{}, func(i int, s *Step) {
		seen := s.Observe(nil)
		check.Close(t, "total", seen.Mean[0]+seen.Mean[1]+seen.Mean[2], 20, 1e-3)
		if err := exact.AdvanceUntil(times[i]); err != nil {
			t.Fatal(err)
		}
		if d := exactJoint(s, exact); d > 0.08 {
			t.Errorf("t = %g: joint Hellinger distance %.4f", times[i], d)
		}
	})
}

func TestSeedDecidesTheRun(t *testing.T) {
	g := generator(t, feedback, 2, 2, 9, 9)
	final := func(seed uint64, look bool) []float64 {
		var p []float64
		for s, err := range Run(g, []float64{0.1, 0.2}, Settings{Seed: seed, Samples: 30}) {
			if err != nil {
				t.Fatal(err)
			}
			if look && s.Whole {
				s.Observe(nil)
			}
			p = append(p[:0], s.Model.Params()...)
		}
		return p
	}
	a := final(3, false)
	if !slices.Equal(a, final(3, false)) {
		t.Error("the same seed gave two runs")
	}
	if !slices.Equal(a, final(3, true)) {
		t.Error("looking at the run changed it")
	}
	if slices.Equal(a, final(4, false)) {
		t.Error("another seed gave the same run")
	}
}

func TestFramesComeAtTheirTimes(t *testing.T) {
	g := generator(t, "0 -> X @ 4\nX -> 0 @ 0.5", 40)
	times := []float64{0, 0.01, 1, 1.5}
	next, last := 0, 0.0
	frames(t, g, times, Settings{Step: 0.2}, func(i int, s *Step) {
		if i != next || s.Time != times[i] {
			t.Errorf("frame %d at t = %g, want frame %d at t = %g", i, s.Time, next, times[next])
		}
		next++
	})
	if next != len(times) {
		t.Errorf("%d frames, want %d", next, len(times))
	}
	for s := range Run(g, times, Settings{Step: 0.2}) {
		if s.Time < last {
			t.Fatal("time went back")
		}
		if s.StepSize > 0.2 {
			t.Fatalf("a step of %g, longer than asked for", s.StepSize)
		}
		last = s.Time
	}
}

func TestCallerStopsARun(t *testing.T) {
	g := model(t, "toggle-switch", 2, 2, 2, 2, 85, 85)
	yields := 0
	for range Run(g, []float64{1e6}, Settings{}) {
		if yields++; yields == 20 {
			break
		}
	}
	if yields != 20 {
		t.Errorf("the run ended by itself after %d yields", yields)
	}
}

func TestBadRateEndsARun(t *testing.T) {
	for _, text := range []string{
		"species X = 3\nX -> 0 @ 1\n0 -> X ; 2 - t",
		"species X = 3, Y\nX -> Y ; 1 - 0.4*Y\n0 -> Y @ 3", // reads a later species
	} {
		net, err := crn.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		levels := make([]int, len(net.Species))
		for i := range levels {
			levels[i] = 30
		}
		g, err := cme.New(net, levels)
		if err != nil {
			t.Fatal(err)
		}
		var bad *cme.RateError
		for _, err = range Run(g, []float64{4}, Settings{}) {
			if err != nil {
				break
			}
		}
		if !errors.As(err, &bad) {
			t.Errorf("%q: got %v, want a RateError", text, err)
		}
	}
}

func TestStepsDoNotAllocate(t *testing.T) {
	g := model(t, "autoregulation-1", 2, 2, 60)
	r := newRun([]float64{10}, Settings{}.withDefaults())
	if err := r.build(g, g.Levels(), 0); err != nil {
		t.Fatal(err)
	}
	goOn := func(*Step, error) bool { return true }
	step := func() {
		r.sample(goOn)
		r.flux(goOn)
		if err := r.move(10); err != nil {
			t.Fatal(err)
		}
	}
	for range 150 {
		step() // buffers grow
	}
	if n := testing.AllocsPerRun(20, step); n > 0 {
		t.Errorf("%g allocations a step", n)
	}
}

package evolve

import (
	"math"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/internal/check"
)

// built is a fit at the start of a generator.
func built(t *testing.T, g *cme.Generator, set Settings) *fit {
	t.Helper()
	f := &fit{set: set.withDefaults()}
	if err := f.build(g, g.Levels(), 0); err != nil {
		t.Fatal(err)
	}
	return f
}

// enumeratedFit is a fit whose tree holds every state, moved off its start and
// away from its old law.
func enumeratedFit(t *testing.T, set Settings) *fit {
	t.Helper()
	set.Samples, set.Width, set.Basis, set.Seed = 100000, 3, 4, 5
	f := built(t, generator(t, feedback, 2, 2, 7, 6), set)
	f.yield = func(*Step, error) bool { return true }
	p := f.m.Params()
	for i := range p {
		p[i] = 0.4*p[i] + 0.2*math.Sin(float64(3*i))
	}
	f.remember()
	for i := range p {
		p[i] += 0.05 * math.Cos(float64(5*i))
	}
	return f
}

// euler is T p of the old law over all states: every state hands on what leaves
// it, where the target asks what arrives.
func euler(f *fit, h float64) (n []int, p []float64) {
	size := f.g.Species()
	n, old := statesOf(f.g, f.target.old)
	p = append(p, old...)
	number := map[string]int{}
	for i := range old {
		number[key(n[i*size:(i+1)*size])] = i
	}
	next := make([]int, size)
	for i, w := range old {
		for r := range f.g.Reactions() {
			for j, v := range f.g.Jump(r) {
				next[j] = n[i*size+j] + v
			}
			if to, ok := number[key(next)]; ok {
				flow := h * w * f.g.Propensity(r, n[i*size:(i+1)*size], f.time)
				p[i] -= flow
				p[to] += flow
			}
		}
	}
	return n, p
}

func TestTargetIsOneStepOfEuler(t *testing.T) {
	f := enumeratedFit(t, Settings{Method: PolicyGradient})
	const h = 0.02
	n, want := euler(f, h)
	if _, err := f.target.learn(n, f.amid); err != nil {
		t.Fatal(err)
	}
	got := make([]float64, len(want))
	f.target.lnEuler(got, n, h)
	total := 0.0
	for i := range got {
		total += math.Exp(got[i])
		want[i] = math.Log(want[i])
	}
	check.CloseSlice(t, "ln T p", got, want, 1e-5)
	check.Close(t, "total", total, 1, 1e-5)
}

// A narrow law has states far below the least float64, where arrivals are all
// that the target has.
func TestTargetFarFromTheLaw(t *testing.T) {
	g := generator(t, "species X = 50\nX -> 0 @ 1", 400)
	f := built(t, g, Settings{Method: PolicyGradient})
	f.remember()
	n := []int{390, 391}
	if _, err := f.target.learn(n, func() bool { return true }); err != nil {
		t.Fatal(err)
	}
	lnp := make([]float64, 2)
	f.m.LogProb(lnp, n)
	if lnp[0] > -2000 {
		t.Fatalf("ln p = %g is not far", lnp[0])
	}
	check.CloseRel(t, "arrivals", f.target.at(n[:1]).arrive, lnp[1]+math.Log(391), 1e-6)
}

// Each state asked for twice or in two batches is evaluated once, and the caller
// is heard in between.
func TestTargetLearnsEachStateOnce(t *testing.T) {
	f := enumeratedFit(t, Settings{Method: PolicyGradient})
	n, p := statesOf(f.g, f.m)
	pauses := 0
	count := func() bool { pauses++; return true }
	for range 2 {
		if goOn, err := f.target.learn(append(n, n...), count); err != nil || !goOn {
			t.Fatal(goOn, err)
		}
	}
	if want := (len(p) + chunk - 1) / chunk; len(f.target.known) != len(p) || pauses != want {
		t.Errorf("%d states in %d pieces, want %d in %d", len(f.target.known), pauses, len(p), want)
	}
	f.remember()
	if goOn, _ := f.target.learn(n, func() bool { return false }); goOn {
		t.Error("the caller was not heard")
	}
}

func TestEulerOfExtremes(t *testing.T) {
	none := math.Inf(-1)
	for _, c := range []struct {
		name     string
		l        local
		dt, want float64
		negative bool
	}{
		{"nothing happens", local{-3, none, 0}, 0.1, -3, false},
		{"only exit", local{-3, none, 4}, 0.1, -3 + math.Log(0.6), false},
		{"both", local{math.Log(0.2), math.Log(0.5), 1}, 0.1, math.Log(0.2*0.9 + 0.05), false},
		{"more leaves than there is", local{-3, none, 40}, 0.1, -3 + math.Log(leastFactor), true},
		{"arrivals make up for it", local{-3, -3 + math.Log(50), 40}, 0.1, -3 + math.Log(1-4+5), false},
		{"arrivals do not", local{-3, -3 + math.Log(20), 40}, 0.1, -3 + math.Log(leastFactor), true},
		{"far below a float64", local{-2000, -3, 40}, 0.1, -3 + math.Log(0.1), false},
		{"all of it far below", local{-2000, -2000, 1}, 0.5, -2000, false},
	} {
		check.Close(t, c.name, c.l.lnEuler(c.dt), c.want, 1e-12)
		if got := c.l.negative(c.dt); got != c.negative {
			t.Errorf("%s: negative %v", c.name, got)
		}
	}
}

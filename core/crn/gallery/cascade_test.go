package gallery

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/fsp"
	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// The propensities of the cascades of fifteen species, worked out by hand at the
// state X_i = i - 1 from the published rates. Reactions stand in the order:
// making, handing on, decay.
func TestCascadePropensities(t *testing.T) {
	// t0 = 25 and NN = 1.5 give beta = 500/3, gamma = 5/2, b = 50/3, km = 5000/3
	// and k0 = 200/3. The first species is empty and hands nothing on, although
	// its Hill law is b there.
	hill := []float64{500. / 3, 0}
	for n := 1; n < 14; n++ {
		hill = append(hill, 50./3+5000*float64(n)/(200+3*float64(n)))
	}
	linear := []float64{10}
	feedback := []float64{1 + 100./24}
	for n := range 14 {
		linear = append(linear, 5*float64(n))
		feedback = append(feedback, 5*float64(n))
	}
	for n := range 15 {
		hill = append(hill, 2.5*float64(n))
		linear = append(linear, float64(n))
		feedback = append(feedback, float64(n))
	}
	for name, want := range map[string][]float64{
		"cascade-linear": linear, "cascade-linear-reversed": linear, "cascade-hill": hill, "cascade-feedback": feedback,
	} {
		net := network(t, name)
		if len(net.Species) != 15 || len(net.Reactions) != len(want) || slices.Max(net.Initial()) != 0 {
			t.Fatalf("%s: %d species, %d reactions, start %v", name, len(net.Species), len(net.Reactions), net.Initial())
		}
		place := make([]int, 15) // of X1, X2 ...
		state := make([]int, 15)
		for i := range place {
			place[i] = net.Index(fmt.Sprintf("X%d", i+1))
			state[place[i]] = i
		}
		change, wantChange := make([]int, 15), make([]int, 15)
		for r := range net.Reactions {
			check.CloseRel(t, name+": "+net.Reactions[r].String(net), net.Reactions[r].Propensity(state, 0), want[r], 1e-14)
			clear(wantChange)
			switch {
			case r == 0:
				wantChange[place[0]] = 1
			case r < 15:
				wantChange[place[r-1]], wantChange[place[r]] = -1, 1
			default:
				wantChange[place[r-15]] = -1
			}
			if net.Reactions[r].Change(change); !slices.Equal(change, wantChange) {
				t.Errorf("%s: %s changes %v", name, net.Reactions[r].String(net), change)
			}
		}
	}
	if first := network(t, "cascade-linear-reversed").Species[0].Name; first != "X15" {
		t.Errorf("the reversed cascade begins with %s", first)
	}
}

// The Hill cascade of two species against the law of an independent program.
func TestHillReference(t *testing.T) {
	net, err := crn.Parse(hillText(2))
	if err != nil {
		t.Fatal(err)
	}
	g, err := cme.New(net, []int{40, 60})
	if err != nil {
		t.Fatal(err)
	}
	s, err := fsp.New(g, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Reference(t, "cascade-hill-2").Frames {
		if err := s.AdvanceUntil(f.Time); err != nil {
			t.Fatal(err)
		}
		for i, k := range g.Levels() {
			p := make([]float64, k)
			s.Marginal(p, i)
			check.CloseSlice(t, fmt.Sprintf("t = %g, X%d", f.Time, i+1), p, f.Marginals[i], 1e-8)
		}
	}
}

// Feedback in two species: simulations against the exact law.
func TestFeedbackOfTwo(t *testing.T) {
	net, err := crn.Parse(feedbackText(2))
	if err != nil {
		t.Fatal(err)
	}
	g, err := cme.New(net, []int{25, 50})
	if err != nil {
		t.Fatal(err)
	}
	exact, err := fsp.New(g, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	e := ssa.New(net, 5000, 1)
	if err := e.AdvanceUntil(2); err != nil {
		t.Fatal(err)
	}
	if err := exact.AdvanceUntil(2); err != nil {
		t.Fatal(err)
	}
	for i, k := range g.Levels() {
		p := make([]float64, k)
		exact.Marginal(p, i)
		counts := make([]int, k)
		for states := e.States(); len(states) > 0; states = states[2:] {
			counts[states[i]]++
		}
		check.ChiSquare(t, net.Species[i].Name, counts, p, 1e-4)
	}
}

// What simulations of the cascades must show whatever the rates of handing on.
// In the linear one X_i is Poisson, with the mean of the rate equations. In the
// Hill cascade every molecule decays at gamma wherever it is, so the total is
// Poisson with mean beta (1 - exp(-gamma t))/gamma.
func TestCascadesBySimulation(t *testing.T) {
	const runs, falseAlarm = 3000, 1e-4
	for seed, c := range []struct {
		name string
		at   float64
		of   func(counts []int) int // counts of X1, X2 ...
		mean float64
	}{
		{"cascade-linear", 0.5, func(n []int) int { return n[0] }, 10. / 6 * (1 - math.Exp(-3))},
		{"cascade-linear-reversed", 0.5, func(n []int) int { return n[0] }, 10. / 6 * (1 - math.Exp(-3))},
		{"cascade-linear-reversed", 8, func(n []int) int { return n[14] }, 0},
		{"cascade-hill", 0.4, total, 200. / 3 * (1 - math.Exp(-1))},
	} {
		net := network(t, c.name)
		e := ssa.New(net, runs, uint64(seed))
		if err := e.AdvanceUntil(c.at); err != nil {
			t.Fatal(err)
		}
		mean := c.mean
		if mean == 0 {
			mean = lastMean(c.at)
		}
		var counts []int
		inOrder := make([]int, 15)
		for states := e.States(); len(states) > 0; states = states[15:] {
			for i := range inOrder {
				inOrder[i] = states[net.Index(fmt.Sprintf("X%d", i+1))]
			}
			k := c.of(inOrder)
			for len(counts) <= k {
				counts = append(counts, 0)
			}
			counts[k]++
		}
		want := make([]float64, int(mean+12*math.Sqrt(mean)+12))
		for k := range want {
			want[k] = distuv.Poisson{Lambda: mean}.Prob(float64(k))
		}
		check.ChiSquare(t, c.name, counts, want, falseAlarm)
	}
}

func total(n []int) int {
	sum := 0
	for _, k := range n {
		sum += k
	}
	return sum
}

// lastMean integrates the rate equations of the linear cascade by Euler steps of
// 1e-4, which is far more than 3,000 runs resolve, and returns the mean of X15.
func lastMean(until float64) float64 {
	const h = 1e-4
	var m [15]float64
	for range int(until / h) {
		in := 10.0
		for i := range m {
			out := 5 * m[i]
			if i == 14 {
				out = 0
			}
			in, m[i] = out, m[i]+h*(in-out-m[i])
		}
	}
	return m[14]
}

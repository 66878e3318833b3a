package evolve

import (
	"fmt"
	"math"
	"testing"

	"vanscape/core/van"
)

// Every method with every architecture and head that goes with it, on genes of 2
// levels beside proteins of 100: proteins appear, every law sums to one, and no
// state has any probability that breaks a conservation law or a count limit.
func TestEveryMethodArchitectureAndHead(t *testing.T) {
	for _, method := range []Method{Projected, PolicyGradient, NaturalGradient} {
		for _, arch := range []van.Arch{van.ArchMLP, van.ArchNADE, van.ArchGRU, van.ArchTransformer} {
			for _, head := range []van.Head{van.HeadSmooth, van.HeadCategorical} {
				if method == Projected && arch != van.ArchMLP {
					continue
				}
				t.Run(fmt.Sprintf("%v %v %v", method, arch, head), func(t *testing.T) {
					set := Settings{Method: method, Arch: arch, Head: head, Width: 8, Samples: 60, Step: 0.002, Seed: 1}
					if method == PolicyGradient {
						set.Updates, set.Rate = 30, 0.05
					}
					slow := method == Projected && head == van.HeadCategorical
					if slow {
						set.Width = 2 // matrices of 300 rows in place of 900
					}
					g := model(t, "toggle-switch", 2, 2, 2, 2, 100, 100)
					for s, err := range Run(g, []float64{0.006}, set) {
						switch {
						case err != nil:
							t.Fatal(err)
						case slow && s.Whole && s.Steps == 3:
							lawful(t, s)
							return
						case s.Frame >= 0:
							lawful(t, s)
							proteins(t, s)
						}
					}
				})
			}
		}
	}
}

// lawful checks a frame of the toggle switch.
func lawful(t *testing.T, s *Step) {
	t.Helper()
	const size = 6
	seen := s.Observe([][2]int{{0, 2}, {1, 3}})
	for _, j := range seen.Joints {
		if j.P[0] != 0 || j.P[3] != 0 {
			t.Errorf("a gene is neither free nor bound with probability %g, both with %g", j.P[0], j.P[3])
		}
	}
	for i, p := range seen.Marginals {
		sum := 0.0
		for _, v := range p {
			if !(v >= 0) {
				t.Fatalf("species %d has a probability of %g", i, v)
			}
			sum += v
		}
		if len(p) != s.Generator.Levels()[i] || math.Abs(sum-1) > 1e-5 {
			t.Errorf("species %d: %d probabilities that sum to %g", i, len(p), sum)
		}
	}
	states := []int{
		1, 1, 0, 0, 99, 99, // the only one that may be
		1, 1, 0, 0, 100, 0,
		1, 1, 0, 0, 0, -1,
		1, 1, 1, 0, 0, 0,
		1, 0, 0, 0, 0, 0,
		2, 1, 0, 0, 0, 0,
	}
	lnp := make([]float64, len(states)/size)
	s.LogProb(lnp, states)
	for r, v := range lnp {
		if math.IsInf(v, -1) != (r > 0) || math.IsNaN(v) {
			t.Errorf("state %v has ln p = %g", states[r*size:(r+1)*size], v)
		}
	}
}

// proteins checks that a frame at 0.006 has proteins: 0.3 of each, if not a little less
// because updates lag.
func proteins(t *testing.T, s *Step) {
	t.Helper()
	for i, m := range s.Observe(nil).Mean[4:] {
		if m < 0.06 || m > 0.5 {
			t.Errorf("protein %d has the mean %g", i, m)
		}
	}
}

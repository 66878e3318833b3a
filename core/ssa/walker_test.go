package ssa

import (
	"math/rand/v2"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// After every event the propensities that the dependency graph kept are those
// of the state.
func TestRatesFollowTheState(t *testing.T) {
	for _, m := range gallery.All() {
		net, err := crn.Parse(m.Text)
		if err != nil {
			t.Fatal(err)
		}
		p := newPlan(net, countCap)
		w := newWalker(p)
		if err := w.put(p.start, 0, rand.NewPCG(1, 2)); err != nil {
			t.Fatal(err)
		}
		for range 2000 {
			if _, err := w.walk(0, m.Horizon, 1); err != nil {
				t.Fatal(err)
			}
			for _, r := range p.calm {
				if want := net.Reactions[r].Propensity(w.n, w.t); w.rates[r] != want {
					t.Fatalf("%s: reaction %d at %v is taken to have the rate %v, it has %v", m.Name, r, w.n, w.rates[r], want)
				}
			}
		}
	}
}

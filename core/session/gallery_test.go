package session

import (
	"testing"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// Every model of the gallery runs and has the exact law that it claims, and
// simulations agree with that law: a histogram of B draws is at its expected
// distance, the ErrorEstimate, and hardly ever at twice that. Laws with many counts
// that are rarely met lie below it.
func TestGalleryBySimulation(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for _, m := range gallery.All() {
		t.Run(m.Name, func(t *testing.T) {
			start := protocol.Start{Text: m.Text, Times: m.Times[:min(4, len(m.Times))], Solver: protocol.SSA, Samples: 1000, Seed: 2, Exact: true}
			if m.Pair[0] != m.Pair[1] {
				start.Pairs = [][2]string{m.Pair}
			}
			c := finished(t, start, newSource)
			for _, f := range c.frames {
				if (f.Exact == nil) != (m.Exact == gallery.Simulation) || len(f.Law.Joints) != len(start.Pairs) {
					t.Fatalf("t = %g: exact law %v, %d joint laws", f.Time, f.Exact != nil, len(f.Law.Joints))
				}
				for i, d := range f.MarginalHellinger {
					if d > 2*f.ErrorEstimate+1e-6 {
						t.Errorf("t = %g: %s is %.4f from the exact law, expected %.4f", f.Time, c.started.Species[i], d, f.ErrorEstimate)
					}
				}
			}
			task, err := newTask(start, func() error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			if (newClosedLaw(task) != nil) != (m.Exact == gallery.ClosedForm) || m.Exact == gallery.ListedStates && c.started.ExactStates == 0 {
				t.Errorf("its exact law is not by %v", m.Exact)
			}
		})
	}
}

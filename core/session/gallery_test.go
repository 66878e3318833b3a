package session

import (
	"strings"
	"testing"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// Every model of the gallery runs, and simulations agree with the exact law
// where there is one: a histogram of B draws is at its expected distance, the
// ErrorEstimate, and hardly ever at twice that. Laws with many counts that are
// rarely met lie below it.
func TestGalleryBySimulation(t *testing.T) {
	for _, m := range gallery.All() {
		t.Run(m.Name, func(t *testing.T) {
			times := m.Times[:min(4, len(m.Times))]
			c := finished(t, protocol.Start{Text: m.Text, Times: times, Solver: protocol.SSA, Samples: 1000, Seed: 2, Exact: true}, newSource)
			for _, f := range c.frames {
				if f.Exact == nil {
					continue
				}
				for i, d := range f.MarginalHellinger {
					if d > 2*f.ErrorEstimate+1e-6 {
						t.Errorf("t = %g: %s is %.4f from the exact law, expected %.4f", f.Time, c.started.Species[i], d, f.ErrorEstimate)
					}
				}
			}
			if !strings.HasPrefix(m.Name, "cascade") && c.started.ExactStates == 0 {
				t.Errorf("there is no exact law: %v", c.started.Notes)
			}
		})
	}
}

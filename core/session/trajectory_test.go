package session

import (
	"slices"
	"testing"

	"vanscape/core/protocol"
)

// Trajectories come with the frames, whole and in the order of the text: geneLast
// names the protein first, which the generator takes last.
func TestTrajectories(t *testing.T) {
	c := finished(t, protocol.Start{Text: geneLast, Solver: protocol.SSA, Times: []float64{0, 1, 3}, Samples: 50, Seed: 3, Trajectories: 4}, newSource)
	mean := 0.0
	for i, f := range c.frames {
		if len(f.Trajectories) != 4 {
			t.Fatalf("%d trajectories", len(f.Trajectories))
		}
		for _, p := range f.Trajectories {
			if p.Gaps || p.Times[len(p.Times)-1] != f.Time || i == 0 && !slices.Equal(p.Counts, []int{0, 1, 0}) {
				t.Errorf("t = %g: %+v", f.Time, p)
			}
			for n := p.Counts; len(n) > 0; n = n[3:] {
				if n[1] != 1 || n[2] != 0 {
					t.Errorf("t = %g: the gene is %v", f.Time, n[1:3])
				}
			}
			mean += float64(p.Counts[len(p.Counts)-3]) / 4
		}
	}
	if mean < 2 { // of P at t = 1 and 3, which are 3.2 and 4.8
		t.Errorf("hardly any protein: %g", mean)
	}
	// The same simulations without them.
	silent := finished(t, protocol.Start{Text: geneLast, Solver: protocol.SSA, Times: []float64{0, 1, 3}, Samples: 50, Seed: 3}, newSource)
	if !slices.Equal(silent.frames[2].Law.Mean, c.frames[2].Law.Mean) || silent.frames[2].Trajectories != nil {
		t.Error("recording changes the simulations")
	}
}

package session

import (
	"strings"
	"sync"
	"testing"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// The estimate is within three times of the distance to the exact law on 90 of 100 frames of
// the gallery over three seeds; each seed is some two frames of 100 off.
func TestEstimateIsCalibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	var mutex sync.Mutex
	frames, right := 0, 0
	t.Run("models", func(t *testing.T) {
		for _, m := range gallery.All() {
			if m.Exact == gallery.Simulation {
				continue
			}
			t.Run(m.Name, func(t *testing.T) {
				t.Parallel()
				start := protocol.Start{Text: m.Text, Exact: true, Estimate: protocol.EstimateAlways, Seed: 1}
				last := m.Horizon
				if strings.HasPrefix(m.Name, "toggle") || strings.HasPrefix(m.Name, "cascade") { // slow, the more so the later
					last = 5
				}
				for _, x := range m.Times {
					if 0 < x && x <= last {
						start.Times = append(start.Times, x)
					}
				}
				found := finished(t, start, newSource).frames
				mutex.Lock()
				defer mutex.Unlock()
				for _, f := range found {
					ratio := f.ErrorEstimate / f.JointHellinger
					frames++
					if ratio > 1./3 && ratio < 3 {
						right++
					} else {
						t.Logf("t = %g: estimate %.4f, distance %.4f", f.Time, f.ErrorEstimate, f.JointHellinger)
					}
				}
			})
		}
	})
	share := float64(right) / float64(frames)
	t.Logf("%.3f of %d frames", share, frames)
	if share < 0.9 {
		t.Errorf("%.2f of %d estimates are within three times of the distance", share, frames)
	}
}

// Without an exact law beside it a run is estimated by itself; a run by another method, or
// one that asks for no estimate, is not. The law is the same with and without.
func TestEstimateWhenThereIsNoExactLaw(t *testing.T) {
	start := protocol.Start{Text: geneLast, Times: []float64{0.5, 1}, Seed: 1}
	auto := finished(t, start, newSource)
	start.Estimate = protocol.EstimateNever
	never := finished(t, start, newSource)
	for i, f := range auto.frames {
		if f.ErrorEstimate <= 0 || f.ErrorEstimate > 0.02 {
			t.Errorf("t = %g: estimate %g", f.Time, f.ErrorEstimate)
		}
		g := never.frames[i]
		if g.ErrorEstimate != -1 || g.Law.Mean[0] != f.Law.Mean[0] {
			t.Errorf("t = %g: estimate %g and mean %g without, mean %g with", g.Time, g.ErrorEstimate, g.Law.Mean[0], f.Law.Mean[0])
		}
	}
	start.Estimate, start.Exact = protocol.EstimateAuto, true
	if f := finished(t, start, newSource).frames[0]; f.ErrorEstimate != -1 {
		t.Errorf("beside an exact law: estimate %g", f.ErrorEstimate)
	}
}

// The network beside one of the coarsest tolerance that may be asked for is coarser still.
func TestEstimateOfTheCoarsest(t *testing.T) {
	start := protocol.Start{Text: geneLast, Times: []float64{0.5}, Seed: 1, Tolerance: 0.1}
	if f := finished(t, start, newSource).frames[0]; f.ErrorEstimate <= 0 || f.ErrorEstimate > 0.3 {
		t.Errorf("estimate %g", f.ErrorEstimate)
	}
	start.Tolerance = 0.11
	if c := ran(start, newSource); c.failed == nil || c.failed.Message != "the tolerance 0.11 is not between 0.001 and 0.1, which are Hellinger distances" {
		t.Errorf("failed: %+v", c.failed)
	}
}

package evolve

import (
	"iter"
	"runtime"
	"testing"
)

// A time step allocates nothing once buffers have grown. What is left, some twenty objects in
// 200 steps, are buffers of a law that spreads further than before.
func TestNoAllocationInSteadyState(t *testing.T) {
	g := model(t, "toggle-switch", 2, 2, 2, 2, 98, 98)
	next, stop := iter.Pull2(Run(g, []float64{100}, Settings{Seed: 1, Samples: 100}))
	defer stop()
	advance := func(steps int) {
		for count := 0; count < steps; {
			s, err, ok := next()
			if err != nil || !ok {
				t.Fatal(err)
			}
			if s.Whole {
				count++
			}
		}
	}
	advance(300)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	advance(200)
	runtime.ReadMemStats(&after)
	if objects := after.Mallocs - before.Mallocs; objects > 60 {
		t.Errorf("200 steps allocate %d objects", objects)
	}
}

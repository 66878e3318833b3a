package evolve

import (
	"testing"

	"vanscape/core/dist"
	"vanscape/core/fsp"
)

func TestTry(t *testing.T) {
	for _, c := range []struct {
		text   string
		levels []int
	}{
		{"at t = 22.5: X = 20\n0 <-> X @ 1, 0.1", []int{45}},
		{"species X = 20\nat t = 22.5: X = 20\n0 <-> X @ 1, 0.1", []int{45}},
		{"at t = 22.5: X = 0\n0 <-> X @ 1, 0.1", []int{45}},
		{"species M, P\nat t = 22.5: P = 3\n0 -> M @ 2\nM -> M + P @ 0.3\nM -> 0 @ 0.2\nP -> 0 @ 0.2", []int{40, 60}},
		{"species M, P = 3\nat t = 22.5: P = 3\n0 -> M @ 2\nM -> M + P @ 0.3\nM -> 0 @ 0.2\nP -> 0 @ 0.2", []int{40, 60}},
		{"species M, P\nat t = 22.5: P = 3, M = 25\n0 -> M @ 2\nM -> M + P @ 0.3\nM -> 0 @ 0.2\nP -> 0 @ 0.2", []int{40, 60}},
	} {
		g := generator(t, c.text, c.levels...)
		exact, _ := fsp.New(g, 100000)
		times := []float64{0.1, 1, 10, 22.4999, 22.5, 22.6, 23, 24, 27, 32, 40}
		last := 0
		frames(t, g, times, Settings{Seed: 1}, func(i int, s *Step) {
			exact.AdvanceUntil(times[i])
			p := make([]float64, c.levels[0])
			exact.Marginal(p, 0)
			t.Logf("t=%g steps %d joint %.4f first %.5f", times[i], s.Steps-last, exactJoint(s, exact), dist.Hellinger(p, s.Observe(nil).Marginals[0]))
			last = s.Steps
		})
		t.Log()
	}
}

package van

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What was frozen has the same law to the last bit, also after the model has moved
// on: probabilities, conditionals and samples.
func TestFrozenModelsHaveTheSameLaw(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, _ *twin) {
		box, size := s.box(), len(s.levels)
		rows := len(box) / size
		rng := rand.New(rand.NewPCG(1, 2))
		u := make([]float64, len(box))
		for i := range u {
			u[i] = rng.Float64()
		}
		look := func(m Model) []float64 {
			all := make([]float64, rows)
			m.LogProb(all, box)
			for i, k := range s.levels {
				p := make([]float64, rows*k)
				m.Conditionals(p, i, box)
				all = append(all, p...)
			}
			n := make([]int, len(box))
			m.Sample(n, u)
			for _, v := range n {
				all = append(all, float64(v))
			}
			return all
		}
		want, f := look(m), Freeze(m)
		if f.Size() != 4*len(m.Params()) {
			t.Errorf("%d bytes for %d parameters", f.Size(), len(m.Params()))
		}
		for i := range m.Params() {
			m.Params()[i] += 0.5
		}
		again := Freeze(f.Thaw()) // frozen twice is frozen once
		for i, v := range look(again.Thaw()) {
			if math.Float64bits(v) != math.Float64bits(want[i]) {
				t.Fatalf("number %d is %v, was %v", i, v, want[i])
			}
		}
	})
}

package van

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vanscape/core/internal/check"
)

// falseAlarm is the chance that a right sampler fails one of these tests after
// a change of seed.
const falseAlarm = 1e-5

func TestSampleHasTheLawsFrequencies(t *testing.T) {
	eachModel(t, func(t *testing.T, s *shape, m Model, w *twin) {
		size, states := len(s.levels), s.states()
		if len(states) == size {
			t.Skip("one state only")
		}
		number := map[string]int{}
		p := make([]float64, len(states)/size)
		for r := range p {
			p[r] = math.Exp(w.logProb(m.Params(), row(states, r, size)))
			number[key(row(states, r, size))] = r
		}
		const draws = 8_000
		rng := rand.New(rand.NewPCG(5, 6))
		u, n := make([]float64, draws*size), make([]int, draws*size)
		for i := range u {
			u[i] = rng.Float64()
		}
		m.Sample(n, u)
		counts := make([]int, len(p))
		for r := range draws {
			at, ok := number[key(row(n, r, size))]
			if !ok {
				t.Fatalf("drew the forbidden state %v", row(n, r, size))
			}
			counts[at]++
		}
		check.ChiSquare(t, "samples", counts, p, falseAlarm)
	})
}

func key(n []int) string {
	k := make([]rune, len(n))
	for i, v := range n {
		k[i] = rune(v)
	}
	return string(k)
}

func TestQuantile(t *testing.T) {
	below := math.Nextafter(1, 0)
	for _, c := range []struct {
		name string
		p    []float64
		u    float64
		want int
	}{
		{"first", []float64{0.25, 0.5, 0.25}, 0, 0},
		{"below an edge", []float64{0.25, 0.5, 0.25}, math.Nextafter(0.25, 0), 0},
		{"on an edge", []float64{0.25, 0.5, 0.25}, 0.25, 1},
		{"last", []float64{0.25, 0.5, 0.25}, below, 2},
		{"nothing at the bottom", []float64{0, 0.5, 0.5}, 0, 1},
		{"nothing at the top", []float64{0.5, 0.5, 0}, below, 1},
		{"nothing between", []float64{0.5, 0, 0.5}, 0.5, 2},
		{"sum short of 1", []float64{0.5, 0.5 - 1e-7, 1e-38}, below, 1},
		{"sum beyond 1", []float64{0.5, 0.5, 1e-7}, below, 2},
		{"rounding at the top", []float64{0.1, 0.2, 0.3, 0.4, 0}, below, 3},
		{"one level", []float64{1}, below, 0},
	} {
		if got := quantile(slices.Clone(c.p), c.u); got != c.want {
			t.Errorf("%s: quantile(%v, %v) = %d, want %d", c.name, c.p, c.u, got, c.want)
		}
	}
}

package optim

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"vanscape/core/internal/check"
)

// Both forms of the solve against gonum's solution of the dense P x P system.
func TestSampledAgainstTheDenseSystem(t *testing.T) {
	var s Sampled
	for _, c := range []struct{ b, p int }{{3, 11}, {11, 3}, {7, 7}, {1, 5}, {40, 33}} {
		t.Run(fmt.Sprintf("%dx%d", c.b, c.p), func(t *testing.T) {
			const lambda = 0.03
			rng := rand.New(rand.NewPCG(uint64(c.b), uint64(c.p)))
			o, e := make([]float64, c.b*c.p), make([]float64, c.b)
			for i := range o {
				o[i] = rng.NormFloat64()
			}
			for i := range e {
				e[i] = rng.NormFloat64()
			}
			delta := make([]float64, c.p)
			if !s.Step(delta, o, e, lambda) {
				t.Fatal("no step")
			}
			scores := mat.NewDense(c.b, c.p, o)
			var fisher, gradient, want mat.Dense
			fisher.Mul(scores.T(), scores)
			for i := range c.p {
				fisher.Set(i, i, fisher.At(i, i)+lambda)
			}
			gradient.Mul(scores.T(), mat.NewDense(c.b, 1, e))
			if err := want.Solve(&fisher, &gradient); err != nil {
				t.Fatal(err)
			}
			check.CloseSlice(t, "delta", delta, want.RawMatrix().Data, 1e-9)
		})
	}
}

func TestSampledRefusesWhatIsNoNumber(t *testing.T) {
	var s Sampled
	zero := 0.0
	if s.Step(make([]float64, 2), []float64{zero / zero, 1}, []float64{1}, 0.1) {
		t.Error("scores that are not numbers gave a step")
	}
}

// Both forms pause while they sum and factor, and end when told to.
func TestSampledPauses(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ b, p int }{{280, 300}, {300, 280}} {
		o, e := make([]float64, c.b*c.p), make([]float64, c.b)
		for i := range o {
			o[i] = rng.NormFloat64()
		}
		pauses := 0
		s := Sampled{Pause: func() bool { pauses++; return true }}
		if !s.Step(make([]float64, c.p), o, e, 1) || pauses < 2 {
			t.Errorf("%dx%d: %d pauses", c.b, c.p, pauses)
		}
		for stop := 1; stop <= pauses; stop++ {
			calls := 0
			s.Pause = func() bool { calls++; return calls < stop }
			if s.Step(make([]float64, c.p), o, e, 1) || calls != stop {
				t.Fatalf("%dx%d: told to stop at pause %d, stopped after %d", c.b, c.p, stop, calls)
			}
		}
	}
}

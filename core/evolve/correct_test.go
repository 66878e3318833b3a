package evolve

import (
	"math"
	"testing"

	"vanscape/core/internal/check"
)

// The mean and variance of births and deaths from 8 are known. Steps of 0.01 with Euler's
// method leave the variance at t = 1 off by 0.015, steps of second order by 0.0002.
func TestCorrectionIsOfSecondOrder(t *testing.T) {
	g := generator(t, "species X = 8\n0 -> X @ 3\nX -> 0 @ 1", 40)
	stay := math.Exp(-1)
	frames(t, g, []float64{1}, Settings{Step: 0.01}, func(_ int, s *Step) {
		got := s.Observe(nil)
		check.Close(t, "mean", got.Mean[0], 3+5*stay, 1e-3)
		check.Close(t, "variance", got.Cov[0], (3+8*stay)*(1-stay), 1e-3)
	})
}

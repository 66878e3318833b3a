package closed

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"vanscape/core/internal/check"
)

// Random rate matrices against gonum's exponential.
func TestExponential(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 7} {
		for _, at := range []float64{0, 1e-3, 0.7, 30} {
			m := make([]float64, n*n)
			for i := range m {
				if m[i] = rng.Float64(); i%(n+1) == 0 {
					m[i] = -float64(n) * rng.Float64()
				}
			}
			var scaled, want mat.Dense
			scaled.Scale(at/float64(n), mat.NewDense(n, n, append([]float64(nil), m...)))
			want.Exp(&scaled)
			got := exponential(m, n, at/float64(n))
			for i, x := range got {
				check.CloseRel(t, fmt.Sprintf("%d x %d at %g, entry %d", n, n, at, i), x, want.RawMatrix().Data[i], 1e-10)
			}
		}
	}
}

package fsp_test

import (
	"fmt"
	"math"
	"testing"

	"vanscape/core/internal/check"
)

// literal is the Schlögl model with the propensities of the published code, powers
// of the count in place of falling factorials.
const literal = `species X = 50
X -> 2 X ; 2.676*X^2
X -> 0   ; 0.040*X^3
0 -> X   @ 108.102
X -> 0   @ 37.881
`

// The laws that an independent program computed, on a lattice of its own and
// printed with nine digits. Boxes are large enough that what they cut off is
// far below the tolerance. The epidemic's reference was integrated with a
// fixed step and carries an error of 5e-8 itself: ours, with a tolerance a
// thousand times smaller, moves by 2e-12.
func TestReferenceLaws(t *testing.T) {
	for _, c := range []struct {
		model  string
		levels []int
		until  float64 // frames up to here
		tol    float64 // of a probability
		long   bool    // takes seconds
	}{
		{"birth-death", []int{60}, 1000, 1e-8, false},
		{"autoregulation-1", []int{2, 2, 80}, 10, 1e-8, false},
		{"gene-expression", []int{16, 150}, 3600, 1e-8, false},
		{"schlogl-1", []int{140}, 1, 1e-8, false},
		{"schlogl-1-literal", []int{140}, 1, 1e-8, false},
		{"early-life-V1", []int{20, 101, 101}, 8, 1e-8, false},
		{"epidemic", []int{61, 61, 61}, 2, 1e-7, false},
		{"epidemic", []int{61, 61, 61}, 20, 1e-7, true},
		{"toggle-switch", []int{2, 2, 2, 2, 108, 108}, 1, 1e-8, false},
		{"toggle-switch", []int{2, 2, 2, 2, 108, 108}, 10, 1e-8, true},
	} {
		t.Run(fmt.Sprintf("%s to %g", c.model, c.until), func(t *testing.T) {
			if c.long && testing.Short() {
				t.Skip("takes seconds")
			}
			want := check.Reference(t, c.model)
			net := parse(t, literal)
			if c.model != "schlogl-1-literal" {
				net = model(t, c.model)
			}
			s := solver(t, net, c.levels...)
			sites := make([]int, len(want.Species))
			for i, name := range want.Species {
				if i < len(net.Species) && net.Index(name) < 0 {
					sites[i] = i // named otherwise there, in the same order
					continue
				}
				sites[i] = net.Index(name)
			}
			size := len(net.Species)
			mean, cov := make([]float64, size), make([]float64, size*size)
			for _, f := range want.Frames {
				if f.Time > c.until {
					break
				}
				advance(t, s, f.Time)
				s.Mean(mean)
				s.Covariance(cov)
				for a, i := range sites {
					what := fmt.Sprintf("t = %g, %s", f.Time, want.Species[a])
					check.CloseSlice(t, what, marginal(s, i), f.Marginals[a], c.tol)
					check.CloseRel(t, what+" mean", mean[i], f.Mean[a], 1e-6)
					for b, j := range sites {
						scale := math.Sqrt(f.Var[a] * f.Var[b])
						check.Close(t, what+" covariance", cov[i*size+j], f.Cov[a][b], 1e-6*scale)
					}
				}
				check.Close(t, fmt.Sprintf("t = %g, leak", f.Time), s.Leak(), 0, 1e-8)
			}
		})
	}
}

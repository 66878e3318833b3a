package van

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/internal/check"
)

// law returns the softmax of Base + Phi c.
func (b *Basis) law(c []float64) []float64 {
	p, z := make([]float64, b.K), 0.0
	top := math.Inf(-1)
	for k := range p {
		p[k] = b.Base[k]
		for j, v := range c {
			p[k] += v * b.Phi[k*b.J+j]
		}
		top = max(top, p[k])
	}
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		z += p[k]
	}
	for k := range p {
		p[k] /= z
	}
	return p
}

func moments(p []float64) (mean, sd float64) {
	for k, v := range p {
		mean += v * float64(k)
	}
	for k, v := range p {
		sd += v * (float64(k) - mean) * (float64(k) - mean)
	}
	return mean, math.Sqrt(sd)
}

// A Poisson law, cut at the count limit, is exact in the first coefficient.
func TestPoissonIsExact(t *testing.T) {
	for _, levels := range []int{5, 20, 81, 600} {
		b := newBasis(HeadSmooth, levels, levels, 10, -1)
		for _, mean := range []float64{0.01, 1, 7.3, 50, 400} {
			c := make([]float64, b.J)
			b.poisson(c, mean)
			for j, v := range c {
				if j > 0 && v != 0 {
					t.Fatalf("coefficient %d is %v", j, v)
				}
			}
			want, z := make([]float64, levels), 0.0
			top := distuv.Poisson{Lambda: mean}.LogProb(math.Min(math.Floor(mean), float64(levels-1)))
			for k := range want {
				want[k] = math.Exp(distuv.Poisson{Lambda: mean}.LogProb(float64(k)) - top)
				z += want[k]
			}
			for k := range want {
				want[k] /= z
			}
			check.CloseSlice(t, fmt.Sprintf("Poisson(%v) on %d levels", mean, levels), b.law(c), want, 1e-11)
		}
	}
}

// gaussian returns a Gaussian's values at the integers, normalised.
func gaussian(levels, n int, sd float64) []float64 {
	p, z := make([]float64, levels), 0.0
	for k := range p {
		p[k] = distuv.Normal{Mu: float64(n), Sigma: sd}.Prob(float64(k))
		z += p[k]
	}
	for k := range p {
		p[k] /= z
	}
	return p
}

// The smooth head holds a narrow Gaussian up to the third derivative of ln k!,
// which is 1/n^2.
func TestNarrow(t *testing.T) {
	for _, levels := range []int{5, 30, 200, 2000} {
		b := newBasis(HeadSmooth, levels, levels, 10, -1)
		for _, n := range []int{1, levels / 2, levels - 2} {
			for _, sd := range []float64{0.3, 0.5, 0.8} {
				c := make([]float64, b.J)
				b.narrow(c, n, sd)
				what := fmt.Sprintf("%d of %d, sd %v", n, levels, sd)
				check.CloseSlice(t, what, b.law(c), gaussian(levels, n, sd), 0.025*sd/float64(n))
			}
		}
	}
}

func TestOnly(t *testing.T) {
	for levels := 2; levels <= fewLevels; levels++ {
		b := newBasis(HeadSmooth, levels, levels, 10, -1)
		if b.J != levels-1 {
			t.Fatalf("%d levels have %d coefficients", levels, b.J)
		}
		for n := range levels {
			c := make([]float64, b.J)
			b.only(c, n, 1e-3)
			want := make([]float64, levels)
			for k := range want {
				want[k] = 1e-3 / float64(levels-1)
			}
			want[n] = 1 - 1e-3
			check.CloseSlice(t, fmt.Sprintf("level %d of %d", n, levels), b.law(c), want, 1e-15)
		}
	}
}

// No head has more coefficients than free logits would, every bump is felt at
// some count, and every count is under some bump.
func TestBumpsCoverTheLevels(t *testing.T) {
	for _, levels := range []int{5, 6, 8, 12, 13, 100, 1500} {
		b := newBasis(HeadSmooth, levels, levels, 10, -1)
		bumps := b.J - 2
		if want := min(10, levels-3); bumps != want {
			t.Fatalf("%d levels have %d bumps, want %d", levels, bumps, want)
		}
		largest := make([]float64, bumps)
		for k := range levels {
			top := 0.0
			for j, v := range b.Phi[k*b.J+2 : (k+1)*b.J] {
				largest[j] = max(largest[j], v)
				top = max(top, v)
			}
			if top < 1 {
				t.Errorf("count %d of %d stands under no bump: %v", k, levels, top)
			}
		}
		for j, v := range largest {
			if v < 0.15 {
				t.Errorf("bump %d on %d levels reaches %v", j, levels, v)
			}
		}
	}
}

// Every architecture starts at the same narrow law, whatever the head.
func TestStart(t *testing.T) {
	s := shape{levels: []int{2, 4, 40, 1, 300, 30}, width: 8, bumps: 10}
	start := []int{1, 3, 0, 0, 170, 25}
	for _, v := range variants {
		t.Run(v.String(), func(t *testing.T) {
			m := s.varied(v, 1)
			for i := range m.Params() {
				m.Params()[i] /= 100 // as small as New leaves the outputs, not 0
			}
			m.Start(start)
			for i, k := range s.levels {
				p := make([]float64, k)
				m.Conditionals(p, i, start)
				mean, sd := moments(p)
				switch {
				case k == 1:
					check.Close(t, "one level", p[0], 1, 0)
				case k <= fewLevels:
					check.CloseRel(t, "few levels", 1-p[start[i]], StartShare, 0.2)
				case start[i] == 0:
					check.CloseRel(t, "mean for a count of 0", mean, StartMean, 0.1)
					check.CloseRel(t, "p(0) for a count of 0", p[0], math.Exp(-StartMean), 0.01)
				default:
					check.Close(t, "mean", mean, float64(start[i]), 0.05)
					_, want := moments(gaussian(k, start[i], StartSD))
					check.CloseRel(t, "sd", sd, want, 0.02)
				}
				if v.set.Head == HeadCategorical && slices.Min(p) < 1e-12 {
					t.Errorf("free logits leave a level of site %d with p = %v", i, slices.Min(p))
				}
			}
		})
	}
}

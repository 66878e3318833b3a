package dist_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/dist"
	"vanscape/core/internal/check"
)

// poisson tabulates the Poisson law of mean m on 0..levels-1.
func poisson(m float64, levels int) []float64 {
	law := distuv.Poisson{Lambda: m}
	p := make([]float64, levels)
	for k := range p {
		p[k] = law.Prob(float64(k))
	}
	return p
}

// The Hellinger affinity of two Poisson laws is exp(-(sqrt a - sqrt b)^2/2)
// (F. Liese, I. Vajda, Convex Statistical Distances, 1987).
func TestHellingerOfPoissons(t *testing.T) {
	for _, c := range [][2]float64{{1, 1}, {1, 1.5}, {5, 9}, {20, 80}} {
		gap := math.Sqrt(c[0]) - math.Sqrt(c[1])
		want := math.Sqrt(1 - math.Exp(-gap*gap/2))
		got := dist.Hellinger(poisson(c[0], 200), poisson(c[1], 200))
		check.Close(t, "Hellinger", got, want, 1e-12)
	}
}

// The estimate from samples against the affinity of products of Poisson laws, for
// laws that nearly agree and laws that hardly overlap, and a mode that p has missed.
func TestSampledHellinger(t *testing.T) {
	const n, size = 5000, 15
	rng := rand.New(rand.NewPCG(1, 2))
	for _, factor := range []float64{1.0001, 1.01, 1.1, 1.5, 4} {
		var ratios [2][]float64 // of samples of p, of q
		gap := 0.0
		for i := range size {
			a := 2 + float64(i)
			gap += math.Pow(math.Sqrt(a)-math.Sqrt(a*factor), 2)
		}
		for from := range ratios {
			for range n {
				x := 0.0
				for i := range size {
					a := 2 + float64(i)
					k := distuv.Poisson{Lambda: []float64{a, a * factor}[from], Src: rng}.Rand()
					x += k*math.Log(factor) + a - a*factor
				}
				ratios[from] = append(ratios[from], x)
			}
		}
		want := math.Sqrt(1 - math.Exp(-gap/2))
		check.CloseRel(t, fmt.Sprintf("factor %g", factor), dist.SampledHellinger(ratios[0], ratios[1]), want, 0.05)
	}
	// p is q on nine tenths of q's states and has nothing on the rest.
	p, q := make([]float64, 1000), make([]float64, 1000)
	for i := range p {
		p[i] = math.Log(0.9)
		if q[i] = p[i]; i < 100 {
			q[i] = math.Inf(1)
		}
	}
	check.Close(t, "a missed mode", dist.SampledHellinger(p, q), math.Sqrt(1-math.Sqrt(0.9)), 1e-3)
	check.Close(t, "the other way round", dist.SampledHellinger([]float64{math.Inf(-1)}, []float64{math.Inf(1)}), 1, 0)
}

// gonum's Hellinger and Kullback-Leibler are the other side for tables without
// zeros.
func TestDistancesAgainstGonum(t *testing.T) {
	p, q := poisson(4, 40), poisson(7, 40)
	check.Close(t, "Hellinger", dist.Hellinger(p, q), stat.Hellinger(p, q), 1e-9)
	check.Close(t, "KL", dist.KL(p, q), stat.KullbackLeibler(p, q), 1e-12)
}

func TestDistancesOfSmallTables(t *testing.T) {
	for _, c := range []struct {
		name                 string
		p, q                 []float64
		hellinger, variation float64
		kl                   float64
	}{
		{"equal", []float64{0.25, 0.75}, []float64{0.25, 0.75}, 0, 0, 0},
		{"disjoint", []float64{1, 0}, []float64{0, 1}, 1, 1, math.Inf(1)},
		{"padded", []float64{1}, []float64{0.5, 0.5}, math.Sqrt(1 - math.Sqrt(0.5)), 0.5, math.Ln2},
		{"padded the other way", []float64{0.5, 0.5}, []float64{1}, math.Sqrt(1 - math.Sqrt(0.5)), 0.5, math.Inf(1)},
		{"below zero by rounding", []float64{1, -1e-9}, []float64{1, 0}, 0, 0, 0},
		{"empty", nil, nil, 0, 0, 0},
	} {
		check.Close(t, c.name+": Hellinger", dist.Hellinger(c.p, c.q), c.hellinger, 1e-15)
		check.Close(t, c.name+": TotalVariation", dist.TotalVariation(c.p, c.q), c.variation, 1e-15)
		check.Close(t, c.name+": KL", dist.KL(c.p, c.q), c.kl, 1e-15)
	}
}

func TestMoments(t *testing.T) {
	for _, c := range []struct {
		name           string
		p              []float64
		mean, variance float64
	}{
		{"nothing", nil, 0, 0},
		{"no mass", []float64{0, 0}, 0, 0},
		{"a delta", []float64{0, 0, 1}, 2, 0},
		{"a coin", []float64{0.5, 0.5}, 0.5, 0.25},
		{"half a coin", []float64{0.25, 0.25}, 0.5, 0.25},
		{"Poisson", poisson(30, 200), 30, 30},
	} {
		check.Close(t, c.name+": mean", dist.Mean(c.p), c.mean, 1e-12)
		check.Close(t, c.name+": variance", dist.Variance(c.p), c.variance, 1e-10)
	}
}

// A million additions of a number that has no exact binary form lose about
// 1e-11 when done one after the other; compensated they lose nothing.
func TestMassIsCompensated(t *testing.T) {
	p := make([]float64, 1_000_000)
	for i := range p {
		p[i] = 1e-7
	}
	p[0] = 0.9
	check.Close(t, "mass", dist.Mass(p), 0.9+999_999*1e-7, 2e-16)
}

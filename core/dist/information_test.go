package dist_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"vanscape/core/dist"
	"vanscape/core/internal/check"
)

func TestEntropy(t *testing.T) {
	for _, c := range []struct {
		name string
		p    []float64
		want float64
	}{
		{"nothing", nil, 0},
		{"no mass", []float64{0, 0}, 0},
		{"a delta", []float64{0, 0, 1}, 0},
		{"a coin", []float64{0.5, 0.5}, math.Ln2},
		{"half a coin", []float64{0.25, 0.25}, math.Ln2},
		{"below zero by rounding", []float64{0.5, 0.5, -1e-9}, math.Ln2},
		{"by hand", []float64{0.5, 0.25, 0.25}, 1.5 * math.Ln2},
		{"geometric", geometric(0.3, 200), -math.Log(0.3) - 0.7/0.3*math.Log(0.7)}, // (-p ln p - q ln q)/p
		{"Poisson, mean 1", poisson(1, 40), 1.3048422422562513},                    // 1 - ln 1 + exp(-1) sum_k ln(k!)/k!
		{"Poisson, gonum", poisson(30, 200), stat.Entropy(poisson(30, 200))},
	} {
		check.Close(t, c.name, dist.Entropy(c.p), c.want, 1e-12)
	}
}

func geometric(p float64, levels int) []float64 {
	table := make([]float64, levels)
	for k := range table {
		table[k] = p * math.Pow(1-p, float64(k))
	}
	return table
}

func TestInformation(t *testing.T) {
	product := []float64{}
	for _, a := range poisson(3, 30) {
		for _, b := range geometric(0.4, 50) {
			product = append(product, a*b)
		}
	}
	for _, c := range []struct {
		name    string
		p       []float64
		columns int
		want    float64
	}{
		{"no mass", []float64{0, 0}, 2, 0},
		{"one of the other", []float64{0.5, 0, 0, 0.5}, 2, math.Ln2},
		{"half of that", []float64{0.25, 0, 0, 0.25}, 2, math.Ln2},
		{"a function of the other", []float64{0.25, 0, 0.25, 0, 0, 0.5}, 2, math.Ln2},
		// A binary channel that errs in one of eight: ln 2 less the entropy of the error.
		{"a noisy channel", []float64{7. / 16, 1. / 16, 1. / 16, 7. / 16}, 2, math.Ln2 + 7./8*math.Log(7./8) + 1./8*math.Log(1./8)},
		{"independent", product, 50, 0},
		{"one column", []float64{0.5, 0.5}, 1, 0},
	} {
		check.Close(t, c.name, dist.Information(c.p, c.columns), c.want, 1e-14)
	}
}

func TestInformationPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for 3 entries in rows of 2")
		}
	}()
	dist.Information([]float64{1, 0, 0}, 2)
}

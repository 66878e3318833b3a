package crn

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The tables against gonum's densities and, for Zipf, the definition.
func TestInitialLaws(t *testing.T) {
	zipfSum := 0.0
	for k := 1; k <= 60; k++ {
		zipfSum += math.Pow(float64(k), -1.5)
	}
	for _, test := range []struct {
		law  string
		want func(k int) float64
	}{
		{"poisson(1)", func(k int) float64 { return distuv.Poisson{Lambda: 1}.Prob(float64(k)) }},
		{"poisson(a/4)", func(k int) float64 { return distuv.Poisson{Lambda: 0.75}.Prob(float64(k)) }},
		{"poisson(400.5)", func(k int) float64 { return distuv.Poisson{Lambda: 400.5}.Prob(float64(k)) }},
		{"binomial(10, 0.3)", func(k int) float64 { return distuv.Binomial{N: 10, P: 0.3}.Prob(float64(k)) }},
		{"binomial(100*a, 1 - 1/100)", func(k int) float64 { return distuv.Binomial{N: 300, P: 0.99}.Prob(float64(k)) }},
		{"uniform(a, 7)", func(k int) float64 {
			if k < 3 || k > 7 {
				return 0
			}
			return 0.2
		}},
		{"zipf(1.5, 60)", func(k int) float64 {
			if k < 1 || k > 60 {
				return 0
			}
			return math.Pow(float64(k), -1.5) / zipfSum
		}},
		{"table(0.25, 0, 0.75, 0)", func(k int) float64 { return []float64{0.25, 0, 0.75, 0, 0}[min(k, 4)] }},
		{"table(0.333, 0.333, 0.333)", func(k int) float64 { return []float64{1. / 3, 1. / 3, 1. / 3, 0}[min(k, 3)] }},
	} {
		n := mustParse(t, "a = 3\ninit X ~ "+test.law+"\nspecies X, Y = 4\n0 <-> X @ 1, 1\n0 <-> Y @ 1, 1")
		p := n.InitialLaw(0)
		if p == nil || n.InitialLaw(1) != nil {
			t.Fatalf("%s: laws %v and %v", test.law, p, n.InitialLaw(1))
		}
		sum := 0.0
		for k, got := range p {
			sum += got
			// gonum's densities go through logarithms of factorials, good to 1e-13 k.
			if want := test.want(k); math.Abs(got-want) > 1e-10*want+2e-16 {
				t.Errorf("%s: P(%d) = %v, want %v", test.law, k, got, want)
			}
		}
		if math.Abs(sum-1) > 1e-13 {
			t.Errorf("%s adds up to %v", test.law, sum)
		}
		if p[len(p)-1] == 0 || test.want(len(p)) > 2e-16 {
			t.Errorf("%s ends at %d", test.law, len(p)-1)
		}
		if top := slices.Max(p); p[n.Species[0].Initial] != top || n.Initial()[0] != n.Species[0].Initial {
			t.Errorf("%s: %d is not the likeliest count", test.law, n.Species[0].Initial)
		}
	}
}

// A law of one possible count is that count.
func TestCertainInitialLaws(t *testing.T) {
	for law, want := range map[string]int{
		"delta(5)": 5, "delta(0)": 0, "poisson(0)": 0, "uniform(3, 3)": 3, "zipf(2, 1)": 1,
		"binomial(4, 1)": 4, "binomial(4, 0)": 0, "binomial(0, 0.5)": 0, "table(0, 0, 1)": 2, "table(1)": 0,
	} {
		n := mustParse(t, "species A\ninit A ~ "+law+"\nA <-> B @ 1, 1\nspecies B = 1")
		if n.InitialLaw(0) != nil || n.Species[0].Initial != want {
			t.Errorf("%s: %v, count %d, want %d", law, n.InitialLaw(0), n.Species[0].Initial, want)
		}
	}
}

// Laws are printed and follow their species into another order.
func TestInitialLawsStay(t *testing.T) {
	n := mustParse(t, "0 -> X + Y @ 1; init Y ~ binomial(2*k,0.5) ; k = 3\nY -> 0 @ 1; init X ~ delta(2); Z -> 0 @ 1")
	want := "species X, Y, Z\nk = 3\ninit X ~ delta(2)\ninit Y ~ binomial(2*k, 0.5)\n\n0 -> X + Y @ 1\nY -> 0 @ 1\nZ -> 0 @ 1\n"
	if got := n.String(); got != want {
		t.Errorf("printed as\n%s\nwant\n%s", got, want)
	}
	m := n.Permuted([]int{1, 2, 0})
	if !slices.Equal(m.InitialLaw(0), n.InitialLaw(1)) || m.InitialLaw(1) != nil || !slices.Equal(m.Initial(), []int{3, 0, 2}) {
		t.Errorf("permuted:\n%s", m)
	}
}

// X - Y is conserved, but which value it has is left to chance.
func TestUncertainTotal(t *testing.T) {
	n := mustParse(t, "0 <-> X + Y @ 1, 1\ninit X ~ poisson(2)")
	laws := n.ConservationLaws()
	if len(laws) != 1 || n.FormatLaw(laws[0]) != "X - Y = constant" {
		t.Errorf("%v", laws)
	}
}

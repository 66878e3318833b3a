package closed_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/closed"
	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/fsp"
	"vanscape/core/internal/check"
)

func parse(tb testing.TB, text string) *crn.Network {
	tb.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return net
}

// loop has every kind of reaction that the family allows, in a circle, so that
// the rate equations do not solve one after the other.
const loop = `species A, B, C
init B ~ poisson(2)
0 -> A @ 3
A -> B @ 1.5
B <-> C @ 0.7, 0.2
C -> A @ 0.4
B -> 0 @ 1
0 <-> C @ 0.1, 0.3
`

// The joint law of three species against the exact one on listed states.
func TestJointLaw(t *testing.T) {
	net := parse(t, loop)
	p, ok := closed.NewPoisson(net)
	if !ok {
		t.Fatal("not held")
	}
	g, err := cme.New(net, []int{25, 25, 25})
	if err != nil {
		t.Fatal(err)
	}
	s, err := fsp.New(g, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []float64{0, 0.3, 2, 30} {
		if err := s.AdvanceUntil(at); err != nil {
			t.Fatal(err)
		}
		p.Set(at)
		mean := make([]float64, 3)
		s.Mean(mean)
		check.CloseSlice(t, fmt.Sprintf("means at %g", at), p.Mean(), mean, 1e-7)
		for i := range 3 {
			got, want := make([]float64, 25), make([]float64, 25)
			p.Marginal(got, i)
			s.Marginal(want, i)
			check.CloseSlice(t, fmt.Sprintf("species %d at %g", i, at), got, want, 1e-8)
		}
		ln := make([]float64, 1)
		counts := s.Space().Counts()
		for j, want := range s.Probability() {
			if want < 1e-12 {
				continue
			}
			p.LogProb(ln, []int{int(counts[3*j]), int(counts[3*j+1]), int(counts[3*j+2])})
			check.Close(t, "probability", math.Exp(ln[0]), want, 1e-8)
		}
	}
}

// The stationary means of the linear cascade, worked out by hand: X1 = 10/6, each
// next one 5/6 of the one before, and the last, which hands nothing on, 5 times.
func TestStationaryCascade(t *testing.T) {
	m, _ := gallery.Lookup("cascade-linear")
	p, ok := closed.NewPoisson(parse(t, m.Text))
	if !ok {
		t.Fatal("not held")
	}
	p.Set(100)
	want := 10. / 6
	for i, got := range p.Mean() {
		if i == 14 {
			want *= 6 // from (5/6)^14 to 5 times X14
		}
		check.CloseRel(t, fmt.Sprintf("X%d", i+1), got, want, 1e-12)
		want *= 5. / 6
	}
}

// What the family does not hold is told.
func TestOthersAreNotHeld(t *testing.T) {
	for what, text := range map[string]string{
		"a certain count":     "species X = 3\nX -> 0 @ 1",
		"another law":         "species X\ninit X ~ binomial(4, 0.5)\nX -> 0 @ 1",
		"two reactants":       "2 X -> X @ 1\n0 -> X @ 1",
		"two products":        "X -> 2 X @ 1\n0 -> X @ 1",
		"a pair":              "0 -> X + Y @ 1",
		"a catalyst":          "0 -> X @ 1\nX -> X + Y @ 1",
		"a literal law":       "0 -> X @ 1\nX -> 0 ; 2*X",
		"a rate that changes": "0 -> X @ 1 + t",
		"a count that is set": "at t = 5: X = 0\n0 -> X @ 1",
	} {
		if _, ok := closed.NewPoisson(parse(t, text)); ok {
			t.Errorf("%s: held", what)
		}
	}
}

// Samples follow the law, of which the least possible count of a mean of 0 is all.
func TestSample(t *testing.T) {
	p, _ := closed.NewPoisson(parse(t, "species A, B\n0 -> A @ 3\nB -> 0 @ 1"))
	p.Set(2)
	const n = 20_000
	rng := rand.New(rand.NewPCG(1, 2))
	u, states := make([]float64, 2*n), make([]int, 2*n)
	for i := range u {
		u[i] = rng.Float64()
	}
	p.Sample(states, u)
	counts, want := make([]int, 60), make([]float64, 60)
	for b := range n {
		counts[states[2*b]]++
		if states[2*b+1] != 0 {
			t.Fatal("a species that is never made")
		}
	}
	for k := range want {
		want[k] = distuv.Poisson{Lambda: 6}.Prob(float64(k))
	}
	check.ChiSquare(t, "A", counts, want, 1e-4)
}

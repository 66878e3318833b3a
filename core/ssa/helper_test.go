package ssa_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/fsp"
	"vanscape/core/ssa"
)

func parse(tb testing.TB, text string) *crn.Network {
	tb.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return net
}

func model(tb testing.TB, name string) (*crn.Network, gallery.Model) {
	tb.Helper()
	m, ok := gallery.Lookup(name)
	if !ok {
		tb.Fatalf("no model %s", name)
	}
	return parse(tb, m.Text), m
}

func advance(tb testing.TB, e *ssa.Ensemble, t float64) {
	tb.Helper()
	if err := e.AdvanceUntil(t); err != nil {
		tb.Fatal(err)
	}
}

// counts returns how many trajectories show each count of species i.
func counts(e *ssa.Ensemble, species, i int) []int {
	var out []int
	states := e.States()
	for b := range e.Runs() {
		k := states[b*species+i]
		for len(out) <= k {
			out = append(out, 0)
		}
		out[k]++
	}
	return out
}

// exact returns the law of net at time t by finite state projection.
func exact(tb testing.TB, net *crn.Network, t float64, levels ...int) *fsp.Solver {
	tb.Helper()
	g, err := cme.New(net, levels)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := fsp.New(g, 1_000_000)
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.AdvanceUntil(t); err != nil {
		tb.Fatal(err)
	}
	return s
}

func marginal(s *fsp.Solver, i int) []float64 {
	p := make([]float64, s.Space().Generator().Levels()[i])
	s.Marginal(p, i)
	return p
}

func tabulate(levels int, prob func(float64) float64) []float64 {
	p := make([]float64, levels)
	for k := range p {
		p[k] = prob(float64(k))
	}
	return p
}

func poisson(mean float64) []float64 {
	return tabulate(int(mean+12*math.Sqrt(mean)+12), distuv.Poisson{Lambda: mean}.Prob)
}

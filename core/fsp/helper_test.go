package fsp_test

import (
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/fsp"
)

// model returns the network of a gallery model.
func model(tb testing.TB, name string) *crn.Network {
	tb.Helper()
	m, ok := gallery.Lookup(name)
	if !ok {
		tb.Fatalf("no model %s", name)
	}
	return parse(tb, m.Text)
}

func parse(tb testing.TB, text string) *crn.Network {
	tb.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return net
}

// solver returns a solver of net on a box.
func solver(tb testing.TB, net *crn.Network, levels ...int) *fsp.Solver {
	tb.Helper()
	g, err := cme.New(net, levels)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := fsp.New(g, 1_000_000)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func advance(tb testing.TB, s *fsp.Solver, t float64) {
	tb.Helper()
	if err := s.AdvanceUntil(t); err != nil {
		tb.Fatal(err)
	}
}

// marginal returns the law of species i.
func marginal(s *fsp.Solver, i int) []float64 {
	p := make([]float64, s.Space().Generator().Levels()[i])
	s.Marginal(p, i)
	return p
}

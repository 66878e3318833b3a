package cme_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"vanscape/core/cme"
)

// The space starts from every possible state, and the law there is the product,
// less what the box leaves out.
func TestInitial(t *testing.T) {
	// Steps of two keep even and odd counts of X apart, so that a start from one
	// state alone would find half of them. Y never moves.
	g := generator(t, "species X, Z = 3, Y\n0 <-> 2 X + Z @ 1, 1\n0 <-> Y + Z @ 1, 1\ninit X ~ table(0, 0.25, 0.5, 0.25)\ninit Y ~ uniform(1, 4)", 9, 9, 4)
	if !slices.Equal(g.Start(), []int{2, 3, 1}) {
		t.Errorf("start %v", g.Start())
	}
	space, err := cme.NewSpace(g, 1000)
	if err != nil {
		t.Fatal(err)
	}
	p := make([]float64, space.Len())
	space.Initial(p)
	n := make([]int, 3)
	for i, got := range p {
		space.State(n, i)
		want := 0.0
		if n[1] == 3 && n[0] >= 1 && n[0] <= 3 && n[2] >= 1 {
			want = []float64{0, 0.0625, 0.125, 0.0625}[n[0]]
		}
		if math.Abs(got-want) > 1e-16 {
			t.Errorf("p%v = %v, want %v", n, got, want)
		}
	}
	for _, n := range [][]int{{1, 3, 1}, {2, 3, 3}, {3, 3, 2}} {
		if _, ok := space.Index(n); !ok {
			t.Errorf("%v is possible at the start and not in the space", n)
		}
	}
	var large *cme.SpaceError
	if _, err := cme.NewSpace(g, 8); !errors.As(err, &large) {
		t.Errorf("9 states at the start pass for 8: %v", err)
	}
}

// Totals of conservation laws come from the certain species.
func TestLawsBesideInitialLaws(t *testing.T) {
	laws := cme.Laws(parse(t, "species A = 3, B = 4, X\nA <-> B @ 1, 1\n0 <-> X @ 1, 1\ninit X ~ poisson(5)"))
	if len(laws) != 1 || laws[0].Total != 7 {
		t.Errorf("laws %v", laws)
	}
}

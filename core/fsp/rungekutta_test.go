package fsp

import (
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
)

// The slope that a step leaves to the next one is the one that a restored solver
// works out from the law where it stands.
func TestLastSlopeIsTheFirst(t *testing.T) {
	net, err := crn.Parse("species X = 9\n0 -> X ; 9*t\nX -> 0 @ 0.7")
	if err != nil {
		t.Fatal(err)
	}
	g, err := cme.New(net, []int{300})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20000 {
		s, err := New(g, 300)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.AdvanceUntil(0.012 + 1e-6*float64(i)); err != nil {
			t.Fatal(err)
		}
		want := make([]float64, len(s.p))
		s.op.MulTo(want, s.p, s.t)
		if !slices.Equal(s.method.(*rungeKutta).slope[0], want) {
			t.Fatalf("at t = %g the slopes differ", s.t)
		}
	}
}

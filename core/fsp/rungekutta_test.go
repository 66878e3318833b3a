package fsp

import (
	"fmt"
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
)

// The slope that a step leaves to the next one is the one that a restored solver
// works out from the law where it stands.
func TestLastSlopeIsTheFirst(t *testing.T) {
	for i := range 100 {
		// The second step ends at more than twice the time where it begins: there a
		// time and a difference do not always add up to the bit.
		net, err := crn.Parse(fmt.Sprintf("species X = 9\n0 -> X ; 9*t\nX -> 0 @ 0.7%d", i))
		if err != nil {
			t.Fatal(err)
		}
		g, err := cme.New(net, []int{300})
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(g, 300)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.AdvanceUntil(8e-4); err != nil {
			t.Fatal(err)
		}
		want := make([]float64, len(s.p))
		s.op.MulTo(want, s.p, s.t)
		if !slices.Equal(s.method.(*rungeKutta).pair.Slope(), want) {
			t.Fatalf("at t = %g the slopes differ", s.t)
		}
	}
}

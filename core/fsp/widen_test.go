package fsp_test

import (
	"errors"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/internal/check"
)

// A solver on a narrow box that is widened before its law nears the limit ends where
// one on the wide box does.
func TestWidenedGoesOn(t *testing.T) {
	for _, text := range dependence {
		net := parse(t, text)
		narrow, wide := solver(t, net, 40), solver(t, net, 60)
		advance(t, narrow, 0.2)
		near := make([]float64, 1)
		narrow.NearLimits(near, 3)
		if tail := narrow.Probability()[37:]; near[0] != tail[0]+tail[1]+tail[2] {
			t.Errorf("%s: %g near the limit, %v", text, near, tail)
		}
		g, err := cme.New(net, []int{60})
		if err != nil {
			t.Fatal(err)
		}
		goOn := func() error { return nil }
		widened, err := narrow.Widened(g, 60, goOn)
		if err != nil {
			t.Fatal(err)
		}
		advance(t, widened, 3)
		advance(t, wide, 3)
		check.CloseSlice(t, text, widened.Probability(), wide.Probability(), 1e-7)
		if widened.Time() != 3 {
			t.Errorf("it stands at %g", widened.Time())
		}
		var space *cme.SpaceError
		if _, err := narrow.Widened(g, 59, goOn); !errors.As(err, &space) {
			t.Errorf("60 states in 59: %v", err)
		}
	}
}

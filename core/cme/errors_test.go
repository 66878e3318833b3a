package cme_test

import (
	"math"
	"testing"

	"vanscape/core/cme"
)

// The sentences on laws that have no meaning, word for word.
func TestRateErrors(t *testing.T) {
	for value, want := range map[float64]string{
		-0.25:       "the law of 0 -> X @ r is -0.25 at t = 2, X = 3: it must not be negative, which max(0, ...) would see to",
		math.Inf(1): "the law of 0 -> X @ r is too large at t = 2, X = 3: look for a division by zero or a power that runs away",
		1e300:       "the law of 0 -> X @ r is too large at t = 2, X = 3: look for a division by zero or a power that runs away",
	} {
		if got := (&cme.RateError{Reaction: "0 -> X @ r", Value: value, State: "X = 3", Time: 2}).Error(); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	want := "the law of 0 -> X @ r is not a number at t = 2, X = 3: look for a division by zero"
	if got := (&cme.RateError{Reaction: "0 -> X @ r", Value: math.NaN(), State: "X = 3", Time: 2}).Error(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

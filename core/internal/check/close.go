package check

import (
	"math"
	"testing"
)

// Close reports an error when got is further from want than tol, in absolute
// terms, or is not a number. what names the quantity in the message.
func Close(tb testing.TB, what string, got, want, tol float64) {
	tb.Helper()
	if !(math.Abs(got-want) <= tol) && got != want {
		tb.Errorf("%s = %v, want %v within %g (off by %g)", what, got, want, tol, got-want)
	}
}

// CloseRel reports an error when got is further from want than tol times the
// magnitude of want, or is not a number.
func CloseRel(tb testing.TB, what string, got, want, tol float64) {
	tb.Helper()
	Close(tb, what, got, want, tol*math.Abs(want))
}

// CloseSlice reports the entry in which got and want differ most, when that is
// by more than tol. The shorter slice is padded with zeros, as a table of
// probabilities may be.
func CloseSlice(tb testing.TB, what string, got, want []float64, tol float64) {
	tb.Helper()
	worst, at := -1.0, -1
	for i := range max(len(got), len(want)) {
		d := math.Abs(entry(got, i) - entry(want, i))
		if math.IsNaN(d) {
			tb.Errorf("%s[%d] = %v, want %v", what, i, entry(got, i), entry(want, i))
			return
		}
		if d > worst {
			worst, at = d, i
		}
	}
	if worst > tol {
		tb.Errorf("%s[%d] = %v, want %v within %g (off by %g)", what, at, entry(got, at), entry(want, at), tol, worst)
	}
}

func entry(p []float64, i int) float64 {
	if i < len(p) {
		return p[i]
	}
	return 0
}

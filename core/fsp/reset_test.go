package fsp_test

import (
	"math"
	"testing"

	"vanscape/core/internal/check"
)

// Immigration and death begin anew at a reset: before it with X = 9, after it with X = 30,
// from where counts survive and arrive as in TestImmigrationDeath. At its very time the
// law is that after it. The same with a rate that depends on time in name.
func TestReset(t *testing.T) {
	const l, m, levels = 12.0, 0.7, 80
	for _, rate := range []string{"12", "12 + 0*t"} {
		s := solver(t, parse(t, "species X = 9\nat t = 2.5: X = 30\n0 <-> X @ "+rate+", 0.7"), levels)
		for _, at := range []float64{1, 2.4999, 2.5, 2.6, 4, 30} {
			advance(t, s, at)
			n0, since := 9, at
			if at >= 2.5 {
				n0, since = 30, at-2.5
			}
			alive := math.Exp(-m * since)
			want := convolve(binomial(n0, alive, levels), poisson(l*(1-alive)/m, levels))
			check.CloseSlice(t, "law with the rate "+rate, marginal(s, 0), want, 1e-8)
		}
	}
}

// A reset leaves the law of the other species as it is, and makes those that are set
// independent of them. Seen to fail without the push.
func TestResetKeepsTheOthers(t *testing.T) {
	const text = "species M, P\n0 -> M @ 2\nM -> M + P @ 3\nM -> 0 @ 0.5\nP -> 0 @ 0.2\n"
	with, without := solver(t, parse(t, "at t = 3: P = 7\n"+text), 25, 90), solver(t, parse(t, text), 25, 90)
	advance(t, with, 3)
	advance(t, without, 3)
	check.CloseSlice(t, "law of M", marginal(with, 0), marginal(without, 0), 1e-15)
	if p := marginal(with, 1)[7]; math.Abs(p-1+with.Leak()) > 1e-12 {
		t.Errorf("P is set with probability %g", p)
	}
}

// A solver restored at the time of a reset goes on to the last bit as one that went through
// it, which remembers nothing of before.
func TestResetForgets(t *testing.T) {
	for _, rate := range []string{"2", "2 + sin(t)"} {
		text := "species M, P\n0 -> M @ " + rate + "\nM -> M + P @ 3\nM -> 0 @ 0.5\nP -> 0 @ 0.2\nat t = 3: P = 7\n"
		through, again := solver(t, parse(t, text), 25, 90), solver(t, parse(t, text), 25, 90)
		advance(t, through, 3)
		if err := again.Restore(through.State()); err != nil {
			t.Fatal(err)
		}
		advance(t, through, 4)
		advance(t, again, 4)
		check.CloseSlice(t, "law with the rate "+rate, again.Probability(), through.Probability(), 0)
	}
}

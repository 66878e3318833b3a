package check

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// leastExpected is the expected count under which a cell is pooled with its
// neighbours: below about five the chi-square law does not hold (W. G. Cochran,
// Biometrics 10, 417, 1954).
const leastExpected = 5

// ChiSquare reports an error when the observed counts could come from the
// table p only with a probability below falseAlarm, by Pearson's chi-square
// test. Counts and table are padded with zeros to a common length, adjacent
// cells are pooled until each expects at least five, and mass that p lacks to
// one becomes a cell of its own. With a fixed seed the test either always fails
// or never does; falseAlarm is the chance that a right program with a new seed
// fails.
func ChiSquare(tb testing.TB, what string, counts []int, p []float64, falseAlarm float64) {
	tb.Helper()
	total := 0
	for _, c := range counts {
		total += c
	}
	n := float64(total)

	statistic, cells := 0.0, 0
	seen, expected, left := 0.0, 0.0, n
	for k := range max(len(counts), len(p)) {
		if k < len(counts) {
			seen += float64(counts[k])
		}
		if k < len(p) {
			expected += n * p[k]
		}
		if expected >= leastExpected && left-expected >= leastExpected {
			statistic += (seen - expected) * (seen - expected) / expected
			left -= expected
			seen, expected = 0, 0
			cells++
		}
	}
	// The rest: whatever did not fill a cell, and what p lacks to one.
	statistic += (seen - left) * (seen - left) / left
	cells++
	if cells < 2 {
		tb.Errorf("%s: %d samples fill one cell only, nothing is tested", what, total)
		return
	}
	bound := distuv.ChiSquared{K: float64(cells - 1)}.Quantile(1 - falseAlarm)
	if !(statistic <= bound) {
		tb.Errorf("%s: chi-square %.1f over %d cells exceeds %.1f (false alarm %g)", what, statistic, cells, bound, falseAlarm)
	}
}

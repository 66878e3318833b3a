package dist

import "math"

// Mass returns sum_k p_k, by Neumaier's compensated summation (A. Neumaier,
// Z. Angew. Math. Mech. 54, 39, 1974): one minus the mass of a law on a box is
// read as the mass it lost, and must not drown in the rounding of a million
// additions.
func Mass(p []float64) float64 {
	sum, lost := 0.0, 0.0
	for _, a := range p {
		next := sum + a
		if math.Abs(sum) >= math.Abs(a) {
			lost += (sum - next) + a
		} else {
			lost += (a - next) + sum
		}
		sum = next
	}
	return sum + lost
}

// Mean returns the mean count of p, sum_k k p_k / sum_k p_k. It is 0 for a
// table without mass.
func Mean(p []float64) float64 {
	mass, first := 0.0, 0.0
	for k, a := range p {
		mass += a
		first += float64(k) * a
	}
	if mass <= 0 {
		return 0
	}
	return first / mass
}

// Variance returns the variance of the count under p, normalised as Mean is. It
// is 0 for a table without mass.
func Variance(p []float64) float64 {
	// Deviations from the mean, not the second moment minus the squared first:
	// at a count of thousands that difference keeps few digits.
	mean := Mean(p)
	mass, second := 0.0, 0.0
	for k, a := range p {
		d := float64(k) - mean
		mass += a
		second += d * d * a
	}
	if mass <= 0 {
		return 0
	}
	return second / mass
}

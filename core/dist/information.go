package dist

import (
	"fmt"
	"math"
)

// Entropy returns the Shannon entropy of p in nats, -sum_k p_k ln p_k, where p is
// normalised as in Mean. It is 0 for a table without mass.
func Entropy(p []float64) float64 {
	mass, sum := 0.0, 0.0
	for _, a := range p {
		if a > 0 {
			mass += a
			sum += a * math.Log(a)
		}
	}
	if mass <= 0 {
		return 0
	}
	return math.Max(0, math.Log(mass)-sum/mass)
}

// Information returns the mutual information of the two counts of a joint table, K_a
// x columns, in nats,
//
//	sum_ab p_ab ln(p_ab / (p_a p_b)),
//
// where the table is normalised as in Mean. It is 0 for a table without mass, and
// panics when the table has no whole number of rows.
func Information(joint []float64, columns int) float64 {
	if columns < 1 || len(joint)%columns != 0 {
		panic(fmt.Sprintf("dist: a table of %d entries has rows of %d", len(joint), columns))
	}
	first, second := make([]float64, len(joint)/columns), make([]float64, columns)
	mass := 0.0
	for i, a := range joint {
		a = math.Max(a, 0)
		first[i/columns] += a
		second[i%columns] += a
		mass += a
	}
	if mass <= 0 {
		return 0
	}
	// Not as a difference of entropies, which for weak dependence keeps few digits.
	sum := 0.0
	for i, a := range joint {
		if a > 0 {
			sum += a * math.Log(a/first[i/columns]*(mass/second[i%columns]))
		}
	}
	return math.Max(0, sum/mass)
}

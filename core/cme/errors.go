package cme

import (
	"fmt"
	"math"
	"strings"

	"vanscape/core/crn"
)

// A LimitError says that probability reached the count limit of a species, so
// that a solution on this box would be wrong.
type LimitError struct {
	Species string
	Limit   int // the largest count that was allowed
}

func (e *LimitError) Error() string {
	return "probability reached the count limit of " + e.Species
}

// A RateError says that a propensity is negative or not finite at a state that
// a solver met. Only literal laws and rates that depend on time can be so.
type RateError struct {
	Reaction string // readable form
	Value    float64
	State    string // readable form, such as "X = 3, Y = 0"
	Time     float64
}

func (e *RateError) Error() string {
	value, mend := fmt.Sprintf("%.4g", e.Value), "it must not be negative, which max(0, ...) would see to"
	switch {
	case math.IsNaN(e.Value):
		value, mend = "not a number", "look for a division by zero"
	case e.Value > 0:
		value, mend = "too large", "look for a division by zero or a power that runs away"
	}
	return fmt.Sprintf("the law of %s is %s at t = %.4g, %s: %s", e.Reaction, value, e.Time, e.State, mend)
}

// maxRate is the largest finite propensity that makes sense: beyond it sums and
// products of a few rates overflow.
const maxRate = 1e150

// CheckRate returns a *RateError when a, the propensity of reaction r of a
// network at n and t, is negative or not finite, and nil otherwise.
func CheckRate(net *crn.Network, a float64, r int, n []int, t float64) error {
	// One comparison in the usual case: a NaN fails it too.
	if a >= 0 && a <= maxRate {
		return nil
	}
	return &RateError{Reaction: net.Reactions[r].String(net), Value: a, State: describe(net, n), Time: t}
}

// describe writes a state as "X = 3, Y = 0".
func describe(net *crn.Network, n []int) string {
	words := make([]string, len(n))
	for i, k := range n {
		words[i] = fmt.Sprintf("%s = %d", net.Species[i].Name, k)
	}
	return strings.Join(words, ", ")
}

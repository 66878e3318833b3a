package cme

import "fmt"

// A LimitError says that probability reached the count limit of a species, so
// that a solution on this box would be wrong.
type LimitError struct {
	Species string
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
	return fmt.Sprintf("the law of %s is %v at t = %.4g, %s", e.Reaction, e.Value, e.Time, e.State)
}

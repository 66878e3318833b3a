package fsp

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// State is all that a Solver needs to go on as if it had never stopped: to the
// last bit, towards the same times.
type State struct {
	Time        float64
	Probability []float64 // N
	Step        float64   // proposed for the next step, where rates depend on time; else 0
	Slope       []float64 // N: the law's derivative as the last step left it; empty where there is none
}

// slack is how far outside of 0 to 1 an integrated probability may lie.
const slack = 1e-3

// State returns a copy of where s stands. The work done since on an inner step
// that is not complete is left out.
func (s *Solver) State() *State {
	state := &State{Time: s.t, Probability: slices.Clone(s.p)}
	s.method.save(state)
	return state
}

// Restore moves s, a Solver of the same generator, to a state. The error says
// why the state cannot be of such a Solver, and then s is as it was.
func (s *Solver) Restore(from *State) error {
	switch {
	case len(from.Probability) != len(s.p):
		return fmt.Errorf("a law on %d states is not one on %d", len(from.Probability), len(s.p))
	case !finite(from.Time, from.Step) || from.Time < 0 || from.Step < 0 || !finite(from.Slope...):
		return errors.New("a time or a slope of the exact law is not a number")
	}
	for _, p := range from.Probability {
		if !(p >= -slack && p <= 1+slack) {
			return fmt.Errorf("%g is not a probability", p)
		}
	}
	if err := s.method.restore(from); err != nil {
		return err
	}
	copy(s.p, from.Probability)
	s.t = from.Time
	return nil
}

func (u *uniformisation) save(*State) {}

func (u *uniformisation) restore(from *State) error {
	if from.Step != 0 || len(from.Slope) != 0 {
		return errors.New("a law whose rates depend on time is not one whose rates do not")
	}
	u.forget()
	return nil
}

func (rk *rungeKutta) save(to *State) {
	to.Step = rk.dt
	if rk.stage > 0 {
		to.Slope = slices.Clone(rk.slope[0])
	}
}

// restore keeps the slope too: worked out again it would differ in its last
// bits, since it was taken where the last step ended by its own arithmetic.
func (rk *rungeKutta) restore(from *State) error {
	if n := len(from.Slope); n != 0 && n != len(rk.point) {
		return fmt.Errorf("a slope on %d states is not one on %d", n, len(rk.point))
	}
	rk.dt, rk.stage = from.Step, 0
	if len(from.Slope) > 0 {
		copy(rk.slope[0], from.Slope)
		rk.stage = 1
	}
	return nil
}

func finite(numbers ...float64) bool {
	return !slices.ContainsFunc(numbers, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) })
}

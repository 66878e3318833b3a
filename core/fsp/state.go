package fsp

import (
	"fmt"
	"math"
	"slices"
)

// State is all that a Solver needs to go on as if it had never stopped: to the
// last bit, towards the same times.
type State struct {
	Levels      []int // S: of the generator
	Time        float64
	Step        float64   // proposed for the next step where rates depend on time, else 0
	Probability []float64 // N
}

// slack is how far outside of 0 to 1 an integrated probability may lie.
const slack = 1e-3

// State returns a copy of where s stands. The work done since on an inner step
// that is not complete is left out.
func (s *Solver) State() *State {
	state := &State{Levels: slices.Clone(s.space.Generator().Levels()), Time: s.t, Probability: slices.Clone(s.p)}
	s.method.save(state)
	return state
}

// Restore moves s, a Solver of the same generator, to a state. The error says
// why the state cannot be of such a Solver, and then s is as it was.
func (s *Solver) Restore(from *State) error {
	if len(from.Probability) != len(s.p) {
		return fmt.Errorf("a law on %d states is not one on %d", len(from.Probability), len(s.p))
	}
	for _, x := range []float64{from.Time, from.Step} {
		if !(x >= 0) || math.IsInf(x, 0) {
			return fmt.Errorf("%g is not a time", x)
		}
	}
	for _, p := range from.Probability {
		if !(p >= -slack && p <= 1+slack) {
			return fmt.Errorf("%g is not a probability", p)
		}
	}
	s.method.restore(from)
	copy(s.p, from.Probability)
	s.t = from.Time
	return nil
}

func (u *uniformisation) save(*State) {}

func (u *uniformisation) restore(*State) { u.forget() }

func (rk *rungeKutta) save(to *State) { to.Step = rk.pair.Step() }

func (rk *rungeKutta) restore(from *State) { rk.pair.Restore(from.Step) }

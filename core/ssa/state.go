package ssa

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// State is all that an Ensemble needs to go on as if it had never stopped, to the
// last bit, towards the same times.
type State struct {
	Time   float64
	Goal   float64  // of the way under way; Time when there is none
	Done   int      // trajectories that have reached Goal
	Events int      // fired by them and on all ways before
	Counts []int    // B x S: of the first Done at Goal, of the others at Time
	Chance []uint64 // B x 2: their generators of random numbers, as the seeds of rand.PCG
}

// State returns a copy of where e stands. What the trajectory under way has fired
// since Time is left out.
func (e *Ensemble) State() *State {
	s := &State{Time: e.t, Goal: e.t, Done: e.run, Events: e.events, Counts: slices.Clone(e.now), Chance: make([]uint64, 2*len(e.rng))}
	if e.run > 0 {
		s.Goal = e.goal
		copy(s.Counts, e.ahead[:e.run*e.species()])
	}
	var words []byte
	for b := range e.rng {
		rng := &e.rng[b]
		if b == e.run && e.inside {
			rng, s.Events = &e.begun, e.eventsBegun
		}
		words, _ = rng.AppendBinary(words[:0]) // "pcg:" and its two words; it never fails
		s.Chance[2*b] = binary.BigEndian.Uint64(words[4:])
		s.Chance[2*b+1] = binary.BigEndian.Uint64(words[12:])
	}
	return s
}

// Restore moves e, an Ensemble of the same network and number of trajectories, to
// a state. Until the goal of that state is reached, States gives the first
// trajectories as they are there already; where those are recorded, their paths have
// a gap on this way. The error says why the state cannot be
// of such an Ensemble, and then e is as it was.
func (e *Ensemble) Restore(from *State) error {
	runs, width := len(e.rng), e.species()
	switch {
	case len(from.Counts) != runs*width || len(from.Chance) != 2*runs:
		return fmt.Errorf("%d counts are not those of %d species in %d runs", len(from.Counts), width, runs)
	case !(from.Time >= 0 && from.Goal >= from.Time) || math.IsInf(from.Goal, 0):
		return fmt.Errorf("there is no way from t = %g to t = %g", from.Time, from.Goal)
	case from.Done < 0 || from.Done >= runs || from.Events < 0 || (from.Done > 0) != (from.Goal > from.Time):
		return errors.New("the number of runs that have arrived, or of events, does not fit")
	}
	for i, n := range from.Counts {
		if n < 0 || n > e.walk.caps[i%width] {
			return fmt.Errorf("%d is not a count", n)
		}
	}
	copy(e.now, from.Counts)
	copy(e.ahead, from.Counts[:from.Done*width])
	e.t, e.goal, e.run, e.inside, e.events = from.Time, from.Goal, from.Done, false, from.Events
	for b := range e.rng {
		e.rng[b].Seed(from.Chance[2*b], from.Chance[2*b+1])
	}
	for b := range e.paths {
		p := &e.paths[b]
		if *p = (Path{room: p.room}); b < from.Done {
			p.Gaps = true
			p.add(from.Goal, from.Counts[b*width:(b+1)*width])
		}
	}
	return nil
}

package ssa

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// State is all that an Ensemble needs to go on as if it had never stopped, to the
// last bit, towards the same times, and to record the same paths.
type State struct {
	Time   float64
	Goal   float64  // of the way under way; Time when there is none
	Done   int      // trajectories that have reached Goal
	Events int      // fired by them and on all ways before
	Counts []int    // B x S: of the first Done at Goal, of the others at Time
	Chance []uint64 // B x 2: their generators of random numbers, as the seeds of rand.PCG

	// What is recorded: T, N and Gaps of each Path, and the jumps that may follow.
	PathT    [][]float64
	PathN    [][]int
	PathGaps []bool
	PathRoom []int
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
	for b, p := range e.paths {
		if b == e.run && e.inside {
			p = e.pathBegun
		}
		s.PathT, s.PathN = append(s.PathT, slices.Clone(p.T)), append(s.PathN, slices.Clone(p.N))
		s.PathGaps, s.PathRoom = append(s.PathGaps, p.Gaps), append(s.PathRoom, p.room)
	}
	return s
}

// Restore moves e, an Ensemble of the same network and number of trajectories, of
// which it records as many, to a state. Until the goal of that state is reached, States gives the first
// trajectories as they are there already. The error says why the state cannot be
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
	if err := from.checkPaths(width, len(e.paths)); err != nil {
		return err
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
	e.walk.path = nil
	for b := range e.paths {
		e.paths[b] = Path{slices.Clone(from.PathT[b]), slices.Clone(from.PathN[b]), from.PathGaps[b], from.PathRoom[b]}
	}
	return nil
}

// checkPaths returns an error unless the state has so many paths of so many species.
func (s *State) checkPaths(species, paths int) error {
	if len(s.PathT) != paths || len(s.PathN) != paths || len(s.PathGaps) != paths || len(s.PathRoom) != paths {
		return fmt.Errorf("it has %d recorded trajectories and not %d", len(s.PathT), paths)
	}
	for b, t := range s.PathT {
		if len(s.PathN[b]) != len(t)*species || s.PathRoom[b] < 0 {
			return fmt.Errorf("its recorded trajectory %d is not whole", b+1)
		}
	}
	return nil
}

package evolve

import (
	"iter"

	"vanscape/core/cme"
)

// State is all that a run needs to go on as if it had never stopped.
type State struct {
	Next          int
	Steps         int
	Time          float64
	NextStep      float64
	LastStep      float64
	Levels, Scale []int
	Params        []float64
	Memory        []float64
	Counters      []uint64
}

func (s *Step) State() *State { return &State{} }

func Resume(g *cme.Generator, times []float64, set Settings, from *State) iter.Seq2[*Step, error] {
	return Run(g, times, set)
}

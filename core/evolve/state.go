package evolve

import (
	"fmt"
	"iter"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// A State is all that a run needs to go on as if it had never stopped.
type State struct {
	Next     int     // of the times asked for: the first that was not yielded
	Steps    int     // time steps made
	Time     float64 // that they have reached
	NextStep float64 // size proposed for the next
	LastStep float64 // size of the last, 0 at a start and at a reset

	Levels []int     // S: of the generator
	Scale  []int     // S: of van.Sites
	Params []float64 // P
	Memory []float64 // of the optimiser: some vectors of P entries, or none
	Scalar []float64 // of the optimiser: other numbers

	Points []uint64 // that the sequences of sample points have passed: of the steps, of Observe
}

// State returns a copy of what the run needs to go on from here. It panics amid a
// time step, where Whole is false.
func (s *Step) State() *State {
	if !s.Whole {
		panic("evolve: there is no state amid a time step")
	}
	return s.of.state()
}

// Resume is Run for the times that a state has not seen yet, to the last bit as if
// the run had not stopped. It yields first what the state has reached. g is the
// network on the state's Levels, times and settings are those of the run, and times
// may go on behind them. The error is a *SettingsError when the state does not fit.
func Resume(g *cme.Generator, times []float64, set Settings, from *State) iter.Seq2[*Step, error] {
	if !slices.Equal(g.Levels(), from.Levels) {
		panic("evolve: the generator of a resumed run has other levels than its state")
	}
	return moved(g, times, set, from)
}

// A mover is the state of a run: a model and what moves it.
type mover interface {
	// build makes the model and all that depends on the levels of a generator, where
	// the counts began as last before or at a time.
	build(g *cme.Generator, scale []int, time float64) error
	// remembers reports whether restore can read a State.Memory of so many vectors
	// of P entries with so many numbers beside them.
	remembers(vectors, numbers int) bool
	// run goes through the times that were not yielded.
	run(times []float64, yield func(*Step, error) bool)
	step(frame int, whole bool) *Step
	state() *State
	restore(*State)
	model() van.Model
}

// resume puts a state into a mover that has been built for it.
func resume(m mover, s *State) error {
	p := len(m.model().Params())
	if len(s.Params) != p {
		return &SettingsError{fmt.Sprintf("the saved run has %d parameters, but its settings make a network of %d: it belongs to another model or another version", len(s.Params), p)}
	}
	if len(s.Points) != 2 || len(s.Memory)%p != 0 || !m.remembers(len(s.Memory)/p, len(s.Scalar)) {
		return &SettingsError{"what the saved run remembers of its optimiser does not fit its settings: it belongs to another version"}
	}
	m.restore(s)
	return nil
}

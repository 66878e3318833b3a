package fsp

import (
	"fmt"
	"math"

	"vanscape/core/cme"
	"vanscape/core/dist"
)

// A Solver carries the law of the state over a cme.Space forward in time. It is
// for one goroutine.
type Solver struct {
	space  *cme.Space
	op     *cme.Operator
	p      []float64 // N
	t      float64
	method method
}

// method moves a law in time.
type method interface {
	// work does about budget multiplications towards the time until, but at
	// least one product with the generator. When an inner step is complete it
	// replaces s.p and s.t; until then both stay.
	work(s *Solver, until float64, budget int)
	// forget drops an inner step that is not complete.
	forget()
	// save adds to a state what the method needs besides the law.
	save(*State)
	// restore takes it from there.
	restore(*State)
}

// New returns a solver that stands at time 0 with the initial law of g: all
// probability at its start state, unless the network says otherwise. It returns a *cme.SpaceError when g has more than maxStates states
// and a *cme.RateError when a law has no meaning at one of them.
func New(g *cme.Generator, maxStates int) (*Solver, error) {
	return NewWhile(g, maxStates, func() error { return nil })
}

// NewWhile is New, which takes seconds for hundreds of species or a million states: it
// calls goOn every few milliseconds, and gives up with its error.
func NewWhile(g *cme.Generator, maxStates int, goOn func() error) (*Solver, error) {
	space, err := cme.NewSpaceWhile(g, maxStates, goOn)
	if err != nil {
		return nil, err
	}
	op, err := cme.NewOperatorWhile(space, goOn)
	if err != nil {
		return nil, err
	}
	s := &Solver{space: space, op: op, p: make([]float64, space.Len())}
	space.Initial(s.p)
	if g.TimeDependent() {
		s.method = newRungeKutta(space.Len())
	} else {
		s.method = newUniformisation(op)
	}
	return s, nil
}

// SetInitial replaces the law at the present time by p, length N, over the
// states of Space. What p lacks to one counts as lost. It panics when p has the
// wrong length.
func (s *Solver) SetInitial(p []float64) {
	if len(p) != len(s.p) {
		panic(fmt.Sprintf("fsp: initial law has %d entries, the space %d states", len(p), len(s.p)))
	}
	copy(s.p, p)
	s.method.forget()
}

// Space returns the states, in the order of Probability.
func (s *Solver) Space() *cme.Space { return s.space }

// Time returns the time of the present law.
func (s *Solver) Time() float64 { return s.t }

// Probability returns the present law over Space, length N. It is shared: do
// not write to it, and copy what must outlive the next step.
func (s *Solver) Probability() []float64 { return s.p }

// Leak returns the mass lost so far, a bound on the total error: the sum over
// all states, in the space or not, of what the law is missing there is Leak. It
// counts the outflow over the wall and what truncated series left out; with
// rates that depend on time it holds up to the integration error, about 1e-9
// per unit of the fastest rate's time scale.
func (s *Solver) Leak() float64 { return max(0, 1-dist.Mass(s.p)) }

// AdvanceUntil moves the law to time t. It returns a *cme.RateError when a law
// of the network is negative or not finite on the way.
func (s *Solver) AdvanceUntil(t float64) error {
	for {
		done, err := s.Step(t)
		if done || err != nil {
			return err
		}
	}
}

// stepWork is the number of multiplications after which Step returns: one to
// five milliseconds, natively or in a browser.
const stepWork = 1 << 19

// Step does a few milliseconds of work towards the time until, at least one
// product with the generator, and reports whether that time is reached. Between
// calls Time and Probability may lag behind the work done. It is an error to go
// back in time.
func (s *Solver) Step(until float64) (done bool, err error) {
	if math.IsNaN(until) || math.IsInf(until, 0) || until < s.t {
		return false, fmt.Errorf("cannot go from t = %g to t = %g", s.t, until)
	}
	if until > s.t {
		reset, goal := s.space.Generator().Network().CutAtReset(s.t, until)
		s.method.work(s, goal, stepWork)
		if reset != nil && s.t == reset.Time {
			pushed := make([]float64, len(s.p))
			s.space.Push(pushed, s.p, reset)
			s.p = pushed
			s.method.forget()
		}
	}
	return s.t >= until, s.op.Err()
}

package ssa

import (
	"fmt"
	"math"
	"math/rand/v2"

	"vanscape/core/crn"
)

// An Ensemble is a number of independent trajectories that move in time
// together. It is for one goroutine. The same seed gives the same trajectories
// on every platform, however the way is cut into Steps; they do depend on the
// times asked for.
type Ensemble struct {
	walk   *walker
	rng    []rand.PCG // B
	now    []int      // B x S, at time t
	t      float64
	ahead  []int // B x S, on the way to goal
	goal   float64
	run    int  // the first trajectory that has not reached goal
	inside bool // walk holds it
	events int

	// What the walk began with: a State takes it back there.
	begun       rand.PCG
	eventsBegun int
	pathBegun   Path
	paths       []Path // of the first trajectories, as far as recorded
}

// countCap is where a trajectory is given up: beyond it nothing here is of
// use, and an explosion must end.
const countCap = 1 << 24

// New returns an ensemble of B = runs trajectories that stands at time 0 in the
// start state, or in states drawn from the network's initial laws. It panics when runs is not positive.
func New(net *crn.Network, runs int, seed uint64) *Ensemble {
	return newEnsemble(newPlan(net, countCap), runs, seed)
}

func newEnsemble(p *plan, runs int, seed uint64) *Ensemble {
	if runs <= 0 {
		panic(fmt.Sprintf("ssa: %d runs", runs))
	}
	e := &Ensemble{
		walk:  newWalker(p),
		rng:   make([]rand.PCG, runs),
		now:   make([]int, 0, runs*len(p.start)),
		ahead: make([]int, runs*len(p.start)),
	}
	for b := range e.rng {
		e.rng[b].Seed(seed, uint64(b))
		e.now = append(e.now, p.start...)
		p.drawStart(e.now[b*len(p.start):], &e.rng[b])
	}
	return e
}

// Runs returns B.
func (e *Ensemble) Runs() int { return len(e.rng) }

// Time returns the time that all trajectories have reached.
func (e *Ensemble) Time() float64 { return e.t }

// Events returns the number of reactions fired so far.
func (e *Ensemble) Events() int { return e.events }

// States returns the states at Time, B x S. The slice is shared and changes with
// the next step: do not write to it, and copy what must last.
func (e *Ensemble) States() []int { return e.now }

// underWay reports whether some trajectories are ahead of Time.
func (e *Ensemble) underWay() bool { return e.run > 0 || e.inside }

// AdvanceUntil moves all trajectories to time t. Errors are those of Step.
func (e *Ensemble) AdvanceUntil(t float64) error {
	for {
		done, err := e.Step(t)
		if done || err != nil {
			return err
		}
	}
}

// stepEvents is the number of events after which Step returns: one to five
// milliseconds, natively or in a browser.
const stepEvents = 1 << 14

// Step fires some thousand reactions on the way to the time until, and reports
// whether all trajectories are there. Until they are, Time and States stay. It
// is an error to go back in time, or to change the goal on the way. A
// *cme.RateError says that a law is negative or not finite at a state that a
// trajectory met, a *cme.LimitError that the network explodes. An ensemble is of
// no use after an error.
func (e *Ensemble) Step(until float64) (done bool, err error) {
	if math.IsNaN(until) || math.IsInf(until, 0) || until < e.t {
		return false, fmt.Errorf("cannot go from t = %g to t = %g", e.t, until)
	}
	if until == e.t {
		return true, nil
	}
	if !e.underWay() {
		e.goal = until
	}
	if until != e.goal {
		return false, fmt.Errorf("cannot go to t = %g while on the way to t = %g", until, e.goal)
	}
	width := len(e.walk.start)
	for left := stepEvents; left > 0 && e.run < len(e.rng); {
		if !e.inside {
			if err := e.walk.put(e.now[e.run*width:(e.run+1)*width], e.t, &e.rng[e.run]); err != nil {
				return false, err
			}
			e.inside = true
			e.begun, e.eventsBegun = e.rng[e.run], e.events
			if e.run < len(e.paths) {
				e.walk.path, e.pathBegun = &e.paths[e.run], e.paths[e.run]
			}
		}
		fired, err := e.walk.walk(e.t, until, left)
		e.events += fired
		if err != nil {
			return false, err
		}
		left -= fired + 1 // a run without events is work too
		if e.walk.t >= until {
			copy(e.ahead[e.run*width:], e.walk.n)
			if e.walk.path != nil {
				e.walk.path.add(until, e.walk.n)
				e.walk.path = nil
			}
			e.run++
			e.inside = false
		}
	}
	if e.run < len(e.rng) {
		return false, nil
	}
	e.now, e.ahead = e.ahead, e.now
	e.t = until
	e.run = 0
	return true, nil
}

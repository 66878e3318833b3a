// Package rate solves the deterministic rate equation of a network, which knows of
// no chance and no whole molecules: dx_i/dt = sum_r v_ri a_r(x, t), with a_r as in
// crn.Reaction.Flow. It is the limit of the master equation for many molecules (T. G.
// Kurtz, J. Chem. Phys. 57, 2976, 1972, doi:10.1063/1.1678692) and can be far from the
// mean of few.
package rate

import (
	"fmt"
	"math"

	"vanscape/core/crn"
	"vanscape/core/internal/ode"
)

const (
	// A step's estimated error of species i stays under relative*|x_i| + absolute.
	relative = 1e-6
	absolute = 1e-8
	// maxSteps bounds the steps towards one time: a stiff network would take for ever.
	maxSteps = 2_000_000
	// stepWork is the number of slopes after which Step returns: some milliseconds.
	stepWork = 4096
	// maxAmount is beyond what any count limit can be: a network that comes here grows without bound.
	maxAmount = 1e12
)

// An Equation carries amounts of all species forward in time. It is for one goroutine.
type Equation struct {
	net   *crn.Network
	jumps [][]float64 // v_r
	pair  *ode.Pair
	x     []float64 // S
	t     float64
	steps int // slopes since the last time that was reached
}

var _ ode.Problem = (*Equation)(nil)

// New returns the equation of a network at time 0, with the means of its initial laws.
func New(net *crn.Network) *Equation {
	size := len(net.Species)
	e := &Equation{net: net, pair: ode.New(size), x: make([]float64, size)}
	for i, s := range net.Species {
		e.x[i] = float64(s.Initial)
		if law := net.InitialLaw(i); law != nil {
			e.x[i] = 0
			for n, p := range law {
				e.x[i] += float64(n) * p
			}
		}
	}
	change := make([]int, size)
	for r := range net.Reactions {
		net.Reactions[r].Change(change)
		jump := make([]float64, size)
		for i, v := range change {
			jump[i] = float64(v)
		}
		e.jumps = append(e.jumps, jump)
	}
	return e
}

// Time returns the time of the present amounts.
func (e *Equation) Time() float64 { return e.t }

// Amounts returns the present amounts, length S. The slice is shared and changes with
// the next Step: copy what must last.
func (e *Equation) Amounts() []float64 { return e.x }

// Step does a few milliseconds of work towards the time until and reports whether it is
// reached. The error says in one sentence that the amounts grow without bound, have no
// value, or change too fast for an explicit method.
func (e *Equation) Step(until float64) (done bool, err error) {
	if math.IsNaN(until) || math.IsInf(until, 0) || until < e.t {
		return false, fmt.Errorf("cannot go from t = %g to t = %g", e.t, until)
	}
	for work := 0; e.t < until; work++ {
		reset, goal := e.net.CutAtReset(e.t, until)
		if work == stepWork {
			return false, nil
		}
		if e.steps++; e.steps > maxSteps {
			return false, fmt.Errorf("the rate equation is too stiff to be followed beyond t = %.3g", e.t)
		}
		e.x, e.t = e.pair.Advance(e, e.x, e.t, goal)
		if reset != nil && e.t == reset.Time {
			for _, s := range reset.Sets {
				e.x[s.Species] = float64(s.Count)
			}
			e.pair.Forget()
		}
		for i, x := range e.x {
			if !(math.Abs(x) <= maxAmount) {
				return false, fmt.Errorf("in the rate equation %s grows without bound at t = %.3g", e.net.Species[i].Name, e.t)
			}
		}
		if step := e.pair.Step(); step > 0 && e.t+step/16 == e.t {
			return false, fmt.Errorf("the rate equation has no solution beyond t = %.3g", e.t)
		}
	}
	e.steps = 0
	return true, nil
}

// Slope sets dst to dx/dt.
func (e *Equation) Slope(dst, x []float64, t float64) {
	clear(dst)
	for r := range e.net.Reactions {
		a := e.net.Reactions[r].Flow(x, t)
		for i, v := range e.jumps[r] {
			if v != 0 {
				dst[i] += v * a
			}
		}
	}
}

// Size is the largest error of a species.
func (e *Equation) Size(off, x []float64) float64 {
	size := 0.0
	for i, o := range off {
		if s := math.Abs(o) / (relative*math.Abs(x[i]) + absolute); !(s <= size) {
			size = s
		}
	}
	return size
}

// First is a thousandth of the way, or of the time in which the amounts change by themselves.
func (e *Equation) First(t, until float64) float64 {
	dx := make([]float64, len(e.x))
	e.Slope(dx, e.x, t)
	dt := (until - t) / 1000
	for i, d := range dx {
		if d != 0 {
			dt = min(dt, 0.01*max(math.Abs(e.x[i]), 1)/math.Abs(d))
		}
	}
	return dt
}

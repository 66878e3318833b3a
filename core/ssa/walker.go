package ssa

import (
	"math"
	"math/rand/v2"

	"vanscape/core/cme"
	"vanscape/core/crn"
)

// walker moves one trajectory.
type walker struct {
	*plan
	rng  *rand.PCG
	n    []int      // S
	t    float64    // of n
	next *crn.Reset // the first after t, or nil
	peak []int      // S, the largest counts met
	path *Path      // where jumps are recorded, or nil

	rates  []float64 // R: of calm reactions, the propensities at n
	bounds []float64 // R: of timed reactions, a bound over the window
	window float64   // where the bounds end; before t when there are none
	length float64   // of a window, adapted
}

func newWalker(p *plan) *walker {
	return &walker{
		plan:   p,
		n:      make([]int, len(p.start)),
		peak:   make([]int, len(p.start)),
		rates:  make([]float64, len(p.moves)),
		bounds: make([]float64, len(p.moves)),
	}
}

// put makes n and t the present of the trajectory, and rng the source of its
// chance.
func (w *walker) put(n []int, t float64, rng *rand.PCG) error {
	copy(w.n, n)
	copy(w.peak, n)
	w.t, w.rng = t, rng
	w.next = w.net.NextReset(t)
	w.window, w.length = math.Inf(-1), math.Inf(1)
	return w.renew(w.calm)
}

// renew evaluates the propensities of calm reactions at the present counts.
func (w *walker) renew(reactions []int32) error {
	for _, r := range reactions {
		a := w.net.Reactions[r].Propensity(w.n, w.t)
		if err := cme.CheckRate(w.net, a, int(r), w.n, w.t); err != nil {
			return err
		}
		w.rates[r] = a
	}
	return nil
}

// walk moves the trajectory to the time until, or by the given number of events
// when that is less, and returns the number of events. Resets on the way set their
// counts, also one at its end. from is the time at which the way to until began: it sets
// the longest window of thinning, so that a way that is interrupted and resumed is the
// same way.
func (w *walker) walk(from, until float64, events int) (fired int, err error) {
	for fired < events && w.t < until {
		goal := until
		if w.next != nil && w.next.Time <= until {
			goal = w.next.Time
		}
		var r int
		if len(w.timed) == 0 {
			r = w.direct(goal)
		} else {
			r, err = w.thin((until-from)/windows, goal)
		}
		switch {
		case err != nil:
		case r >= 0:
			err = w.fire(r)
			fired++
		case w.next != nil && goal == w.next.Time:
			err = w.reset()
		default:
			return fired, nil
		}
		if err != nil {
			return fired, err
		}
		if w.path != nil {
			w.path.jump(w.t, w.n)
		}
	}
	return fired, nil
}

// direct draws when the next reaction fires, and which: Gillespie's direct
// method (D. T. Gillespie, J. Phys. Chem. 81, 2340, 1977,
// doi:10.1021/j100540a008). It returns -1 when that is after until, where the
// clock then stands: an exponential wait has no memory.
func (w *walker) direct(until float64) int {
	// Summed afresh: a running total drifts, and R is small.
	total := 0.0
	for _, a := range w.rates {
		total += a
	}
	if total <= 0 {
		w.t = until
		return -1
	}
	w.t += w.wait(total)
	if w.t >= until {
		w.t = until
		return -1
	}
	return w.pick(w.uniform() * total)
}

// pick returns the calm reaction in whose share of the summed rates u falls.
func (w *walker) pick(u float64) int {
	last := -1
	for r, a := range w.rates {
		if a <= 0 {
			continue
		}
		if last = r; u < a {
			break
		}
		u -= a
	}
	return last // the last possible one too when rounding carried u past the sum
}

// fire applies reaction r.
func (w *walker) fire(r int) error {
	for _, m := range w.moves[r] {
		n := w.n[m.species] + m.by
		w.n[m.species] = n
		if n > w.peak[m.species] {
			w.peak[m.species] = n
			if n > w.caps[m.species] {
				return &cme.LimitError{Species: w.net.Species[m.species].Name, Limit: w.caps[m.species]}
			}
		}
	}
	w.window = math.Inf(-1)
	return w.renew(w.wakes[r])
}

// reset sets the counts of the next reset, whose time has come.
func (w *walker) reset() error {
	w.next.Apply(w.n)
	for i, n := range w.n {
		w.peak[i] = max(w.peak[i], n)
	}
	w.next = w.net.NextReset(w.t)
	w.window = math.Inf(-1)
	return w.renew(w.calm)
}

// uniform draws from [0, 1).
func (w *walker) uniform() float64 { return unit(w.rng) }

// wait draws the time to the next event of the given rate. It takes a logarithm
// and not the generator's own exponential, since math.Log is the same to the bit
// on every platform.
func (w *walker) wait(rate float64) float64 { return -math.Log(1-w.uniform()) / rate }

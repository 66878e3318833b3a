// Package ode integrates y' = f(y, t) with steps whose estimated error is bounded, one evaluation of f at a time, so that a long integration can be
// interrupted anywhere.
package ode

import "math"

// growth bounds how much longer a step may be than the one before it, so that a rate
// that switches on is met with a step of its own scale.
const growth = 3

// The explicit pair of orders 5 and 4 of J. R. Dormand and P. J. Prince (J.
// Comput. Appl. Math. 6, 19, 1980, doi:10.1016/0771-050X(80)90013-3): stage i
// stands at t + nodes[i] dt and starts from y + dt sum_j stages[i][j] k_j. The
// last stage is the solution of order 5, and its slope is the first of the next
// step.
var (
	nodes  = [7]float64{0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1}
	stages = [7][6]float64{
		{},
		{1. / 5},
		{3. / 40, 9. / 40},
		{44. / 45, -56. / 15, 32. / 9},
		{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
		{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	}
	// defect is the difference of both solutions.
	defect = [7]float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40}
)

// A Problem is an equation y' = f(y, t) with what a step may cost in precision.
type Problem interface {
	// Slope sets dst to f(y, t).
	Slope(dst, y []float64, t float64)
	// Size returns how large the estimated error e of a step that ends at y is, in
	// units of what is allowed.
	Size(e, y []float64) float64
	// First returns the length of a first step from t towards until.
	First(t, until float64) float64
}

// A Pair carries a y of N numbers from time to time. It holds the work of the step
// under way; y and t belong to the caller.
type Pair struct {
	step  float64      // the length that suits the error, 0 before the first
	stage int          // the stage to do next, 0 when no slope is known
	goal  float64      // where the step under way ends
	slope [7][]float64 // N each
	point []float64    // N
	off   []float64    // N
}

// New returns a Pair for N = size numbers.
func New(size int) *Pair {
	p := &Pair{point: make([]float64, size), off: make([]float64, size)}
	for i := range p.slope {
		p.slope[i] = make([]float64, size)
	}
	return p
}

// Step is the length proposed for the next step, 0 before the first.
func (p *Pair) Step() float64 { return p.step }

// Restore takes back the length of a step, where y is what it was then. The first
// slope is worked out again, to the same bits.
func (p *Pair) Restore(step float64) { p.step, p.stage = step, 0 }

// Slope is that at the present y, shared, once a step has been done.
func (p *Pair) Slope() []float64 { return p.slope[0] }

// Forget drops the step under way: y has been changed.
func (p *Pair) Forget() { p.stage = 0 }

// Advance evaluates f once, on the way to the time until. When that completes a step
// it returns the y and t that the step leads to and takes the old y for its own use;
// otherwise it returns y and t as they are.
func (p *Pair) Advance(of Problem, y []float64, t, until float64) ([]float64, float64) {
	if p.stage == 0 {
		if p.step == 0 {
			p.step = of.First(t, until)
		}
		of.Slope(p.slope[0], y, t)
		p.stage = 1
		return y, t
	}
	if p.stage == 1 || p.goal > until {
		p.aim(t, until)
	}
	dt := p.goal - t
	copy(p.point, y)
	for j, c := range stages[p.stage][:p.stage] {
		if c == 0 {
			continue
		}
		c *= dt
		for i, k := range p.slope[j] {
			p.point[i] += c * k
		}
	}
	at := t + nodes[p.stage]*dt
	if nodes[p.stage] == 1 { // not what the sum rounds to: the last slope is to be that of the y where it ends, or a restored run would differ
		at = p.goal
	}
	of.Slope(p.slope[p.stage], p.point, at)
	p.stage++
	if p.stage < len(stages) {
		return y, t
	}
	p.stage = 1
	return p.judge(of, y, t, dt)
}

// aim sets where the next step ends. Its other stages are done again.
func (p *Pair) aim(t, until float64) {
	p.stage = 1
	p.goal = t + p.step
	switch left := until - t; {
	case p.step >= left*(1-1e-9):
		p.goal = until
	case p.step > left/2:
		p.goal = t + left/2 // two equal steps instead of one and a crumb
	}
}

// judge accepts or refuses a step and sets the length of the next.
func (p *Pair) judge(of Problem, y []float64, t, dt float64) ([]float64, float64) {
	for i := range p.off {
		e := 0.0
		for j, c := range defect {
			e += c * p.slope[j][i]
		}
		p.off[i] = dt * e
	}
	size := of.Size(p.off, p.point)
	factor := float64(growth)
	if !(size <= 0) {
		factor = 0.2 // of an error that is not a number, too
		if f := 0.9 * math.Pow(size, -0.2); f > factor {
			factor = min(growth, f)
		}
	}
	p.step = dt * factor
	if !(size <= 1) {
		return y, t
	}
	next := p.point
	p.point = y
	p.slope[0], p.slope[6] = p.slope[6], p.slope[0]
	return next, p.goal
}

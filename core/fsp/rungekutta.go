package fsp

import "math"

const (
	// tolerance is the largest estimated error of a step, as the sum over all
	// states of its magnitude.
	tolerance = 1e-9
	// growth bounds how much longer a step may be than the one before it, so
	// that a rate that switches on is met with a step of its own scale.
	growth = 3
)

// The explicit pair of orders 5 and 4 of J. R. Dormand and P. J. Prince (J.
// Comput. Appl. Math. 6, 19, 1980, doi:10.1016/0771-050X(80)90013-3): stage i
// stands at t + nodes[i] dt and starts from p + dt sum_j stages[i][j] k_j. The
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

// rungeKutta solves p' = L(t) p with steps whose estimated error stays under
// tolerance.
type rungeKutta struct {
	dt    float64      // the length that suits the error, 0 before the first step
	stage int          // the stage to do next, 0 when no slope is known
	goal  float64      // where the step under way ends
	slope [7][]float64 // N each
	point []float64    // N
}

func newRungeKutta(size int) *rungeKutta {
	rk := &rungeKutta{point: make([]float64, size)}
	for i := range rk.slope {
		rk.slope[i] = make([]float64, size)
	}
	return rk
}

func (rk *rungeKutta) forget() { rk.stage = 0 }

func (rk *rungeKutta) work(s *Solver, until float64, budget int) {
	for budget > 0 && s.t < until && s.op.Err() == nil {
		if rk.stage == 0 {
			if rk.dt == 0 {
				rk.dt = firstStep(s, until)
			}
			s.op.MulTo(rk.slope[0], s.p, s.t)
			rk.stage = 1
		} else {
			if rk.stage == 1 || rk.goal > until {
				rk.aim(s.t, until)
			}
			rk.advance(s)
		}
		budget -= s.op.Entries()
	}
}

// firstStep is well within the time scale of the fastest state.
func firstStep(s *Solver, until float64) float64 {
	dt := until - s.t
	if fastest := s.op.MaxExit(s.t); fastest > 0 {
		dt = min(dt, 0.05/fastest)
	}
	return dt
}

// aim sets where the next step ends. Its other stages are done again.
func (rk *rungeKutta) aim(t, until float64) {
	rk.stage = 1
	rk.goal = t + rk.dt
	switch left := until - t; {
	case rk.dt >= left*(1-1e-9):
		rk.goal = until
	case rk.dt > left/2:
		rk.goal = t + left/2 // two equal steps instead of one and a crumb
	}
}

// advance does one stage, and with the last one accepts or refuses the step.
func (rk *rungeKutta) advance(s *Solver) {
	dt := rk.goal - s.t
	copy(rk.point, s.p)
	for j, c := range stages[rk.stage][:rk.stage] {
		if c == 0 {
			continue
		}
		c *= dt
		for i, k := range rk.slope[j] {
			rk.point[i] += c * k
		}
	}
	at := s.t + nodes[rk.stage]*dt
	if nodes[rk.stage] == 1 { // not what the sum rounds to: the last slope is to be that of the law where it ends, or a restored run would differ
		at = rk.goal
	}
	s.op.MulTo(rk.slope[rk.stage], rk.point, at)
	rk.stage++
	if rk.stage < len(stages) {
		return
	}

	off := dt * rk.defect()
	rk.stage = 1
	if off <= tolerance {
		s.p, rk.point = rk.point, s.p
		s.t = rk.goal
		rk.slope[0], rk.slope[6] = rk.slope[6], rk.slope[0]
	}
	factor := float64(growth)
	if off > 0 {
		factor = min(growth, max(0.2, 0.9*math.Pow(tolerance/off, 0.2)))
	}
	rk.dt = dt * factor
}

// defect is the sum of the magnitudes of the estimated error, per unit of dt.
func (rk *rungeKutta) defect() float64 {
	sum := 0.0
	for i := range rk.point {
		e := 0.0
		for j, c := range defect {
			e += c * rk.slope[j][i]
		}
		sum += math.Abs(e)
	}
	return sum
}

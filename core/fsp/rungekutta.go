package fsp

import (
	"math"

	"vanscape/core/internal/ode"
)

// tolerance is the largest estimated error of a step, as the sum over all states of
// its magnitude.
const tolerance = 1e-9

// rungeKutta solves p' = L(t) p with steps whose estimated error stays under
// tolerance.
type rungeKutta struct{ pair *ode.Pair }

func newRungeKutta(size int) *rungeKutta { return &rungeKutta{ode.New(size)} }

func (rk *rungeKutta) forget() { rk.pair.Forget() }

func (rk *rungeKutta) work(s *Solver, until float64, budget int) {
	for budget > 0 && s.t < until && s.op.Err() == nil {
		s.p, s.t = rk.pair.Advance(flow{s}, s.p, s.t, until)
		budget -= s.op.Entries()
	}
}

// flow is the master equation of a Solver.
type flow struct{ *Solver }

var _ ode.Problem = flow{}

// Slope sets dst to L(t) p.
func (f flow) Slope(dst, p []float64, t float64) { f.op.MulTo(dst, p, t) }

// Size sums the magnitudes.
func (f flow) Size(e, _ []float64) float64 {
	sum := 0.0
	for _, x := range e {
		sum += math.Abs(x)
	}
	return sum / tolerance
}

// First is well within the time scale of the fastest state.
func (f flow) First(t, until float64) float64 {
	dt := until - t
	if fastest := f.op.MaxExit(t); fastest > 0 {
		dt = min(dt, 0.05/fastest)
	}
	return dt
}

package session

import (
	"errors"
	"math"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/dist"
	"vanscape/core/fsp"
	"vanscape/core/protocol"
)

const (
	maxStates      = 1_000_000 // of the solver FSP
	maxExactStates = 100_000   // of the exact law beside another solver
	maxExactCounts = 1 << 22   // of all its states: listing them takes half a second for nothing where they are too many
	// maxLost is the probability that may be lost over the count limits before
	// a job fails: beyond it a picture would be wrong to the naked eye.
	maxLost = 1e-2
	// widenAt is the probability at the highest nearLimit+1 counts at which a limit
	// is raised, and widenLost what may be lost over all limits in a stretch of time
	// before it is gone over again with higher ones.
	widenAt   = 1e-7
	widenLost = 1e-8
)

// fspSource is the finite state projection as a source.
type fspSource struct {
	task   *task
	solver *fsp.Solver
	pieces int
	most   int  // states that it may have
	full   bool // limits cannot be raised further
	near   []float64
	last   *fsp.State // where the present stretch of time began
}

func newFSP(t *task) (source, error) {
	s, err := newFSPSource(t, maxStates)
	var large *cme.SpaceError
	if errors.As(err, &large) {
		return nil, badInput("%v, too many for the solver fsp: use the solver van, or lower the count limits", err)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

func newFSPSource(t *task, states int) (*fspSource, error) {
	g := t.gen
	if c := t.start.From; c != nil && c.FSP != nil {
		var err error
		if g, err = t.generatorOn(c.FSP.Levels); err != nil {
			return nil, err
		}
	}
	solver, err := fsp.NewWhile(g, states, t.tick)
	if err != nil {
		return nil, err
	}
	return &fspSource{task: t, solver: solver, most: states, near: make([]float64, g.Species())}, restoreFSP(t, solver)
}

func (s *fspSource) advance(i int) (bool, error) {
	if s.last == nil && !s.full {
		s.last = s.solver.State()
	}
	done, err := s.solver.Step(s.task.start.Times[i])
	if err != nil {
		return false, err
	}
	s.pieces++
	if s.last != nil && s.solver.Time() > s.last.Time {
		again, err := s.widen()
		if again || err != nil {
			return false, err
		}
	}
	if s.solver.Leak() > maxLost {
		return false, limitError(s.gen(), s.marginals())
	}
	return done, nil
}

// widen raises the limits that probability has come near to in the last stretch of
// time, unless that makes too many states. It reports whether so much was lost that
// the solver is back where the stretch began.
func (s *fspSource) widen() (again bool, err error) {
	g, last := s.gen(), s.last
	s.last = nil
	levels := slices.Clone(g.Levels())
	s.solver.NearLimits(s.near, nearLimit+1)
	for i, p := range s.near {
		if p > widenAt {
			levels[i] = g.Raised(i, s.task.gen.Levels()[i])
		}
	}
	if slices.Equal(levels, g.Levels()) {
		return false, nil
	}
	if s.full = !s.task.shows(levels); s.full {
		return false, nil
	}
	wide, err := s.task.generatorOn(levels)
	if err != nil {
		return false, err
	}
	if again = s.solver.Leak()-max(0, 1-dist.Mass(last.Probability)) > widenLost; again {
		if err := s.solver.Restore(last); err != nil {
			return false, err
		}
	}
	solver, err := s.solver.Widened(wide, s.most, s.task.tick)
	var large *cme.SpaceError
	if s.full = errors.As(err, &large); s.full {
		return again, nil
	}
	if err == nil {
		s.solver = solver
	}
	return again, err
}

func (s *fspSource) gen() *cme.Generator { return s.solver.Space().Generator() }

func (s *fspSource) at() reach { return reach{time: s.solver.Time(), steps: s.pieces} }

func (s *fspSource) size() (int, int) { return 0, 0 }

func (s *fspSource) states() int { return s.solver.Space().Len() }

func (s *fspSource) save(c *protocol.Checkpoint) bool {
	c.FSP = (*protocol.FSPState)(s.solver.State())
	c.Time = s.solver.Time()
	return true
}

func (s *fspSource) model() density { return nil }

func (s *fspSource) close() {}

func (s *fspSource) frame(f *protocol.Frame) {
	f.Law = s.law()
	f.WallSpecies, f.WallMass = wall(s.gen(), f.Law.Marginals)
	// With p what is left of the true law q, sum (sqrt q - sqrt p)^2 <= sum |q - p|.
	f.ErrorEstimate = math.Sqrt(max(s.solver.Leak(), 0) / 2)
}

func (s *fspSource) law() protocol.Law {
	size := s.gen().Species()
	levels := s.gen().Levels()
	l := protocol.Law{
		Mean:      make([]float64, size),
		Cov:       make([]float64, size*size),
		Marginals: s.marginals(),
		LostMass:  s.solver.Leak(),
	}
	s.solver.Mean(l.Mean)
	s.solver.Covariance(l.Cov)
	l.Var = diagonal(l.Cov, size)
	for _, p := range s.task.sitePairs() {
		joint := make([]float64, levels[p[0]]*levels[p[1]])
		s.solver.Joint(joint, p[0], p[1])
		l.Joints = append(l.Joints, newJoint(p, levels, joint))
	}
	return l
}

func (s *fspSource) marginals() [][]float64 {
	marginals := make([][]float64, s.gen().Species())
	for i, k := range s.gen().Levels() {
		marginals[i] = make([]float64, k)
		s.solver.Marginal(marginals[i], i)
	}
	return marginals
}

func (s *fspSource) probabilities(dst []float64, _ *cme.Space, first int) bool {
	copy(dst, s.solver.Probability()[first:])
	return true
}

// diagonal returns the variances of size species from their covariances.
func diagonal(cov []float64, size int) []float64 {
	v := make([]float64, size)
	for i := range v {
		v[i] = cov[i*size+i]
	}
	return v
}

// newJoint is the joint law of a pair of sites in single precision, which is
// enough for a picture.
func newJoint(pair [2]int, levels []int, p []float64) protocol.Joint {
	j := protocol.Joint{A: pair[0], B: pair[1], Rows: levels[pair[0]], Cols: levels[pair[1]], P: make([]float32, len(p))}
	for i, x := range p {
		j.P[i] = float32(x)
	}
	return j
}

package session

import (
	"errors"
	"math"

	"vanscape/core/cme"
	"vanscape/core/fsp"
	"vanscape/core/protocol"
)

const (
	maxStates      = 1_000_000 // of the solver FSP
	maxExactStates = 100_000   // of the exact law beside another solver
	// maxLost is the probability that may be lost over the count limits before
	// a job fails: beyond it a picture would be wrong to the naked eye.
	maxLost = 1e-2
)

// fspSource is the finite state projection as a source.
type fspSource struct {
	task   *task
	solver *fsp.Solver
	pieces int
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
	solver, err := fsp.New(t.gen, states)
	if err != nil {
		return nil, err
	}
	return &fspSource{task: t, solver: solver}, nil
}

func (s *fspSource) advance(i int) (bool, error) {
	done, err := s.solver.Step(s.task.start.Times[i])
	if err != nil {
		return false, err
	}
	s.pieces++
	if s.solver.Leak() > maxLost {
		return false, s.limitError()
	}
	return done, nil
}

// limitError names the species with the most probability at its limit.
func (s *fspSource) limitError() error {
	species, _ := wall(s.task.gen, s.marginals())
	return &cme.LimitError{Species: s.task.gen.Network().Species[species].Name}
}

func (s *fspSource) at() reach { return reach{time: s.solver.Time(), steps: s.pieces} }

func (s *fspSource) size() (int, int) { return 0, 0 }

func (s *fspSource) states() int { return s.solver.Space().Len() }

func (s *fspSource) model() density { return nil }

func (s *fspSource) close() {}

func (s *fspSource) frame(f *protocol.Frame) {
	f.Law = s.law()
	f.WallSpecies, f.WallMass = wall(s.task.gen, f.Law.Marginals)
	// With p what is left of the true law q, sum (sqrt q - sqrt p)^2 <= sum |q - p|.
	f.ErrorEstimate = math.Sqrt(max(s.solver.Leak(), 0) / 2)
}

func (s *fspSource) law() protocol.Law {
	size := s.task.gen.Species()
	levels := s.task.gen.Levels()
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
	marginals := make([][]float64, s.task.gen.Species())
	for i, k := range s.task.gen.Levels() {
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

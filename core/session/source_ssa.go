package session

import (
	"cmp"
	"math"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/protocol"
	"vanscape/core/ssa"
)

// defaultRuns is the size of an ensemble: standard errors of a hundredth of the
// spread.
const defaultRuns = 10_000

// recordedCounts bounds the counts that all recorded trajectories have together:
// some tens of megabytes, and more jumps than a picture shows.
const recordedCounts = 2_000_000

// ssaSource is an ensemble of simulations as a source. The simulations know no
// count limits: those of a frame are wide enough for all, or what lies beyond them
// counts as lost.
type ssaSource struct {
	task     *task
	box      *cme.Generator // of the last frame
	ensemble *ssa.Ensemble
	shares   []float64 // of every state of a space, for probabilities

	paths []ssa.Path // that frame of has taken
	of    int
}

func newSSA(t *task) (source, error) {
	runs := cmp.Or(t.start.Samples, defaultRuns)
	s := &ssaSource{task: t, box: t.gen, ensemble: ssa.New(t.gen.Network(), runs, t.start.Seed)}
	if shown := t.start.Trajectories; shown > 0 {
		s.ensemble.Record(shown, recordedCounts/(shown*t.gen.Species()))
	}
	if c := t.start.From; c != nil {
		if c.SSA.Done > 0 && (c.Next == len(t.start.Times) || c.SSA.Goal != t.start.Times[c.Next]) {
			return nil, misfit("its simulations are on the way to t = %g", c.SSA.Goal)
		}
		if err := s.ensemble.Restore((*ssa.State)(c.SSA)); err != nil {
			return nil, misfit("%v", err)
		}
	}
	return s, nil
}

func (s *ssaSource) advance(i int) (bool, error) {
	done, err := s.ensemble.Step(s.task.start.Times[i])
	if err != nil || !done {
		return false, err
	}
	if s.box, err = s.within(); err != nil {
		return false, err
	}
	if lost, site := s.lost(); lost > maxLost {
		return false, &cme.LimitError{Species: s.box.Network().Species[site].Name, Limit: s.box.Levels()[site] - 1}
	}
	return true, nil
}

// within returns the task's generator on limits that hold all simulations, as far
// as limits may be raised.
func (s *ssaSource) within() (*cme.Generator, error) {
	levels := slices.Clone(s.task.gen.Levels())
	for states := s.ensemble.States(); len(states) > 0; states = states[len(levels):] {
		for i, n := range states[:len(levels)] {
			levels[i] = max(levels[i], n+1)
		}
	}
	for i, began := range s.task.gen.Levels() {
		levels[i] = max(began, min(levels[i], s.task.gen.Highest(i, began)))
	}
	if !s.task.shows(levels) {
		return s.task.gen, nil
	}
	return s.task.generatorOn(levels)
}

// lost returns the share of runs beyond a count limit, and the site whose limit
// most of them passed.
func (s *ssaSource) lost() (share float64, site int) {
	size := s.task.gen.Species()
	levels := s.box.Levels()
	beyond := make([]int, size)
	outside := 0
	states := s.ensemble.States()
	for ; len(states) > 0; states = states[size:] {
		if s.box.Inside(states[:size]) {
			continue
		}
		outside++
		for i, n := range states[:size] {
			if n >= levels[i] {
				beyond[i]++
			}
		}
	}
	for i, n := range beyond {
		if n > beyond[site] {
			site = i
		}
	}
	return float64(outside) / float64(s.ensemble.Runs()), site
}

func (s *ssaSource) at() reach { return reach{time: s.ensemble.Time(), steps: s.ensemble.Events()} }

func (s *ssaSource) size() (int, int) { return 0, s.ensemble.Runs() }

func (s *ssaSource) save(c *protocol.Checkpoint) bool {
	state := s.ensemble.State()
	if s.of == c.Next { // the frame may never be sent
		for b, p := range s.paths {
			state.PathT[b], state.PathN[b], state.PathGaps[b] = p.T, p.N, p.Gaps
		}
	}
	c.SSA, c.Time = (*protocol.SSAState)(state), state.Time
	return true
}

func (s *ssaSource) gen() *cme.Generator { return s.box }

func (s *ssaSource) model() density { return nil }

func (s *ssaSource) close() {}

func (s *ssaSource) frame(f *protocol.Frame) {
	size := s.task.gen.Species()
	levels := s.box.Levels()
	l := protocol.Law{
		Mean:      make([]float64, size),
		MeanError: make([]float64, size),
		Cov:       make([]float64, size*size),
		Marginals: make([][]float64, size),
	}
	l.LostMass, _ = s.lost()
	s.ensemble.Mean(l.Mean)
	s.ensemble.MeanError(l.MeanError)
	s.ensemble.Covariance(l.Cov)
	l.Var = diagonal(l.Cov, size)
	most := 1
	for i, k := range levels {
		l.Marginals[i] = make([]float64, k)
		s.ensemble.Marginal(l.Marginals[i], i)
		most = max(most, occupied(l.Marginals[i]))
	}
	for _, p := range s.task.sitePairs() {
		joint := make([]float64, levels[p[0]]*levels[p[1]])
		s.ensemble.Joint(joint, p[0], p[1], levels[p[1]])
		l.Joints = append(l.Joints, newJoint(p, levels, joint))
	}
	f.Law, f.Steps = l, s.ensemble.Events()
	f.WallSpecies, f.WallMass = wall(s.box, l.Marginals)
	if s.task.start.Trajectories > 0 {
		s.paths, s.of = s.ensemble.Paths(), f.Index
		for _, p := range s.paths {
			f.Trajectories = append(f.Trajectories, protocol.Trajectory{Times: p.T, Counts: slices.Clone(p.N), Gaps: p.Gaps})
		}
	}
	// A histogram of B draws over m bins has an expected squared distance of
	// (m - 1)/(8 B) from its law, since each sqrt of a share varies by 1/(4 B).
	f.ErrorEstimate = math.Sqrt(float64(most-1) / float64(8*s.ensemble.Runs()))
}

// occupied is the number of counts with any probability.
func occupied(p []float64) int {
	n := 0
	for _, x := range p {
		if x > 0 {
			n++
		}
	}
	return n
}

func (s *ssaSource) probabilities(dst []float64, space *cme.Space, first int) bool {
	if first == 0 {
		s.tally(space)
	}
	copy(dst, s.shares[first:])
	return true
}

// tally counts the runs in every state of a space.
func (s *ssaSource) tally(space *cme.Space) {
	s.shares = slices.Grow(s.shares[:0], space.Len())[:space.Len()]
	clear(s.shares)
	size := s.task.gen.Species()
	each := 1 / float64(s.ensemble.Runs())
	for states := s.ensemble.States(); len(states) > 0; states = states[size:] {
		if i, ok := space.Index(states[:size]); ok {
			s.shares[i] += each
		}
	}
}

package session

import (
	"errors"
	"iter"
	"math"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/evolve"
	"vanscape/core/protocol"
	"vanscape/core/van"
)

// maxWall is the probability at a count limit before a job fails. The network
// cannot leave its limits: what would pass one piles up below it, and bends the
// law there.
const maxWall = 1e-3

// vanSource is the autoregressive network moved in time as a source.
type vanSource struct {
	task   *task
	next   func() (*evolve.Step, error, bool)
	stop   func()
	step   *evolve.Step  // the present one
	unread bool          // advance has not returned step yet
	seen   *van.Snapshot // of the last frame

	// Scratch of probabilities.
	prefixes     []int     // states, one for every prefix that differs from the one before
	conditionals []float64 // one row for each of them
}

func newVAN(t *task) (source, error) {
	settings, err := settings(t.start)
	if err != nil {
		return nil, err
	}
	s := &vanSource{task: t}
	s.next, s.stop = iter.Pull2(evolve.Run(t.gen, t.start.Times, settings))
	// The first step tells how many parameters there are.
	if err := s.pull(); err != nil {
		s.stop()
		return nil, err
	}
	s.unread = true
	s.noteStart()
	return s, nil
}

// pull takes the next step.
func (s *vanSource) pull() error {
	step, err, ok := s.next()
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("the solver ended before the last time")
	}
	s.step = step
	return nil
}

func (s *vanSource) advance(i int) (bool, error) {
	if !s.unread {
		if err := s.pull(); err != nil {
			return false, err
		}
	}
	s.unread = false
	if s.step.Frame != i {
		return false, nil
	}
	s.seen = s.step.Observe(s.task.sitePairs())
	if site, mass := wall(s.task.gen, s.seen.Marginals); mass > maxWall {
		return false, &cme.LimitError{Species: s.task.gen.Network().Species[site].Name}
	}
	return true, nil
}

func (s *vanSource) at() (float64, int, float64) { return s.step.Time, s.step.Steps, s.step.StepSize }

func (s *vanSource) size() (int, int) {
	samples := s.task.start.Samples
	if samples == 0 {
		samples = evolve.DefaultSamples
	}
	return len(s.step.Model.Params()), samples
}

func (s *vanSource) close() { s.stop() }

func (s *vanSource) frame(f *protocol.Frame) {
	levels := s.task.gen.Levels()
	seen := s.seen
	f.Law = protocol.Law{Mean: seen.Mean, Var: diagonal(seen.Cov, len(seen.Mean)), Cov: seen.Cov, Marginals: seen.Marginals}
	for _, j := range seen.Joints {
		f.Law.Joints = append(f.Law.Joints, newJoint([2]int{j.A, j.B}, levels, j.P))
	}
	f.WallSpecies, f.WallMass = wall(s.task.gen, seen.Marginals)
	f.ErrorEstimate = -1
	if f.HasLoss = !math.IsNaN(s.step.Loss); f.HasLoss {
		f.Loss = s.step.Loss
	}
}

// probabilities multiplies conditionals. The states of a space stand in
// lexicographic order, so neighbours share all but their last counts, and a
// conditional is evaluated once for all that share what it depends on: for two
// proteins of a hundred counts a hundred times less work than state by state.
func (s *vanSource) probabilities(dst []float64, space *cme.Space, first int) bool {
	size := s.task.gen.Species()
	states := space.Counts()[first*size : (first+len(dst))*size]
	for j := range dst {
		dst[j] = 1
	}
	for site, levels := range s.task.gen.Levels() {
		s.prefixes = s.prefixes[:0]
		for j := range dst {
			if j == 0 || !sharePrefix(states, j, size, site) {
				for _, n := range states[j*size : (j+1)*size] {
					s.prefixes = append(s.prefixes, int(n))
				}
			}
		}
		need := len(s.prefixes) / size * levels
		if len(s.conditionals) < need {
			s.conditionals = make([]float64, need)
		}
		s.step.Model.Conditionals(s.conditionals[:need], site, s.prefixes)
		row := -1
		for j := range dst {
			if j == 0 || !sharePrefix(states, j, size, site) {
				row++
			}
			dst[j] *= s.conditionals[row*levels+int(states[j*size+site])]
		}
	}
	return true
}

// sharePrefix reports whether states j-1 and j agree before a site.
func sharePrefix(states []int32, j, size, site int) bool {
	return slices.Equal(states[(j-1)*size:(j-1)*size+site], states[j*size:j*size+site])
}

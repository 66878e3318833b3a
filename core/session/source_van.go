package session

import (
	"cmp"
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
	crew   *lead         // nil: it moves alone
	step   *evolve.Step  // the present one
	kept   *evolve.State // of the last whole step that was left, where Checkpoints are asked for
	unread bool          // advance has not returned step yet
	seen   *van.Snapshot // of the last frame

	// Scratch of probabilities.
	prefixes     []int     // states, one for every prefix that differs from the one before
	conditionals []float64 // one row for each of them
}

func newVAN(t *task) (source, error) {
	set, err := settings(t.start)
	if err != nil {
		return nil, err
	}
	var from *protocol.VANState
	if t.start.From != nil {
		from = t.start.From.VAN
	}
	s, err := openVAN(t, set, false, from)
	if err != nil {
		return nil, err
	}
	if from == nil {
		if err := s.noteStart(); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

// openVAN returns a source of some settings, or of those coarser than them, at its first
// step or at that of a state.
func openVAN(t *task, set evolve.Settings, coarser bool, from *protocol.VANState) (*vanSource, error) {
	s := &vanSource{task: t}
	if coarser {
		set = set.Coarser()
	}
	if set.Method == evolve.Projected {
		if s.crew = newLead(t, coarser); s.crew != nil {
			set.Crew = s.crew
		}
	}
	moves := evolve.Run(t.gen, t.start.Times, set)
	if from != nil {
		s.kept = (*evolve.State)(from)
		if next := t.start.From.Next; s.kept.Next != next {
			return nil, misfit("its network is on the way to frame %d and not to frame %d", s.kept.Next, next)
		}
		g, err := t.generatorOn(s.kept.Levels)
		if err != nil {
			return nil, err
		}
		moves = evolve.Resume(g, t.start.Times, set, s.kept)
	}
	s.next, s.stop = iter.Pull2(moves)
	// The first step tells how many parameters there are.
	if err := s.pull(); err != nil {
		s.close()
		return nil, err
	}
	s.unread = true
	return s, nil
}

// pull takes the next step.
func (s *vanSource) pull() error {
	if s.step != nil && s.step.Whole && s.task.start.SaveEvery > 0 {
		s.kept = s.step.State()
	}
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
	if done, err := s.reach(i); !done {
		return false, err
	}
	var err error
	if s.seen, err = s.observe(s.task.sitePairs()); err != nil {
		return false, err
	}
	if _, mass := wall(s.gen(), s.seen.Marginals); mass > maxWall || !s.task.shows(s.gen().Levels()) {
		return false, limitError(s.gen(), s.seen.Marginals)
	}
	return true, nil
}

// observe reads the law, listening in between.
func (s *vanSource) observe(pairs [][2]int) (*van.Snapshot, error) {
	var err error
	seen := s.step.ObserveWhile(pairs, func() bool {
		err = s.task.tick()
		return err == nil
	})
	return seen, err
}

// reach is advance without a look at the law.
func (s *vanSource) reach(i int) (bool, error) {
	if !s.unread {
		if err := s.pull(); err != nil {
			return false, err
		}
	}
	s.unread = false
	return s.step.Frame == i, nil
}

func (s *vanSource) at() reach {
	return reach{time: s.step.Time, steps: s.step.Steps, updates: s.step.Updates, stepSize: s.step.StepSize, workers: s.crew.size()}
}

func (s *vanSource) size() (int, int) {
	return len(s.step.Model.Params()), cmp.Or(s.task.start.Samples, evolve.DefaultSamples)
}

func (s *vanSource) save(c *protocol.Checkpoint) bool {
	state := s.state(c.Next)
	if state == nil {
		return false
	}
	c.VAN, c.Time = (*protocol.VANState)(state), state.Time
	return true
}

// state returns the present step if it is whole and belongs before frame next: one
// that stands at that frame, not yet sent, is past it. Otherwise it returns the whole
// step before, or nil when there is none.
func (s *vanSource) state(next int) *evolve.State {
	if s.step.Whole && s.step.Frame != next {
		return s.step.State()
	}
	return s.kept
}

func (s *vanSource) gen() *cme.Generator { return s.step.Generator }

func (s *vanSource) model() density { return s.step.Model }

func (s *vanSource) close() {
	s.stop()
	if s.crew != nil {
		s.crew.close()
	}
}

func (s *vanSource) frame(f *protocol.Frame) {
	levels := s.gen().Levels()
	seen := s.seen
	f.Law = protocol.Law{Mean: seen.Mean, Var: diagonal(seen.Cov, len(seen.Mean)), Cov: seen.Cov, Marginals: seen.Marginals}
	for _, j := range seen.Joints {
		f.Law.Joints = append(f.Law.Joints, newJoint([2]int{j.A, j.B}, levels, j.P))
	}
	f.WallSpecies, f.WallMass = wall(s.gen(), seen.Marginals)
	f.ErrorEstimate, f.Steps, f.Updates = -1, s.step.Steps, s.step.Updates
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
	for site, levels := range s.gen().Levels() {
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
			if n := int(states[j*size+site]); n < levels {
				dst[j] *= s.conditionals[row*levels+n]
			} else {
				dst[j] = 0 // the space has higher limits
			}
		}
	}
	return true
}

// sharePrefix reports whether states j-1 and j agree before a site.
func sharePrefix(states []int32, j, size, site int) bool {
	return slices.Equal(states[(j-1)*size:(j-1)*size+site], states[j*size:j*size+site])
}

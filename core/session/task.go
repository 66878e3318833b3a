package session

import (
	"errors"
	"fmt"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// task is a checked Start: what all solvers work on. The user's species stand
// in the order of the text, sites in the order of the generator.
type task struct {
	start  protocol.Start // with defaults filled in
	net    *crn.Network   // the user's species
	limits map[string]int // of all species, as the job began
	levels []int          // of the user's species, length S
	order  []int          // order[site] = species
	pairs  [][2]int       // of the user's species
	gen    *cme.Generator // on sites
	notes  []string
	staff  *staff // whom its networks can call for help; nil: nobody

	// tick listens amid long work; its error ends the job.
	tick func() error
}

// newTask reads and checks a Start. It calls tick before the pilot simulations,
// which are its longest work, and keeps it for the work of the solvers.
func newTask(start protocol.Start, tick func() error) (*task, error) {
	t := &task{tick: tick}
	given, err := t.read(start)
	if err != nil {
		return nil, err
	}
	if err := tick(); err != nil {
		return nil, err
	}
	if t.levels, err = pilot(t.net, t.horizon(), t.start.Seed, given); err != nil {
		return nil, err
	}
	if t.pairs, err = chosenPairs(t.net, t.levels, t.pairs); err != nil {
		return nil, err
	}
	t.limits = make(map[string]int)
	for i, s := range t.net.Species {
		t.limits[s.Name] = t.levels[i] - 1
	}
	t.order = cme.Order(t.net, t.levels)
	siteLevels := make([]int, len(t.levels))
	for site, i := range t.order {
		siteLevels[site] = t.levels[i]
	}
	t.gen, err = cme.New(t.net.Permuted(t.order), siteLevels)
	return t, err
}

// read reads and checks a Start but for what takes the pilot simulations, and
// returns the limits it states, as limits does.
func (t *task) read(start protocol.Start) (given []int, err error) {
	if t.start, err = check(start); err != nil {
		return nil, err
	}
	if t.net, err = crn.Parse(start.Text); err != nil {
		return nil, err
	}
	if err := checkQuestions(t.net, t.start); err != nil {
		return nil, err
	}
	if start.Steady > 0 && t.net.TimeDependent() {
		return nil, badInput("rates that depend on time leave no law steady: leave steady out")
	}
	if start.Steady > 0 && len(t.net.Resets) > 0 {
		return nil, badInput("a law may be steady before counts are set, and is not afterwards: leave steady out")
	}
	if t.pairs, err = namedPairs(t.net, start.Pairs); err != nil {
		return nil, err
	}
	if start.From != nil { // what the pilot simulations found is known
		start.Limits = start.From.Limits
	}
	return limits(t.net, start.Limits)
}

// horizon is the time of the last frame.
func (t *task) horizon() float64 { return t.start.Times[len(t.start.Times)-1] }

// site returns the site of a species.
func (t *task) site(species int) int { return slices.Index(t.order, species) }

// sitePairs returns the pairs in sites.
func (t *task) sitePairs() [][2]int {
	pairs := make([][2]int, len(t.pairs))
	for i, p := range t.pairs {
		pairs[i] = [2]int{t.site(p[0]), t.site(p[1])}
	}
	return pairs
}

// started describes the job.
func (t *task) started(src source, exact exactLaw) protocol.Started {
	m := protocol.Started{Job: t.start.Job, Pairs: make([][2]string, len(t.pairs)), Notes: t.notes}
	for i, s := range t.net.Species {
		m.Species = append(m.Species, s.Name)
		m.Limits = append(m.Limits, t.levels[i]-1)
	}
	for _, weights := range t.net.ConservationLaws() {
		m.Laws = append(m.Laws, t.net.FormatLaw(weights))
	}
	if t.start.Solver == protocol.VAN {
		for _, i := range t.order {
			m.Order = append(m.Order, m.Species[i])
		}
	}
	for i, p := range t.pairs {
		m.Pairs[i] = [2]string{m.Species[p[0]], m.Species[p[1]]}
	}
	m.Parameters, m.Samples = src.size()
	if exact != nil {
		m.ExactStates = exact.states()
	} else if f, ok := src.(*fspSource); ok {
		m.ExactStates = f.states()
	}
	return m
}

// inUserOrder changes a frame from the order of sites to that of the species.
func (t *task) inUserOrder(f *protocol.Frame) {
	t.lawInUserOrder(&f.Law)
	if f.Exact != nil {
		t.lawInUserOrder(f.Exact)
	}
	if f.MarginalHellinger != nil {
		f.MarginalHellinger = permuted(f.MarginalHellinger, t.order)
	}
	f.WallSpecies = t.order[f.WallSpecies]
	for _, path := range f.Trajectories {
		for n := path.Counts; len(n) > 0; n = n[len(t.order):] {
			copy(n, permuted(n[:len(t.order)], t.order))
		}
	}
}

func (t *task) lawInUserOrder(l *protocol.Law) {
	l.Mean, l.Var, l.Marginals = permuted(l.Mean, t.order), permuted(l.Var, t.order), permuted(l.Marginals, t.order)
	if l.MeanError != nil {
		l.MeanError = permuted(l.MeanError, t.order)
	}
	size := len(t.order)
	cov := make([]float64, size*size)
	for a, i := range t.order {
		for b, j := range t.order {
			cov[i*size+j] = l.Cov[a*size+b]
		}
	}
	l.Cov = cov
	for i := range l.Joints {
		l.Joints[i].A, l.Joints[i].B = t.order[l.Joints[i].A], t.order[l.Joints[i].B]
	}
}

// permuted returns the values with that of site i at order[i].
func permuted[T any](values []T, order []int) []T {
	result := make([]T, len(values))
	for site, species := range order {
		result[species] = values[site]
	}
	return result
}

// shows reports whether the joint laws of the task's pairs can be sent on levels, in
// the order of sites.
func (t *task) shows(levels []int) bool {
	for _, p := range t.sitePairs() {
		if levels[p[0]] > maxJointCells/levels[p[1]] {
			return false
		}
	}
	return true
}

// explained adds to an error of a solver what the user can do about it.
func explained(err error) error {
	var limit *cme.LimitError
	if !errors.As(err, &limit) {
		return err
	}
	return fmt.Errorf("%w, which is %d: raise it, unless the network lets %s grow without bound", err, limit.Limit, limit.Species)
}

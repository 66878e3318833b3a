package session

import (
	"errors"
	"fmt"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// exactLaw solves the master equation exactly beside a solver and tells how far
// the solver is from it. It works in the order of its generator's species.
type exactLaw interface {
	// advance is that of a source.
	advance(i int) (done bool, err error)
	// law tells the exact law where advance has brought it.
	law() protocol.Law
	// compare asks src for a few milliseconds how far it is from the exact law
	// as a whole. When done it has set the joint distance, if src can tell.
	compare(src source, f *protocol.Frame) (done bool)
	// keep is that of a source.
	keep() law
	// save is that of a source.
	save(c *protocol.Checkpoint) bool
	// states is the number of states that are listed, 0 for none.
	states() int
}

// newExactLaw returns nil, and leaves a note, where there is no exact law.
func newExactLaw(t *task) (exactLaw, error) {
	s, err := newFSPSource(t, min(maxExactStates, maxExactCounts/t.gen.Species()))
	var large *cme.SpaceError
	if errors.As(err, &large) {
		if c := newClosedLaw(t); c != nil {
			return c, nil
		}
		t.notes = append(t.notes, fmt.Sprintf("There is no exact law to compare with: %v.", err))
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &listedLaw{fspSource: s}, nil
}

// takeExact puts the exact law beside that of the solver, and how far the marginals
// are from it.
func takeExact(f *protocol.Frame, law protocol.Law) {
	f.Exact = &law
	f.MarginalHellinger = make([]float64, len(law.Marginals))
	for i := range law.Marginals {
		f.MarginalHellinger[i] = dist.Hellinger(f.Law.Marginals[i], law.Marginals[i])
	}
}

// comparedAtOnce is the number of states whose probability is asked for in one
// piece of work.
const comparedAtOnce = 2048

// listedLaw is the finite state projection beside a solver.
type listedLaw struct {
	*fspSource
	solver []float64 // the solver's probability of every state, and of no state
	truth  []float64 // the exact one
	next   int       // states compared so far
}

func (e *listedLaw) compare(src source, f *protocol.Frame) (done bool) {
	n := e.states()
	if e.next == 0 {
		e.truth = append(append(e.truth[:0], e.fspSource.solver.Probability()...), 0)
		e.solver = slices.Grow(e.solver[:0], n+1)[:n+1]
	}
	end := min(e.next+comparedAtOnce, n)
	if !src.probabilities(e.solver[e.next:end], e.fspSource.solver.Space(), e.next) {
		return true
	}
	if e.next = end; end < n {
		return false
	}
	e.next = 0
	// What the solver believes of states that cannot be reached is all wrong:
	// it stands in an entry of its own, against 0. So does the probability that
	// the exact law lost, of which nobody knows where it is.
	inside := 0.0
	for _, p := range e.solver[:n] {
		inside += p
	}
	e.solver[n] = max(0, 1-inside)
	f.HasJoint, f.JointHellinger = true, dist.Hellinger(e.solver, e.truth)
	return true
}

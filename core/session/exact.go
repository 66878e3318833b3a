package session

import (
	"errors"
	"fmt"

	"vanscape/core/cme"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// comparedAtOnce is the number of states whose probability is asked for in one
// piece of work.
const comparedAtOnce = 2048

// exactLaw solves the master equation exactly beside a solver and tells how far
// the solver is from it.
type exactLaw struct {
	*fspSource
	solver []float64 // the solver's probability of every state, and of no state
	truth  []float64 // the exact one
	next   int       // states compared so far
}

// newExactLaw returns nil, and leaves a note, where the space is too large.
func newExactLaw(t *task) (*exactLaw, error) {
	s, err := newFSPSource(t, maxExactStates)
	var large *cme.SpaceError
	if errors.As(err, &large) {
		t.notes = append([]string{fmt.Sprintf("There is no exact law to compare with: %v.", err)}, t.notes...)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	n := s.solver.Space().Len()
	return &exactLaw{fspSource: s, solver: make([]float64, n+1), truth: make([]float64, n+1)}, nil
}

// begin takes the exact law into the frame and prepares for compare.
func (e *exactLaw) begin(f *protocol.Frame) {
	law := e.law()
	f.Exact = &law
	f.MarginalHellinger = make([]float64, len(law.Marginals))
	for i := range law.Marginals {
		f.MarginalHellinger[i] = dist.Hellinger(f.Law.Marginals[i], law.Marginals[i])
	}
	copy(e.truth, e.fspSource.solver.Probability())
	e.next = 0
}

// compare asks src for the probability of the next few states. After the last
// one it sets the joint distance.
func (e *exactLaw) compare(src source, f *protocol.Frame) (done bool) {
	n := e.states()
	end := min(e.next+comparedAtOnce, n)
	if !src.probabilities(e.solver[e.next:end], e.fspSource.solver.Space(), e.next) {
		return true
	}
	if e.next = end; end < n {
		return false
	}
	// What the solver believes of states that cannot be reached is all wrong:
	// it stands in an entry of its own, against 0. So does the probability that
	// the exact law lost, of which nobody knows where it is.
	inside := 0.0
	for _, p := range e.solver[:n] {
		inside += p
	}
	e.solver[n], e.truth[n] = max(0, 1-inside), 0
	f.HasJoint, f.JointHellinger = true, dist.Hellinger(e.solver, e.truth)
	return true
}

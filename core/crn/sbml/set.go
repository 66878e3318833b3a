package sbml

import (
	"math"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
)

// A set is a count that an event gives a species at a fixed time.
type set struct {
	of *thing
	jump
}

// addSets adds the counts that events set at fixed times.
func (m *model) addSets() error {
	for _, s := range m.sets {
		if m.waiting != nil {
			return s.assignment.Errorf("the event %s sets the count of %s at a fixed time, which may make true what the event %s waits for: one of the two is read", s.event, s.of.id, m.waiting.id)
		}
		time, at, happens, err := m.moment(s.jump)
		switch {
		case err != nil:
			return err
		case !happens:
			continue
		case at == 0:
			return s.assignment.Errorf("the event %s sets the count of %s at the start: give it as the amount at the start", s.event, s.of.id)
		}
		count, err := m.countOf(s.of, s.assignment)
		if err != nil {
			return err
		}
		v := count.Evaluate(m.draft.Values)
		whole := math.Round(v)
		if m.moves(count) || !(math.Abs(v-whole) <= 1e-6*math.Abs(whole)) {
			return s.assignment.Errorf("the event %s sets %s to %s, which is not a whole number that is known", s.event, s.of.id, count)
		}
		if v != whole {
			count = crn.Const(whole)
		}
		m.draft.Reset(s.assignment.Line, time, s.of.name, count)
		m.draft.Note(s.assignment.Line, "at t = %g the count of %s is set to %g", at, s.of.id, whole)
	}
	return nil
}

// countOf reads the formula that an event assigns to a species, as a number of molecules.
func (m *model) countOf(x *thing, assignment *xmltree.Node) (*crn.Expr, error) {
	e, err := m.formula(assignment, nil)
	if err != nil {
		return nil, err
	}
	if !x.onlyAmount && !m.isOne(x.compartment) {
		size, err := m.size(x)
		if err != nil {
			return nil, err
		}
		e = crn.Apply(crn.Multiply, e, size)
	}
	return m.molecules(e, true), nil
}

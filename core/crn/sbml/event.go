package sbml

import (
	"cmp"
	"math"
	"slices"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
	"vanscape/core/crn/xmltree"
)

// A jump is what an event does to a parameter or a count: from a time on, or at it, it has
// another value.
type jump struct {
	event      string
	time       *crn.Expr               // not resolved yet
	atStart    func(time float64) bool // whether it fires at once when that is not above 0
	delay      *xmltree.Node           // or nil
	assignment *xmltree.Node
}

// readEvents attaches the events to what they set.
func (m *model) readEvents() error {
	for n := range m.node.Items("listOfEvents", "event") {
		id, ok := n.Attribute("id")
		if !ok {
			id = "without an id"
		}
		if n.Child("priority") != nil {
			return n.Errorf("the event %s has a priority, which is not read", id)
		}
		trigger, err := trigger(n, id)
		if err != nil {
			return err
		}
		time, strict, ok := fixedTime(trigger)
		if !ok {
			if err := m.waitForState(n, id, trigger); err != nil {
				return err
			}
			continue
		}
		initial, said := n.Child("trigger").Attribute("initialValue")
		atStart := func(time float64) bool { return said && initial == "false" || strict && time == 0 }
		for a := range n.Items("listOfEventAssignments", "eventAssignment") {
			variable, _ := a.Attribute("variable")
			x, ok := m.things[variable]
			switch {
			case !ok:
				return a.Errorf("the event %s sets %q, which is neither a species, nor a parameter, nor a compartment", id, variable)
			case x.kind == compartment:
				return a.Errorf("the event %s sets the size of the compartment %s, which must stay", id, variable)
			case x.rule != nil:
				return a.Errorf("the event %s sets %s, which follows from a rule", id, variable)
			}
			j := jump{id, time, atStart, n.Child("delay"), a}
			if x.kind == species && !x.fixed {
				m.sets = append(m.sets, set{x, j})
			} else {
				x.jumps = append(x.jumps, j)
			}
		}
	}
	return nil
}

// trigger reads the trigger of an event, not resolved yet.
func trigger(event *xmltree.Node, id string) (*crn.Expr, error) {
	n := event.Child("trigger")
	if n == nil || n.Child("math") == nil {
		return nil, event.Errorf("the event %s has no trigger", id)
	}
	return mathml.Read(n.Child("math"), marked)
}

// fixedTime returns the time at which a trigger becomes true, and whether it is false at
// that very time; ok is false for a trigger that is not a time.
func fixedTime(e *crn.Expr) (time *crn.Expr, strict, ok bool) {
	isTime := func(e *crn.Expr) bool { return e.Op() == crn.Symbol && e.Name() == "t" }
	switch e.Op() {
	case crn.Greater, crn.GreaterEqual:
		return e.Args()[1], e.Op() == crn.Greater, isTime(e.Args()[0])
	case crn.Less, crn.LessEqual:
		return e.Args()[0], e.Op() == crn.Less, isTime(e.Args()[1])
	}
	return nil, false, false
}

// applyJumps makes a thing that events set a function of time: before the first event it
// is the parameter that it would be without them.
func (m *model) applyJumps(x *thing) error {
	if x.jumps == nil {
		return nil
	}
	type step struct {
		at    float64
		value *crn.Expr
	}
	var steps []step
	for _, j := range x.jumps {
		_, at, happens, err := m.moment(j)
		if err != nil {
			return err
		}
		if !happens {
			continue
		}
		value, err := m.formula(j.assignment, nil)
		if err != nil {
			return err
		}
		if m.moves(value) {
			return j.assignment.Errorf("the event %s sets %s to %s, which is not constant", j.event, x.id, value)
		}
		if slices.ContainsFunc(steps, func(s step) bool { return s.at == at }) {
			return j.assignment.Errorf("two events set %s at t = %g", x.id, at)
		}
		steps = append(steps, step{at, value})
		m.draft.Note(j.assignment.Line, "from t = %g on %s is %s", at, x.id, value)
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	e := x.meaning
	for _, s := range steps {
		if s.at == 0 {
			e = s.value
			continue
		}
		e = crn.Invoke("if", crn.Apply(crn.Less, crn.Name("t"), crn.Const(s.at)), e, s.value)
	}
	x.meaning = e
	return nil
}

// moment returns the time of a jump, as an expression and as a number that is not negative.
// It notes a jump that does not happen.
func (m *model) moment(j jump) (e *crn.Expr, at float64, happens bool, err error) {
	if e, at, err = m.constant(j.assignment, j.time, "the time of the event "+j.event); err != nil {
		return nil, 0, false, err
	}
	if at <= 0 && !j.atStart(at) {
		m.draft.Note(j.assignment.Line, "the event %s is left out: its trigger holds from the start, so it never becomes true", j.event)
		return nil, 0, false, nil
	}
	if at <= 0 {
		e, at = crn.Const(0), 0
	}
	if j.delay != nil {
		delay, err := m.formula(j.delay, nil)
		if err != nil {
			return nil, 0, false, err
		}
		d := delay.Evaluate(m.draft.Values)
		if math.IsNaN(d) || d < 0 {
			return nil, 0, false, j.delay.Errorf("the delay of the event %s is not constant", j.event)
		}
		e, at = crn.Apply(crn.Add, e, delay), at+d
	}
	return e, at, true, nil
}

// constant evaluates an expression that no count and no time may stand in.
func (m *model) constant(at *xmltree.Node, e *crn.Expr, what string) (*crn.Expr, float64, error) {
	e, err := foreign.Replace(e, func(name string) (*crn.Expr, error) { return m.resolveName(name, at) }, m.call(at))
	if err != nil {
		return nil, 0, err
	}
	v := math.NaN()
	if !m.moves(e) {
		v = e.Evaluate(m.draft.Values)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, 0, at.Errorf("%s is %s, which is not constant", what, e)
	}
	return e, v, nil
}

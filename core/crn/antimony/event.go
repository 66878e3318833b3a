package antimony

import (
	"strings"

	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// atForm is "E: at 2 after time >= 5, t0=false: k = 3, k2 = 4".
var atForm = foreign.Pattern(`^(?:(\w+)\s*:)?\s*at\s*(.*?):\s*([^:]*)$`)

// event reads an event.
func (m *model) event(s statement) error {
	p := atForm().FindStringSubmatch(s.text)
	if p == nil {
		return s.errorf("an event is written like at time >= 5: k = 2")
	}
	id, head, assignments := p[1], p[2], p[3]
	if id == "" {
		id = "_E"
	}
	head, options := cutOptions(head)
	initial := "true"
	for _, o := range options {
		switch strings.ReplaceAll(o, " ", "") {
		case "t0=false":
			initial = "false"
		case "t0=true", "persistent=true", "fromTrigger=true", "fromTrigger=false", "persistent=false":
		default:
			return s.errorf("%q of an event is not read", o)
		}
	}
	n := xmltree.New(s.line, "event", []string{"id", id})
	if delay, after, ok := strings.Cut(head, " after "); ok {
		math, err := s.formula(strings.TrimSpace(delay))
		if err != nil {
			return err
		}
		n.Children = append(n.Children, xmltree.New(s.line, "delay", nil, math))
		head = after
	}
	math, err := s.formula(strings.TrimSpace(head))
	if err != nil {
		return err
	}
	n.Children = append(n.Children, xmltree.New(s.line, "trigger", []string{"initialValue", initial}, math))
	list := xmltree.New(s.line, "listOfEventAssignments", nil)
	first, others := cutOptions(assignments)
	for _, a := range append([]string{first}, others...) {
		name, value, ok := strings.Cut(a, "=")
		if name = strings.TrimSpace(name); !ok {
			return s.errorf("%q is not an assignment", strings.TrimSpace(a))
		}
		if _, err := m.declare(s, name, ""); err != nil {
			return err
		}
		math, err := s.formula(strings.TrimSpace(value))
		if err != nil {
			return err
		}
		list.Children = append(list.Children, xmltree.New(s.line, "eventAssignment", []string{"variable", name}, math))
	}
	n.Children = append(n.Children, list)
	m.events = append(m.events, n)
	return nil
}

// cutOptions cuts at commas outside of brackets, behind the first of which options follow a
// trigger.
func cutOptions(head string) (trigger string, options []string) {
	depth, start := 0, 0
	for i, r := range head {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				options = append(options, head[start:i])
				start = i + 1
			}
		}
	}
	options = append(options, head[start:])
	return options[0], options[1:]
}

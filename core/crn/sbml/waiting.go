package sbml

import (
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// A waiting is an event that waits for the count of a species and sets counts. In the master
// equation it takes no time, so it is a part of the reactions that make it true: in the
// states in which one of them would do so, it leads to the counts that the event sets.
type waiting struct {
	id      string
	node    *xmltree.Node
	trigger *crn.Expr // not resolved yet

	n      *crn.Network
	waits  int                  // the species that the trigger looks at
	holds  func(count int) bool // the trigger
	set    map[int]int          // by species, the count that the event sets
	laws   [][]int              // conservation laws of the network
	fixing map[int][]int        // by species that is set, a conservation law with it and waits
}

// waitForState notes an event whose trigger is not a time.
func (m *model) waitForState(n *xmltree.Node, id string, trigger *crn.Expr) error {
	switch {
	case m.waiting != nil:
		return n.Errorf("the events %s and %s both wait for a state: one is read", m.waiting.id, id)
	case n.Child("delay") != nil:
		return n.Errorf("the event %s waits for a state and has a delay, which the counts do not remember", id)
	}
	m.waiting = &waiting{id: id, node: n, trigger: trigger}
	return nil
}

func (r *waiting) errorf(format string, args ...any) error {
	return r.node.Errorf("the event %s "+format, append([]any{r.id}, args...)...)
}

// apply puts the event into the reactions of the network.
func (r *waiting) apply(m *model, n *crn.Network) (*crn.Network, error) {
	r.n = n
	if err := r.readTrigger(m); err != nil {
		return nil, err
	}
	if err := r.readAssignments(m); err != nil {
		return nil, err
	}
	head, _, _ := strings.Cut(n.String(), "\n\n")
	var text strings.Builder
	text.WriteString(head + "\n\n")
	change := make([]int, len(n.Species))
	for i := range n.Reactions {
		one := &n.Reactions[i]
		one.Change(change)
		crossings := r.crossings(change[r.waits])
		if len(crossings) == 0 {
			text.WriteString(one.String(n) + "\n")
			continue
		}
		r.split(&text, one, crossings, change[r.waits])
	}
	again, err := crn.Parse(text.String())
	if err != nil {
		if syntax, ok := err.(*crn.SyntaxError); ok {
			return nil, r.errorf("makes reactions that are not read: %s", syntax.Msg)
		}
		return nil, err
	}
	var words []string
	for i, s := range n.Species {
		if v, ok := r.set[i]; ok {
			words = append(words, s.Name+" = "+strconv.Itoa(v))
		}
	}
	m.draft.Note(r.node.Line, "the event %s is part of the reactions that make it true: in those states they lead to %s", r.id, strings.Join(words, ", "))
	return again, nil
}

// readTrigger understands a trigger that compares the count of a species with a number.
func (r *waiting) readTrigger(m *model) error {
	e, err := foreign.Replace(r.trigger, func(name string) (*crn.Expr, error) { return m.resolveName(name, r.node) }, m.call(r.node))
	if err != nil {
		return err
	}
	const allowed = "waits for %s: only the count of one species compared with a number by < > <= >=, or a fixed time, is read"
	if e.Op() < crn.Less || e.Op() > crn.GreaterEqual {
		return r.errorf(allowed, e)
	}
	left, right, op := e.Args()[0], e.Args()[1], e.Op()
	if right.Op() == crn.Symbol && r.n.Index(right.Name()) >= 0 {
		left, right = right, left
		op = map[crn.Operator]crn.Operator{crn.Less: crn.Greater, crn.LessEqual: crn.GreaterEqual, crn.Greater: crn.Less, crn.GreaterEqual: crn.LessEqual}[op]
	}
	bound := right.Evaluate(m.draft.Values)
	if left.Op() != crn.Symbol || r.n.Index(left.Name()) < 0 || math.IsNaN(bound) || math.Abs(bound) > 1e9 {
		return r.errorf(allowed, e)
	}
	r.waits = r.n.Index(left.Name())
	r.holds = func(count int) bool {
		x := float64(count)
		switch op {
		case crn.Less:
			return x < bound
		case crn.LessEqual:
			return x <= bound
		case crn.Greater:
			return x > bound
		}
		return x >= bound
	}
	if s := r.n.Species[r.waits]; s.Law != nil || r.holds(s.Initial) {
		return r.errorf("waits for %s, which holds at the start already", e)
	}
	return nil
}

// readAssignments finds the counts that the event sets.
func (r *waiting) readAssignments(m *model) error {
	r.set, r.fixing = map[int]int{}, map[int][]int{}
	for a := range r.node.Items("listOfEventAssignments", "eventAssignment") {
		variable, _ := a.Attribute("variable")
		x := m.things[variable]
		if x == nil || x.kind != species || x.fixed || x.rule != nil {
			return r.errorf("waits for a state and sets %s, which is not a count", variable)
		}
		e, err := m.countOf(x, a)
		if err != nil {
			return err
		}
		v := e.Evaluate(m.draft.Values)
		if v != math.Round(v) || v < 0 || v > 1e9 { // or NaN
			return r.errorf("sets %s to %s, which is not a whole number that is known", variable, e)
		}
		i := r.n.Index(x.name)
		if i < 0 {
			return r.errorf("sets %s, which is not a count", variable)
		}
		r.set[i] = int(v)
	}
	r.laws = r.n.ConservationLaws()
	for i := range r.n.Species {
		if _, set := r.set[i]; set && i != r.waits {
			if err := r.tie(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// tie finds the conservation law that gives the count of a species from that which the
// event waits for, and makes sure that the event keeps it.
func (r *waiting) tie(i int) error {
	name, other := r.n.Species[i].Name, r.n.Species[r.waits].Name
next:
	for _, w := range r.laws {
		if w[i] == 0 || r.n.Spread(w) {
			continue
		}
		for j, x := range w {
			if x != 0 && j != i && j != r.waits {
				continue next
			}
		}
		after, resets := r.set[r.waits]
		if !resets && w[r.waits] != 0 || w[i]*r.set[i]+w[r.waits]*after != r.total(w) {
			return r.errorf("breaks the conservation law %s, by which its counts would be known", r.n.FormatLaw(w))
		}
		r.fixing[i] = w
		return nil
	}
	return r.errorf("sets %s, whose count is not known when the event happens: no conservation law ties it to %s", name, other)
}

func (r *waiting) total(w []int) int {
	total := 0
	for i, x := range w {
		total += x * r.n.Species[i].Initial
	}
	return total
}

package sbml

import (
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// A reset is an event that waits for the count of a species and sets counts. In the master
// equation it takes no time, so it is a part of the reactions that make it true: in the
// states in which one of them would do so, it leads to the counts that the event sets.
type reset struct {
	id      string
	node    *xmltree.Node
	trigger *crn.Expr // not resolved yet

	n      *crn.Network
	waits  int                  // the species that the trigger looks at
	holds  func(count int) bool // the trigger
	set    map[int]int          // by species, the count that the event sets
	fixing map[int][]int        // by species that is set, a conservation law with it and waits
}

// waitForState notes an event whose trigger is not a time.
func (m *model) waitForState(n *xmltree.Node, id string, trigger *crn.Expr) error {
	switch {
	case m.reset != nil:
		return n.Errorf("the events %s and %s both wait for a state: one is read", m.reset.id, id)
	case n.Child("delay") != nil:
		return n.Errorf("the event %s waits for a state and has a delay, which the counts do not remember", id)
	}
	m.reset = &reset{id: id, node: n, trigger: trigger}
	return nil
}

func (r *reset) errorf(format string, args ...any) error {
	return r.node.Errorf("the event "+r.id+" "+format, args...)
}

// apply puts the event into the reactions of the network.
func (r *reset) apply(m *model, n *crn.Network) (*crn.Network, error) {
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
func (r *reset) readTrigger(m *model) error {
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
func (r *reset) readAssignments(m *model) error {
	r.set, r.fixing = map[int]int{}, map[int][]int{}
	for a := range r.node.Items("listOfEventAssignments", "eventAssignment") {
		variable, _ := a.Attribute("variable")
		x := m.things[variable]
		if x == nil || x.kind != species || x.fixed || x.rule != nil {
			return r.errorf("waits for a state and sets %s, which is not a count", variable)
		}
		e, err := m.formula(a, nil)
		if err != nil {
			return err
		}
		if !x.onlyAmount {
			size, err := m.size(x)
			if err != nil {
				return err
			}
			e = crn.Apply(crn.Multiply, e, size)
		}
		v := m.molecules(e, true).Evaluate(m.draft.Values)
		if v != math.Round(v) || v < 0 || v > 1e9 { // or NaN
			return r.errorf("sets %s to %s, which is not a whole number that is known", variable, e)
		}
		i := r.n.Index(x.name)
		if i < 0 {
			return r.errorf("sets %s, which is not a count", variable)
		}
		r.set[i] = int(v)
	}
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
func (r *reset) tie(i int) error {
	name, other := r.n.Species[i].Name, r.n.Species[r.waits].Name
next:
	for _, w := range r.n.ConservationLaws() {
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

func (r *reset) total(w []int) int {
	total := 0
	for i, x := range w {
		total += x * r.n.Species[i].Initial
	}
	return total
}

// crossings are the counts from which a change makes the trigger true.
func (r *reset) crossings(change int) []int {
	var counts []int
	if change == 0 {
		return nil
	}
	// The trigger changes once along the counts: look for the place by halves.
	low, high := 0, 1_000_000_000
	first := r.holds(low)
	for high-low > 1 {
		if middle := (low + high) / 2; r.holds(middle) == first {
			low = middle
		} else {
			high = middle
		}
	}
	width := max(change, -change)
	for n := max(0, high-width); n <= high+width; n++ {
		if n+change >= 0 && !r.holds(n) && r.holds(n+change) {
			counts = append(counts, n)
		}
	}
	return counts
}

// split writes a reaction without the states in which it makes the trigger true, and one
// for each of those.
func (r *reset) split(text *strings.Builder, one *crn.Reaction, crossings []int, change int) {
	law := foreign.Propensity(r.n, one)
	waits := crn.Name(r.n.Species[r.waits].Name)
	is := func(species *crn.Expr, count int) *crn.Expr {
		return crn.Apply(crn.Equal, species, crn.Const(float64(count)))
	}
	choose := func(condition *crn.Expr) string { return crn.Invoke("if", condition, law, crn.Const(0)).String() }
	text.WriteString(one.Equation(r.n) + " ; " + choose(r.elsewhere(waits, crossings, change)) + "\n")
	for _, count := range crossings {
		before := map[int]int{r.waits: count}
		condition := is(waits, count)
		possible := true
		for i, w := range r.fixing {
			rest := r.total(w) - w[r.waits]*count
			possible = possible && rest%w[i] == 0 && rest/w[i] >= 0
			before[i] = rest / w[i]
		}
		for i := range r.n.Species {
			if i != r.waits && r.fixing[i] != nil {
				condition = crn.Apply(crn.And, condition, is(crn.Name(r.n.Species[i].Name), before[i]))
			}
		}
		for _, t := range one.Reactants {
			if n, known := before[t.Species]; known && n < t.Count {
				possible = false
			}
		}
		if possible {
			text.WriteString(r.equation(one, before) + " ; " + choose(condition) + "\n")
		}
	}
}

// elsewhere is the condition that a change does not make the trigger true. Where the event
// always makes it false again, no state has it true, and the condition is one comparison.
func (r *reset) elsewhere(waits *crn.Expr, crossings []int, change int) *crn.Expr {
	if after, set := r.set[r.waits]; set && !r.holds(after) {
		if change > 0 {
			return crn.Apply(crn.Less, waits, crn.Const(float64(crossings[0])))
		}
		return crn.Apply(crn.Greater, waits, crn.Const(float64(crossings[len(crossings)-1])))
	}
	var all *crn.Expr
	for _, count := range crossings {
		differs := crn.Apply(crn.NotEqual, waits, crn.Const(float64(count)))
		if all == nil {
			all = differs
		} else {
			all = crn.Apply(crn.And, all, differs)
		}
	}
	return all
}

// equation is that of a reaction that ends with the counts of the event. before are the
// counts that are known.
func (r *reset) equation(one *crn.Reaction, before map[int]int) string {
	var sides [2][]string
	put := func(side, count, species int) {
		if count > 0 {
			sides[side] = append(sides[side], strconv.Itoa(count)+" "+r.n.Species[species].Name)
		}
	}
	for side, terms := range [][]crn.Term{one.Reactants, one.Products} {
		for _, t := range terms {
			if _, set := r.set[t.Species]; !set {
				put(side, t.Count, t.Species)
			}
		}
	}
	for i := range r.n.Species {
		if after, set := r.set[i]; set {
			put(0, before[i]-after, i)
			put(1, after-before[i], i)
		}
	}
	for side, words := range sides {
		if words == nil {
			sides[side] = []string{"0"}
		}
	}
	return strings.Join(sides[0], " + ") + " -> " + strings.Join(sides[1], " + ")
}

package sbml

import (
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
)

// crossings are the counts from which a change makes the trigger true.
func (r *waiting) crossings(change int) []int {
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
func (r *waiting) split(text *strings.Builder, one *crn.Reaction, crossings []int, change int) {
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
func (r *waiting) elsewhere(waits *crn.Expr, crossings []int, change int) *crn.Expr {
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
func (r *waiting) equation(one *crn.Reaction, before map[int]int) string {
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

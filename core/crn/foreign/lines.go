package foreign

import (
	"strings"

	"vanscape/core/crn"
)

// Lines are what other formats cannot say of a network, as lines of the text language:
// initial laws, and the order of species.
func Lines(n *crn.Network) []string {
	var lines []string
	for _, s := range n.Species {
		if s.Law != nil {
			lines = append(lines, "init "+s.Name+" ~ "+s.Law.String())
		}
	}
	if n.Order != nil {
		names := make([]string, len(n.Order))
		for i, k := range n.Order {
			names[i] = n.Species[k].Name
		}
		lines = append(lines, "order "+strings.Join(names, ", "))
	}
	return lines
}

// LineNotes tell what other programs make of what Lines returns.
func LineNotes(n *crn.Network) []Note {
	var notes []Note
	for _, s := range n.Species {
		if s.Law != nil {
			notes = append(notes, Note{Text: s.Name + " starts as " + s.Law.String() + ", which only vanscape reads back: other programs start it at its likeliest count"})
		}
	}
	return notes
}

// Propensity returns the law of a reaction in full, in counts: for mass action its rate
// times falling factorials of the reactants.
func Propensity(n *crn.Network, r *crn.Reaction) *crn.Expr {
	law := r.Law
	if r.Kind == crn.Literal {
		return law
	}
	times := func(x *crn.Expr) {
		if law.Op() == crn.Number && law.Value() == 1 {
			law = x
			return
		}
		law = crn.Apply(crn.Multiply, law, x)
	}
	for _, t := range r.Reactants {
		count := crn.Name(n.Species[t.Species].Name)
		times(count)
		for less := 1; less < t.Count; less++ {
			times(crn.Apply(crn.Subtract, count, crn.Const(float64(less))))
		}
	}
	return law
}

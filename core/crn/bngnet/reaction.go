package bngnet

import (
	"slices"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
)

// laws are the rate laws that are not elementary and not a function.
var laws = []string{"Sat", "MM", "Hill", "Arrhenius", "FunctionProduct"}

// reaction reads "1,2 3 0.5*k", with the numbers of species or 0 for none.
func (m *model) reaction(r row) error {
	if len(r.words) < 3 {
		return r.errorf("a reaction needs reactants, products and a rate")
	}
	if slices.Contains(laws, r.words[2]) {
		return r.errorf("the rate law %s is not read: write it as a function", r.words[2])
	}
	if r.words[len(r.words)-1] == "TotalRate" {
		return r.errorf("TotalRate is not read")
	}
	rate, err := m.formula(r, r.words[2:])
	if err != nil {
		return err
	}
	reactants, held, err := m.side(r, r.words[0])
	if err != nil {
		return err
	}
	products, _, err := m.side(r, r.words[1])
	if err != nil {
		return err
	}
	// What is held at its count multiplies the rate as any reactant does.
	for _, t := range held {
		for less := range t.Count {
			factor := crn.Name(t.Species)
			if less > 0 {
				factor = crn.Apply(crn.Subtract, factor, crn.Const(float64(less)))
			}
			rate = crn.Apply(crn.Multiply, rate, factor)
		}
	}
	out := foreign.Reaction{Line: r.line, Name: "reaction " + strings.Join(r.words[:2], " -> "), Reactants: reactants, Products: products, Law: rate}
	if len(reactants)+len(products) == 0 {
		m.draft.Note(r.line, "the %s is left out, since it changes no count", out.Name)
		return nil
	}
	if !foreign.Has(rate, m.draft.IsSpecies) {
		return m.draft.Rate(out)
	}
	for _, t := range append(slices.Clone(reactants), held...) {
		if t.Count > 1 {
			return r.errorf("a function is the rate of the %s, and it takes %s twice: the factor of symmetry is not known", out.Name, t.Species)
		}
	}
	for _, t := range reactants {
		out.Law = crn.Apply(crn.Multiply, out.Law, crn.Name(t.Species))
	}
	return m.draft.React(out)
}

// side reads a list of numbers of species. held are those whose count does not change.
func (m *model) side(r row, list string) (terms, held []foreign.Term, err error) {
	numbers, err := r.list(list)
	if err != nil {
		return nil, nil, err
	}
	for _, number := range numbers {
		if number == "0" {
			continue
		}
		s, err := m.at(r, number)
		if err != nil {
			return nil, nil, err
		}
		if s.fixed {
			held = append(held, foreign.Term{Species: s.name, Count: 1})
		} else {
			terms = append(terms, foreign.Term{Species: s.name, Count: 1})
		}
	}
	return foreign.Side(terms), foreign.Side(held), nil
}

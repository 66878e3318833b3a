package sbml

import (
	"math"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// local is a local parameter, which becomes one of the network.
type local struct {
	node  *xmltree.Node
	name  string
	value *crn.Expr
}

// addReactions adds the reactions.
func (m *model) addReactions() error {
	for n := range m.node.Items("listOfReactions", "reaction") {
		if err := m.addReaction(n); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) addReaction(n *xmltree.Node) error {
	id, _ := n.Attribute("id")
	if isTrue(n, "fast", false) {
		return n.Errorf("the reaction %s is fast, which means an equilibrium at every moment: give it a rate", id)
	}
	law := n.Child("kineticLaw")
	if law == nil {
		return n.Errorf("the reaction %s has no kinetic law", id)
	}
	for _, unit := range []string{"substanceUnits", "timeUnits"} {
		if _, ok := law.Attribute(unit); ok {
			return law.Errorf("the law of %s has units of its own (%s), which are not read", id, unit)
		}
	}
	r := foreign.Reaction{Line: n.Line, Name: id, Reversible: isTrue(n, "reversible", true)}
	_, said := n.Attribute("reversible")
	r.Said = said && r.Reversible
	var err error
	if r.Reactants, err = m.side(n, "listOfReactants"); err != nil {
		return err
	}
	if r.Products, err = m.side(n, "listOfProducts"); err != nil {
		return err
	}
	if r.Law, err = m.law(id, n, law); err != nil {
		return err
	}
	if len(r.Reactants)+len(r.Products) == 0 {
		m.draft.Note(n.Line, "the reaction %s is left out, since it changes no count", id)
		return nil
	}
	return m.draft.React(r)
}

// law reads the kinetic law as a propensity in counts.
func (m *model) law(id string, reaction, law *xmltree.Node) (*crn.Expr, error) {
	names := map[string]string{}
	for p := range localParameters(reaction) {
		own, _ := p.Attribute("id")
		if _, twice := names[own]; twice {
			return nil, p.Errorf("%s has two local parameters %s", id, own)
		}
		v, ok, err := number(p, "value")
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, p.Errorf("the local parameter %s of %s has no value", own, id)
		}
		name := own
		if m.things[own] != nil || m.locals[own] > 1 {
			name = id + "_" + own
		}
		if name = m.draft.Fresh(name); name != own {
			m.draft.Note(p.Line, "the local parameter %s of %s is called %s", own, id, name)
		}
		if names[own] = name; len(m.ownLocals) == maxThings {
			return nil, p.Errorf("there are more than %d local parameters", maxThings)
		}
		m.draft.Values[name] = v
		m.ownLocals = append(m.ownLocals, local{p, name, crn.Const(v)})
	}
	m.read = nil
	e, err := m.formula(law, names)
	if err != nil {
		return nil, err
	}
	m.noteConcentrations(law, id)
	return m.molecules(e, true), nil
}

// noteConcentrations tells which species a law reads as concentrations.
func (m *model) noteConcentrations(law *xmltree.Node, id string) {
	var names, ratios []string
	seen := map[*thing]bool{}
	for _, x := range m.read {
		if x.kind != species || x.fixed || x.onlyAmount || m.isOne(x.compartment) || seen[x] || x.rule != nil {
			continue
		}
		seen[x] = true
		names = append(names, x.id)
		ratios = append(ratios, x.meaning.String())
	}
	if len(names) > 0 {
		m.draft.Note(law.Line, "%s reads %s as a concentration: in counts %s", id, strings.Join(names, ", "), strings.Join(ratios, ", "))
	}
}

// side reads the species on one side of a reaction whose counts it changes.
func (m *model) side(reaction *xmltree.Node, list string) ([]foreign.Term, error) {
	var terms []foreign.Term
	for n := range reaction.Items(list, "speciesReference") {
		id, _ := n.Attribute("species")
		x, ok := m.things[id]
		switch {
		case !ok || x.kind != species:
			return nil, n.Errorf("%q stands in a reaction, and it is not a species", id)
		case x.fixed:
			continue
		case x.rule != nil:
			return nil, n.Errorf("%s follows from a rule, so no reaction can change it", id)
		}
		count, err := m.stoichiometry(n)
		if err != nil {
			return nil, err
		}
		if count > 0 {
			terms = append(terms, foreign.Term{Species: x.name, Count: count})
		}
	}
	return foreign.Side(terms), nil
}

// stoichiometry returns how many copies a species reference stands for.
func (m *model) stoichiometry(n *xmltree.Node) (int, error) {
	id, _ := n.Attribute("species")
	v, given, err := number(n, "stoichiometry")
	if err != nil {
		return 0, err
	}
	if !given {
		v = 1
	}
	var formula *xmltree.Node
	if own, ok := n.Attribute("id"); ok {
		formula = m.ofReferences[own]
	}
	if f := n.Child("stoichiometryMath"); f != nil {
		formula = f
	}
	switch {
	case formula != nil:
		e, err := m.formula(formula, nil)
		if err != nil {
			return 0, err
		}
		if m.moves(e) {
			return 0, formula.Errorf("the stoichiometry of %s is not constant", id)
		}
		v = e.Evaluate(m.draft.Values)
	case !given && m.level == "3":
		return 0, n.Errorf("the stoichiometry of %s is not given", id)
	}
	if v != math.Trunc(v) || v < 0 || v > 1e6 {
		return 0, n.Errorf("the stoichiometry of %s is %g, which is not a whole number from 0", id, v)
	}
	return int(v), nil
}

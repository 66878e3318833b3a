package sbml

import (
	"math"
	"strconv"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
	"vanscape/core/crn/xmltree"
)

// A thing is a compartment, a species or a parameter.
type thing struct {
	id, name string // in the file; in the network
	node     *xmltree.Node
	kind     kind

	// Of a species.
	compartment *thing
	onlyAmount  bool // a formula reads its amount
	fixed       bool // no reaction changes it

	initial *xmltree.Node // of an initial assignment
	rule    *xmltree.Node // of an assignment rule
	jumps   []jump        // of events

	used    bool
	lacks   error     // why it has no meaning, or nil
	state   int       // of resolve: 0 new, 1 under way, 2 done
	meaning *crn.Expr // what stands for it in a formula of the network; nil = it has no value
	value   *crn.Expr // of its parameter; nil = there is none
}

type kind int

const (
	compartment kind = iota
	species
	parameter
)

func (k kind) String() string { return [...]string{"compartment", "species", "parameter"}[k] }

// maxThings is more than a network can hold.
const maxThings = 4000

// collect finds all that has a value, and names it.
func (m *model) collect() error {
	for _, list := range []struct {
		kind       kind
		list, item string
	}{{compartment, "listOfCompartments", "compartment"}, {species, "listOfSpecies", "species"}, {parameter, "listOfParameters", "parameter"}} {
		for n := range m.node.Items(list.list, list.item) {
			id, ok := n.Attribute("id")
			if !ok || id == "" {
				return n.Errorf("a %s has no id", list.kind)
			}
			if other, twice := m.things[id]; twice {
				return n.Errorf("%s is the %s of line %d already", id, other.kind, other.node.Line)
			}
			if len(m.order) == maxThings {
				return n.Errorf("there are more than %d compartments, species and parameters", maxThings)
			}
			x := &thing{id: id, node: n, kind: list.kind}
			m.things[id] = x
			m.order = append(m.order, x)
		}
	}
	for r := range m.node.Items("listOfReactions", "reaction") {
		for p := range localParameters(r) {
			id, _ := p.Attribute("id")
			m.locals[id]++
		}
	}
	for _, x := range m.order {
		if x.kind != compartment {
			x.name = m.draft.Rename(x.node.Line, x.id)
		}
	}
	for _, x := range m.order {
		switch x.kind {
		case compartment:
			x.name = m.draft.Rename(x.node.Line, x.id)
		case species:
			if err := m.placeSpecies(x); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeSpecies reads what a species says of itself.
func (m *model) placeSpecies(x *thing) error {
	id, _ := x.node.Attribute("compartment")
	c, ok := m.things[id]
	if !ok || c.kind != compartment {
		return x.node.Errorf("the species %s is in the compartment %q, which is not there", x.id, id)
	}
	if _, ok := x.node.Attribute("conversionFactor"); ok {
		return x.node.Errorf("the conversion factor of %s is not read", x.id)
	}
	dimensions, _ := c.node.Attribute("spatialDimensions")
	x.compartment = c
	x.onlyAmount = isTrue(x.node, "hasOnlySubstanceUnits", false) || dimensions == "0"
	x.fixed = isTrue(x.node, "boundaryCondition", false) || isTrue(x.node, "constant", false)
	return nil
}

// readRules attaches rules and initial assignments to what they are about.
func (m *model) readRules() error {
	if rules := m.node.Child("listOfRules"); rules != nil {
		for _, n := range rules.Children {
			id, _ := n.Attribute("variable")
			switch n.Name {
			case "assignmentRule":
				x, ok := m.things[id]
				if !ok {
					return n.Errorf("the assignment rule for %q is not read: it is neither a species, nor a parameter, nor a compartment", id)
				}
				if n.Child("math") == nil || x.rule != nil {
					return n.Errorf("%s needs one assignment rule with a formula", id)
				}
				x.rule = n
			case "rateRule":
				return n.Errorf("the rate rule for %s is not read: the master equation has no quantity that moves continuously by itself", id)
			case "algebraicRule":
				return n.Errorf("an algebraic rule is not read: write assignment rules")
			}
		}
	}
	for n := range m.node.Items("listOfInitialAssignments", "initialAssignment") {
		id, _ := n.Attribute("symbol")
		x, ok := m.things[id]
		if !ok {
			m.ofReferences[id] = n
			continue
		}
		if n.Child("math") == nil || x.initial != nil {
			return n.Errorf("%s needs one initial assignment with a formula", id)
		}
		x.initial = n
	}
	return nil
}

// formula reads the formula of n, in which local names come before those of the model.
// Every thing in it is resolved.
func (m *model) formula(n *xmltree.Node, local map[string]string) (*crn.Expr, error) {
	math := n.Child("math")
	if math == nil {
		return nil, n.Errorf("the formula is missing")
	}
	e, err := mathml.Read(math, func(id string) string {
		if name, ok := local[id]; ok {
			return name
		}
		return marked(id)
	})
	if err != nil {
		return nil, err
	}
	if err := m.draft.Fits(n.Line, e); err != nil {
		return nil, err
	}
	e, err = foreign.Replace(e, func(name string) (*crn.Expr, error) { return m.resolveName(name, math) }, m.call(math))
	if err != nil {
		return nil, err
	}
	return e, m.draft.Fits(n.Line, e)
}

// number reads an attribute that is a number; ok is false when it is not there.
func number(n *xmltree.Node, name string) (v float64, ok bool, err error) {
	text, ok := n.Attribute(name)
	if !ok || text == "" {
		return 0, false, nil
	}
	v, err = strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, false, n.Errorf("%s = %q is not a finite number", name, text)
	}
	return v, true, nil
}

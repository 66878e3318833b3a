package sbml

import (
	"cmp"
	"math"

	"vanscape/core/crn/xmltree"
)

// avogadro is the number of molecules in a mole.
const avogadro = 6.02214076e23

// readUnits finds how many molecules the unit of amount is. It must be the same for all
// species and for the extent of reactions: otherwise one firing would not change a count
// by a whole number.
func (m *model) readUnits() error {
	for d := range m.node.Items("listOfUnitDefinitions", "unitDefinition") {
		id, _ := d.Attribute("id")
		m.units[id] = d
	}
	m.scale = math.NaN()
	use := func(n *xmltree.Node, unit string) error {
		scale, err := m.molecular(n, unit)
		switch {
		case err != nil:
			return err
		case math.IsNaN(m.scale):
			m.scale = scale
		case m.scale != scale:
			return n.Errorf("the unit %s is not the unit of amount of the rest of the model: give all of them the same", unit)
		}
		return nil
	}
	common := "substance"
	if m.level == "3" {
		common, _ = m.node.Attribute("substanceUnits")
		if extent, ok := m.node.Attribute("extentUnits"); ok {
			if err := use(m.node, extent); err != nil {
				return err
			}
		}
	}
	bare := 0
	for _, x := range m.order {
		if x.kind != species || x.fixed || x.rule != nil {
			continue
		}
		own, _ := x.node.Attribute("substanceUnits")
		unit := cmp.Or(own, common)
		if unit == "" {
			bare++
			continue
		}
		if err := use(x.node, unit); err != nil {
			return err
		}
	}
	if math.IsNaN(m.scale) {
		m.scale = 1
	}
	if bare > 0 {
		m.draft.Note(m.node.Line, "amounts have no unit: they are taken for numbers of molecules")
	}
	if m.scale != 1 {
		m.draft.Note(m.node.Line, "amounts are not in molecules but in units of %g of them: counts, and rates with them, are converted", m.scale)
	}
	if unit, ok := m.node.Attribute("timeUnits"); ok && unit != "second" {
		m.draft.Note(m.node.Line, "times are in the model's unit, %s", unit)
	}
	return nil
}

// molecular returns how many molecules a unit of amount is.
func (m *model) molecular(at *xmltree.Node, unit string) (float64, error) {
	if d := m.units[unit]; d != nil {
		list := d.Child("listOfUnits")
		if list == nil || len(list.Children) != 1 {
			return 0, d.Errorf("the unit %s must be a multiple of item or mole to count molecules", unit)
		}
		u := list.Children[0]
		kind, _ := u.Attribute("kind")
		exponent, scale, multiplier := 1.0, 0.0, 1.0
		for name, v := range map[string]*float64{"exponent": &exponent, "scale": &scale, "multiplier": &multiplier} {
			given, ok, err := number(u, name)
			if err != nil {
				return 0, err
			}
			if ok {
				*v = given
			}
		}
		one, ok := kinds[kind]
		if !ok || exponent != 1 || !(multiplier > 0) || math.Abs(scale) > 30 {
			return 0, u.Errorf("the unit %s must be a multiple of item or mole to count molecules, not of %s", unit, kind)
		}
		return multiplier * math.Pow(10, scale) * one, nil
	}
	if unit == "substance" {
		return avogadro, nil // by the definition of Level 2
	}
	if one, ok := kinds[unit]; ok {
		return one, nil
	}
	return 0, at.Errorf("amounts in %s cannot be counted: the unit must be item or mole, or defined by them", unit)
}

// kinds are the base units of amount, in molecules.
var kinds = map[string]float64{"item": 1, "dimensionless": 1, "mole": avogadro}

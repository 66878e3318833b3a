package sbml

import (
	"errors"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
)

// addSpecies adds the species that reactions may change. The others are parameters.
func (m *model) addSpecies() error {
	for _, x := range m.order {
		switch {
		case x.kind != species || x.rule != nil:
			continue
		case x.fixed:
			m.draft.Note(x.node.Line, "%s is changed by no reaction, since it is a boundary species or constant: it is a parameter", x.id)
			continue
		}
		if err := m.resolve(x); err != nil {
			return err
		}
		if err := m.draft.Species(x.node.Line, x.name, m.start[x.name]); err != nil {
			var syntax *crn.SyntaxError
			if m.level == "2" && m.scale == avogadro && errors.As(err, &syntax) {
				syntax.Msg += " (Level 2 means moles where a model does not define its unit substance: define it as item for molecules)"
			}
			return err
		}
		if !x.onlyAmount && m.isOne(x.compartment) {
			m.draft.Note(x.node.Line, "concentrations of %s are counts, since the compartment %s has the size 1", x.id, x.compartment.id)
		}
	}
	return nil
}

// addParameters adds the parameters in the order of the file, then what formulas use of
// compartments, then constant species.
func (m *model) addParameters() error {
	for _, k := range []kind{parameter, compartment, species} {
		for _, x := range m.order {
			if x.kind == k && x.value != nil && (x.used || k != compartment) {
				m.draft.Parameter(x.node.Line, x.name, x.value)
			}
		}
	}
	for _, l := range m.ownLocals {
		m.draft.Parameter(l.node.Line, l.name, l.value)
	}
	return nil
}

// localParameters yields the local parameters of a reaction.
func localParameters(reaction *xmltree.Node) func(yield func(*xmltree.Node) bool) {
	return func(yield func(*xmltree.Node) bool) {
		law := reaction.Child("kineticLaw")
		if law == nil {
			return
		}
		for _, list := range [][2]string{{"listOfLocalParameters", "localParameter"}, {"listOfParameters", "parameter"}} {
			for n := range law.Items(list[0], list[1]) {
				if !yield(n) {
					return
				}
			}
		}
	}
}

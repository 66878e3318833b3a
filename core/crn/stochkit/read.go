package stochkit

import (
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// Read reads a model. The notes tell what the import changed. An error is a
// *crn.SyntaxError.
func Read(data []byte) (*crn.Network, []foreign.Note, error) {
	root, err := xmltree.Parse(data)
	if err != nil {
		return nil, nil, err
	}
	if root.Name != "Model" {
		return nil, nil, root.Errorf("<%s> is not the root of a StochKit file, which is <Model>", root.Name)
	}
	if list := root.Child("EventsList"); list != nil && len(list.Children) > 0 {
		return nil, nil, list.Errorf("events are not read: the master equation has no jumps of all counts at once")
	}
	m := &model{draft: foreign.NewDraft(), names: map[string]string{}}
	if d := root.Child("Description"); d != nil {
		m.draft.Name = strings.TrimSpace(d.Text)
	}
	for _, list := range []struct {
		name, item string
		read       func(*xmltree.Node) error
	}{{"ParametersList", "Parameter", m.parameter}, {"SpeciesList", "Species", m.species}, {"ReactionsList", "Reaction", m.reaction}} {
		count := 0
		for n := range root.Items(list.name, list.item) {
			if count++; count > maxItems {
				return nil, nil, n.Errorf("there are more than %d of these", maxItems)
			}
			if err := list.read(n); err != nil {
				return nil, nil, err
			}
		}
	}
	return m.draft.Network()
}

// maxItems is as many reactions as a network can have.
const maxItems = 10_000

type model struct {
	draft *foreign.Draft
	names map[string]string // id to name in the network
}

// text returns the text of a child, or "".
func text(n *xmltree.Node, name string) string {
	if c := n.Child(name); c != nil {
		return strings.TrimSpace(c.Text)
	}
	return ""
}

// declare names what an element is about.
func (m *model) declare(n *xmltree.Node) (string, error) {
	id := text(n, "Id")
	switch {
	case id == "":
		return "", n.Errorf("<%s> has no <Id>", n.Name)
	case m.names[id] != "":
		return "", n.Errorf("%s is there twice", id)
	}
	m.names[id] = m.draft.Rename(n.Line, id)
	return m.names[id], nil
}

func (m *model) parameter(n *xmltree.Node) error {
	e, err := m.formula(n, "Expression")
	if err != nil {
		return err
	}
	name, err := m.declare(n)
	if err != nil {
		return err
	}
	v := e.Evaluate(m.draft.Values)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return n.Errorf("the parameter %s has no finite value: it may name only parameters before it", name)
	}
	m.draft.Values[name] = v
	m.draft.Parameter(n.Line, name, e)
	return nil
}

func (m *model) species(n *xmltree.Node) error {
	e, err := m.formula(n, "InitialPopulation")
	if err != nil {
		return err
	}
	name, err := m.declare(n)
	if err != nil {
		return err
	}
	return m.draft.Species(n.Line, name, e.Evaluate(m.draft.Values))
}

// whole finds a division of whole numbers.
var whole = foreign.Pattern(`(^|[^\w.])\d+\s*/\s*\d+($|[^\w.])`)

// formula reads the expression in a child.
func (m *model) formula(n *xmltree.Node, child string) (*crn.Expr, error) {
	c := n.Child(child)
	if c == nil || strings.TrimSpace(c.Text) == "" {
		return nil, n.Errorf("<%s> has no <%s>", n.Name, child)
	}
	t := strings.Join(strings.Fields(c.Text), " ")
	switch {
	case strings.ContainsRune(t, '^'):
		return nil, c.Errorf("^ is not a power in StochKit: write pow(x, 2)")
	case whole().MatchString(t):
		return nil, c.Errorf("%.60s divides whole numbers, which C++ rounds down: write one of them with a point, as in 1.0/2", t)
	}
	e, err := crn.ParseExpr(t, c.Line, 1)
	if err != nil {
		if syntax, ok := err.(*crn.SyntaxError); ok {
			syntax.Col = 0 // the text of an element begins anywhere
		}
		return nil, err
	}
	e, err = foreign.Replace(e, func(id string) (*crn.Expr, error) {
		if name, ok := m.names[id]; ok {
			return crn.Name(name), nil
		}
		return nil, c.Errorf("%s is not a parameter or a species before this", id)
	}, func(f string, args []*crn.Expr) (*crn.Expr, error) { return call(c, f, args) })
	if err != nil {
		return nil, err
	}
	return e, m.draft.Fits(c.Line, e)
}

// call translates the calls of functions of C++.
func call(n *xmltree.Node, f string, args []*crn.Expr) (*crn.Expr, error) {
	switch {
	case f == "pow" && len(args) == 2:
		return crn.Apply(crn.Raise, args[0], args[1]), nil
	case f == "log" && len(args) == 1:
		return crn.Invoke("ln", args...), nil
	case f == "log10" && len(args) == 1:
		return crn.Apply(crn.Divide, crn.Invoke("ln", args...), crn.Invoke("ln", crn.Const(10))), nil
	case f == "fabs" && len(args) == 1:
		return crn.Invoke("abs", args...), nil
	case f == "abs":
		return nil, n.Errorf("abs may round down in C++: write fabs")
	case f == "exp" || f == "sqrt" || f == "sin" || f == "cos":
		return nil, nil
	}
	return nil, n.Errorf("the function %s with %d arguments is not read", f, len(args))
}

func (m *model) reaction(n *xmltree.Node) error {
	r := foreign.Reaction{Line: n.Line, Name: text(n, "Id")}
	var err error
	if r.Reactants, err = m.side(n, "Reactants"); err != nil {
		return err
	}
	if r.Products, err = m.side(n, "Products"); err != nil {
		return err
	}
	switch kind := text(n, "Type"); kind {
	case "mass-action":
		if r.Law, err = m.formula(n, "Rate"); err != nil {
			return err
		}
		return m.massAction(r)
	case "customized":
		if r.Law, err = m.formula(n, "PropensityFunction"); err != nil {
			return err
		}
		return m.draft.React(r)
	default:
		return n.Errorf("the type %q of the reaction %s is not read: use mass-action or customized", kind, r.Name)
	}
}

// massAction divides the rate by c! for c copies of a reactant.
func (m *model) massAction(r foreign.Reaction) error {
	if foreign.Has(r.Law, m.draft.IsSpecies) {
		return foreign.Errorf(r.Line, "the rate of %s depends on a count, which mass action multiplies already: use the type customized", r.Name)
	}
	ways := 1.0
	for _, t := range r.Reactants {
		for c := 2; c <= t.Count; c++ {
			ways *= float64(c)
		}
	}
	if math.IsInf(ways, 0) {
		return foreign.Errorf(r.Line, "the reaction %s takes more copies of a species than can be counted", r.Name)
	}
	if ways > 1 {
		r.Law = crn.Apply(crn.Divide, r.Law, crn.Const(ways))
		m.draft.Note(r.Line, "%s: StochKit counts the combinations of reactants, and vanscape their orders: the rate is divided by %g", r.Name, ways)
	}
	return m.draft.Rate(r)
}

// side reads the species on one side of a reaction.
func (m *model) side(n *xmltree.Node, list string) ([]foreign.Term, error) {
	var terms []foreign.Term
	for s := range n.Items(list, "SpeciesReference") {
		id, _ := s.Attribute("id")
		name, ok := m.names[id]
		if !ok || !m.draft.IsSpecies(name) {
			return nil, s.Errorf("%q stands in a reaction, and it is not a species", id)
		}
		count := 1
		if given, ok := s.Attribute("stoichiometry"); ok {
			var err error
			if count, err = strconv.Atoi(given); err != nil || count < 0 || count > maxItems {
				return nil, s.Errorf("the stoichiometry %q of %s is not a whole number from 0", given, id)
			}
		}
		if count > 0 {
			terms = append(terms, foreign.Term{Species: name, Count: count})
		}
	}
	return foreign.Side(terms), nil
}

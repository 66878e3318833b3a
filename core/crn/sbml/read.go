package sbml

import (
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
	"vanscape/core/crn/xmltree"
)

// Read reads a model. The notes tell what the import changed. An error is a
// *crn.SyntaxError.
func Read(data []byte) (*crn.Network, []foreign.Note, error) {
	root, err := xmltree.Parse(data)
	if err != nil {
		return nil, nil, err
	}
	return ReadTree(root)
}

// ReadTree is Read for a document that is a tree already.
func ReadTree(root *xmltree.Node) (*crn.Network, []foreign.Note, error) {
	m, err := open(root)
	if err != nil {
		return nil, nil, err
	}
	for _, step := range []func() error{m.readFunctions, m.collect, m.readRules, m.readEvents, m.readUnits, m.addSpecies, m.resolveAll, m.addSets, m.addReactions, m.addParameters, m.addLines} {
		if err := step(); err != nil {
			return nil, m.draft.Notes, err
		}
	}
	n, notes, err := m.draft.Network()
	if err != nil || m.waiting == nil {
		return n, notes, err
	}
	if n, err = m.waiting.apply(m, n); err != nil {
		return nil, notes, err
	}
	return n, m.draft.Notes, nil
}

// model is an SBML model that is being read.
type model struct {
	node  *xmltree.Node
	level string
	draft *foreign.Draft

	functions map[string]function
	things    map[string]*thing  // by id
	order     []*thing           // as in the file
	locals    map[string]int     // how often a local parameter has an id
	scale     float64            // molecules in a unit of amount
	start     map[string]float64 // values at the start by name, of species their counts
	ownLocals []local
	units     map[string]*xmltree.Node // unit definitions
	waiting   *waiting                 // the event that waits for a state, or nil
	sets      []set                    // of counts at fixed times

	ofReferences map[string]*xmltree.Node // initial assignments of what has no value otherwise: stoichiometries
	read         []*thing                 // by the formula under way
}

// function is a function definition.
type function struct {
	arguments []string
	body      *crn.Expr
}

// open checks the root and finds the model.
func open(root *xmltree.Node) (*model, error) {
	level, _ := root.Attribute("level")
	switch {
	case root.Name != "sbml":
		return nil, root.Errorf("<%s> is not the root of an SBML file", root.Name)
	case level != "2" && level != "3":
		return nil, root.Errorf("SBML Level %q is not read: convert the file to Level 2 or 3", level)
	}
	m := &model{
		node: root.Child("model"), level: level, draft: foreign.NewDraft(),
		functions: map[string]function{}, things: map[string]*thing{}, locals: map[string]int{}, start: map[string]float64{}, units: map[string]*xmltree.Node{}, ofReferences: map[string]*xmltree.Node{},
	}
	for _, a := range root.Attributes {
		if a.Name.Local != "required" || a.Name.Space == "" {
			continue
		}
		name := strings.TrimPrefix(a.Name.Space, "http://www.sbml.org/sbml/level3/version1/")
		if a.Value == "true" || a.Value == "1" {
			return nil, root.Errorf("the SBML package %s is required to understand this model, and it is not read", name)
		}
		m.draft.Note(root.Line, "what the SBML package %s adds is left out", name)
	}
	if m.node == nil {
		return nil, root.Errorf("the file has no <model>")
	}
	m.draft.Name, _ = m.node.Attribute("name")
	if m.draft.Name == "" {
		m.draft.Name, _ = m.node.Attribute("id")
	}
	for c := range m.node.Items("listOfConstraints", "constraint") {
		m.draft.Note(c.Line, "a constraint is left out: the law is that of all states")
	}
	return m, nil
}

// isTrue reads a truth value of an attribute; other is its default.
func isTrue(n *xmltree.Node, name string, other bool) bool {
	v, ok := n.Attribute(name)
	if !ok {
		return other
	}
	return v == "true" || v == "1"
}

// readFunctions reads the function definitions. A function calls only those before it,
// as SBML demands, so no call goes in circles.
func (m *model) readFunctions() error {
	for n := range m.node.Items("listOfFunctionDefinitions", "functionDefinition") {
		id, _ := n.Attribute("id")
		math := n.Child("math")
		if math == nil {
			return n.Errorf("the function %s has no formula", id)
		}
		if s := math.Child("semantics"); s != nil {
			math = s
		}
		arguments, body, err := mathml.Lambda(math, marked)
		if err != nil {
			return err
		}
		if body, err = foreign.Replace(body, nil, m.call(n)); err != nil {
			return err
		}
		if err := m.draft.Fits(n.Line, body); err != nil {
			return err
		}
		m.functions[mark+id] = function{arguments, body}
	}
	return nil
}

// mark begins the names of the file in a formula that is not resolved yet, so that a
// parameter called t is not taken for the time.
const mark = "id "

func marked(id string) string { return mark + id }

// call writes out calls of functions in a formula of n.
func (m *model) call(n *xmltree.Node) func(string, []*crn.Expr) (*crn.Expr, error) {
	return func(name string, args []*crn.Expr) (*crn.Expr, error) {
		id, own := strings.CutPrefix(name, mark)
		f, known := m.functions[name]
		switch {
		case !own:
			return nil, nil
		case !known:
			return nil, n.Errorf("the function %s is not defined before it is called", id)
		case len(args) != len(f.arguments):
			return nil, n.Errorf("the function %s takes %d arguments, not %d", id, len(f.arguments), len(args))
		}
		values := map[string]*crn.Expr{}
		size := f.body.Size()
		for i, a := range f.arguments {
			values[a] = args[i]
			size += args[i].Size()
		}
		body, err := foreign.Replace(f.body, func(name string) (*crn.Expr, error) { return values[name], nil }, nil)
		if err != nil {
			return nil, err
		}
		return body, m.draft.Fits(n.Line, body)
	}
}

// addLines takes back what Write has put into the annotation of the model.
func (m *model) addLines() error {
	a := m.node.Child("annotation")
	if a == nil {
		return nil
	}
	for n := range a.All("lines") {
		if n.Space != Namespace {
			continue
		}
		for i, text := range strings.Split(strings.TrimSpace(n.Text), "\n") {
			if err := m.draft.Verbatim(n.Line+i, text); err != nil {
				return err
			}
		}
	}
	return nil
}

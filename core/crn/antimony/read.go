package antimony

import (
	"fmt"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/sbml"
	"vanscape/core/crn/xmltree"
)

// maxBytes is the longest text that is read.
const maxBytes = 1 << 20

// Read reads a model. The notes tell what the import changed. An error is a
// *crn.SyntaxError.
func Read(data []byte) (*crn.Network, []foreign.Note, error) {
	if err := foreign.CheckText(data, maxBytes); err != nil {
		return nil, nil, err
	}
	statements, lines, name, err := split(string(data))
	if err != nil {
		return nil, nil, err
	}
	m := &model{name: name, things: map[string]*thing{}, lines: lines}
	for _, s := range statements {
		if err := m.take(s); err != nil {
			return nil, nil, err
		}
	}
	if m.pending != nil {
		return nil, nil, m.pending.missing()
	}
	if m.function != nil || m.inside {
		return nil, nil, foreign.Errorf(statements[len(statements)-1].line, `"end" is missing`)
	}
	if err := m.ambiguous(); err != nil {
		return nil, nil, err
	}
	network, notes, err := sbml.ReadTree(m.document())
	return network, append(m.notes, notes...), err
}

// model is what is being read, on its way to SBML.
type model struct {
	name          string
	begun, inside bool // in a model block
	function      *function
	pending       *pending
	things        map[string]*thing
	order         []*thing
	functions     []*xmltree.Node
	initials      []*xmltree.Node
	rules         []*xmltree.Node
	reactions     []*xmltree.Node
	events        []*xmltree.Node
	units         []*xmltree.Node
	attributes    []string // of the model, of units of amount
	lines         []statement
	notes         []foreign.Note
}

// A thing is a species, a compartment or a parameter.
type thing struct {
	id, kind string
	line     int
	in       string // compartment
	value    string // a number, or empty
	boundary bool
	constant bool
	amount   bool // substanceOnly
	computed bool // its value is a formula
}

// declare returns the thing of a name; kind is empty where it may be anything.
func (m *model) declare(s statement, id, kind string) (*thing, error) {
	if !isName(id) {
		return nil, s.errorf("%q is not a name", id)
	}
	x := m.things[id]
	if x == nil {
		x = &thing{id: id, line: s.line}
		m.things[id] = x
		m.order = append(m.order, x)
	}
	if kind != "" && x.kind != "" && x.kind != kind {
		return nil, s.errorf("%s is a %s already (line %d)", id, x.kind, x.line)
	}
	if kind != "" {
		x.kind = kind
	}
	return x, nil
}

func isName(text string) bool {
	for i, r := range text {
		if r != '_' && !('a' <= r && r <= 'z') && !('A' <= r && r <= 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return text != ""
}

// ambiguous refuses a value that programs understand in two ways.
func (m *model) ambiguous() error {
	for _, x := range m.order {
		if x.kind != "species" || !x.amount || x.in == "" || x.value == "0" || x.value == "" && !x.computed {
			continue
		}
		if c := m.things[x.in]; c.value != "1" || c.computed {
			return foreign.Errorf(x.line, "%s is substanceOnly in %s, whose size is not 1: programs differ in whether its value is an amount or a concentration", x.id, x.in)
		}
	}
	return nil
}

// document returns the model as SBML.
func (m *model) document() *xmltree.Node {
	const home = "default_compartment"
	lists := map[string]*xmltree.Node{}
	add := func(list string, n *xmltree.Node) {
		if lists[list] == nil {
			lists[list] = xmltree.New(n.Line, list, nil)
		}
		lists[list].Children = append(lists[list].Children, n)
	}
	needsHome := false
	for _, x := range m.order {
		attributes := []string{"id", x.id, "constant", fmt.Sprint(x.constant)}
		with := func(name, value string) {
			if value != "" {
				attributes = append(attributes, name, value)
			}
		}
		switch x.kind {
		case "compartment":
			with("size", x.value)
			add("listOfCompartments", xmltree.New(x.line, "compartment", attributes))
		case "species":
			if x.in == "" {
				needsHome, x.in = true, home
			}
			with("compartment", x.in)
			with("hasOnlySubstanceUnits", fmt.Sprint(x.amount))
			with("boundaryCondition", fmt.Sprint(x.boundary))
			if x.amount {
				with("initialAmount", x.value)
			} else {
				with("initialConcentration", x.value)
			}
			add("listOfSpecies", xmltree.New(x.line, "species", attributes))
		default:
			with("value", x.value)
			add("listOfParameters", xmltree.New(x.line, "parameter", attributes))
		}
	}
	if needsHome {
		add("listOfCompartments", xmltree.New(1, "compartment", []string{"id", home, "size", "1", "constant", "true"}))
	}
	for list, nodes := range map[string][]*xmltree.Node{"listOfFunctionDefinitions": m.functions, "listOfInitialAssignments": m.initials, "listOfRules": m.rules,
		"listOfReactions": m.reactions, "listOfUnitDefinitions": m.units, "listOfEvents": m.events} {
		for _, n := range nodes {
			add(list, n)
		}
	}
	root := xmltree.New(1, "model", append([]string{"id", m.name}, m.attributes...))
	for _, l := range lists {
		root.Children = append(root.Children, l)
	}
	if len(m.lines) > 0 {
		note := xmltree.New(1, "annotation", nil)
		for _, l := range m.lines {
			n := xmltree.Text(l.line, "lines", l.text)
			n.Space = sbml.Namespace
			note.Children = append(note.Children, n)
		}
		root.Children = append(root.Children, note)
	}
	return xmltree.New(1, "sbml", []string{"level", "3", "version", "1"}, root)
}

// end closes a function or the model.
func (m *model) end(s statement) error {
	switch {
	case m.function != nil:
		n, err := m.function.definition()
		if err != nil {
			return err
		}
		m.functions = append(m.functions, n)
		m.function = nil
	case m.inside:
		m.inside = false
	default:
		return s.errorf(`"end" ends nothing here`)
	}
	return nil
}

// header begins the model.
func (m *model) header(s statement, id string) error {
	if m.begun {
		return s.errorf("there is a second model: a file must have one, without models in it")
	}
	if len(m.order) > 0 {
		return s.errorf("a model begins here, and there are statements before it: put them inside")
	}
	m.begun, m.inside = true, true
	if m.name == "" {
		m.name = id
	}
	return nil
}

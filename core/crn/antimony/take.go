package antimony

import (
	"strconv"
	"strings"

	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

var (
	eventForm    = foreign.Pattern(`^(?:(\w+)\s*:)?\s*at\s*\(?\b`)
	labelled     = foreign.Pattern(`^(\w+)\s*:\s*([^=].*)$`)
	placed       = foreign.Pattern(`^(\w+)\s+in\s+(\w+)$`)
	passedOver   = foreign.Pattern(`^\w+\s+(has\s+\w+|\w+\s+".*)$`) // A has unit, A is "name", A identity "address"
	interaction  = foreign.Pattern(`^(\w+\s*:\s*)?\w+(\s*\+\s*\w+)*\s*(-o|-\||-\()\s*\w+$`)
	header       = foreign.Pattern(`^(?:model|module)\b\s*\*?\s*(\w*)`)
	assignedForm = foreign.Pattern(`^(\$?\w+'?)\s*(:?=)\s*(.+)$`)
)

// declarations are the words that begin one.
var declarations = map[string]bool{"species": true, "compartment": true, "const": true, "var": true, "substanceOnly": true, "formula": true}

// unread are statements that are refused by their first word.
var unread = map[string]string{
	"import": "other files are not read", "using": "other files are not read", "gene": "genes are not read", "operator": "operators are not read",
	"DNA": "DNA strands are not read", "delete": "a model changed by another is not read", "model": "models in models are not read", "module": "models in models are not read",
	"ext": "it is not known", "assert": "it is not known",
}

// take reads one statement.
func (m *model) take(s statement) error {
	if m.pending != nil {
		return m.rate(s)
	}
	first, rest := s.words()
	word, _, _ := strings.Cut(first, "(")
	switch {
	case first == "end":
		return m.end(s)
	case m.function != nil:
		m.function.body = append(m.function.body, s)
		return nil
	case first == "function":
		return m.beginFunction(s, rest)
	case header().MatchString(s.text) && !m.inside:
		return m.header(s, header().FindStringSubmatch(s.text)[1])
	case first == "unit":
		return m.unit(s)
	case passedOver().MatchString(s.text):
		return nil
	case m.begun && !m.inside:
		return s.errorf("this stands behind the model: put it inside")
	case declarations[first]:
		return m.declaration(s)
	case unread[word] != "":
		return s.errorf("%q is not read: %s", word, unread[word])
	case eventForm().MatchString(s.text):
		return m.event(s)
	case strings.Contains(s.text, "<->") || strings.Contains(s.text, "<=>"):
		return s.errorf("a reversible reaction is written with -> in Antimony")
	case m.isReaction(s):
		return m.reaction(s)
	case interaction().MatchString(s.text):
		return nil
	case placed().MatchString(s.text):
		p := placed().FindStringSubmatch(s.text)
		return m.place(s, p[1], p[2])
	case assignedForm().MatchString(s.text):
		return m.assignment(s)
	}
	return s.errorf("%.60q is not read: it is no reaction, no assignment and no declaration", s.text)
}

// unitForm is a unit of amount, such as "substance = 1e-6 mole".
var unitForm = foreign.Pattern(`^unit\s+(substance|extent|time_unit)\s*=\s*([0-9.eE+-]*)\s*(\w+)$`)

// unit reads the unit of amounts. Those of anything else only name the numbers.
func (m *model) unit(s statement) error {
	p := unitForm().FindStringSubmatch(s.text)
	if p == nil {
		if words := strings.Fields(strings.ReplaceAll(s.text, "=", " ")); len(words) > 1 && (words[1] == "substance" || words[1] == "extent") {
			return s.errorf("a unit of %s is written like unit %[1]s = item, or = 1e-6 mole", words[1])
		}
		return nil
	}
	switch {
	case p[1] == "extent" && p[3] == "substance": // as it is anyway
		return nil
	case p[1] == "time_unit":
		m.attributes = append(m.attributes, "timeUnits", strings.TrimSpace(p[2]+" "+p[3]))
		return nil
	}
	attributes := []string{"kind", p[3], "exponent", "1", "scale", "0"}
	if p[2] != "" {
		attributes = append(attributes, "multiplier", p[2])
	}
	m.units = append(m.units, xmltree.New(s.line, "unitDefinition", []string{"id", p[1]}, xmltree.New(s.line, "listOfUnits", nil, xmltree.New(s.line, "unit", attributes))))
	m.attributes = append(m.attributes, p[1]+"Units", p[1])
	return nil
}

// place puts a species into a compartment.
func (m *model) place(s statement, id, compartment string) error {
	x, err := m.declare(s, strings.TrimPrefix(id, "$"), "species")
	if err != nil {
		return err
	}
	x.in = compartment
	_, err = m.declare(s, compartment, "compartment")
	return err
}

// declaration reads a line such as "const species A = 1, $B in C".
func (m *model) declaration(s statement) error {
	text := s.text
	var flags thing
	for {
		first, rest, _ := strings.Cut(text, " ")
		if !declarations[first] {
			break
		}
		switch first {
		case "const":
			flags.constant = true
		case "substanceOnly":
			flags.amount = true
		case "species", "compartment":
			flags.kind = first
		}
		text = strings.TrimSpace(rest)
	}
	if flags.amount && flags.kind == "" {
		flags.kind = "species"
	}
	for _, item := range strings.Split(text, ",") {
		if err := m.declared(s, strings.TrimSpace(item), flags); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) declared(s statement, item string, flags thing) error {
	name, value, valued := strings.Cut(item, "=")
	rule := strings.HasSuffix(name, ":")
	name = strings.TrimSpace(strings.TrimSuffix(name, ":"))
	id, boundary := strings.CutPrefix(name, "$")
	compartment := ""
	if p := placed().FindStringSubmatch(id); p != nil {
		id, compartment = p[1], p[2]
	}
	x, err := m.declare(s, id, flags.kind)
	if err != nil {
		return err
	}
	x.boundary = x.boundary || boundary || flags.constant && flags.kind == "species"
	x.constant = x.constant || flags.constant
	x.amount = x.amount || flags.amount
	if compartment != "" {
		if err := m.place(s, id, compartment); err != nil {
			return err
		}
	}
	if !valued {
		return nil
	}
	return m.set(s, x, strings.TrimSpace(value), rule)
}

// assignment reads "x = formula" and "x := formula".
func (m *model) assignment(s statement) error {
	p := assignedForm().FindStringSubmatch(s.text)
	id, isRate := strings.CutSuffix(p[1], "'")
	switch {
	case isRate:
		return s.errorf("the rate rule for %s is not read: the master equation has no quantity that moves continuously by itself", id)
	case id == "0":
		return s.errorf("an algebraic rule is not read: write assignment rules with :=")
	}
	id, boundary := strings.CutPrefix(id, "$")
	x, err := m.declare(s, id, "")
	if err != nil {
		return err
	}
	x.boundary = x.boundary || boundary
	return m.set(s, x, strings.TrimSpace(p[3]), p[2] == ":=")
}

// withUnit is a number and a unit.
var withUnit = foreign.Pattern(`^[0-9.]+([eE][+-]?\d+)?\s+[A-Za-z]\w*$`)

// set gives a thing a value, or a rule.
func (m *model) set(s statement, x *thing, text string, rule bool) error {
	if v, err := strconv.ParseFloat(text, 64); err == nil && !rule {
		x.value = strconv.FormatFloat(v, 'g', -1, 64)
		x.line = s.line
		return nil
	}
	if withUnit().MatchString(text) {
		return s.errorf("%s has a value with a unit, %s: write the number alone, in the units of the model", x.id, text)
	}
	math, err := s.formula(text)
	if err != nil {
		return err
	}
	x.computed = true
	if rule {
		m.rules = append(m.rules, xmltree.New(s.line, "assignmentRule", []string{"variable", x.id}, math))
		return nil
	}
	m.initials = append(m.initials, xmltree.New(s.line, "initialAssignment", []string{"symbol", x.id}, math))
	return nil
}

// beginFunction reads the head of a function, "f(x, y)", with what may follow it.
func (m *model) beginFunction(s statement, rest string) error {
	name, arguments, ok := strings.Cut(rest, "(")
	arguments, body, closed := strings.Cut(arguments, ")")
	if !ok || !closed || !isName(strings.TrimSpace(name)) {
		return s.errorf("a function is written like function f(x, y)")
	}
	f := &function{head: s, name: strings.TrimSpace(name)}
	for _, a := range strings.Split(arguments, ",") {
		if a = strings.TrimSpace(a); a != "" {
			if !isName(a) {
				return s.errorf("%q is not a name", a)
			}
			f.arguments = append(f.arguments, a)
		}
	}
	if body = strings.TrimSpace(body); body != "" {
		f.body = append(f.body, statement{body, s.line, s.col + len(s.text) - len(body)})
	}
	m.function = f
	return nil
}

// function is a function definition.
type function struct {
	head      statement
	name      string
	arguments []string
	body      []statement
}

func (f *function) definition() (*xmltree.Node, error) {
	if len(f.body) != 1 {
		return nil, f.head.errorf("the function %s needs one formula before its end, not %d", f.name, len(f.body))
	}
	s := f.body[0]
	math, err := s.formula(s.text)
	if err != nil {
		return nil, err
	}
	lambda := xmltree.New(s.line, "lambda", nil)
	for _, a := range f.arguments {
		lambda.Children = append(lambda.Children, xmltree.New(s.line, "bvar", nil, xmltree.Text(s.line, "ci", a)))
	}
	lambda.Children = append(lambda.Children, math.Children...)
	math.Children = []*xmltree.Node{lambda}
	return xmltree.New(s.line, "functionDefinition", []string{"id", f.name}, math), nil
}

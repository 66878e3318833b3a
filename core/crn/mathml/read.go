package mathml

import (
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
)

// The addresses by which SBML names its symbols.
const (
	Namespace = "http://www.w3.org/1998/Math/MathML"
	symbols   = "http://www.sbml.org/sbml/symbols/"
	avogadro  = 6.02214179e23 // as SBML Level 3 defines the symbol
)

// Names says what a name of the document, of a function or of anything else, is called in
// the expression.
type Names func(name string) string

// Read returns the expression in a math element. Functions that are called by name
// become a crn.Call of that name. An error is a *crn.SyntaxError.
func Read(math *xmltree.Node, names Names) (*crn.Expr, error) {
	if len(math.Children) != 1 {
		return nil, math.Errorf("<math> must hold one expression, not %d", len(math.Children))
	}
	return reader{names}.expr(math.Children[0])
}

// Lambda returns the arguments and the body of the function in a math element. In the
// body the arguments have the names that they have in the list.
func Lambda(math *xmltree.Node, names Names) (arguments []string, body *crn.Expr, err error) {
	lambda := math.Child("lambda")
	if lambda == nil || len(math.Children) != 1 || len(lambda.Children) == 0 {
		return nil, nil, math.Errorf("a function definition must hold one <lambda> with a body")
	}
	bound := map[string]string{}
	last := len(lambda.Children) - 1
	for _, c := range lambda.Children[:last] {
		ci := c.Child("ci")
		if c.Name != "bvar" || ci == nil {
			return nil, nil, c.Errorf("<%s> cannot stand before the body of a <lambda>", c.Name)
		}
		name := strings.TrimSpace(ci.Text)
		if _, twice := bound[name]; twice {
			return nil, nil, c.Errorf("the argument %s stands there twice", name)
		}
		bound[name] = "argument " + name // no name of a document has a blank
		arguments = append(arguments, bound[name])
	}
	body, err = reader{func(name string) string {
		if b, ok := bound[name]; ok {
			return b
		}
		return names(name)
	}}.expr(lambda.Children[last])
	return arguments, body, err
}

// maxSize bounds what functions that write their argument twice, such as tan, make of a
// formula.
const maxSize = 100_000

type reader struct{ names Names }

func (r reader) expr(n *xmltree.Node) (*crn.Expr, error) {
	e, err := r.element(n)
	if err == nil && e.Size() > maxSize {
		err = n.Errorf("this formula has more than %d operations", maxSize)
	}
	return e, err
}

func (r reader) element(n *xmltree.Node) (*crn.Expr, error) {
	switch n.Name {
	case "cn":
		return number(n)
	case "ci":
		name := strings.TrimSpace(n.Text)
		if name == "" || len(n.Children) > 0 {
			return nil, n.Errorf("<ci> must hold a name")
		}
		return crn.Name(r.names(name)), nil
	case "csymbol":
		return symbol(n)
	case "pi":
		return crn.Name("pi"), nil
	case "exponentiale":
		return crn.Invoke("exp", crn.Const(1)), nil
	case "true":
		return crn.Apply(crn.Equal, crn.Const(1), crn.Const(1)), nil
	case "false":
		return crn.Apply(crn.NotEqual, crn.Const(1), crn.Const(1)), nil
	case "apply":
		return r.apply(n)
	case "piecewise":
		return r.piecewise(n)
	case "semantics":
		if len(n.Children) > 0 {
			return r.expr(n.Children[0])
		}
	}
	return nil, n.Errorf("<%s> is not read in a formula", n.Name)
}

// number reads a cn.
func number(n *xmltree.Node) (*crn.Expr, error) {
	kind, _ := n.Attribute("type")
	if base, ok := n.Attribute("base"); ok && base != "10" {
		return nil, n.Errorf("a number to the base %s is not read", base)
	}
	parts := strings.Split(n.Text, xmltree.Gap)
	values := make([]float64, len(parts))
	for i, p := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
			return nil, n.Errorf("%q is not a finite number", strings.TrimSpace(p))
		}
		values[i] = v
	}
	switch {
	case len(values) == 1 && (kind == "" || kind == "real" || kind == "integer"):
		return crn.Const(values[0]), nil
	case len(values) == 2 && kind == "e-notation":
		text := strings.TrimSpace(parts[0]) + "e" + strings.TrimSpace(parts[1])
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			return crn.Const(v), nil
		}
		return nil, n.Errorf("%s is not a finite number", text)
	case len(values) == 2 && kind == "rational" && values[1] != 0:
		return crn.Apply(crn.Divide, crn.Const(values[0]), crn.Const(values[1])), nil
	}
	return nil, n.Errorf("a number of type %q with %d parts is not read", kind, len(values))
}

func symbol(n *xmltree.Node) (*crn.Expr, error) {
	url, _ := n.Attribute("definitionURL")
	switch url {
	case symbols + "time":
		return crn.Name("t"), nil
	case symbols + "avogadro":
		return crn.Const(avogadro), nil
	}
	return nil, n.Errorf("the symbol %s is not read in a formula", strings.TrimPrefix(url, symbols))
}

// piecewise becomes a chain of if. Without an otherwise nothing says what holds in all
// other cases.
func (r reader) piecewise(n *xmltree.Node) (*crn.Expr, error) {
	var pieces [][2]*crn.Expr
	var otherwise *crn.Expr
	for _, c := range n.Children {
		parts, err := r.all(c.Children)
		switch {
		case err != nil:
			return nil, err
		case c.Name == "piece" && len(parts) == 2 && otherwise == nil:
			if err := condition(parts[1], c); err != nil {
				return nil, err
			}
			pieces = append(pieces, [2]*crn.Expr{parts[0], parts[1]})
		case c.Name == "otherwise" && len(parts) == 1 && otherwise == nil:
			otherwise = parts[0]
		default:
			return nil, c.Errorf("<%s> with %d parts cannot stand here in <piecewise>", c.Name, len(parts))
		}
	}
	if otherwise == nil {
		return nil, n.Errorf("<piecewise> has no <otherwise>: say what holds in all other cases")
	}
	for i := len(pieces) - 1; i >= 0; i-- {
		otherwise = choose(pieces[i][1], pieces[i][0], otherwise)
	}
	return otherwise, nil
}

// choose returns if(condition, yes, no). A choice of 1 and 0 is the condition itself,
// which has these values.
func choose(condition, yes, no *crn.Expr) *crn.Expr {
	if yes.Op() == crn.Number && yes.Value() == 1 && no.Op() == crn.Number && no.Value() == 0 {
		return condition
	}
	return crn.Invoke("if", condition, yes, no)
}

// condition refuses a number in the place of a condition. A call may turn out to be one.
func condition(e *crn.Expr, n *xmltree.Node) error {
	if e.IsCondition() || e.Op() == crn.Call {
		return nil
	}
	return n.Errorf("%s stands in the place of a condition, but it is a number", e)
}

func (r reader) all(nodes []*xmltree.Node) ([]*crn.Expr, error) {
	out := make([]*crn.Expr, len(nodes))
	for i, n := range nodes {
		var err error
		if out[i], err = r.expr(n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

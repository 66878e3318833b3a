package mathml

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
)

// elements are the operators with an element of their own that takes their arguments as
// they are.
var elements = map[crn.Operator]string{
	crn.Negate: "minus", crn.Add: "plus", crn.Subtract: "minus", crn.Multiply: "times", crn.Divide: "divide", crn.Raise: "power",
	crn.Less: "lt", crn.LessEqual: "leq", crn.Greater: "gt", crn.GreaterEqual: "geq", crn.Equal: "eq", crn.NotEqual: "neq",
	crn.And: "and", crn.Or: "or", crn.Not: "not",
}

// functions have an element of their own: those of the text language, and what other
// languages call like an element. The rest is called by name.
var functions = func() map[string]string {
	all := map[string]string{"sqrt": "root", "log": "log", "root": "root", "minus": "minus"}
	for name := range rules {
		all[name] = name
	}
	for _, name := range []string{"floor", "ceiling", "factorial", "quotient", "rem", "arccos", "arcsin", "arctan", "arccosh", "arcsinh", "arctanh",
		"arcsec", "arccsc", "arccot", "arcsech", "arccsch", "arccoth", "sech", "csch", "coth"} {
		all[name] = name // Read refuses them by name
	}
	return all
}()

// IsFunction reports whether a name is that of an element for a function or an operator,
// so that a call of it is not one of a function of the model.
func IsFunction(name string) bool { return functions[name] != "" }

// Write returns an expression of the text language as a math element of one line. Names
// stand in it as they are, but for t, the time, and pi.
func Write(e *crn.Expr) string { return Tree(e, 0, "t").String() }

// WriteCondition is Write for a condition, which is true or false there and no number.
func WriteCondition(e *crn.Expr) string {
	w := writer{time: "t"}
	return w.math(w.asIs(e)).String()
}

// Tree returns an expression as a math element, all of it at one line. time is the name
// of the time.
func Tree(e *crn.Expr, line int, time string) *xmltree.Node {
	w := writer{line, time}
	return w.math(w.number(e))
}

type writer struct {
	line int
	time string
}

func (w writer) math(n *xmltree.Node) *xmltree.Node {
	return xmltree.New(w.line, "math", []string{"xmlns", Namespace}, n)
}

func (w writer) node(name string, children ...*xmltree.Node) *xmltree.Node {
	return xmltree.New(w.line, name, nil, children...)
}

// number writes e as a number. A condition is 1 or 0 there, which MathML does not say by
// itself.
func (w writer) number(e *crn.Expr) *xmltree.Node {
	if e.IsCondition() {
		return w.choice(w.constant(1), e, w.constant(0))
	}
	return w.asIs(e)
}

func (w writer) choice(yes *xmltree.Node, condition *crn.Expr, no *xmltree.Node) *xmltree.Node {
	return w.node("piecewise", w.node("piece", yes, w.asIs(condition)), w.node("otherwise", no))
}

func (w writer) asIs(e *crn.Expr) *xmltree.Node {
	switch e.Op() {
	case crn.Number:
		return w.constant(e.Value())
	case crn.Symbol:
		switch e.Name() {
		case w.time:
			n := xmltree.Text(w.line, "csymbol", w.time)
			n.Attributes = xmltree.New(0, "", []string{"encoding", "text", "definitionURL", symbols + "time"}).Attributes
			return n
		case "pi":
			return w.node("pi")
		}
		return xmltree.Text(w.line, "ci", e.Name())
	case crn.Call:
		return w.call(e)
	}
	children := []*xmltree.Node{w.node(elements[e.Op()])}
	for _, a := range operands(e) {
		switch e.Op() {
		case crn.And, crn.Or, crn.Not:
			children = append(children, w.asIs(a))
		default:
			children = append(children, w.number(a))
		}
	}
	return w.node("apply", children...)
}

// operands are the arguments of e. Sums and products that chain to the left are one.
func operands(e *crn.Expr) []*crn.Expr {
	if e.Op() != crn.Add && e.Op() != crn.Multiply {
		return e.Args()
	}
	var chain []*crn.Expr
	top := e
	for ; top.Op() == e.Op(); top = top.Args()[0] {
		chain = append(chain, top.Args()[1])
	}
	chain = append(chain, top)
	slices.Reverse(chain)
	return chain
}

func (w writer) call(e *crn.Expr) *xmltree.Node {
	args := e.Args()
	if e.Name() == "if" {
		return w.choice(w.number(args[1]), args[0], w.number(args[2]))
	}
	head := xmltree.Text(w.line, "ci", e.Name())
	if element, ok := functions[e.Name()]; ok {
		head = w.node(element)
	}
	children := []*xmltree.Node{head}
	if qualifier, ok := qualifiers[e.Name()]; ok && len(args) == 2 {
		children = append(children, w.node(qualifier, w.number(args[0])))
		args = args[1:]
	}
	for _, a := range args {
		children = append(children, w.number(a))
	}
	return w.node("apply", children...)
}

func (w writer) constant(v float64) *xmltree.Node {
	text := strconv.FormatFloat(v, 'g', -1, 64)
	mantissa, exponent, scientific := strings.Cut(text, "e")
	kind := func(n *xmltree.Node, kind string) *xmltree.Node {
		n.Attributes = xmltree.New(0, "", []string{"type", kind}).Attributes
		return n
	}
	switch {
	case v == math.Trunc(v) && v < 1e9:
		return kind(xmltree.Text(w.line, "cn", strconv.FormatFloat(v, 'f', -1, 64)), "integer")
	case scientific:
		n := w.node("cn", w.node("sep"))
		n.Text = mantissa + xmltree.Gap + strings.TrimPrefix(exponent, "+")
		return kind(n, "e-notation")
	}
	return xmltree.Text(w.line, "cn", text)
}

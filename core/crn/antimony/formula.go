package antimony

import (
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
	"vanscape/core/crn/xmltree"
)

// formula reads a formula that is a part of a statement and returns it as MathML.
func (s statement) formula(text string) (*xmltree.Node, error) {
	at := max(0, strings.Index(s.text, text))
	e, err := crn.ParseExpr(text, s.line, s.col+at)
	if err != nil {
		return nil, err
	}
	e, err = foreign.Replace(e, s.constant, s.function)
	if err != nil {
		return nil, err
	}
	if e.Size() > maxFormula {
		return nil, s.errorf("this formula has more than %d operations", maxFormula)
	}
	return mathml.Tree(e, s.line, "time"), nil
}

// maxFormula is the most that package foreign takes.
const maxFormula = 5000

// constant replaces the names that are numbers.
func (s statement) constant(name string) (*crn.Expr, error) {
	switch name {
	case "exponentiale":
		return crn.Invoke("exp", crn.Const(1)), nil
	case "avogadro":
		return crn.Const(6.02214179e23), nil
	case "true":
		return crn.Apply(crn.Equal, crn.Const(1), crn.Const(1)), nil
	case "false":
		return crn.Apply(crn.NotEqual, crn.Const(1), crn.Const(1)), nil
	case "inf", "infinity", "nan", "notanumber":
		return nil, s.errorf("%s is not a finite number", name)
	}
	return nil, nil
}

// elements are the names of MathML for what has another one in Antimony.
var elements = map[string]string{
	"pow": "power", "log10": "log", "ceil": "ceiling", "acos": "arccos", "asin": "arcsin", "atan": "arctan", "acosh": "arccosh", "asinh": "arcsinh", "atanh": "arctanh",
}

// function replaces the calls of functions that are not as they are in MathML. What is
// none of its functions is one of the model.
func (s statement) function(name string, args []*crn.Expr) (*crn.Expr, error) {
	if element, ok := elements[name]; ok {
		return crn.Invoke(element, args...), nil
	}
	switch name {
	case "piecewise":
		return s.piecewise(args)
	case "sqr":
		return crn.Invoke("power", append(args, crn.Const(2))...), nil
	case "delay", "rateOf", "normal", "uniform", "exponential", "gamma", "poisson", "bernoulli", "binomial":
		return nil, s.errorf("the function %s is not read in a formula", name)
	}
	return nil, nil
}

// piecewise has a value and its condition in turn, and what holds otherwise in the end.
func (s statement) piecewise(args []*crn.Expr) (*crn.Expr, error) {
	if len(args)%2 == 0 {
		return nil, s.errorf("piecewise needs a last argument: what holds in all other cases")
	}
	e := args[len(args)-1]
	for i := len(args) - 3; i >= 0; i -= 2 {
		if !args[i+1].IsCondition() {
			return nil, s.errorf("%s stands in the place of a condition, but it is a number", args[i+1])
		}
		e = crn.Invoke("if", args[i+1], args[i], e)
	}
	return e, nil
}

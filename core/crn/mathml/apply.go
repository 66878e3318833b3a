package mathml

import (
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
)

// A rule makes the expression of an operator.
type rule struct {
	least, most int // arguments; most 0 = any number
	conditions  bool
	make        func(args []*crn.Expr) *crn.Expr
}

// rules are the operators by their element, but for log and root, which have a
// qualifier, and minus.
var rules = map[string]rule{
	"plus":    {0, 0, false, fold(crn.Add, 0)},
	"times":   {0, 0, false, fold(crn.Multiply, 1)},
	"divide":  {2, 2, false, binary(crn.Divide)},
	"power":   {2, 2, false, binary(crn.Raise)},
	"eq":      {2, 0, false, chain(crn.Equal)},
	"neq":     {2, 2, false, binary(crn.NotEqual)},
	"lt":      {2, 0, false, chain(crn.Less)},
	"leq":     {2, 0, false, chain(crn.LessEqual)},
	"gt":      {2, 0, false, chain(crn.Greater)},
	"geq":     {2, 0, false, chain(crn.GreaterEqual)},
	"and":     {1, 0, true, fold(crn.And, 1)},
	"or":      {1, 0, true, fold(crn.Or, 0)},
	"not":     {1, 1, true, func(a []*crn.Expr) *crn.Expr { return crn.Apply(crn.Not, a[0]) }},
	"xor":     {2, 2, true, xor},
	"implies": {2, 2, true, func(a []*crn.Expr) *crn.Expr { return crn.Apply(crn.Or, crn.Apply(crn.Not, a[0]), a[1]) }},
	"min":     {1, 0, false, several("min")},
	"max":     {1, 0, false, several("max")},
	"exp":     one(func(x *crn.Expr) *crn.Expr { return crn.Invoke("exp", x) }),
	"ln":      one(func(x *crn.Expr) *crn.Expr { return crn.Invoke("ln", x) }),
	"abs":     one(func(x *crn.Expr) *crn.Expr { return crn.Invoke("abs", x) }),
	"sin":     one(sin),
	"cos":     one(cos),
	"tan":     one(func(x *crn.Expr) *crn.Expr { return crn.Apply(crn.Divide, sin(x), cos(x)) }),
	"cot":     one(func(x *crn.Expr) *crn.Expr { return crn.Apply(crn.Divide, cos(x), sin(x)) }),
	"sec":     one(func(x *crn.Expr) *crn.Expr { return crn.Apply(crn.Divide, crn.Const(1), cos(x)) }),
	"csc":     one(func(x *crn.Expr) *crn.Expr { return crn.Apply(crn.Divide, crn.Const(1), sin(x)) }),
	"sinh":    one(func(x *crn.Expr) *crn.Expr { return half(crn.Subtract, x) }),
	"cosh":    one(func(x *crn.Expr) *crn.Expr { return half(crn.Add, x) }),
	"tanh": one(func(x *crn.Expr) *crn.Expr {
		return crn.Apply(crn.Subtract, crn.Const(1), crn.Apply(crn.Divide, crn.Const(2),
			crn.Apply(crn.Add, crn.Invoke("exp", crn.Apply(crn.Multiply, crn.Const(2), x)), crn.Const(1))))
	}),
}

func sin(x *crn.Expr) *crn.Expr { return crn.Invoke("sin", x) }

func cos(x *crn.Expr) *crn.Expr { return crn.Invoke("cos", x) }

func one(f func(*crn.Expr) *crn.Expr) rule {
	return rule{1, 1, false, func(a []*crn.Expr) *crn.Expr { return f(a[0]) }}
}

func binary(op crn.Operator) func([]*crn.Expr) *crn.Expr {
	return func(a []*crn.Expr) *crn.Expr { return crn.Apply(op, a[0], a[1]) }
}

// fold joins any number of arguments from the left; neutral is the value of none.
func fold(op crn.Operator, neutral float64) func([]*crn.Expr) *crn.Expr {
	return func(a []*crn.Expr) *crn.Expr {
		if len(a) == 0 {
			return crn.Const(neutral)
		}
		e := a[0]
		for _, b := range a[1:] {
			e = crn.Apply(op, e, b)
		}
		return e
	}
}

// chain compares each argument with the next.
func chain(op crn.Operator) func([]*crn.Expr) *crn.Expr {
	return func(a []*crn.Expr) *crn.Expr {
		e := crn.Apply(op, a[0], a[1])
		for i := 2; i < len(a); i++ {
			e = crn.Apply(crn.And, e, crn.Apply(op, a[i-1], a[i]))
		}
		return e
	}
}

func several(name string) func([]*crn.Expr) *crn.Expr {
	return func(a []*crn.Expr) *crn.Expr {
		if len(a) == 1 {
			return a[0]
		}
		return crn.Invoke(name, a...)
	}
}

func xor(a []*crn.Expr) *crn.Expr {
	return crn.Apply(crn.And, crn.Apply(crn.Or, a[0], a[1]), crn.Apply(crn.Not, crn.Apply(crn.And, a[0], a[1])))
}

// half returns (exp(x) op exp(-x))/2.
func half(op crn.Operator, x *crn.Expr) *crn.Expr {
	return crn.Apply(crn.Divide, crn.Apply(op, crn.Invoke("exp", x), crn.Invoke("exp", crn.Apply(crn.Negate, x))), crn.Const(2))
}

// apply reads an apply element.
func (r reader) apply(n *xmltree.Node) (*crn.Expr, error) {
	if len(n.Children) == 0 {
		return nil, n.Errorf("<apply> is empty")
	}
	head, rest := n.Children[0], n.Children[1:]
	switch head.Name {
	case "log", "root":
		return r.qualified(n, head, rest)
	}
	args, err := r.all(rest)
	if err != nil {
		return nil, err
	}
	switch head.Name {
	case "ci":
		return crn.Invoke(r.names(strings.TrimSpace(head.Text)), args...), nil
	case "csymbol":
		_, err := symbol(head)
		if err == nil {
			err = head.Errorf("the symbol %s is not a function", strings.TrimSpace(head.Text))
		}
		return nil, err
	case "minus":
		switch len(args) {
		case 1:
			return crn.Apply(crn.Negate, args[0]), nil
		case 2:
			return crn.Apply(crn.Subtract, args[0], args[1]), nil
		}
		return nil, head.Errorf("<minus/> takes one or two arguments, not %d", len(args))
	}
	rule, ok := rules[head.Name]
	switch {
	case !ok:
		return nil, head.Errorf("the function <%s/> is not read in a formula", head.Name)
	case len(args) < rule.least || rule.most > 0 && len(args) > rule.most:
		return nil, head.Errorf("<%s/> cannot take %d arguments", head.Name, len(args))
	}
	if rule.conditions {
		for _, a := range args {
			if err := condition(a, head); err != nil {
				return nil, err
			}
		}
	}
	return rule.make(args), nil
}

// qualifiers are the elements that come before the argument of some functions.
var qualifiers = map[string]string{"log": "logbase", "root": "degree"}

// qualified reads a logarithm or a root, which may begin with their base or degree.
func (r reader) qualified(n, head *xmltree.Node, rest []*xmltree.Node) (*crn.Expr, error) {
	qualifier := qualifiers[head.Name]
	var given *crn.Expr
	if len(rest) > 0 && rest[0].Name == qualifier {
		if len(rest[0].Children) != 1 {
			return nil, rest[0].Errorf("<%s> must hold one expression", qualifier)
		}
		var err error
		if given, err = r.expr(rest[0].Children[0]); err != nil {
			return nil, err
		}
		rest = rest[1:]
	}
	if len(rest) != 1 {
		return nil, n.Errorf("<%s/> takes one argument, not %d", head.Name, len(rest))
	}
	x, err := r.expr(rest[0])
	switch {
	case err != nil:
		return nil, err
	case head.Name == "log":
		if given == nil {
			given = crn.Const(10)
		}
		return crn.Apply(crn.Divide, crn.Invoke("ln", x), crn.Invoke("ln", given)), nil
	case given == nil || given.Op() == crn.Number && given.Value() == 2:
		return crn.Invoke("sqrt", x), nil
	}
	return crn.Apply(crn.Raise, x, crn.Apply(crn.Divide, crn.Const(1), given)), nil
}

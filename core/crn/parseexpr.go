package crn

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// binary gives each binary operator and its binding power; a higher one binds
// more tightly. Unary minus stands between products and powers: -x^2 is
// -(x^2), and 2^-x is allowed. The sign ! is looser than comparisons, not tighter
// as in C: !x > 3 is !(x > 3), since (!x) > 3 is never meant.
var binary = map[string]struct {
	op    Operator
	binds int
}{
	"||": {Or, orPower}, "&&": {And, andPower},
	"<": {Less, comparisonPower}, "<=": {LessEqual, comparisonPower},
	">": {Greater, comparisonPower}, ">=": {GreaterEqual, comparisonPower},
	"==": {Equal, comparisonPower}, "!=": {NotEqual, comparisonPower},
	"+": {Add, sumPower}, "-": {Subtract, sumPower},
	"*": {Multiply, productPower}, "/": {Divide, productPower},
	"^": {Raise, powerPower},
}

const (
	orPower = 1 + iota
	andPower
	notPower
	comparisonPower
	sumPower
	productPower
	unaryPower
	powerPower
	atomPower // of numbers, names, calls and brackets
)

// expression parses operands and operators that bind more tightly than least
// (Pratt's method). after names what stands before it, for an error.
func (p *parser) expression(least int, after string) (*Expr, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > 2*maxDepth {
		return nil, p.tooDeep(p.tok.at)
	}
	left, err := p.operand(least, after)
	if err != nil {
		return nil, err
	}
	compared, raised := false, false
	for p.tok.kind == opToken {
		operation, ok := binary[p.tok.text]
		if !ok || operation.binds <= least {
			break
		}
		sign := p.tok
		if operation.binds == comparisonPower {
			if compared {
				return nil, sign.at.errorf("comparisons do not chain: join two of them, a < b && b < c")
			}
			compared = true
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
		rest := operation.binds
		if operation.op == Raise {
			if raised {
				return nil, sign.at.errorf("programs differ in what a^b^c means: write brackets, a^(b^c) or (a^b)^c")
			}
			if raised = p.open; !p.open {
				rest = unaryPower // right associative, and its right side may begin with a minus
			}
		}
		right, err := p.expression(rest, sign.shown())
		if err != nil {
			return nil, err
		}
		if operation.binds <= andPower {
			if err := cmp.Or(left.mustBeCondition(), right.mustBeCondition()); err != nil {
				return nil, err
			}
		}
		var fits bool
		if left, fits = node(operation.op, "", left.at, left, right); !fits {
			return nil, p.tooDeep(sign.at)
		}
	}
	return left, p.missingOperator()
}

// mustBeCondition returns an error when e is a number, which in a place for a
// condition is most often half of one, as in X == 1 || 2.
func (e *Expr) mustBeCondition() error {
	if e.isCondition() {
		return nil
	}
	return e.at.errorf("%s is a number, not a condition: compare it, as in X > 0", shorten(e.String()))
}

// operand parses a number, a name, a call, a bracket, or a sign with what it
// negates, to the right of an operator of the power least.
func (p *parser) operand(least int, after string) (*Expr, error) {
	k := p.tok
	switch {
	case k.kind == numberToken:
		value, err := p.numberValue()
		if err != nil {
			return nil, err
		}
		return &Expr{op: Number, value: value, at: k.at, depth: 1}, p.advance()
	case k.kind == nameToken:
		if err := p.advance(); err != nil {
			return nil, err
		}
		if p.tok.is("(") {
			return p.call(k)
		}
		if _, ok := builtins[k.text]; ok {
			return nil, k.at.errorf("the function %s needs its argument in brackets: %s(x)", k.text, k.text)
		}
		return &Expr{op: Symbol, name: k.text, at: k.at, depth: 1}, nil
	case k.is("-"):
		if err := p.advance(); err != nil {
			return nil, err
		}
		x, err := p.expression(unaryPower, `"-"`)
		if err != nil {
			return nil, err
		}
		e, fits := node(Negate, "", k.at, x)
		if !fits {
			return nil, p.tooDeep(k.at)
		}
		return e, nil
	case k.is("!"):
		return p.not(least, after)
	case k.is("("):
		if err := p.advance(); err != nil {
			return nil, err
		}
		e, err := p.expression(0, `"("`)
		if err != nil {
			return nil, err
		}
		if err := p.closeBracket(k); err != nil {
			return nil, err
		}
		return e, nil
	}
	return nil, k.at.errorf("a number, a name or a bracket is missing after %s, where %s stands", after, k.shown())
}

// not parses a "!" and the condition behind it.
func (p *parser) not(least int, after string) (*Expr, error) {
	k := p.tok
	if least > notPower {
		return nil, k.at.errorf(`"!" cannot stand after %s: put it into brackets with what it negates, as in (!(X > 0))`, after)
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	x, err := p.expression(notPower, `"!"`)
	if err != nil {
		return nil, err
	}
	if err := x.mustBeCondition(); err != nil {
		return nil, err
	}
	e, fits := node(Not, "", k.at, x)
	if !fits {
		return nil, p.tooDeep(k.at)
	}
	return e, nil
}

// call parses the arguments of the function name; p.tok is its bracket.
func (p *parser) call(name token) (*Expr, error) {
	f, ok := builtins[name.text]
	if !ok && !p.open {
		return nil, unknownFunction(name)
	}
	open := p.tok
	var args []*Expr
	before := `"("`
	for {
		if err := p.advance(); err != nil {
			return nil, err
		}
		e, err := p.expression(0, before)
		if err != nil {
			return nil, err
		}
		args = append(args, e)
		if before = `","`; !p.tok.is(",") {
			break
		}
	}
	if err := p.closeBracket(open); err != nil {
		return nil, err
	}
	switch {
	case !ok: // for whoever reads on
	case f.arity == 1 && len(args) != 1:
		return nil, name.at.errorf("%s takes one argument, not %d", name.text, len(args))
	case f.arity == 0 && len(args) < 2:
		return nil, name.at.errorf("%s takes two arguments or more, not one", name.text)
	case f.arity == 3 && len(args) != 3:
		return nil, name.at.errorf("%s takes a condition and two values, as in if(X > 3, a, b)", name.text)
	case f.arity == 3:
		if err := args[0].mustBeCondition(); err != nil {
			return nil, err
		}
	}
	e, fits := node(Call, name.text, name.at, args...)
	if !fits {
		return nil, p.tooDeep(name.at)
	}
	return e, nil
}

func (p *parser) closeBracket(open token) error {
	if !p.tok.is(")") {
		return p.tok.at.errorf(`a ")" is missing before %s, for the "(" at line %d, column %d`, p.tok.shown(), open.at.line, open.at.col)
	}
	return p.advance()
}

// missingOperator refuses two operands side by side, the commonest slip.
func (p *parser) missingOperator() error {
	if sign, ok := map[string]string{"and": "&&", "or": "||"}[strings.ToLower(p.tok.text)]; ok {
		return p.tok.at.errorf("%s is written %s here", p.tok.text, sign)
	}
	if p.tok.kind == nameToken || p.tok.kind == numberToken || p.tok.is("(") {
		return p.tok.at.errorf("an operator is missing before %s: write * for a product, or a new line for a new statement", p.tok.shown())
	}
	if p.tok.is("=") {
		return p.tok.at.errorf(`"=" cannot stand here: write == to compare, or put the assignment on a line of its own`)
	}
	return nil
}

func (p *parser) numberValue() (float64, error) {
	value, err := strconv.ParseFloat(p.tok.text, 64)
	if err != nil || math.IsInf(value, 0) {
		return 0, p.tok.at.errorf("the number %s is too large", shorten(p.tok.text))
	}
	return value, nil
}

func (p *parser) tooDeep(at position) error {
	return at.errorf("this expression chains more than %d operations or brackets: give parts of it names as parameters", maxDepth)
}

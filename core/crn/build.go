package crn

import (
	"fmt"
	"math"
)

// Const returns the expression of a finite number. It panics when v is not finite.
func Const(v float64) *Expr {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic(fmt.Sprintf("crn: %v is not a finite number", v))
	}
	e := &Expr{op: Number, value: math.Abs(v), depth: 1}
	if math.Signbit(v) && v != 0 {
		return Apply(Negate, e)
	}
	return e
}

// Name returns the expression that names a species, a parameter, t or pi.
func Name(name string) *Expr { return &Expr{op: Symbol, name: name, depth: 1} }

// Apply returns the expression of an operator on its arguments. It panics when op
// takes another number of them, or is Number, Symbol or Call.
func Apply(op Operator, args ...*Expr) *Expr {
	want := 2
	switch op {
	case Number, Symbol, Call:
		panic("crn: Apply of an operator without arguments of its own: use Const, Name or Invoke")
	case Negate, Not:
		want = 1
	}
	if len(args) != want {
		panic(fmt.Sprintf("crn: operator %d takes %d arguments, not %d", op, want, len(args)))
	}
	e, _ := node(op, "", position{}, args...)
	return e
}

// Invoke returns the call of a function. Its name need not be one of the text
// language: a reader of another format may put its own functions into an expression
// until it has replaced them.
func Invoke(function string, args ...*Expr) *Expr {
	e, _ := node(Call, function, position{}, args...)
	return e
}

// Op returns what the top of e does.
func (e *Expr) Op() Operator { return e.op }

// Value returns the value of a Number, which is never negative.
func (e *Expr) Value() float64 { return e.value }

// Name returns the name of a Symbol, or of the function of a Call.
func (e *Expr) Name() string { return e.name }

// Args returns the arguments of e. The slice is shared: do not write to it.
func (e *Expr) Args() []*Expr { return e.args }

// Depth returns the nesting of e, 1 for a Number or a Symbol. Parse takes MaxDepth.
func (e *Expr) Depth() int { return e.depth }

// MaxDepth is the deepest expression that Parse takes.
const MaxDepth = maxDepth

// Size returns the number of operators, numbers and names that e writes out. It may be
// far more than are in memory, where parts are shared.
func (e *Expr) Size() int { return e.below + 1 }

// Evaluate returns the value of an expression of numbers and the names in values. It
// is NaN where e holds another name but pi, the time, or a function that the text
// language does not have.
func (e *Expr) Evaluate(values map[string]float64) float64 {
	if !e.known(values) {
		return math.NaN()
	}
	f, _ := scope{parameters: values}.compile(e)
	return f(nil, 0)
}

// known reports whether e can be compiled with parameters of the names in values.
func (e *Expr) known(values map[string]float64) bool {
	switch e.op {
	case Symbol:
		return e.name == piName || e.name != timeName && has(values, e.name)
	case Call:
		if b, ok := builtins[e.name]; !ok || b.arity > 0 && b.arity != len(e.args) || len(e.args) == 0 {
			return false
		}
	}
	for _, a := range e.args {
		if !a.known(values) {
			return false
		}
	}
	return true
}

// IsCondition reports whether e is true or false and not a number.
func (e *Expr) IsCondition() bool { return e.isCondition() }

// Reserved reports whether a name has a meaning of its own in the text language, so
// that no species and no parameter can have it.
func Reserved(name string) bool {
	_, isFunction := builtins[name]
	return isFunction || name == timeName || name == piName || name == "species" || name == "init"
}

// ParseExpr reads one expression in the notation of the text language. Functions that
// the language does not have stay in it as a Call, names mean nothing yet, and powers of
// powers need brackets, since other languages group them in another way. The text
// starts at a line and column of the file that it is from, both from 1, which an error,
// a *SyntaxError, counts from.
func ParseExpr(text string, line, col int) (*Expr, error) {
	p := &parser{lex: lexer{text: text, at: position{line, col}}, open: true}
	if err := p.advance(); err != nil {
		return nil, err
	}
	e, err := p.expression(0, "the beginning")
	if err != nil {
		return nil, err
	}
	if p.tok.kind != endOfText {
		return nil, p.tok.at.errorf("%s is not expected behind the expression", p.tok.shown())
	}
	return e, nil
}

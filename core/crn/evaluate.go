package crn

import "math"

// A function is a compiled expression: its value at the counts n and time t.
type function = functionOf[int]

// functionOf is a function of counts, or of amounts that are no whole numbers.
type functionOf[N int | float64] func(n []N, t float64) float64

// A scope says what the names in an expression stand for.
type scope struct {
	species    map[string]int     // place in n
	parameters map[string]float64 // value
}

// builtin is a function of the text language; arity 0 means two or more
// arguments, folded from the left, and 3 a condition and two values of which
// only one is computed.
type builtin struct {
	arity int
	one   func(float64) float64
	two   func(a, b float64) float64
}

var builtins = map[string]builtin{
	"exp":  {arity: 1, one: math.Exp},
	"ln":   {arity: 1, one: math.Log},
	"sqrt": {arity: 1, one: math.Sqrt},
	"sin":  {arity: 1, one: math.Sin},
	"cos":  {arity: 1, one: math.Cos},
	"abs":  {arity: 1, one: math.Abs},
	"min":  {two: math.Min},
	"max":  {two: math.Max},
	ifName: {arity: 3},
}

// compile turns e into a tree of closures that share nothing mutable and do
// not allocate. A part without species and t is computed once, here; constant
// says that all of e is such a part. It panics on a name out of scope, which
// Parse has excluded.
func (s scope) compile(e *Expr) (f function, constant bool) { return compiled[int](s, e) }

func compiled[N int | float64](s scope, e *Expr) (f functionOf[N], constant bool) {
	switch e.op {
	case Number:
		return fixed[N](e.value), true
	case Symbol:
		return lookup[N](s, e.name)
	}
	args := make([]functionOf[N], len(e.args))
	constant = true
	for i, a := range e.args {
		fa, ok := compiled[N](s, a)
		args[i], constant = fa, constant && ok
	}
	f = apply(e, args)
	if constant {
		f = fixed[N](f(nil, 0))
	}
	return f, constant
}

func lookup[N int | float64](s scope, name string) (f functionOf[N], constant bool) {
	switch name {
	case timeName:
		return func(_ []N, t float64) float64 { return t }, false
	case piName:
		return fixed[N](math.Pi), true
	}
	if v, ok := s.parameters[name]; ok {
		return fixed[N](v), true
	}
	i, ok := s.species[name]
	if !ok {
		panic("crn: " + name + " is not in scope")
	}
	return func(n []N, _ float64) float64 { return float64(n[i]) }, false
}

func fixed[N int | float64](v float64) functionOf[N] { return func([]N, float64) float64 { return v } }

// apply applies the operator of e to its compiled arguments.
func apply[N int | float64](e *Expr, args []functionOf[N]) functionOf[N] {
	a := args[0]
	switch e.op {
	case Negate:
		return func(n []N, t float64) float64 { return -a(n, t) }
	case Not:
		return func(n []N, t float64) float64 { return 1 - a(n, t) }
	case Call:
		return applyCall(builtins[e.name], args)
	}
	b := args[1]
	switch e.op {
	case Add:
		return func(n []N, t float64) float64 { return a(n, t) + b(n, t) }
	case Subtract:
		return func(n []N, t float64) float64 { return a(n, t) - b(n, t) }
	case Multiply:
		return func(n []N, t float64) float64 { return a(n, t) * b(n, t) }
	case Divide:
		return func(n []N, t float64) float64 { return a(n, t) / b(n, t) }
	case Raise:
		return func(n []N, t float64) float64 { return pow(a(n, t), b(n, t)) }
	case Less:
		return func(n []N, t float64) float64 { return truth(a(n, t) < b(n, t)) }
	case LessEqual:
		return func(n []N, t float64) float64 { return truth(a(n, t) <= b(n, t)) }
	case Greater:
		return func(n []N, t float64) float64 { return truth(a(n, t) > b(n, t)) }
	case GreaterEqual:
		return func(n []N, t float64) float64 { return truth(a(n, t) >= b(n, t)) }
	case Equal:
		return func(n []N, t float64) float64 { return truth(a(n, t) == b(n, t)) }
	case NotEqual:
		return func(n []N, t float64) float64 { return truth(a(n, t) != b(n, t)) }
	}
	// Of conditions, which are 0 or 1.
	switch e.op {
	case And:
		return func(n []N, t float64) float64 { return a(n, t) * b(n, t) }
	case Or:
		return func(n []N, t float64) float64 { return max(a(n, t), b(n, t)) }
	}
	panic("crn: unknown operator")
}

func applyCall[N int | float64](b builtin, args []functionOf[N]) functionOf[N] {
	if b.arity == 1 {
		one, a := b.one, args[0]
		return func(n []N, t float64) float64 { return one(a(n, t)) }
	}
	if b.arity == 3 {
		condition, yes, no := args[0], args[1], args[2]
		return func(n []N, t float64) float64 {
			if condition(n, t) != 0 {
				return yes(n, t)
			}
			return no(n, t)
		}
	}
	return func(n []N, t float64) float64 {
		v := args[0](n, t)
		for _, a := range args[1:] {
			v = b.two(v, a(n, t))
		}
		return v
	}
}

// pow is math.Pow with the squares and cubes of Hill laws made cheap.
func pow(x, y float64) float64 {
	switch y {
	case 1:
		return x
	case 2:
		return x * x
	case 3:
		return x * x * x
	}
	return math.Pow(x, y)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

package crn

import (
	"iter"
	"slices"
)

// An Operator is what a node of an expression does with its arguments.
type Operator int

// The operators, with their number of arguments where it is not two.
const (
	Number Operator = iota // none: Expr.Value
	Symbol                 // none: Expr.Name is a parameter, a species, t or pi
	Negate                 // one
	Not                    // one, a condition
	Add
	Subtract
	Multiply
	Divide
	Raise
	Less
	LessEqual
	Greater
	GreaterEqual
	Equal
	NotEqual
	And  // of conditions
	Or   // of conditions
	Call // those of the function Expr.Name
)

// An Expr is a parsed expression. It holds names, not places of species, so
// one Expr serves a network in every order. It is immutable.
type Expr struct {
	op    Operator
	value float64
	name  string
	args  []*Expr
	at    position
	depth int // 1 for a leaf
	below int // nodes below this one, at most maxBelow
}

// maxDepth bounds the nesting of an expression, and with it every recursion
// over one: a page must survive a megabyte of brackets.
const maxDepth = 2000

// maxBelow keeps the size of an expression whose parts are shared from overflowing.
const maxBelow = 1 << 30

const (
	timeName = "t"
	piName   = "pi"
	ifName   = "if"
)

// node makes an inner node; it reports false when that nests too deeply.
func node(op Operator, name string, at position, args ...*Expr) (*Expr, bool) {
	e := &Expr{op: op, name: name, at: at, args: args, depth: 1}
	for _, a := range args {
		e.depth = max(e.depth, a.depth+1)
		e.below = min(e.below+a.Size(), maxBelow)
	}
	return e, e.depth <= maxDepth
}

// isCondition reports whether e is true or false, not a number: the conditions are
// comparisons and what &&, || and ! make of conditions. Their values are 1 and 0.
func (e *Expr) isCondition() bool { return e.op == Not || Less <= e.op && e.op <= Or }

// names yields the nodes of e that are names other than pi, left to right.
func (e *Expr) names() iter.Seq[*Expr] {
	return func(yield func(*Expr) bool) { e.walkNames(yield) }
}

func (e *Expr) walkNames(yield func(*Expr) bool) bool {
	if e.op == Symbol {
		return e.name == piName || yield(e)
	}
	for _, a := range e.args {
		if !a.walkNames(yield) {
			return false
		}
	}
	return true
}

// speciesIn returns the species that e names, ascending.
func (s scope) speciesIn(e *Expr) []int {
	species := []int{}
	for used := range e.names() {
		if i, ok := s.species[used.name]; ok {
			species = append(species, i)
		}
	}
	slices.Sort(species)
	return slices.Compact(species)
}

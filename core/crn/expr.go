package crn

import (
	"iter"
	"slices"
)

// An operator is what a node of an expression does with its arguments.
type operator int

const (
	number operator = iota // value
	symbol                 // name: parameter, species or t
	negate
	not
	add
	subtract
	multiply
	divide
	raise
	less
	lessEqual
	greater
	greaterEqual
	equal
	notEqual
	both   // &&
	either // ||
	call   // name of a function
)

// An Expr is a parsed expression. It holds names, not places of species, so
// one Expr serves a network in every order. It is immutable.
type Expr struct {
	op    operator
	value float64
	name  string
	args  []*Expr
	at    position
	depth int // 1 for a leaf
}

// maxDepth bounds the nesting of an expression, and with it every recursion
// over one: a page must survive a megabyte of brackets.
const maxDepth = 2000

const (
	timeName = "t"
	piName   = "pi"
)

// node makes an inner node; it reports false when that nests too deeply.
func node(op operator, name string, at position, args ...*Expr) (*Expr, bool) {
	e := &Expr{op: op, name: name, at: at, args: args, depth: 1}
	for _, a := range args {
		e.depth = max(e.depth, a.depth+1)
	}
	return e, e.depth <= maxDepth
}

// isCondition reports whether e is true or false, not a number: the conditions are
// comparisons and what &&, || and ! make of conditions. Their values are 1 and 0.
func (e *Expr) isCondition() bool { return e.op == not || less <= e.op && e.op <= either }

// names yields the nodes of e that are names other than pi, left to right.
func (e *Expr) names() iter.Seq[*Expr] {
	return func(yield func(*Expr) bool) { e.walkNames(yield) }
}

func (e *Expr) walkNames(yield func(*Expr) bool) bool {
	if e.op == symbol {
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

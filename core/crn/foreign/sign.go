package foreign

import (
	"math"
	"slices"

	"vanscape/core/crn"
)

// never reports whether e is never negative, whatever the counts and the time. It may
// miss that, but it never errs on the other side.
func (d *Draft) never(e *crn.Expr) bool {
	if !d.spend(1) {
		return false
	}
	args := e.Args()
	all := func() bool {
		return !slices.ContainsFunc(args, func(a *crn.Expr) bool { return !d.never(a) })
	}
	switch e.Op() {
	case crn.Number:
		return true
	case crn.Symbol:
		v, known := d.Values[e.Name()]
		return d.IsSpecies(e.Name()) || e.Name() == "t" || e.Name() == "pi" || known && v >= 0
	case crn.Add:
		return all()
	case crn.Multiply, crn.Divide:
		top, bottom, negative := factors(e)
		return !negative && d.allNever(top) && d.allNever(bottom)
	case crn.Raise:
		exponent := args[1]
		even := exponent.Op() == crn.Number && math.Mod(exponent.Value(), 2) == 0
		return even || d.never(args[0])
	case crn.Call:
		switch e.Name() {
		case "exp", "sqrt", "abs":
			return true
		case "min":
			return all()
		case "max":
			return slices.ContainsFunc(args, d.never)
		case "if":
			return d.never(args[1]) && d.never(args[2])
		}
	case crn.Less, crn.LessEqual, crn.Greater, crn.GreaterEqual, crn.Equal, crn.NotEqual, crn.And, crn.Or, crn.Not:
		return true
	}
	return false
}

// allNever reports whether no factor of a product is ever negative. Falling factorials,
// n (n - 1) ..., are not, since counts are whole.
func (d *Draft) allNever(product []*crn.Expr) bool {
	if !d.spend(len(product) * len(product)) {
		return false
	}
	rest := slices.Clone(product)
	for _, f := range product {
		if f.Op() != crn.Symbol || !d.IsSpecies(f.Name()) {
			continue
		}
		for less := 1; ; less++ {
			i := slices.IndexFunc(rest, func(e *crn.Expr) bool { return isCount(e, f.Name(), less) })
			if i < 0 {
				break
			}
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return !slices.ContainsFunc(rest, func(e *crn.Expr) bool { return !d.never(e) })
}

// terms writes a law as the sum of some terms less that of others, none of which is ever
// negative. ok is false where that is not seen.
func (d *Draft) terms(e *crn.Expr) (plus, minus []*crn.Expr, ok bool) {
	if d.never(e) {
		return []*crn.Expr{e}, nil, true
	}
	args := e.Args()
	switch e.Op() {
	case crn.Negate:
		plus, minus, ok = d.terms(args[0])
		return minus, plus, ok
	case crn.Add, crn.Subtract:
		plus, minus, ok = d.terms(args[0])
		more, less, fine := d.terms(args[1])
		if e.Op() == crn.Subtract {
			more, less = less, more
		}
		return append(plus, more...), append(minus, less...), ok && fine
	case crn.Multiply:
		for i, factor := range args {
			if d.never(factor) {
				plus, minus, ok = d.terms(args[1-i])
				times := func(x *crn.Expr) *crn.Expr {
					if i == 0 {
						return crn.Apply(crn.Multiply, factor, x)
					}
					return crn.Apply(crn.Multiply, x, factor)
				}
				return each(plus, times), each(minus, times), ok
			}
		}
	case crn.Divide:
		if d.never(args[1]) {
			plus, minus, ok = d.terms(args[0])
			over := func(x *crn.Expr) *crn.Expr { return crn.Apply(crn.Divide, x, args[1]) }
			return each(plus, over), each(minus, over), ok
		}
	}
	return nil, nil, false
}

func each(terms []*crn.Expr, f func(*crn.Expr) *crn.Expr) []*crn.Expr {
	out := make([]*crn.Expr, len(terms))
	for i, t := range terms {
		out[i] = f(t)
	}
	return out
}

// smallTerm is the size of what vanishes evaluates: a count less a number, or a little
// more.
const smallTerm = 20

// needsReactant reports whether a law is not seen to be 0 when the count of a reactant
// is too low for it to fire.
func (d *Draft) needsReactant(law *crn.Expr, t Term) bool {
	for n := range t.Count {
		if !d.spend(2*smallTerm*law.Size()) || !vanishes(law, t.Species, n) {
			return true
		}
	}
	return false
}

// maxEffort bounds the work on the signs of all laws of a draft: a tenth of a second or two.
const maxEffort = 2_000_000

// spend reports whether there is effort left for so many operations.
func (d *Draft) spend(operations int) bool {
	d.effort += operations
	return d.effort <= maxEffort
}

// vanishes reports whether e is seen to be 0 when the count of a species is n.
func vanishes(e *crn.Expr, species string, n int) bool {
	if e.Size() <= smallTerm && e.Evaluate(map[string]float64{species: float64(n)}) == 0 {
		return true
	}
	args := e.Args()
	some := func(a *crn.Expr) bool { return vanishes(a, species, n) }
	switch e.Op() {
	case crn.Negate, crn.Divide:
		return some(args[0])
	case crn.Multiply:
		return slices.ContainsFunc(args, some)
	case crn.Add, crn.Subtract:
		return some(args[0]) && some(args[1])
	case crn.Raise:
		return some(args[0]) && args[1].Op() == crn.Number && args[1].Value() > 0
	case crn.Call:
		switch e.Name() {
		case "abs", "sqrt", "sin":
			return some(args[0])
		case "if":
			return some(args[1]) && some(args[2])
		}
	}
	return false
}

package foreign

import (
	"slices"

	"vanscape/core/crn"
)

// massAction looks for a rate times the falling factorials of the reactants in a law,
// n (n - 1) ... (n - c + 1) for c copies, and returns the rate. divided reports that a
// number that divides the law, such as the 2 of n (n - 1)/2, went into it.
func (d *Draft) massAction(law *crn.Expr, reactants []Term) (rate *crn.Expr, divided, ok bool) {
	// A law that ends in the counts keeps its rate exactly as it is written.
	if rest, ok := without(spine(law), reactants); ok && !d.anySpecies(rest) {
		return multiply(rest), false, true
	}
	top, bottom, negative := factors(law)
	if negative {
		return nil, false, false
	}
	top, ok = without(top, reactants)
	if !ok || d.anySpecies(top) || d.anySpecies(bottom) {
		return nil, false, false
	}
	for i := len(bottom) - 1; i >= 0; i-- { // volumes, most often
		if j := slices.IndexFunc(top, func(e *crn.Expr) bool { return d.cancel(e, bottom[i]) }); j >= 0 {
			top, bottom = slices.Delete(top, j, j+1), slices.Delete(bottom, i, i+1)
		}
	}
	n, top := numbers(top)
	m, bottom := numbers(bottom)
	switch {
	case m == 0:
		return nil, false, false
	case m != 1 && n == 1 && len(top) > 0:
		bottom = append(bottom, crn.Const(m))
	case n/m != 1 || len(top) == 0:
		top = append([]*crn.Expr{crn.Const(n / m)}, top...)
	}
	rate = multiply(top)
	for _, b := range bottom {
		rate = crn.Apply(crn.Divide, rate, b)
	}
	return rate, m != 1, true
}

// spine returns the factors of a product that chains to the left.
func spine(e *crn.Expr) []*crn.Expr {
	var chain []*crn.Expr
	for ; e.Op() == crn.Multiply; e = e.Args()[0] {
		chain = append(chain, e.Args()[1])
	}
	chain = append(chain, e)
	slices.Reverse(chain)
	return chain
}

// factors takes products and quotients apart.
func factors(e *crn.Expr) (top, bottom []*crn.Expr, negative bool) {
	switch e.Op() {
	case crn.Multiply, crn.Divide:
		top, bottom, negative = factors(e.Args()[0])
		over, under, minus := factors(e.Args()[1])
		if e.Op() == crn.Divide {
			over, under = under, over
		}
		return append(top, over...), append(bottom, under...), negative != minus
	case crn.Negate:
		top, bottom, negative = factors(e.Args()[0])
		return top, bottom, !negative
	}
	return []*crn.Expr{e}, nil, false
}

// without takes the falling factorials of the reactants out of the factors; ok is false
// when they are not all there.
func without(factors []*crn.Expr, reactants []Term) (rest []*crn.Expr, ok bool) {
	rest = slices.Clone(factors)
	for _, r := range reactants {
		for less := range r.Count {
			i := slices.IndexFunc(rest, func(e *crn.Expr) bool { return isCount(e, r.Species, less) })
			if i < 0 {
				return nil, false
			}
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return rest, true
}

// isCount reports whether e is the count of a species, less a number.
func isCount(e *crn.Expr, species string, less int) bool {
	if less == 0 {
		return e.Op() == crn.Symbol && e.Name() == species
	}
	return e.Op() == crn.Subtract && isCount(e.Args()[0], species, 0) && e.Args()[1].Op() == crn.Number && e.Args()[1].Value() == float64(less)
}

// multiply returns the product of factors, 1 of none.
func multiply(factors []*crn.Expr) *crn.Expr {
	if len(factors) == 0 {
		return crn.Const(1)
	}
	e := factors[0]
	for _, f := range factors[1:] {
		e = crn.Apply(crn.Multiply, e, f)
	}
	return e
}

// numbers takes the numbers out of factors and returns their product.
func numbers(factors []*crn.Expr) (product float64, rest []*crn.Expr) {
	product = 1
	for _, f := range factors {
		if f.Op() == crn.Number {
			product *= f.Value()
		} else {
			rest = append(rest, f)
		}
	}
	return product, rest
}

// cancel reports whether two factors are the same parameter, which is not 0.
func (d *Draft) cancel(a, b *crn.Expr) bool {
	return a.Op() == crn.Symbol && b.Op() == crn.Symbol && a.Name() == b.Name() && d.Values[a.Name()] != 0
}

func (d *Draft) anySpecies(factors []*crn.Expr) bool {
	return slices.ContainsFunc(factors, func(e *crn.Expr) bool { return Has(e, d.IsSpecies) })
}

// IsSpecies reports whether a name is that of a species of the draft.
func (d *Draft) IsSpecies(name string) bool { return d.isSpecies[name] }

package crn

import "slices"

// A LawKind says how a reaction's expression becomes its propensity.
type LawKind int

const (
	// MassAction multiplies a rate by falling factorials of the reactants:
	// k * prod_i n_i (n_i - 1) ... (n_i - c_i + 1), without 1/c_i!.
	MassAction LawKind = iota
	// Literal takes the expression, in counts, as the propensity itself.
	Literal
)

// A Term is Count copies of a species on one side of a reaction.
type Term struct {
	Species int // index in Network.Species
	Count   int // 1 or more
}

// A Reaction is one direction of change with its law. A species stands at most
// once on each side.
type Reaction struct {
	Reactants, Products []Term
	Kind                LawKind
	Law                 *Expr // the rate of a MassAction, the propensity of a Literal

	eval     function
	flow     functionOf[float64] // eval at amounts
	constant bool                // eval does not depend on n and t
	value    float64             // of eval when constant
	timed    bool
	depends  []int
}

// Propensity returns the probability per unit of time that the reaction fires
// in the state n, length S, at time t. It is 0 when a reactant is missing,
// whatever the law says. Otherwise it is the bare value of the law: away from
// the start state a literal law may be negative, infinite or NaN, and the
// caller has to say so. It does not allocate.
func (r *Reaction) Propensity(n []int, t float64) float64 {
	ways := 1.0 // exact while below 2^53
	for _, term := range r.Reactants {
		x := n[term.Species]
		if x < term.Count {
			return 0
		}
		for last := x - term.Count; x > last; x-- {
			ways *= float64(x)
		}
	}
	switch {
	case r.Kind == Literal:
		return r.eval(n, t)
	case r.constant:
		return r.value * ways
	}
	return r.eval(n, t) * ways
}

// Flow returns the rate of the reaction in the deterministic rate equation, at amounts
// x, length S, that need not be whole: a mass action is k prod_i x_i^c_i, the limit of
// its propensity for many molecules, a literal law is taken as it stands. It is 0 when
// a reactant is used up.
func (r *Reaction) Flow(x []float64, t float64) float64 {
	powers := 1.0
	for _, term := range r.Reactants {
		if x[term.Species] <= 0 {
			return 0
		}
		for range term.Count {
			powers *= x[term.Species]
		}
	}
	if r.Kind == Literal {
		return r.flow(x, t)
	}
	return r.flow(x, t) * powers
}

// Change sets dst, length S, to the net change of one firing: products minus
// reactants.
func (r *Reaction) Change(dst []int) {
	clear(dst)
	for _, term := range r.Reactants {
		dst[term.Species] -= term.Count
	}
	for _, term := range r.Products {
		dst[term.Species] += term.Count
	}
}

// Depends returns the species that the propensity reads, reactants and names
// in a literal law, ascending. The slice is shared: do not write to it.
func (r *Reaction) Depends() []int { return r.depends }

// TimeDependent reports whether t stands in the law.
func (r *Reaction) TimeDependent() bool { return r.timed }

// RateConstant returns the k of a mass action whose rate does not depend on
// time; ok is false for any other reaction.
func (r *Reaction) RateConstant() (k float64, ok bool) {
	if r.Kind != MassAction || !r.constant {
		return 0, false
	}
	return r.value, true
}

// RateAt returns the k of a mass action at time t, which may be of any sign
// when it depends on time; ok is false for a literal law.
func (r *Reaction) RateAt(t float64) (k float64, ok bool) {
	if r.Kind != MassAction {
		return 0, false
	}
	return r.eval(nil, t), true
}

// compile prepares the law for Propensity. Every name in it must be in scope.
func (r *Reaction) compile(s scope) {
	r.eval, r.constant = s.compile(r.Law)
	r.flow, _ = compiled[float64](s, r.Law)
	if r.constant {
		r.value = r.eval(nil, 0)
	}
	r.timed = false
	for name := range r.Law.names() {
		r.timed = r.timed || name.name == timeName
	}
	r.depends = s.speciesIn(r.Law)
	for _, term := range r.Reactants {
		r.depends = append(r.depends, term.Species)
	}
	slices.Sort(r.depends)
	r.depends = slices.Compact(r.depends)
}

// Reverses reports whether r undoes other, term by term, both by mass action.
func (r *Reaction) Reverses(other *Reaction) bool {
	return r.Kind == MassAction && other.Kind == MassAction &&
		slices.Equal(r.Reactants, other.Products) && slices.Equal(r.Products, other.Reactants)
}

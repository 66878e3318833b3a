package foreign

import "vanscape/core/crn"

// Replace returns e with every name and every call replaced by what the functions
// return for them, from the inside outwards; nil leaves one as it is. call gets the
// arguments replaced already. Either function may be nil.
func Replace(e *crn.Expr, name func(string) (*crn.Expr, error), call func(string, []*crn.Expr) (*crn.Expr, error)) (*crn.Expr, error) {
	switch e.Op() {
	case crn.Number:
		return e, nil
	case crn.Symbol:
		if name == nil {
			return e, nil
		}
		r, err := name(e.Name())
		if r == nil {
			r = e
		}
		return r, err
	}
	args := make([]*crn.Expr, len(e.Args()))
	changed := false
	for i, a := range e.Args() {
		var err error
		if args[i], err = Replace(a, name, call); err != nil {
			return nil, err
		}
		changed = changed || args[i] != a
	}
	if e.Op() == crn.Call && call != nil {
		r, err := call(e.Name(), args)
		if r != nil || err != nil {
			return r, err
		}
	}
	switch {
	case !changed:
		return e, nil
	case e.Op() == crn.Call:
		return crn.Invoke(e.Name(), args...), nil
	}
	return crn.Apply(e.Op(), args...), nil
}

// Walk calls visit for every node of e, until it returns false.
func Walk(e *crn.Expr, visit func(*crn.Expr) bool) bool {
	if !visit(e) {
		return false
	}
	for _, a := range e.Args() {
		if !Walk(a, visit) {
			return false
		}
	}
	return true
}

// Has reports whether e names something that is one of those.
func Has(e *crn.Expr, one func(name string) bool) bool {
	return !Walk(e, func(e *crn.Expr) bool { return e.Op() != crn.Symbol || !one(e.Name()) })
}

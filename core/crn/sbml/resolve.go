package sbml

import (
	"math"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/xmltree"
)

// resolveName returns what stands for a name of the file, or nil for a name of the
// network.
func (m *model) resolveName(name string, at *xmltree.Node) (*crn.Expr, error) {
	id, own := strings.CutPrefix(name, mark)
	if !own {
		return nil, nil
	}
	x, ok := m.things[id]
	if !ok {
		for r := range m.node.Items("listOfReactions", "reaction") {
			if rid, _ := r.Attribute("id"); rid == id {
				return nil, at.Errorf("the rate of the reaction %s in a formula is not read", id)
			}
		}
		return nil, at.Errorf("%q in the formula is neither a species, nor a parameter, nor a compartment", id)
	}
	if err := m.resolve(x); err != nil {
		return nil, err
	}
	x.used = true
	m.read = append(m.read, x)
	if x.lacks != nil {
		return nil, x.lacks
	}
	if x.meaning == nil {
		return nil, at.Errorf("the %s %s of line %d has no value, and the formula needs one", x.kind, id, x.node.Line)
	}
	return x.meaning, nil
}

// resolve finds what stands for a thing, after all that it depends on.
func (m *model) resolve(x *thing) error {
	switch x.state {
	case 2:
		return nil
	case 1:
		return x.node.Errorf("the %s %s depends on itself", x.kind, x.id)
	}
	x.state = 1
	defer func() { x.state = 2 }()
	switch {
	case x.rule != nil:
		e, err := m.formula(x.rule, nil)
		if err != nil {
			return err
		}
		if m.moves(e) {
			x.meaning = e
			m.start[x.name] = m.atStart(e)
			m.draft.Note(x.rule.Line, "%s follows from the others, as %s: ask for its mean as E(%s)", x.id, e, e)
			return nil
		}
		return m.define(x, e)
	case x.kind == species && !x.fixed:
		count, err := m.count(x)
		if err != nil {
			return err
		}
		m.start[x.name] = count
		x.meaning = m.molecules(crn.Name(x.name), false)
		if x.onlyAmount || m.isOne(x.compartment) {
			return nil
		}
		size, err := m.size(x)
		if err != nil {
			x.lacks = err // to be told when a formula reads the concentration
			return nil
		}
		x.meaning = crn.Apply(crn.Divide, x.meaning, size)
		return m.draft.Fits(x.node.Line, x.meaning)
	}
	e, err := m.initialValue(x)
	if err != nil || e == nil {
		return err
	}
	return m.define(x, e)
}

// define makes a parameter of a thing, or a function of time where events set it.
func (m *model) define(x *thing, e *crn.Expr) error {
	v := e.Evaluate(m.start)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return x.node.Errorf("the %s %s has no finite value at the start", x.kind, x.id)
	}
	if x.kind == compartment && v <= 0 {
		return x.node.Errorf("the compartment %s has the size %g, which must be above 0", x.id, v)
	}
	x.value, x.meaning = e, crn.Name(x.name)
	m.start[x.name], m.draft.Values[x.name] = v, v
	return m.applyJumps(x)
}

// initialValue returns the value at the start as a formula reads it, in parameters and
// numbers, or nil where the file gives none.
func (m *model) initialValue(x *thing) (*crn.Expr, error) {
	if x.initial != nil {
		e, err := m.formula(x.initial, nil)
		if err != nil || !m.moves(e) {
			return e, err
		}
		if v := m.atStart(e); !math.IsNaN(v) && !math.IsInf(v, 0) {
			return crn.Const(v), nil
		}
		return nil, x.initial.Errorf("the initial value of %s is not a finite number", x.id)
	}
	if x.kind != species {
		name := map[kind]string{compartment: "size", parameter: "value"}[x.kind]
		v, ok, err := number(x.node, name)
		if !ok {
			return nil, err
		}
		return crn.Const(v), nil
	}
	amount, ok, err := number(x.node, "initialAmount")
	if err != nil {
		return nil, err
	}
	if ok && (x.onlyAmount || m.isOne(x.compartment)) {
		return crn.Const(amount), nil
	}
	if ok {
		size, err := m.size(x)
		if err != nil {
			return nil, err
		}
		return crn.Apply(crn.Divide, crn.Const(amount), size), nil
	}
	c, ok, err := number(x.node, "initialConcentration")
	if err != nil || !ok {
		return nil, err
	}
	e := crn.Const(c)
	if x.onlyAmount && !m.isOne(x.compartment) {
		size, err := m.size(x)
		if err != nil {
			return nil, err
		}
		e = crn.Apply(crn.Multiply, e, size)
	}
	return e, nil
}

// count returns the number of molecules at the start.
func (m *model) count(x *thing) (float64, error) {
	if v, ok, err := number(x.node, "initialAmount"); err != nil || ok && x.initial == nil {
		return v * m.scale, err // needs no volume
	}
	e, err := m.initialValue(x)
	if err != nil {
		return 0, err
	}
	if e == nil {
		return 0, x.node.Errorf("the species %s has no initial amount and no initial concentration", x.id)
	}
	if !x.onlyAmount && !m.isOne(x.compartment) {
		size, err := m.size(x)
		if err != nil {
			return 0, err
		}
		e = crn.Apply(crn.Multiply, e, size)
	}
	return e.Evaluate(m.start) * m.scale, nil
}

// molecules turns an amount into molecules when multiply is true, and back otherwise.
func (m *model) molecules(e *crn.Expr, multiply bool) *crn.Expr {
	if m.scale == 1 {
		return e
	}
	op := crn.Divide
	if multiply {
		op = crn.Multiply
	}
	return crn.Apply(op, e, crn.Const(m.scale))
}

// isOne reports whether a compartment has the size 1 for good, so that amounts are
// concentrations.
func (m *model) isOne(c *thing) bool {
	v, ok, _ := number(c.node, "size")
	return ok && v == 1 && c.rule == nil && c.initial == nil && c.jumps == nil
}

// size returns the size of the compartment of a species.
func (m *model) size(x *thing) (*crn.Expr, error) {
	c := x.compartment
	if err := m.resolve(c); err != nil {
		return nil, err
	}
	c.used = true
	if c.meaning == nil {
		return nil, x.node.Errorf("the concentration of %s needs the size of the compartment %s (line %d), which is not given", x.id, c.id, c.node.Line)
	}
	return c.meaning, nil
}

// moves reports whether e depends on the time or on a count.
func (m *model) moves(e *crn.Expr) bool {
	return foreign.Has(e, func(name string) bool {
		_, isParameter := m.draft.Values[name]
		return !isParameter && name != "pi"
	})
}

// atStart returns the value of e at the start, or NaN.
func (m *model) atStart(e *crn.Expr) float64 {
	now, err := foreign.Replace(e, func(name string) (*crn.Expr, error) {
		if name == "t" {
			return crn.Const(0), nil
		}
		return nil, nil
	}, nil)
	if err != nil {
		return math.NaN()
	}
	return now.Evaluate(m.start)
}

// resolveAll resolves what nothing has asked for yet.
func (m *model) resolveAll() error {
	for _, x := range m.order {
		if x.kind == compartment && x.rule == nil {
			continue // a compartment without a size is fine while nobody needs it
		}
		if err := m.resolve(x); err != nil {
			return err
		}
	}
	return nil
}

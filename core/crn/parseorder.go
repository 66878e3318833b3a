package crn

import "strings"

// orderLine parses an order of species from the first of them on.
func (p *parser) orderLine(at position) error {
	if p.order != nil {
		return at.errorf("an order is given at line %d, column %d already: keep one of the two", p.order[0].at.line, p.order[0].at.col)
	}
	return p.speciesNames(func() int { return len(p.order) }, func(name token) error {
		p.order = append(p.order, name)
		return nil
	})
}

// resolveOrder sets the order of a network whose species are known.
func (p *parser) resolveOrder(n *Network) error {
	if p.order == nil {
		return nil
	}
	species := n.scope().species
	named := make([]bool, len(n.Species))
	for _, name := range p.order {
		i, ok := species[name.text]
		if !ok {
			return unknown(&Expr{name: name.text, at: name.at}, aSpecies, keys(species))
		}
		if named[i] {
			return name.at.errorf("%q stands in the order twice", name.text)
		}
		named[i] = true
		n.Order = append(n.Order, i)
	}
	for i, ok := range named {
		if !ok {
			return p.order[0].at.errorf("the order leaves out %q: it names every species once", n.Species[i].Name)
		}
	}
	return nil
}

// formatOrder writes the order, if there is one.
func (n *Network) formatOrder(b *strings.Builder) {
	for l, i := range n.Order {
		if l == 0 {
			b.WriteString("order ")
		} else {
			b.WriteString(", ")
		}
		b.WriteString(n.Species[i].Name)
	}
	if n.Order != nil {
		b.WriteByte('\n')
	}
}

package crn

import (
	"math"
	"strconv"
	"strings"
)

// String returns the expression with the fewest brackets that keep its shape:
// parsed again it computes the same numbers to the last bit.
func (e *Expr) String() string {
	var b strings.Builder
	e.format(&b)
	return b.String()
}

// notation is how an operator is written and how tightly it binds.
var notation = func() map[Operator]struct {
	sign  string
	binds int
} {
	table := make(map[Operator]struct {
		sign  string
		binds int
	})
	for sign, o := range binary {
		table[o.op] = struct {
			sign  string
			binds int
		}{sign, o.binds}
	}
	return table
}()

// binds returns how tightly the top of e holds together.
func (e *Expr) binds() int {
	if o, ok := notation[e.op]; ok {
		return o.binds
	}
	switch e.op {
	case Negate:
		return unaryPower
	case Not:
		return notPower
	}
	return atomPower
}

func (e *Expr) format(b *strings.Builder) {
	switch e.op {
	case Number:
		b.WriteString(formatNumber(e.value))
	case Symbol:
		b.WriteString(e.name)
	case Negate:
		b.WriteByte('-')
		e.args[0].formatWithin(b, unaryPower)
	case Not:
		b.WriteByte('!')
		e.args[0].formatWithin(b, atomPower)
	case Call:
		b.WriteString(e.name)
		b.WriteByte('(')
		for i, a := range e.args {
			if i > 0 {
				b.WriteString(", ")
			}
			a.format(b)
		}
		b.WriteByte(')')
	default:
		o := notation[e.op]
		left, right := o.binds, o.binds+1
		switch {
		case e.op == Raise:
			// A minus on the left would be taken for one before the whole power.
			left, right = atomPower, unaryPower
		case o.binds == comparisonPower:
			left = o.binds + 1
		}
		e.args[0].formatWithin(b, left)
		if o.binds <= sumPower {
			b.WriteString(" " + o.sign + " ")
		} else {
			b.WriteString(o.sign)
		}
		e.args[1].formatWithin(b, right)
	}
}

// formatWithin adds brackets unless e binds at least that tightly.
func (e *Expr) formatWithin(b *strings.Builder, least int) {
	if e.binds() >= least {
		e.format(b)
		return
	}
	b.WriteByte('(')
	e.format(b)
	b.WriteByte(')')
}

// formatNumber writes v so that it reads back exactly: plain digits for
// whole numbers and ordinary fractions, else an exponent as in 1e-9.
func formatNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e7 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	mantissa, exponent, ok := strings.Cut(s, "e")
	if !ok {
		return s
	}
	sign := ""
	if exponent[0] == '-' {
		sign = "-"
	}
	return mantissa + "e" + sign + strings.TrimLeft(exponent, "+-0")
}

// String returns the network as canonical text: species, parameters, initial
// laws, the order, resets, then reactions, with two neighbours that are each other's mass-action reverse
// drawn together by <->. Parse gives the same network back, as long as the
// text is within the sizes that Parse accepts.
func (n *Network) String() string {
	var b strings.Builder
	if n.Name != "" {
		b.WriteString("# " + strings.Join(strings.Fields(n.Name), " ") + "\n")
	}
	n.formatSpecies(&b)
	for _, p := range n.Parameters {
		b.WriteString(p.Name + " = ")
		p.Expr.format(&b)
		b.WriteByte('\n')
	}
	n.formatInitials(&b)
	n.formatOrder(&b)
	n.formatResets(&b)
	b.WriteByte('\n')
	for i := 0; i < len(n.Reactions); i++ {
		r := &n.Reactions[i]
		if i+1 < len(n.Reactions) && n.Reactions[i+1].Reverses(r) {
			i++
			b.WriteString(r.equation(n, "<->") + " @ " + r.Law.String() + ", " + n.Reactions[i].Law.String() + "\n")
			continue
		}
		b.WriteString(r.String(n) + "\n")
	}
	return b.String()
}

// formatSpecies writes the species on lines of readable length.
func (n *Network) formatSpecies(b *strings.Builder) {
	const width = 100
	length := 0
	for _, s := range n.Species {
		text := s.Name
		if s.Initial != 0 && s.Law == nil {
			text += " = " + strconv.Itoa(s.Initial)
		}
		switch {
		case length == 0:
			b.WriteString("species ")
			length = len("species ")
		case length+2+len(text) > width:
			b.WriteString("\nspecies ")
			length = len("species ")
		default:
			b.WriteString(", ")
			length += 2
		}
		b.WriteString(text)
		length += len(text)
	}
	b.WriteByte('\n')
}

// formatInitials writes the initial laws, one on a line.
func (n *Network) formatInitials(b *strings.Builder) {
	for _, s := range n.Species {
		if s.Law != nil {
			b.WriteString("init " + s.Name + " ~ " + s.Law.String() + "\n")
		}
	}
}

// String returns the reaction with its rate or law, as in
// "2 Px + Gy -> Gy_off @ b". n is the network that holds it.
func (r *Reaction) String(n *Network) string {
	if r.Kind == Literal {
		return r.Equation(n) + " ; " + r.Law.String()
	}
	return r.Equation(n) + " @ " + r.Law.String()
}

// Equation returns the reaction without its law, as in "2 Px + Gy -> Gy_off".
func (r *Reaction) Equation(n *Network) string { return r.equation(n, "->") }

func (r *Reaction) equation(n *Network, arrow string) string {
	return n.side(r.Reactants) + " " + arrow + " " + n.side(r.Products)
}

func (n *Network) side(terms []Term) string {
	if len(terms) == 0 {
		return "0"
	}
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = n.Species[t.Species].Name
		if t.Count != 1 {
			parts[i] = strconv.Itoa(t.Count) + " " + parts[i]
		}
	}
	return strings.Join(parts, " + ")
}

// FormatLaw returns a conservation law with its total at the start state, as
// in "Gx + Gx_off = 1", or "= constant" where initial laws leave the total open.
// w has length S.
func (n *Network) FormatLaw(w []int) string {
	var b strings.Builder
	total := 0
	for i, x := range w {
		if x == 0 {
			continue
		}
		total += x * n.Species[i].Initial
		switch {
		case b.Len() == 0 && x < 0:
			b.WriteByte('-')
		case b.Len() > 0 && x < 0:
			b.WriteString(" - ")
		case b.Len() > 0:
			b.WriteString(" + ")
		}
		if x != 1 && x != -1 {
			b.WriteString(strconv.Itoa(max(x, -x)) + " ")
		}
		b.WriteString(n.Species[i].Name)
	}
	if n.Spread(w) {
		return b.String() + " = constant"
	}
	return b.String() + " = " + strconv.Itoa(total)
}

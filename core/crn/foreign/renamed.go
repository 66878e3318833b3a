package foreign

import (
	"strings"

	"vanscape/core/crn"
)

// Renamed returns the network with other names in place of those that a format cannot
// have: allowed says which it can. Every new name is noted. A network that needs none is
// returned as it is.
func Renamed(n *crn.Network, allowed func(name string) bool) (*crn.Network, []Note) {
	d := NewDraft()
	names := map[string]string{}
	var old []string
	for _, s := range n.Species {
		old = append(old, s.Name)
	}
	for _, p := range n.Parameters {
		old = append(old, p.Name)
	}
	for _, name := range old {
		if allowed(name) {
			d.names[name], names[name] = true, name
		}
	}
	for _, name := range old {
		if names[name] != "" {
			continue
		}
		fresh := d.Fresh(name)
		for !allowed(fresh) {
			fresh = d.Fresh(fresh + "_")
		}
		d.Note(0, "%s is called %s there", name, fresh)
		names[name] = fresh
	}
	if len(d.Notes) == 0 {
		return n, nil
	}
	renamed, err := crn.Parse(text(n, names))
	if err != nil {
		panic("foreign: a network with other names does not parse: " + err.Error())
	}
	return renamed, d.Notes
}

// text is n.String with other names.
func text(n *crn.Network, names map[string]string) string {
	in := func(e *crn.Expr) string {
		e, _ = Replace(e, func(name string) (*crn.Expr, error) {
			if to, ok := names[name]; ok {
				return crn.Name(to), nil
			}
			return nil, nil
		}, nil)
		return e.String()
	}
	var b strings.Builder
	if n.Name != "" {
		b.WriteString("# " + n.Name + "\n")
	}
	for _, s := range n.Species {
		b.WriteString("species " + names[s.Name])
		if s.Law == nil {
			b.WriteString(" = " + number(float64(s.Initial)))
		}
		b.WriteByte('\n')
	}
	for _, p := range n.Parameters {
		b.WriteString(names[p.Name] + " = " + in(p.Expr) + "\n")
	}
	for _, s := range n.Species {
		if s.Law == nil {
			continue
		}
		family, _, _ := strings.Cut(s.Law.String(), "(")
		args := make([]string, len(s.Law.Args))
		for i, a := range s.Law.Args {
			args[i] = in(a)
		}
		b.WriteString("init " + names[s.Name] + " ~ " + family + "(" + strings.Join(args, ", ") + ")\n")
	}
	for i, k := range n.Order {
		b.WriteString([]string{"order ", ", "}[min(i, 1)] + names[n.Species[k].Name])
	}
	b.WriteByte('\n')
	for _, r := range n.Resets {
		for _, s := range r.Sets {
			b.WriteString("at t = " + in(r.At) + ": " + names[n.Species[s.Species].Name] + " = " + in(s.Value) + "\n")
		}
	}
	for i := range n.Reactions {
		r := &n.Reactions[i]
		mark := " @ "
		if r.Kind == crn.Literal {
			mark = " ; "
		}
		b.WriteString(equation(Reaction{Reactants: named(n, r.Reactants, names), Products: named(n, r.Products, names)}) + mark + in(r.Law) + "\n")
	}
	return b.String()
}

func named(n *crn.Network, terms []crn.Term, names map[string]string) []Term {
	out := make([]Term, len(terms))
	for i, t := range terms {
		out[i] = Term{names[n.Species[t.Species].Name], t.Count}
	}
	return out
}

// IsPlain reports whether a name is made of the letters, digits and signs that every
// format takes.
func IsPlain(name string) bool {
	for _, r := range name {
		if r != '_' && !('0' <= r && r <= '9') && !('a' <= r && r <= 'z') && !('A' <= r && r <= 'Z') {
			return false
		}
	}
	return true
}

// Unused returns a name that nothing in the network has.
func Unused(n *crn.Network, name string) string {
	for taken := true; taken; {
		taken = n.Index(name) >= 0
		for _, p := range n.Parameters {
			taken = taken || p.Name == name
		}
		if taken {
			name += "_"
		}
	}
	return name
}

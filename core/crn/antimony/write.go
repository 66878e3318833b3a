package antimony

import (
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
)

// Write returns a network as Antimony. The notes tell what other programs will not see.
func Write(n *crn.Network) ([]byte, []foreign.Note) {
	n, notes := foreign.Renamed(n, allowed)
	var b strings.Builder
	line := func(words ...string) { b.WriteString(strings.Join(words, " ") + "\n") }
	if n.Name != "" { // a model without a name is a file without a model block
		line("//", n.Name)
		line("model", "*"+foreign.Unused(n, "network")+"()")
	}
	line("unit substance = item; unit extent = item;")
	for _, l := range foreign.Lines(n) {
		line(own, l)
	}
	for _, s := range n.Species {
		line("substanceOnly species", s.Name, "=", strconv.Itoa(s.Initial)+";")
	}
	for _, p := range n.Parameters {
		line(p.Name, "=", formula(p.Expr)+";")
	}
	for i := range n.Reactions {
		r := &n.Reactions[i]
		words := []string{foreign.Unused(n, "J"+strconv.Itoa(i+1)) + ":"}
		words = append(words, side(n, r.Reactants)...)
		words = append(words, "=>")
		words = append(words, side(n, r.Products)...)
		words[len(words)-1] += ";"
		line(append(words, formula(foreign.Propensity(n, r))+";")...)
	}
	for i, r := range n.Resets {
		sets := make([]string, len(r.Sets))
		for j, s := range r.Sets {
			sets[j] = n.Species[s.Species].Name + " = " + formula(s.Value)
		}
		trigger := asIs(crn.Apply(crn.GreaterEqual, crn.Name("t"), r.At))
		line(foreign.Unused(n, "E"+strconv.Itoa(i+1))+": at", trigger.String()+":", strings.Join(sets, ", ")+";")
	}
	if n.Name != "" {
		line("end")
	}
	return []byte(b.String()), append(notes, foreign.LineNotes(n)...)
}

// side returns the words of one side of a reaction, none for nothing.
func side(n *crn.Network, terms []crn.Term) []string {
	var words []string
	for i, t := range terms {
		if i > 0 {
			words = append(words, "+")
		}
		if t.Count > 1 {
			words = append(words, strconv.Itoa(t.Count))
		}
		words = append(words, n.Species[t.Species].Name)
	}
	return words
}

// formula returns an expression in the notation of Antimony.
func formula(e *crn.Expr) string { return number(e).String() }

// number turns e, where it stands for a number, into what Antimony calls it.
func number(e *crn.Expr) *crn.Expr {
	if e.IsCondition() {
		return crn.Invoke("piecewise", crn.Const(1), asIs(e), crn.Const(0))
	}
	return asIs(e)
}

func asIs(e *crn.Expr) *crn.Expr {
	args := make([]*crn.Expr, len(e.Args()))
	for i, a := range e.Args() {
		switch e.Op() {
		case crn.And, crn.Or, crn.Not:
			args[i] = asIs(a)
		default:
			args[i] = number(a)
		}
	}
	switch e.Op() {
	case crn.Number:
		return e
	case crn.Symbol:
		if e.Name() == "t" {
			return crn.Name("time")
		}
		return e
	case crn.Call:
		if e.Name() == "if" {
			return crn.Invoke("piecewise", args[1], asIs(e.Args()[0]), args[2])
		}
		return crn.Invoke(e.Name(), args...)
	case crn.Raise:
		// Programs differ in the order of a^b^c.
		if args[0].Op() == crn.Raise || args[1].Op() == crn.Raise {
			return crn.Invoke("pow", args...)
		}
	}
	return crn.Apply(e.Op(), args...)
}

// allowed reports whether a name means nothing else in Antimony.
func allowed(name string) bool {
	return foreign.IsPlain(name) && !words[name] && !mathml.IsFunction(name)
}

// words are taken by Antimony beside the functions.
var words = func() map[string]bool {
	taken := map[string]bool{"species": true, "time": true, "default_compartment": true}
	for _, w := range strings.Fields("model end function unit at in is has after identity to using pi exponentiale avogadro true false inf infinity nan notanumber") {
		taken[w] = true
	}
	for w := range declarations {
		taken[w] = true
	}
	for w := range unread {
		taken[w] = true
	}
	return taken
}()

package crn

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// resetText is a reset as written.
type resetText struct {
	at   *Expr
	sets []assignment
}

// resetForm shows how a reset is written, for errors.
const resetForm = "counts are set like at t = 25: X = 0, Y = 3"

// reset parses a reset behind the word at.
func (p *parser) reset() error {
	if p.tok.text != timeName {
		return p.tok.at.errorf("t is missing where %s stands: %s", p.tok.shown(), resetForm)
	}
	if err := p.advance(); err != nil {
		return err
	}
	if !p.tok.is("=") {
		return p.tok.at.errorf(`"=" is missing before %s: %s`, p.tok.shown(), resetForm)
	}
	if err := p.advance(); err != nil {
		return err
	}
	var text resetText
	var err error
	if text.at, err = p.expression(0, `"="`); err != nil {
		return err
	}
	if !p.tok.is(":") {
		return p.tok.at.errorf(`":" is missing before %s: %s`, p.tok.shown(), resetForm)
	}
	for p.tok.is(":") || p.tok.is(",") {
		if err := p.advance(); err != nil {
			return err
		}
		set, err := p.set()
		if err != nil {
			return err
		}
		if p.sets++; p.sets > maxSets {
			return set.name.at.errorf("more than %d counts are set", maxSets)
		}
		text.sets = append(text.sets, set)
	}
	p.resets = append(p.resets, text)
	return nil
}

// set parses a count that a reset gives.
func (p *parser) set() (assignment, error) {
	set := assignment{name: p.tok}
	if set.name.kind != nameToken {
		return set, set.name.at.errorf("the name of a species is missing where %s stands: %s", set.name.shown(), resetForm)
	}
	if err := p.advance(); err != nil {
		return set, err
	}
	if !p.tok.is("=") {
		return set, p.tok.at.errorf(`"=" is missing before %s: %s`, p.tok.shown(), resetForm)
	}
	if err := p.advance(); err != nil {
		return set, err
	}
	var err error
	set.value, err = p.expression(0, `"="`)
	return set, err
}

// resolveResets gives the network its resets in the order of their times, with those of
// one time in one. Species and parameters are known.
func (p *parser) resolveResets(n *Network) error {
	s := n.scope()
	for _, text := range p.resets {
		time, err := constant(text.at, s, "the time of a set")
		if err != nil {
			return err
		}
		if time <= 0 {
			return text.at.at.errorf("counts are set at a time above 0, not at %s: the start is given by species and init", formatNumber(time))
		}
		at := slices.IndexFunc(n.Resets, func(r Reset) bool { return r.Time == time })
		if at < 0 {
			at = len(n.Resets)
			n.Resets = append(n.Resets, Reset{At: text.at, Time: time})
		}
		for _, set := range text.sets {
			if err := n.Resets[at].take(set, s); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(n.Resets, func(a, b Reset) int { return cmp.Compare(a.Time, b.Time) })
	for i := range n.Resets {
		n.Resets[i].sortSets()
	}
	return nil
}

// take adds a set.
func (r *Reset) take(text assignment, s scope) error {
	name := text.name
	i, ok := s.species[name.text]
	switch {
	case !ok && has(s.parameters, name.text):
		return name.at.errorf("%q is a parameter, and only counts are set: let a rate change with the time, as in if(t < %s, 1, 2)", name.text, formatNumber(r.Time))
	case !ok:
		return unknown(&Expr{name: name.text, at: name.at}, aSpecies, keys(s.species))
	case slices.ContainsFunc(r.Sets, func(other Set) bool { return other.Species == i }):
		return name.at.errorf("%q is set at t = %s already: keep one of the two", name.text, formatNumber(r.Time))
	}
	v, err := constant(text.value, s, "a count that is set")
	if err != nil {
		return err
	}
	if v != math.Trunc(v) || v < 0 || v > maxCount {
		return text.value.at.errorf("the count of %q must be a whole number from 0 to %d, not %s", name.text, maxCount, formatNumber(v))
	}
	r.Sets = append(r.Sets, Set{Species: i, Value: text.value, Count: int(v)})
	return nil
}

// constant evaluates an expression of numbers and parameters; what names it.
func constant(e *Expr, s scope, what string) (float64, error) {
	for used := range e.names() {
		switch {
		case used.name == timeName || has(s.species, used.name):
			return 0, used.at.errorf("%s is constant: %q cannot stand in it", what, used.name)
		case !has(s.parameters, used.name):
			return 0, unknown(used, "a parameter", keys(s.parameters), []string{piName})
		}
	}
	return s.finite(e, what)
}

// formatResets writes the resets, one on a line.
func (n *Network) formatResets(b *strings.Builder) {
	for i := range n.Resets {
		b.WriteString(n.Resets[i].String(n) + "\n")
	}
}

// String returns the reset as it stands in the text, as in "at t = 25: X = 0, Y = 3". n
// is the network that holds it.
func (r *Reset) String(n *Network) string {
	sets := make([]string, len(r.Sets))
	for i, s := range r.Sets {
		sets[i] = n.Species[s.Species].Name + " = " + s.Value.String()
	}
	return "at t = " + r.At.String() + ": " + strings.Join(sets, ", ")
}

package foreign

import (
	"strconv"
	"strings"

	"vanscape/core/crn"
)

// A Reaction is what another format says of a reaction. The names in it are those of the
// draft.
type Reaction struct {
	Line                int
	Name                string
	Reactants, Products []Term    // without those whose count does not change, and none twice
	Law                 *crn.Expr // the propensity, in counts
	Reversible          bool      // the law may be that of two directions
	Said                bool      // the file says itself that it is reversible
}

// React adds a reaction, or two for a reversible one.
func (d *Draft) React(r Reaction) error {
	if err := d.Fits(r.Line, r.Law); err != nil {
		return err
	}
	if !r.Reversible {
		d.direct(r)
		return nil
	}
	plus, minus, ok := d.terms(r.Law)
	switch {
	case !ok:
		return Errorf(r.Line, "the reaction %s is reversible, and its law %s is not seen to be a difference of two terms that are never negative: write two reactions", r.Name, r.Law)
	case len(minus) == 0:
		if r.Said {
			d.Note(r.Line, "%s is called reversible, but its law has no backward term: it goes forward only", r.Name)
		}
		d.direct(r)
		return nil
	case len(plus) == 0:
		return Errorf(r.Line, "the law of %s is never positive: turn the reaction round", r.Name)
	}
	forward, back := r, r
	forward.Law, back.Law = sum(plus), sum(minus)
	back.Reactants, back.Products = r.Products, r.Reactants
	if err := d.Fits(r.Line, back.Law); err != nil {
		return err
	}
	for _, t := range back.Reactants {
		// A (A - 1) in concentrations is a difference, too, but not of two directions.
		if !d.spend(2*smallTerm*back.Law.Size()) || !vanishes(back.Law, t.Species, 0) {
			return Errorf(r.Line, "the reaction %s is reversible, but what is subtracted in its law, %s, is not 0 without %s: write two reactions", r.Name, back.Law, t.Species)
		}
	}
	d.Note(r.Line, "the reversible reaction %s is split in two: forward %s, backward %s", r.Name, forward.Law, back.Law)
	d.direct(forward)
	d.direct(back)
	return nil
}

func sum(terms []*crn.Expr) *crn.Expr {
	e := terms[0]
	for _, t := range terms[1:] {
		e = crn.Apply(crn.Add, e, t)
	}
	return e
}

// direct adds a reaction of one direction.
func (d *Draft) direct(r Reaction) {
	if rate, divided, ok := d.massAction(r.Law, r.Reactants); ok {
		if divided && hasPair(r.Reactants) {
			d.Note(r.Line, "%s is mass action, which has no factor 1/c! here: its rate is %s", r.Name, rate)
		}
		d.add(&d.reactions, r.Line, equation(r)+" @ "+rate.String())
		return
	}
	for _, t := range r.Reactants {
		if d.needsReactant(r.Law, t) {
			d.Note(r.Line, "%s does not fire while %s is below %d, although its law need not be 0 there", r.Name, t.Species, t.Count)
		}
	}
	d.add(&d.reactions, r.Line, equation(r)+" ; "+r.Law.String())
}

// Rate adds a reaction with mass action: the rate times falling factorials of the
// reactants.
func (d *Draft) Rate(r Reaction) error {
	if err := d.Fits(r.Line, r.Law); err != nil {
		return err
	}
	d.add(&d.reactions, r.Line, equation(r)+" @ "+r.Law.String())
	return nil
}

func hasPair(terms []Term) bool {
	for _, t := range terms {
		if t.Count > 1 {
			return true
		}
	}
	return false
}

func equation(r Reaction) string { return side(r.Reactants) + " -> " + side(r.Products) }

func side(terms []Term) string {
	if len(terms) == 0 {
		return "0"
	}
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.Species
		if t.Count != 1 {
			words[i] = strconv.Itoa(t.Count) + " " + t.Species
		}
	}
	return strings.Join(words, " + ")
}

// Side adds up the terms of one side of a reaction, so that no species stands there
// twice, in the order of the file.
func Side(terms []Term) []Term {
	var out []Term
	place := map[string]int{}
	for _, t := range terms {
		if i, ok := place[t.Species]; ok {
			out[i].Count += t.Count
			continue
		}
		place[t.Species] = len(out)
		out = append(out, t)
	}
	return out
}

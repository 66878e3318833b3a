package crn

import (
	"fmt"
	"math"
)

// resolve gives the names their meaning and makes the network.
func (p *parser) resolve() (*Network, error) {
	n := new(Network)
	if err := p.resolveSpecies(n); err != nil {
		return nil, err
	}
	if err := p.resolveParameters(n); err != nil {
		return nil, err
	}
	if err := p.resolveInitials(n); err != nil {
		return nil, err
	}
	if err := p.resolveOrder(n); err != nil {
		return nil, err
	}
	if err := p.resolveResets(n); err != nil {
		return nil, err
	}
	scope := n.scope()
	start := n.Initial()
	for _, text := range p.reactions {
		reactants, err := resolveTerms(text.reactants, scope)
		if err != nil {
			return nil, err
		}
		products, err := resolveTerms(text.products, scope)
		if err != nil {
			return nil, err
		}
		for _, law := range text.laws {
			if err := checkLaw(law, text.kind, scope); err != nil {
				return nil, err
			}
			r := Reaction{Reactants: reactants, Products: products, Kind: text.kind, Law: law}
			r.compile(scope)
			if err := checkStart(&r, start); err != nil {
				return nil, err
			}
			n.Reactions = append(n.Reactions, r)
			reactants, products = products, reactants
		}
	}
	return n, p.checkInitials(n)
}

// resolveSpecies collects the species lines or, in a text without any, the
// species of the reactions in the order in which they appear.
func (p *parser) resolveSpecies(n *Network) error {
	if !p.declared {
		if err := p.implySpecies(); err != nil {
			return err
		}
	}
	seen := make(map[string]position, len(p.species))
	for _, d := range p.species {
		if err := declarable(d.name, seen); err != nil {
			return err
		}
		n.Species = append(n.Species, Species{Name: d.name.text, Initial: d.count})
	}
	return nil
}

func (p *parser) implySpecies() error {
	parameters := make(map[string]bool, len(p.parameters))
	for _, a := range p.parameters {
		parameters[a.name.text] = true
	}
	seen := make(map[string]bool)
	for _, r := range p.reactions {
		for _, side := range [][]termText{r.reactants, r.products} {
			for _, t := range side {
				name := t.name.text
				if seen[name] {
					continue
				}
				if parameters[name] {
					return t.name.at.errorf(`%q has a value and stands in a reaction: for a start count write "species %s = …"`, name, name)
				}
				if len(p.species) == maxSpecies {
					return t.name.at.errorf("there are more than %d species", maxSpecies)
				}
				seen[name] = true
				p.species = append(p.species, declaration{name: t.name})
			}
		}
	}
	return nil
}

// declarable checks a new name and enters it in seen.
func declarable(name token, seen map[string]position) error {
	switch _, isFunction := builtins[name.text]; {
	case name.text == timeName:
		return name.at.errorf("t is the time: choose another name")
	case name.text == piName:
		return name.at.errorf("pi is the number 3.14159…: choose another name")
	case isFunction:
		return name.at.errorf("%s is a function: choose another name", name.text)
	case name.text == "species" || name.text == "init":
		return name.at.errorf("%s is a word of the language: choose another name", name.text)
	}
	if first, ok := seen[name.text]; ok {
		return name.at.errorf("%q has been declared at line %d, column %d already: keep one of the two", name.text, first.line, first.col)
	}
	seen[name.text] = name.at
	return nil
}

// resolveParameters computes the values, whatever the order of the lines.
func (p *parser) resolveParameters(n *Network) error {
	species := n.scope().species
	seen := make(map[string]position, len(p.parameters))
	place := make(map[string]int, len(p.parameters))
	for i, a := range p.parameters {
		if _, ok := species[a.name.text]; ok {
			return a.name.at.errorf(`%q is a species: give its start as "species %s = 3", or rename the parameter`, a.name.text, a.name.text)
		}
		if err := declarable(a.name, seen); err != nil {
			return err
		}
		place[a.name.text] = i
	}
	e := parameterOrder{p.parameters, place, species, make([]int8, len(p.parameters)), scope{parameters: make(map[string]float64)}}
	for i, a := range p.parameters {
		if err := e.visit(i); err != nil {
			return err
		}
		n.Parameters = append(n.Parameters, Parameter{Name: a.name.text, Expr: a.value, Value: e.known.parameters[a.name.text]})
	}
	return nil
}

// parameterOrder visits parameters depth first, so that each is computed after
// those it names. Recursion is bounded by maxParameters.
type parameterOrder struct {
	texts   []assignment
	place   map[string]int
	species map[string]int
	state   []int8 // 0 new, 1 being visited, 2 known
	known   scope
}

func (o *parameterOrder) visit(i int) error {
	if o.state[i] == 2 {
		return nil
	}
	o.state[i] = 1
	a := o.texts[i]
	for used := range a.value.names() {
		j, ok := o.place[used.name]
		switch {
		case used.name == timeName:
			return used.at.errorf("the parameter %q is constant: write t in a rate or a law instead", a.name.text)
		case !ok && has(o.species, used.name):
			return used.at.errorf("the parameter %q is constant: the species %q cannot stand in it", a.name.text, used.name)
		case !ok:
			return unknown(used, "a parameter", keys(o.place), []string{piName})
		case o.state[j] == 1:
			return used.at.errorf("the parameter %q depends on itself: give one of them a number", used.name)
		}
		if err := o.visit(j); err != nil {
			return err
		}
	}
	value, err := o.known.finite(a.value, fmt.Sprintf("the parameter %q", a.name.text))
	if err != nil {
		return err
	}
	o.known.parameters[a.name.text] = value
	o.state[i] = 2
	return nil
}

// finite evaluates an expression of numbers and parameters, all of them known; what names it.
func (s scope) finite(e *Expr, what string) (float64, error) {
	f, _ := s.compile(e)
	v := f(nil, 0)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, e.at.errorf("%s has no finite value: check for a division by 0 or an overflow", what)
	}
	return v, nil
}

func resolveTerms(texts []termText, s scope) ([]Term, error) {
	var terms []Term
next:
	for _, text := range texts {
		i, ok := s.species[text.name.text]
		if !ok {
			if has(s.parameters, text.name.text) {
				return nil, text.name.at.errorf("%q is a parameter: a reaction turns species into one another", text.name.text)
			}
			return nil, unknown(&Expr{name: text.name.text, at: text.name.at}, aSpecies, keys(s.species))
		}
		for k := range terms {
			if terms[k].Species == i {
				if terms[k].Count += text.count; terms[k].Count > maxStoichiometry {
					return nil, text.name.at.errorf("the stoichiometry of %q is larger than %d", text.name.text, maxStoichiometry)
				}
				continue next
			}
		}
		terms = append(terms, Term{Species: i, Count: text.count})
	}
	return terms, nil
}

// checkLaw checks that every name in a rate or law means something there.
func checkLaw(law *Expr, kind LawKind, s scope) error {
	for used := range law.names() {
		isSpecies := has(s.species, used.name)
		switch {
		case isSpecies && kind == MassAction:
			return used.at.errorf(`the species %q cannot stand in a rate, which the counts multiply already: write the whole law behind ";"`, used.name)
		case isSpecies || used.name == timeName || has(s.parameters, used.name):
		case kind == MassAction:
			return unknown(used, "a parameter", keys(s.parameters), []string{piName, timeName})
		default:
			return unknown(used, "a species or a parameter", keys(s.species), keys(s.parameters), []string{piName, timeName})
		}
	}
	return nil
}

// checkStart evaluates a law at time 0 in the start state.
func checkStart(r *Reaction, start []int) error {
	if k, ok := r.RateAt(0); ok {
		switch {
		case math.IsNaN(k) || math.IsInf(k, 0):
			return r.Law.at.errorf("this rate is not finite at t = 0: check for a division by 0 or an overflow")
		case k < 0:
			return r.Law.at.errorf("this rate is %s at t = 0: a rate cannot be negative", formatNumber(k))
		}
	}
	switch a := r.Propensity(start, 0); {
	case math.IsNaN(a) || math.IsInf(a, 0):
		return r.Law.at.errorf("this law is not finite at the start state and t = 0: check for a division by 0 or an overflow")
	case a < 0:
		return r.Law.at.errorf("this law is %s at the start state and t = 0: a propensity cannot be negative, max(0, …) keeps it so", formatNumber(a))
	}
	return nil
}

func has[V any](m map[string]V, name string) bool {
	_, ok := m[name]
	return ok
}

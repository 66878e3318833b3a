package sbml

import (
	"bytes"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/mathml"
	"vanscape/core/crn/xmltree"
)

// Namespace is that of the annotation which holds what SBML core cannot say.
const Namespace = "urn:vanscape:lines"

// Write returns a network as SBML. The notes tell what other programs will not see.
func Write(n *crn.Network) ([]byte, []foreign.Note) {
	n, notes := foreign.Renamed(n, foreign.IsPlain)
	w := &writer{home: foreign.Unused(n, "cell")}
	version := "1"
	if usesMinMax(n) {
		version = "2"
	}
	w.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	w.line(0, `<sbml xmlns="http://www.sbml.org/sbml/level3/version`+version+`/core" level="3" version="`+version+`">`)
	name := ""
	if n.Name != "" {
		name = ` name="` + xmltree.Escape(n.Name) + `"`
	}
	w.line(1, `<model`+name+` substanceUnits="item" extentUnits="item">`)
	if lines := foreign.Lines(n); len(lines) > 0 {
		w.line(2, `<annotation>`)
		w.line(3, `<vanscape:lines xmlns:vanscape="`+Namespace+`">`+xmltree.Escape(strings.Join(lines, "\n"))+`</vanscape:lines>`)
		w.line(2, `</annotation>`)
	}
	w.line(2, `<listOfCompartments>`)
	w.line(3, `<compartment id="`+w.home+`" spatialDimensions="3" size="1" constant="true"/>`)
	w.line(2, `</listOfCompartments>`)
	w.species(n)
	w.parameters(n)
	w.line(2, `<listOfReactions>`)
	for i := range n.Reactions {
		w.reaction(n, &n.Reactions[i], foreign.Unused(n, "reaction_"+strconv.Itoa(i+1)))
	}
	w.line(2, `</listOfReactions>`)
	w.events(n)
	w.line(1, `</model>`)
	w.line(0, `</sbml>`)
	return w.Bytes(), append(notes, foreign.LineNotes(n)...)
}

type writer struct {
	bytes.Buffer
	home string // the compartment
}

func (w *writer) line(depth int, text string) {
	w.WriteString(strings.Repeat("  ", depth) + text + "\n")
}

func (w *writer) species(n *crn.Network) {
	w.line(2, `<listOfSpecies>`)
	for _, s := range n.Species {
		w.line(3, `<species id="`+s.Name+`" compartment="`+w.home+`" initialAmount="`+strconv.Itoa(s.Initial)+
			`" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/>`)
	}
	w.line(2, `</listOfSpecies>`)
}

// parameters writes numbers as values and anything else as an initial assignment.
func (w *writer) parameters(n *crn.Network) {
	if len(n.Parameters) == 0 {
		return
	}
	computed := false
	w.line(2, `<listOfParameters>`)
	for _, p := range n.Parameters {
		value := strconv.FormatFloat(p.Value, 'g', -1, 64)
		computed = computed || !isNumber(p.Expr)
		w.line(3, `<parameter id="`+p.Name+`" value="`+value+`" constant="true"/>`)
	}
	w.line(2, `</listOfParameters>`)
	if !computed {
		return
	}
	w.line(2, `<listOfInitialAssignments>`)
	for _, p := range n.Parameters {
		if !isNumber(p.Expr) {
			w.line(3, `<initialAssignment symbol="`+p.Name+`">`+mathml.Write(p.Expr)+`</initialAssignment>`)
		}
	}
	w.line(2, `</listOfInitialAssignments>`)
}

// isNumber reports whether e is a number that an attribute says exactly.
func isNumber(e *crn.Expr) bool {
	return e.Op() == crn.Number || e.Op() == crn.Negate && e.Args()[0].Op() == crn.Number && e.Args()[0].Value() != 0
}

func (w *writer) reaction(n *crn.Network, r *crn.Reaction, id string) {
	fast := ` fast="false"`
	if usesMinMax(n) {
		fast = "" // Version 2 has it no more
	}
	w.line(3, `<reaction id="`+id+`" reversible="false"`+fast+`>`)
	w.side(n, "listOfReactants", r.Reactants)
	w.side(n, "listOfProducts", r.Products)
	law := foreign.Propensity(n, r)
	if modifiers := modifiers(n, r); len(modifiers) > 0 {
		w.line(4, `<listOfModifiers>`)
		for _, name := range modifiers {
			w.line(5, `<modifierSpeciesReference species="`+name+`"/>`)
		}
		w.line(4, `</listOfModifiers>`)
	}
	w.line(4, `<kineticLaw>`+mathml.Write(law)+`</kineticLaw>`)
	w.line(3, `</reaction>`)
}

func (w *writer) side(n *crn.Network, list string, terms []crn.Term) {
	if len(terms) == 0 {
		return
	}
	w.line(4, `<`+list+`>`)
	for _, t := range terms {
		w.line(5, `<speciesReference species="`+n.Species[t.Species].Name+`" stoichiometry="`+strconv.Itoa(t.Count)+`" constant="true"/>`)
	}
	w.line(4, `</`+list+`>`)
}

// events writes the resets.
func (w *writer) events(n *crn.Network) {
	if len(n.Resets) == 0 {
		return
	}
	w.line(2, `<listOfEvents>`)
	for i, r := range n.Resets {
		w.line(3, `<event id="`+foreign.Unused(n, "reset_"+strconv.Itoa(i+1))+`" useValuesFromTriggerTime="true">`)
		w.line(4, `<trigger initialValue="false" persistent="true">`+mathml.WriteCondition(crn.Apply(crn.GreaterEqual, crn.Name("t"), r.At))+`</trigger>`)
		w.line(4, `<listOfEventAssignments>`)
		for _, s := range r.Sets {
			w.line(5, `<eventAssignment variable="`+n.Species[s.Species].Name+`">`+mathml.Write(s.Value)+`</eventAssignment>`)
		}
		w.line(4, `</listOfEventAssignments>`)
		w.line(3, `</event>`)
	}
	w.line(2, `</listOfEvents>`)
}

// modifiers are the species that the law reads and that are neither reactants nor
// products, which SBML wants to be listed.
func modifiers(n *crn.Network, r *crn.Reaction) []string {
	var names []string
next:
	for _, i := range r.Depends() {
		for _, t := range append(append([]crn.Term{}, r.Reactants...), r.Products...) {
			if t.Species == i {
				continue next
			}
		}
		names = append(names, n.Species[i].Name)
	}
	return names
}

// usesMinMax reports whether a formula has min or max, which came with Version 2.
func usesMinMax(n *crn.Network) bool {
	found := false
	look := func(e *crn.Expr) {
		foreign.Walk(e, func(e *crn.Expr) bool {
			found = found || e.Op() == crn.Call && (e.Name() == "min" || e.Name() == "max")
			return !found
		})
	}
	for _, p := range n.Parameters {
		look(p.Expr)
	}
	for i := range n.Reactions {
		look(n.Reactions[i].Law)
	}
	for _, r := range n.Resets {
		look(r.At)
		for _, s := range r.Sets {
			look(s.Value)
		}
	}
	return found
}

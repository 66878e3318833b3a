package sbml

import (
	"regexp"
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/gallery"
	"vanscape/core/internal/check"
)

// document puts what stands in a model into a file of Level 3.
func document(model string) string {
	return `<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model substanceUnits="item">` + model + `</model></sbml>`
}

const (
	cell  = `<listOfCompartments><compartment id="cell" size="2"/></listOfCompartments>`
	alone = `<listOfCompartments><compartment id="cell" size="1"/></listOfCompartments>`
	ab    = `<listOfSpecies><species id="A" compartment="cell" initialAmount="10"/><species id="B" compartment="cell" initialAmount="3"/></listOfSpecies>`
	count = `<listOfSpecies><species id="A" compartment="cell" initialAmount="10" hasOnlySubstanceUnits="true"/><species id="B" compartment="cell" initialAmount="3" hasOnlySubstanceUnits="true"/></listOfSpecies>`
	k     = `<listOfParameters><parameter id="k" value="0.5"/></listOfParameters>`
)

// reaction is A -> B with a law.
func reaction(attributes, law string) string {
	return `<listOfReactions><reaction id="r" ` + attributes + `><listOfReactants><speciesReference species="A" stoichiometry="1"/></listOfReactants>` +
		`<listOfProducts><speciesReference species="B" stoichiometry="1"/></listOfProducts><kineticLaw><math>` + law + `</math></kineticLaw></reaction></listOfReactions>`
}

func times(factors ...string) string {
	return "<apply><times/>" + strings.Join(factors, "") + "</apply>"
}

func ci(name string) string { return "<ci>" + name + "</ci>" }

func noted(notes []foreign.Note) string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, n.Text)
	}
	return strings.Join(lines, "\n")
}

// Models become the networks that they mean, and the notes tell what changed.
func TestRead(t *testing.T) {
	const one = `reversible="false"`
	for _, c := range []struct{ name, model, want, notes string }{
		{"mass action in counts", cell + count + k + reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ k\n", ""},
		{"concentrations", cell + ab + k + reaction(one, times(ci("k"), ci("A"), ci("B"))),
			"species A = 10, B = 3\nk = 0.5\ncell = 2\n\nA -> B ; k*(A/cell)*(B/cell)\n",
			"r reads A, B as a concentration: in counts A/cell, B/cell"},
		{"concentrations and the volume in front", cell + ab + k + reaction(one, times(ci("cell"), ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\ncell = 2\n\nA -> B @ k\n",
			"r reads A as a concentration: in counts A/cell"},
		{"a volume of one", alone + ab + k + reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ k\n",
			"concentrations of A are counts, since the compartment cell has the size 1\nconcentrations of B are counts, since the compartment cell has the size 1"},
		{"a concentration at the start", cell + strings.Replace(ab, `initialAmount="10"`, `initialConcentration="4"`, 1) + k + reaction(one, times(ci("cell"), ci("k"), ci("A"))),
			"species A = 8, B = 3\nk = 0.5\ncell = 2\n\nA -> B @ k\n",
			"r reads A as a concentration: in counts A/cell"},
		{"reversible", cell + count + k + reaction("", "<apply><minus/>"+times(ci("k"), ci("A"))+times("<cn>2</cn>", ci("B"))+"</apply>"),
			"species A = 10, B = 3\nk = 0.5\n\nA <-> B @ k, 2\n",
			"the reversible reaction r is split in two: forward k*A, backward 2*B"},
		{"reversible, with a volume and a denominator", cell + ab + k + reaction("", times(ci("cell"), "<apply><divide/><apply><minus/>"+times(ci("k"), ci("A"))+ci("B")+"</apply><apply><plus/><cn>1</cn>"+ci("A")+"</apply></apply>")),
			"species A = 10, B = 3\nk = 0.5\ncell = 2\n\nA -> B ; cell*(k*(A/cell)/(1 + A/cell))\nB -> A ; cell*(B/cell/(1 + A/cell))\n",
			"r reads A, B as a concentration: in counts A/cell, B/cell\nthe reversible reaction r is split in two: forward cell*(k*(A/cell)/(1 + A/cell)), backward cell*(B/cell/(1 + A/cell))"},
		{"called reversible only", cell + count + k + reaction(`reversible="true"`, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ k\n", "r is called reversible, but its law has no backward term: it goes forward only"},
		{"a law without the reactant", cell + count + k + reaction(one, ci("k")),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B ; k\n", "r does not fire while A is below 1, although its law need not be 0 there"},
		{"a function definition", `<listOfFunctionDefinitions><functionDefinition id="f"><math><lambda><bvar><ci>x</ci></bvar><bvar><ci>y</ci></bvar>` + times(ci("x"), ci("y")) + `</lambda></math></functionDefinition></listOfFunctionDefinitions>` +
			cell + count + k + reaction(one, "<apply><ci>f</ci>"+ci("k")+ci("A")+"</apply>"),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ k\n", ""},
		{"names that are taken", cell + count + `<listOfParameters><parameter id="t" value="0.5"/></listOfParameters>` +
			reaction(one, times(ci("t"), `<csymbol definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>`, ci("A"))),
			"species A = 10, B = 3\nt_ = 0.5\n\nA -> B @ t_*t\n", "t is called t_"},
		{"rules", cell + count + strings.Replace(k, "</list", `<parameter id="k2" constant="false"/><parameter id="half" constant="false"/></list`, 1) + `<listOfRules><assignmentRule variable="k2"><math>` + times("<cn>2</cn>", ci("k")) + `</math></assignmentRule>` +
			`<assignmentRule variable="half"><math><apply><divide/>` + ci("B") + `<cn>2</cn></apply></math></assignmentRule></listOfRules>` +
			reaction(one, times(ci("k2"), ci("A"), ci("half"))),
			"species A = 10, B = 3\nk = 0.5\nk2 = 2*k\n\nA -> B ; k2*A*(B/2)\n", "half follows from the others, as B/2: ask for its mean as E(B/2)"},
		{"an initial assignment", cell + count + k + `<listOfInitialAssignments><initialAssignment symbol="A"><math>` + times(ci("B"), "<cn>4</cn>") + `</math></initialAssignment></listOfInitialAssignments>` +
			reaction(one, times(ci("k"), ci("A"))),
			"species A = 12, B = 3\nk = 0.5\n\nA -> B @ k\n", ""},
		{"a boundary species", cell + strings.Replace(count, `id="A"`, `id="A" boundaryCondition="true"`, 1) + k + reaction(one, times(ci("k"), ci("A"))),
			"species B = 3\nk = 0.5\nA = 10\n\n0 -> B @ k*A\n", "A is changed by no reaction, since it is a boundary species or constant: it is a parameter"},
		{"an event that waits for a low count", cell + count + k + event("<apply><lt/>"+ci("A")+"<cn>4</cn></apply>", "A", "<cn>12</cn>") +
			reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B ; if(A > 4, k*A, 0)\n0 -> B + 8 A ; if(A == 4, k*A, 0)\n", "the event e is part of the reactions that make it true: in those states they lead to A = 12"},
		{"an event on a parameter", cell + count + strings.Replace(k, "/>", ` constant="false"/>`, 1) +
			event("<apply><geq/>"+time+"<cn>5</cn></apply>", "k", "<cn>2</cn>") + reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ if(t < 5, k, 2)\n", "from t = 5 on k is 2"},
		{"an event on a count", cell + count + k + event("<apply><geq/>"+time+times(ci("k"), "<cn>8</cn>")+"</apply>", "B", times(ci("k"), "<cn>4</cn>")) + reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\nat t = k*8: B = k*4\n\nA -> B @ k\n", "at t = 4 the count of B is set to 2"},
		{"an event on a concentration, delayed", cell + ab + k + strings.Replace(event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", "<cn>2.5</cn>"), "<trigger", "<delay><math><cn>1.5</cn></math></delay><trigger", 1) + reaction(one, times(ci("k"), ci("cell"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\ncell = 2\nat t = 5 + 1.5: A = 2.5*cell\n\nA -> B @ k\n", "at t = 6.5 the count of A is set to 5\nr reads A as a concentration: in counts A/cell"},
		{"an event that never happens", cell + count + k + event("<apply><geq/>"+time+"<cn>0</cn></apply>", "A", "<cn>2</cn>") + reaction(one, times(ci("k"), ci("A"))),
			"species A = 10, B = 3\nk = 0.5\n\nA -> B @ k\n", "the event e is left out: its trigger holds from the start, so it never becomes true"},
	} {
		n, notes, err := Read([]byte(document(c.model)))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := n.String(); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if got := noted(notes); got != c.notes {
			t.Errorf("%s: notes\n%s\nwant\n%s", c.name, got, c.notes)
		}
	}
}

const time = `<csymbol definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>`

func event(trigger, variable, value string) string {
	return `<listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true"><math>` + trigger + `</math></trigger><listOfEventAssignments>` +
		`<eventAssignment variable="` + variable + `"><math>` + value + `</math></eventAssignment></listOfEventAssignments></event></listOfEvents>`
}

// Moles are counted: a thousandth of a millimole per litre in 1e-15 litres are 602
// molecules, and the rate of a pair is divided by Avogadro's number.
func TestMoles(t *testing.T) {
	text := `<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model>` +
		`<listOfCompartments><compartment id="cell" size="1e-15"/></listOfCompartments>` +
		`<listOfSpecies><species id="A" compartment="cell" initialConcentration="9.996445184386558e-07"/><species id="B" compartment="cell" initialAmount="0"/></listOfSpecies>` +
		`<listOfParameters><parameter id="k" value="1e6"/></listOfParameters>` +
		`<listOfReactions><reaction id="r" reversible="false"><listOfReactants><speciesReference species="A" stoichiometry="2"/></listOfReactants>` +
		`<listOfProducts><speciesReference species="B"/></listOfProducts><kineticLaw><math>` + times(ci("cell"), ci("k"), ci("A"), ci("A")) + `</math></kineticLaw></reaction></listOfReactions></model></sbml>`
	n, _, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	// Two molecules of 602 meet at k/(N_A V) n^2 = 1e6/(6.02214076e23*1e-15)*602^2.
	want := 1e6 / (6.02214076e23 * 1e-15) * 602 * 602
	if got := n.Reactions[0].Propensity([]int{602, 0}, 0); n.Species[0].Initial != 602 || got < want*(1-1e-12) || got > want*(1+1e-12) {
		t.Errorf("starts with %d, fires at %g, want 602 and %g", n.Species[0].Initial, got, want)
	}
}

// What the master equation cannot say, or the reader does not know, is refused by name.
func TestRefusals(t *testing.T) {
	const one = `reversible="false"`
	law := reaction(one, times(ci("k"), ci("A")))
	model := cell + count + k
	waits := strings.TrimSuffix(strings.TrimPrefix(strings.Replace(event("<apply><lt/>"+ci("A")+"<cn>4</cn></apply>", "A", "<cn>12</cn>"), `id="e"`, `id="w"`, 1), "<listOfEvents>"), "</listOfEvents>")
	for _, c := range []struct{ model, want string }{
		{model, "the model has no reaction that changes a count"},
		{cell + count + law, `"k" in the formula is neither a species, nor a parameter, nor a compartment`},
		{cell + count + `<listOfParameters><parameter id="k"/></listOfParameters>` + law, "the parameter k of line 1 has no value, and the formula needs one"},
		{`<listOfCompartments><compartment id="cell"/></listOfCompartments>` + ab + k + law, "the concentration of A needs the size of the compartment cell (line 1), which is not given"},
		{cell + strings.Replace(count, `initialAmount="10" `, "", 1) + k + law, "the species A has no initial amount and no initial concentration"},
		{cell + strings.Replace(count, `"10"`, `"10.5"`, 1) + k + law, "A starts with 10.5 molecules: the master equation counts them, so this must be a whole number"},
		{model + `<listOfRules><rateRule variable="k"><math><cn>1</cn></math></rateRule></listOfRules>` + law, "the rate rule for k is not read: the master equation has no quantity that moves continuously by itself"},
		{model + `<listOfRules><algebraicRule><math><cn>1</cn></math></algebraicRule></listOfRules>` + law, "an algebraic rule is not read: write assignment rules"},
		{model + reaction(one+` fast="true"`, ci("k")), "the reaction r is fast, which means an equilibrium at every moment: give it a rate"},
		{model + strings.Replace(law, `stoichiometry="1"`, `stoichiometry="1.5"`, 1), "the stoichiometry of A is 1.5, which is not a whole number from 0"},
		{model + strings.Replace(law, ` stoichiometry="1"`, "", 1), "the stoichiometry of A is not given"},
		{model + reaction("", times(ci("A"), "<apply><minus/>"+ci("A")+ci("B")+"</apply>", "<apply><minus/>"+ci("B")+ci("A")+"</apply>")),
			"the reaction r is reversible, and its law A*(A - B)*(B - A) is not seen to be a difference of two terms that are never negative: write two reactions"},
		{model + reaction(one, ci("r")), "the rate of the reaction r in a formula is not read"},
		{model + event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", ci("B")) + law, "the event e sets A to B, which is not a whole number that is known"},
		{model + event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", ci("k")) + law, "the event e sets A to k, which is not a whole number that is known"},
		{model + event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", "<cn>-1</cn>") + law, `the count of "A" must be a whole number from 0 to 1000000000, not -1`},
		{model + event("<apply><gt/>"+time+"<cn>0</cn></apply>", "A", "<cn>2</cn>") + law, "the event e sets the count of A at the start: give it as the amount at the start"},
		{model + event("<apply><geq/>"+time+ci("B")+"</apply>", "A", "<cn>2</cn>") + law, "the time of the event e is B, which is not constant"},
		{model + strings.Replace(event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", "<cn>2</cn>"), "<trigger", "<priority/><trigger", 1) + law, "the event e has a priority, which is not read"},
		{model + strings.Replace(event("<apply><geq/>"+time+"<cn>5</cn></apply>", "A", "<cn>2</cn>"), "</event>", "</event>"+waits, 1) + law, "the event e sets the count of A at a fixed time, which may make true what the event w waits for: one of the two is read"},
		{model + event("<apply><geq/>"+ci("A")+"<cn>11</cn></apply>", "k", "<cn>2</cn>") + law, "the event e waits for a state and sets k, which is not a count"},
		{model + event("<apply><geq/>"+ci("A")+"<cn>11</cn></apply>", "B", "<cn>2</cn>") + law, "the event e breaks the conservation law A + B = 13, by which its counts would be known"},
		{model + event("<apply><geq/>"+ci("A")+"<cn>11</cn></apply>", "B", "<cn>2</cn>") + strings.Replace(law, "</listOfReactions>", `<reaction id="s" reversible="false"><listOfProducts><speciesReference species="B" stoichiometry="1"/></listOfProducts><kineticLaw><math><cn>1</cn></math></kineticLaw></reaction></listOfReactions>`, 1),
			"the event e sets B, whose count is not known when the event happens: no conservation law ties it to A"},
		{model + event("<apply><geq/>"+ci("B")+"<cn>3</cn></apply>", "B", "<cn>2</cn>") + law, "the event e waits for B >= 3, which holds at the start already"},
		{model + event("<apply><gt/>"+ci("B")+"<cn>3</cn></apply>", "B", "<cn>2.5</cn>") + law, "the event e sets B to 2.5, which is not a whole number that is known"},
		{model + event("<apply><eq/>"+ci("B")+"<cn>5</cn></apply>", "B", "<cn>2</cn>") + law, "the event e waits for B == 5: only the count of one species compared with a number by < > <= >=, or a fixed time, is read"},
		{model + event("<apply><gt/>"+ci("B")+ci("A")+"</apply>", "B", "<cn>2</cn>") + law, "the event e waits for B > A: only the count of one species compared with a number by < > <= >=, or a fixed time, is read"},
		{model + `<listOfRules><assignmentRule variable="k"><math>` + ci("k") + `</math></assignmentRule></listOfRules>` + law, "the parameter k depends on itself"},
		{strings.Replace(model, `id="A"`, `id="A" conversionFactor="k"`, 1) + law, "the conversion factor of A is not read"},
		{strings.Replace(model, `id="A"`, `id="A" substanceUnits="gram"`, 1) + law, "amounts in gram cannot be counted: the unit must be item or mole, or defined by them"},
		{strings.Replace(model, `id="A"`, `id="A" substanceUnits="mole"`, 1) + law, "the unit item is not the unit of amount of the rest of the model: give all of them the same"},
		{model + `<listOfReactions><reaction id="r"/></listOfReactions>`, "the reaction r has no kinetic law"},
		{model + reaction(one, "<apply><ci>g</ci><ci>A</ci></apply>"), "the function g is not defined before it is called"},
	} {
		_, _, err := Read([]byte(document(c.model)))
		if err == nil || err.Error() != "line 1: "+c.want {
			t.Errorf("%.300s\ngives %v\nwant line 1: %s", c.model, err, c.want)
		}
	}
	for text, want := range map[string]string{
		`<html/>`:                         "line 1: <html> is not the root of an SBML file",
		`<sbml level="1"><model/></sbml>`: `line 1: SBML Level "1" is not read: convert the file to Level 2 or 3`,
		`<sbml level="3" xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true"><model/></sbml>`: "line 1: the SBML package comp/version1 is required to understand this model, and it is not read",
	} {
		if _, _, err := Read([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%s gives %v, want %s", text, err, want)
		}
	}
}

// Names that SBML cannot have are replaced.
func TestWriteNames(t *testing.T) {
	n, err := crn.Parse("species é = 2, e_\nκ = 3\ninit e_ ~ poisson(κ)\norder e_, é\nat t = κ: é = 2*κ\n2 é -> 0 ; κ*é\n0 -> e_ @ κ\n")
	if err != nil {
		t.Fatal(err)
	}
	out, notes := Write(n)
	again, _, err := Read(out)
	want := "species _ = 2, e_\n__ = 3\ninit e_ ~ poisson(__)\norder e_, _\nat t = __: _ = 2*__\n\n2 _ -> 0 ; __*_\n0 -> e_ @ __\n"
	if err != nil || again.String() != want || len(notes) != 3 {
		t.Errorf("%v\n%v\n%s", err, notes, again)
	}
}

// The trigger of a reset is true or false: libsbml refuses one that is a number, even 1 or 0.
func TestWriteTrigger(t *testing.T) {
	n, err := crn.Parse("species X = 2\nat t = 5: X = 9\nX -> 0 @ 1\n")
	if err != nil {
		t.Fatal(err)
	}
	out, _ := Write(n)
	if !regexp.MustCompile(`<trigger[^>]*><math[^>]*><apply><geq/>`).Match(out) {
		t.Errorf("%s", out)
	}
}

// Whatever the bytes, Read returns a network or an error, and never takes long.
func FuzzRead(f *testing.F) {
	const one = `reversible="false"`
	f.Add([]byte(document(cell + ab + k + reaction(one, times(ci("k"), ci("A"), ci("B"))))))
	f.Add([]byte(document(cell + ab + k + event("<apply><geq/>"+time+ci("k")+"</apply>", "A", "<cn>2.5</cn>") + reaction(one, ci("A")))))
	f.Add([]byte(document(cell + count + k + event("<apply><lt/>"+ci("A")+"<cn>4</cn></apply>", "A", "<cn>12</cn>") + reaction(one, ci("A")))))
	f.Add([]byte(document(cell + count + k + event("<apply><geq/>"+time+"<cn>5</cn></apply>", "k", "<cn>2</cn>") + reaction("", "<apply><minus/>"+ci("A")+ci("B")+"</apply>"))))
	for _, name := range []string{"birth-death", "epidemic"} {
		m, _ := gallery.Lookup(name)
		n, err := crn.Parse(m.Text)
		if err != nil {
			f.Fatal(err)
		}
		out, _ := Write(n)
		f.Add(out)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		check.Cheap(t, func() {
			if n, _, err := Read(data); err == nil {
				Write(n)
			}
		})
	})
}

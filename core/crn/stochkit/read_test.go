package stochkit

import (
	"strings"
	"testing"

	"vanscape/core/crn/xmltree"
	"vanscape/core/internal/check"
)

// dimer is the decaying dimerisation of the manual, shortened.
const dimer = `<?xml version="1.0"?>
<Model>
  <Description>Dimer decay</Description>
  <NumberOfReactions>3</NumberOfReactions>
  <NumberOfSpecies>2</NumberOfSpecies>
  <ParametersList>
    <Parameter><Id>c1</Id><Expression>1.0</Expression></Parameter>
    <Parameter><Id>c2</Id><Expression>c1*0.002</Expression></Parameter>
  </ParametersList>
  <ReactionsList>
    <Reaction><Id>R1</Id><Type>mass-action</Type><Rate>c1</Rate>
      <Reactants><SpeciesReference id="S1" stoichiometry="1"/></Reactants><Products/></Reaction>
    <Reaction><Id>R2</Id><Type>mass-action</Type><Rate>c2</Rate>
      <Reactants><SpeciesReference id="S1" stoichiometry="2"/></Reactants><Products><SpeciesReference id="S2" stoichiometry="1"/></Products></Reaction>
    <Reaction><Id>R3</Id><Type>customized</Type><PropensityFunction>c1*S2/(1+pow(S1,2))</PropensityFunction>
      <Reactants><SpeciesReference id="S2" stoichiometry="1"/></Reactants><Products><SpeciesReference id="S1" stoichiometry="2"/></Products></Reaction>
  </ReactionsList>
  <SpeciesList>
    <Species><Id>S1</Id><InitialPopulation>10000</InitialPopulation></Species>
    <Species><Id>S2</Id><InitialPopulation>10*c1</InitialPopulation></Species>
  </SpeciesList>
</Model>`

func TestRead(t *testing.T) {
	n, notes, err := Read([]byte(dimer))
	if err != nil {
		t.Fatal(err)
	}
	want := "# Dimer decay\nspecies S1 = 10000, S2 = 10\nc1 = 1\nc2 = c1*0.002\n\nS1 -> 0 @ c1\n2 S1 -> S2 @ c2/2\nS2 -> 2 S1 ; c1*S2/(1 + S1^2)\n"
	if n.String() != want {
		t.Errorf("%s\nwant\n%s", n, want)
	}
	if len(notes) != 1 || notes[0].String() != "line 13: R2: StochKit counts the combinations of reactants, and vanscape their orders: the rate is divided by 2" {
		t.Errorf("notes %v", notes)
	}
	// 10,000 molecules make 10,000*9,999/2 pairs.
	if got := n.Reactions[1].Propensity([]int{10_000, 0}, 0); got != 0.002*10_000*9_999/2 {
		t.Errorf("the propensity is %g", got)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"mass-action", "michaelis-menten", `line 11: the type "michaelis-menten" of the reaction R1 is not read: use mass-action or customized`},
		{"pow(S1,2)", "S1^2", "line 15: ^ is not a power in StochKit: write pow(x, 2)"},
		{"pow(S1,2)", "1/2*S1", "line 15: c1*S2/(1+1/2*S1) divides whole numbers, which C++ rounds down: write one of them with a point, as in 1.0/2"},
		{"pow(S1,2)", "tgamma(S1)", "line 15: the function tgamma with 1 arguments is not read"},
		{"pow(S1,2)", "S9", "line 15: S9 is not a parameter or a species before this"},
		{"10*c1", "10.5", "line 20: S2 starts with 10.5 molecules: the master equation counts them, so this must be a whole number"},
		{"c1*0.002", "c3", "line 8: c3 is not a parameter or a species before this"},
		{"<Rate>c1", "<Rate>c1*", `line 11: a number, a name or a bracket is missing after "*", where the end of the text stands`},
		{"<Rate>c1", "<Rate>c1*S1", "line 11: the rate of R1 depends on a count, which mass action multiplies already: use the type customized"},
		{"</Model>", "<EventsList><Event/></EventsList></Model>", "line 22: events are not read: the master equation has no jumps of all counts at once"},
		{"Model>", "sbml>", "line 2: <sbml> is not the root of a StochKit file, which is <Model>"},
		{`id="S1" stoichiometry="1"`, `id="S3"`, `line 12: "S3" stands in a reaction, and it is not a species`},
		{`id="S1" stoichiometry="1"`, `id="S1" stoichiometry="-1"`, `line 12: the stoichiometry "-1" of S1 is not a whole number from 0`},
	} {
		_, _, err := Read([]byte(strings.ReplaceAll(dimer, c.old, c.new)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s gives %v, want %s", c.new, err, c.want)
		}
	}
}

// Files made to be costly are refused before they are, or are not costly.
func TestHostile(t *testing.T) {
	check.Hostile(t, map[string]string{
		"parameters": "<Model><ParametersList>" + strings.Repeat("<Parameter><Id>a</Id></Parameter>", 60_000) + "</ParametersList></Model>",
		"sums":       "<Model><ParametersList><Parameter><Id>a</Id><Expression>" + strings.Repeat("1+", 1_000_000) + "1</Expression></Parameter></ParametersList></Model>",
		"elements":   "<Model>" + strings.Repeat("<ParametersList/>", xmltree.MaxNodes-1) + "</Model>",
	}, func(data []byte) error {
		_, _, err := Read(data)
		return err
	})
}

// Whatever the bytes, Read returns a network or an error, and never takes long.
func FuzzRead(f *testing.F) {
	f.Add([]byte(dimer))
	f.Fuzz(func(t *testing.T, data []byte) { check.Cheap(t, func() { Read(data) }) })
}

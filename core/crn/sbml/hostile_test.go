package sbml

import (
	"fmt"
	"strings"
	"testing"

	"vanscape/core/crn/xmltree"
	"vanscape/core/internal/check"
)

// Files made to be costly are refused before they are, or are not costly.
func TestHostile(t *testing.T) {
	const one = `reversible="false"`
	repeat := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	doubling := repeat(200, func(i int) string {
		call := fmt.Sprintf("<apply><ci>f%d</ci><ci>x</ci></apply>", i-1)
		if i == 0 {
			call = ci("x")
		}
		return fmt.Sprintf("<functionDefinition id='f%d'><math><lambda><bvar><ci>x</ci></bvar><apply><plus/>%s%s</apply></lambda></math></functionDefinition>", i, call, call)
	})
	chain := repeat(3000, func(i int) string { return fmt.Sprintf("<parameter id='p%d'/>", i) })
	rules := repeat(3000, func(i int) string {
		next := ci(fmt.Sprintf("p%d", i+1))
		if i == 2999 {
			next = ci("A")
		}
		return fmt.Sprintf("<assignmentRule variable='p%d'><math>%s</math></assignmentRule>", i, times(next, next))
	})
	many := func(f func(i int) string) string { return repeat(999, f) }
	ring := cell + "<listOfSpecies>" + many(func(i int) string {
		return fmt.Sprintf("<species id='S%d' compartment='cell' initialAmount='1' hasOnlySubstanceUnits='true'/>", i)
	}) + "</listOfSpecies>" + "<listOfReactions>" + many(func(i int) string {
		return fmt.Sprintf("<reaction id='R%d' reversible='false'><listOfReactants><speciesReference species='S%d' stoichiometry='1'/></listOfReactants><listOfProducts><speciesReference species='S%d' stoichiometry='1'/></listOfProducts><kineticLaw><math><ci>S%d</ci></math></kineticLaw></reaction>", i, i, (i+1)%999, i)
	}) + "</listOfReactions>" + strings.Replace(event("<apply><gt/>"+ci("S0")+"<cn>3</cn></apply>", "S0", "<cn>1</cn>"), "</listOfEventAssignments>", many(func(i int) string {
		return fmt.Sprintf("<eventAssignment variable='S%d'><math><cn>1</cn></math></eventAssignment>", i)
	})+"</listOfEventAssignments>", 1)
	check.Hostile(t, map[string]string{
		"elements":   "<sbml level='3'>" + strings.Repeat("<model/>", xmltree.MaxNodes-1) + "</sbml>",
		"reset":      document(ring),
		"blanks":     document(strings.Repeat(" ", xmltree.MaxBytes-1000)),
		"attributes": "<sbml level='3' " + repeat(300_000, func(i int) string { return fmt.Sprintf("a%d='' ", i) }) + "/>",
		"doubling":   document("<listOfFunctionDefinitions>" + doubling + "</listOfFunctionDefinitions>" + cell + count + reaction(one, ci("A"))),
		"rules":      document(cell + count + "<listOfParameters>" + chain + "</listOfParameters><listOfRules>" + rules + "</listOfRules>" + reaction(one, ci("p0"))),
		"product":    document(cell + count + k + strings.Repeat(reaction("", times(strings.Repeat(ci("A"), 2400), "<apply><minus/>"+ci("A")+ci("B")+"</apply>")), 1)),
		"names": document(cell + count + "<listOfParameters>" + repeat(3500, func(i int) string {
			return fmt.Sprintf("<parameter id='%sé' value='1'/>", strings.Repeat("ä", i%97)+strings.Repeat("ö", i/97))
		}) + "</listOfParameters>" + reaction(one, ci("A"))),
		"lines":     document("<annotation><lines xmlns='" + Namespace + "'>" + strings.Repeat("init A ~ poisson(1)\n", 100_000) + "</lines></annotation>" + cell + count + k + reaction(one, ci("A"))),
		"reactions": document(cell + count + k + "<listOfReactions>" + strings.Repeat("<reaction id='r' reversible='true'><listOfReactants><speciesReference species='A' stoichiometry='90'/></listOfReactants><kineticLaw><math>"+times(ci("A"), ci("A"), ci("B"))+"</math></kineticLaw></reaction>", 12_000) + "</listOfReactions>"),
	}, func(data []byte) error {
		_, _, err := Read(data)
		return err
	})
}

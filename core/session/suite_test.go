package session

import (
	"math"
	"testing"

	"vanscape/core/crn/sbml"
	checks "vanscape/core/internal/check" // check is a function here
	"vanscape/core/protocol"
)

// The network with default settings has the means and standard deviations that the SBML
// test suite for stochastic simulators gives, within 2 %, in those of its cases that take
// a few seconds; package sbml holds the exact law against all of them.
func TestSuiteByNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	var times []float64
	for i := range 50 {
		times = append(times, float64(i+1))
	}
	for _, name := range []string{"00001", "00003", "00005", "00009", "00011", "00013", "00015", "00017", "00019", "00021", "00027", "00029", "00031", "00035", "00037", "00039"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, _, err := sbml.Read(checks.SuiteModel(t, name))
			if err != nil {
				t.Fatal(err)
			}
			c := finished(t, protocol.Start{Text: n.String(), Times: times, Solver: protocol.VAN, Seed: 1}, newSource)
			worst := 0.0
			for variable, want := range checks.SuiteResults(t, name) {
				i := n.Index(variable)
				if i < 0 { // it follows from a rule
					continue
				}
				for _, f := range c.frames {
					w := want[int(f.Time)]
					for _, off := range []float64{f.Law.Mean[i]/w.Mean - 1, math.Sqrt(f.Law.Var[i])/w.SD - 1} {
						if worst = max(worst, math.Abs(off)); !(math.Abs(off) <= 0.02) {
							t.Errorf("%s at t = %g: %g ± %g, want %g ± %g", variable, f.Time, f.Law.Mean[i], math.Sqrt(f.Law.Var[i]), w.Mean, w.SD)
						}
					}
				}
			}
			t.Logf("worst difference %.1g", worst)
		})
	}
}

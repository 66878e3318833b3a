package sbml

import (
	"math"
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/fsp"
	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

func suiteModel(t *testing.T, name string) *crn.Network {
	t.Helper()
	n, _, err := Read(check.SuiteModel(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// of returns the mean and the standard deviation of a variable of the suite from those of
// the species: y follows as 2 X in one case, and a boundary species is a parameter.
func of(t *testing.T, n *crn.Network, variable string, mean, cov []float64) (m, sd float64) {
	t.Helper()
	if i := n.Index(variable); i >= 0 {
		return mean[i], math.Sqrt(max(0, cov[i*len(mean)+i]))
	}
	for _, p := range n.Parameters {
		if p.Name == variable {
			return p.Value, 0
		}
	}
	if variable != "y" {
		t.Fatalf("the network has no %s", variable)
	}
	m, sd = of(t, n, "X", mean, cov)
	return 2 * m, 2 * sd
}

// The exact law has the means and standard deviations that the suite gives. Seen to fail
// with the volume of case 11 left out, and with the reset of case 29 left out.
func TestSuiteExactly(t *testing.T) {
	for _, name := range check.Suite {
		t.Run(name, func(t *testing.T) {
			n := suiteModel(t, name)
			if testing.Short() && slices.Contains([]string{"00005", "00007", "00023", "00025"}, name) {
				t.Skip("takes up to fifteen seconds")
			}
			results := check.SuiteResults(t, name)
			levels, err := ssa.Limits(n, 50, ssa.Settings{Seed: 1, Cap: 50_000, Events: 5_000_000})
			if err != nil {
				t.Fatal(err)
			}
			for i := range levels {
				levels[i] += min(levels[i]/2, 300) + 20
			}
			g, err := cme.New(n, levels)
			if err != nil {
				t.Fatal(err)
			}
			s, err := fsp.New(g, 1_000_000)
			if err != nil {
				t.Fatal(err)
			}
			mean, cov := make([]float64, len(levels)), make([]float64, len(levels)*len(levels))
			worst := 0.0
			for i := range 51 {
				if err := s.AdvanceUntil(float64(i)); err != nil {
					t.Fatal(err)
				}
				s.Mean(mean)
				s.Covariance(cov)
				for variable, want := range results {
					m, sd := of(t, n, variable, mean, cov)
					for _, c := range [][2]float64{{m, want[i].Mean}, {sd, want[i].SD}} {
						off := math.Abs(c[0]-c[1]) / max(1, math.Abs(c[1]))
						if worst = max(worst, off); off > 1e-5 {
							t.Errorf("%s at t = %d: %g, want %g", variable, i, c[0], c[1])
						}
					}
				}
			}
			t.Logf("%d states, lost %.1g, worst difference %.1g", s.Space().Len(), s.Leak(), worst)
		})
	}
}

// Ten thousand simulations agree with the suite by its own criterion: at every time the
// mean within 3 of its standard errors, and the variance within 5. The two cases with ten
// thousand molecules get a thousand simulations, since ten thousand take a minute each;
// they agree as well. About one case in twenty would fail by chance with another seed,
// since there are fifty times. The suite takes the standard error of a variance from a normal law.
// In case 3 most populations die out and few grow large, so that this error is much too
// small there, and the one that the simulations show takes its place where it is larger.
func TestSuiteBySimulation(t *testing.T) {
	if testing.Short() {
		t.Skip("takes twenty seconds")
	}
	for _, name := range check.Suite {
		t.Run(name, func(t *testing.T) {
			n := suiteModel(t, name)
			results := check.SuiteResults(t, name)
			runs, seed := 10_000, uint64(1)
			if name == "00005" || name == "00023" {
				runs, seed = 1000, 2
			}
			e := ssa.New(n, runs, seed)
			size := len(n.Species)
			mean, cov := make([]float64, size), make([]float64, size*size)
			spread := make([]float64, size)
			for i := range 51 {
				if err := e.AdvanceUntil(float64(i)); err != nil {
					t.Fatal(err)
				}
				e.Mean(mean)
				e.Covariance(cov)
				e.VarianceError(spread)
				for variable, all := range results {
					m, sd := of(t, n, variable, mean, cov)
					want := all[i]
					if want.SD == 0 {
						if m != want.Mean || sd != 0 {
							t.Errorf("%s at t = %d: %g ± %g, want exactly %g", variable, i, m, sd, want.Mean)
						}
						continue
					}
					z := math.Sqrt(float64(runs)) * (m - want.Mean) / want.SD
					unit := want.SD * want.SD / math.Sqrt(float64(runs)/2)
					if name == "00003" {
						unit = max(unit, spread[0])
					}
					y := (sd*sd - want.SD*want.SD) / unit
					if math.Abs(z) > 3 || math.Abs(y) > 5 {
						t.Errorf("%s at t = %d: mean off by %.2f, variance by %.2f standard errors", variable, i, z, y)
					}
				}
			}
			t.Logf("%d events", e.Events())
		})
	}
}

package rate

import (
	"math"
	"slices"
	"strings"
	"testing"

	"vanscape/core/crn"
)

func solve(t *testing.T, text string, until float64) []float64 {
	t.Helper()
	x, err := amounts(t, text, until)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return x
}

func amounts(t *testing.T, text string, until float64) ([]float64, error) {
	t.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	e := New(net)
	for {
		if done, err := e.Step(until); done || err != nil {
			return e.Amounts(), err
		}
	}
}

// Solutions known in closed form.
func TestClosedForms(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		until float64
		want  []float64
	}{
		"birth and death":  {"species X\n0 -> X @ 10\nX -> 0 @ 0.5", 3, []float64{20 * (1 - math.Exp(-1.5))}},
		"two by two":       {"species X = 8\n2 X -> 0 @ 0.1", 5, []float64{8 / (1 + 2*0.1*8*5)}}, // x' = -2 k x^2
		"a literal law":    {"species X = 3\nX -> 0 ; 2*X/(1 + 0*X)", 1, []float64{3 * math.Exp(-2)}},
		"rates that move":  {"species X\n0 -> X ; 1 + t", 4, []float64{4 + 8}},
		"an initial law":   {"species X, Y = 5\ninit X ~ poisson(2.5)\nX -> Y @ 1\nY -> 0 @ 0", 2, []float64{2.5 * math.Exp(-2), 5 + 2.5*(1-math.Exp(-2))}},
		"used up at once":  {"species X = 2\nX -> 0 ; 5", 3, []float64{0}},
		"a reset":          {"species X = 3\nat t = 2: X = 7\n0 -> X @ 10\nX -> 0 @ 0.5", 5, []float64{20 - 13*math.Exp(-1.5)}},
		"two resets":       {"species X, Y = 4\nat t = 3: Y = 0\nat t = 2: X = 7\nX -> Y @ 1", 4, []float64{7 * math.Exp(-2), 7 * (math.Exp(-1) - math.Exp(-2))}},
		"a reset at last":  {"species X\nat t = 2: X = 7\n0 -> X @ 10", 2, []float64{7}},
		"nothing happens":  {"species X = 2\nX -> 0 @ 0", 100, []float64{2}},
		"fast beside slow": {"species X = 1, Y\nX -> Y @ 1000\nY -> X @ 1000\nY -> 0 @ 0.1", 10, nil},
	} {
		got := solve(t, c.text, c.until)
		if name == "fast beside slow" {
			if total := got[0] + got[1]; math.Abs(total-math.Exp(-0.05*10)) > 1e-4 { // quasi-steady, to the ratio of the rates
				t.Errorf("%s: %v in all", name, total)
			}
			continue
		}
		tolerance := 1e-5
		if name == "used up at once" { // the step over the end of a reactant is bounded by the error estimate
			tolerance = 1e-3
		}
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) <= tolerance*(1+math.Abs(b)) }) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatCannotBeFollowed(t *testing.T) {
	for text, want := range map[string]string{
		"species X = 1\nX -> 2 X @ 1":         "X grows without bound at t = 27",
		"species X = 2\n2 X -> 3 X @ 1":       "grows without bound",
		"species X = 2\n0 -> X ; sqrt(1 - t)": "no solution beyond t = 1",
	} {
		x, err := amounts(t, text, 100)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, x, err, want)
		}
		for _, v := range x {
			if math.IsNaN(v) {
				t.Errorf("%q: %v", text, x)
			}
		}
	}
}

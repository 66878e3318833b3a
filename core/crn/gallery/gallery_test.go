package gallery

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanscape/core/crn"
)

// The published examples and where they stop.
var horizons = map[string]float64{
	"birth-death": 100, "gene-expression": 3600, "gene-expression-2": 3600, "gene-expression-reversed": 3600, "gene-expression-2-reversed": 3600,
	"autoregulation-1": 10, "autoregulation-2": 10, "autoregulation-3": 10, "toggle-switch": 40,
	"early-life-V0.1": 8, "early-life-V0.5": 8, "early-life-V1": 8, "early-life-V10": 8, "epidemic": 20,
	"cascade-linear": 10, "cascade-linear-reversed": 10, "cascade-hill": 1, "cascade-feedback": 10, "schlogl-1": 1,
}

func TestModels(t *testing.T) {
	names := make(map[string]bool)
	for name := range horizons {
		if _, ok := Lookup(name); !ok {
			t.Errorf("there is no %s", name)
		}
	}
	doi := regexp.MustCompile(`^10\.\d{4,}/\S+$`)
	for _, m := range All() {
		if names[m.Name] || !regexp.MustCompile(`^[A-Za-z0-9.-]+$`).MatchString(m.Name) {
			t.Errorf("name %q", m.Name)
		}
		names[m.Name] = true
		if got, ok := Lookup(m.Name); !ok || got.Text != m.Text {
			t.Errorf("%s is not found by its name", m.Name)
		}
		if m.Horizon != horizons[m.Name] {
			t.Errorf("%s stops at %g", m.Name, m.Horizon)
		}
		if m.Exact.String() == "" {
			t.Errorf("%s has no route to its exact law", m.Name)
		}
		if m.Title == "" || !doi.MatchString(m.Source) {
			t.Errorf("%s: title %q, source %q", m.Name, m.Title, m.Source)
		}
		for _, sentence := range m.Notice {
			if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, ". ") {
				t.Errorf("%s: not one sentence: %q", m.Name, sentence)
			}
		}
		if m.Times[0] != 0 || m.Times[len(m.Times)-1] != m.Horizon || !slices.IsSorted(m.Times) {
			t.Errorf("%s: times %v, horizon %v", m.Name, m.Times, m.Horizon)
		}
		n, err := crn.Parse(m.Text)
		if err != nil {
			t.Errorf("%s: %v", m.Name, err)
			continue
		}
		if n.Name == "" {
			t.Errorf("%s does not name its network", m.Name)
		}
		if n.Index(m.Pair[0]) < 0 || n.Index(m.Pair[1]) < 0 || m.Pair[0] == m.Pair[1] && len(n.Species) > 1 {
			t.Errorf("%s: pair %v", m.Name, m.Pair)
		}
		for line := range strings.Lines(m.Text) {
			if len(line) > 100 {
				t.Errorf("%s has a line of %d characters", m.Name, len(line))
			}
		}
	}
	if _, ok := Lookup("toggle"); ok {
		t.Error("an unknown name is found")
	}
}

// The propensities at one state, worked out by hand from the table of rates.
func TestPropensities(t *testing.T) {
	for _, test := range []struct {
		name  string
		start []int
		state []int
		time  float64
		want  []float64
	}{
		{"toggle-switch", []int{1, 1, 0, 0, 0, 0}, []int{1, 1, 0, 0, 30, 4}, 0,
			[]float64{50, 50, 30, 4, 1e-4 * 30 * 29, 0, 1e-4 * 4 * 3, 0}},
		{"toggle-switch", []int{1, 1, 0, 0, 0, 0}, []int{0, 0, 1, 1, 1, 9}, 0,
			[]float64{0, 0, 1, 9, 0, 0.1, 0, 0.1}},
		{"birth-death", []int{0}, []int{7}, 0, []float64{0.1, 0.07}},
		{"gene-expression", []int{0, 0}, []int{3, 50}, 0, []float64{0.1, 0.3, 0.3, 0.1}},
		{"gene-expression-2", []int{0, 0}, []int{3, 50}, 0, []float64{0.01, 3, 0.3, 0.1}},
		{"gene-expression-reversed", []int{0, 0}, []int{50, 3}, 0, []float64{0.1, 0.3, 0.3, 0.1}},
		{"gene-expression-2-reversed", []int{0, 0}, []int{50, 3}, 0, []float64{0.01, 3, 0.3, 0.1}},
		{"autoregulation-1", []int{0, 1, 0}, []int{1, 0, 6}, 0, []float64{8.4, 0, 0.06, 0, 6}},
		{"autoregulation-1", []int{0, 1, 0}, []int{0, 1, 6}, 0, []float64{0, 28.1, 0, 0.94, 6}},
		{"autoregulation-2", []int{0, 1, 0}, []int{1, 1, 2}, 0, []float64{7.2, 40.6, 0.14, 0.69, 2}},
		{"autoregulation-3", []int{0, 1, 0}, []int{1, 1, 2}, 0, []float64{0.94, 53.1, 0.16, 0.44, 2}},
		{"early-life-V1", []int{2, 49, 49}, []int{3, 40, 57}, 0, []float64{120, 171, 3, 40, 3, 57}},
		{"early-life-V0.1", []int{2, 49, 49}, []int{3, 40, 57}, 0, []float64{1200, 1710, 3, 40, 3, 57}},
		{"early-life-V0.5", []int{2, 49, 49}, []int{3, 40, 57}, 0, []float64{240, 342, 3, 40, 3, 57}},
		{"early-life-V10", []int{2, 49, 49}, []int{3, 40, 57}, 0, []float64{12, 17.1, 3, 40, 3, 57}},
		{"epidemic", []int{50, 10, 0}, []int{20, 30, 5}, 1.5,
			[]float64{0.0036 * 600, 0.6, 0.035, 0.04, 1.5, 0.01}},
		{"schlogl-1", []int{50}, []int{4}, 0, []float64{2.676 * 12, 0.04 * 24, 108.102, 4 * 37.881}},
	} {
		n := network(t, test.name)
		if !slices.Equal(n.Initial(), test.start) {
			t.Errorf("%s starts at %v, want %v", test.name, n.Initial(), test.start)
		}
		if len(n.Reactions) != len(test.want) {
			t.Errorf("%s has %d reactions, want %d", test.name, len(n.Reactions), len(test.want))
			continue
		}
		for i, want := range test.want {
			if got := n.Reactions[i].Propensity(test.state, test.time); math.Abs(got-want) > 1e-12*want {
				t.Errorf("%s: %s is %v, want %v", test.name, n.Reactions[i].String(n), got, want)
			}
		}
	}
}

func TestConservation(t *testing.T) {
	for _, test := range []struct {
		name string
		want []string
	}{
		{"toggle-switch", []string{"Gx + Gx_off = 1", "Gy + Gy_off = 1"}},
		{"autoregulation-1", []string{"Gu + Gb = 1"}},
		{"early-life-V0.1", []string{"F + X + Y = 100"}},
		{"early-life-V1", []string{"F + X + Y = 100"}},
		{"epidemic", nil}, {"birth-death", nil}, {"gene-expression", nil}, {"schlogl-1", nil}, {"cascade-linear", nil},
		{"cascade-hill", nil}, {"cascade-feedback", nil},
	} {
		n := network(t, test.name)
		var got []string
		for _, w := range n.ConservationLaws() {
			got = append(got, n.FormatLaw(w))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s conserves %q, want %q", test.name, got, test.want)
		}
	}
}

func network(t *testing.T, name string) *crn.Network {
	t.Helper()
	m, ok := Lookup(name)
	if !ok {
		t.Fatalf("no model %s", name)
	}
	n, err := crn.Parse(m.Text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

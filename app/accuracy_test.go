//go:build !js

package main

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"vanscape/core/crn/gallery"
)

// measured runs accuracy as a shell would.
func measured(args ...string) (status int, stdout, stderr string) {
	return said(func(stdout, stderr io.Writer) int { return accuracy(args, stdout, stderr) })
}

// A few models reach what is asked, and both files tell so.
func TestAccuracy(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	status, stdout, stderr := measured("--out", folder, "--only", "^(birth-death/|autoregulation-1/projected|schlogl-1).*mlp")
	if status != exitDone || stderr != "" {
		t.Fatalf("status %d, stderr %q", status, stderr)
	}
	text, err := os.ReadFile(filepath.Join(folder, "accuracy.txt"))
	if err != nil || string(text) != stdout {
		t.Errorf("%v: the table in the file is not the one on stdout", err)
	}
	b, err := os.ReadFile(filepath.Join(folder, "accuracy.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report accuracyReport
	if err := json.Unmarshal(b, &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Rows) != 4 {
		t.Fatalf("%d rows", len(report.Rows))
	}
	for _, r := range report.Rows {
		if r.Joint == nil || *r.Joint <= 0 || *r.Joint > 0.06 || len(r.Misses) > 0 || r.SolverSeconds <= 0 || r.SolverSeconds > r.WallSeconds || r.Steps == 0 || r.Parameters == 0 || r.Samples != 500 {
			t.Errorf("%+v", r)
		}
		if gradient := r.Method != "projected"; gradient != (r.TimesSlower != nil) || gradient != (r.Updates > 0) {
			t.Errorf("%s: %d updates, slower %v", r.Method, r.Updates, r.TimesSlower)
		}
		if !strings.Contains(stdout, r.Model) {
			t.Errorf("no %s in\n%s", r.Model, stdout)
		}
	}
}

// The distances of a row, worked out anew from the JSON of solve and the Poisson
// law that birth and death keeps.
func TestAccuracyOfBirthAndDeath(t *testing.T) {
	row := trialOf(t, "birth-death/projected/mlp").measure(t.Context(), 0, 0, &progressLine{})
	d, _ := solved(t, "", "--model", "birth-death", "--times", "1,5,10,20,40,60,80,100")
	worst, early := 0.0, 0.0
	for i, f := range d.Frames {
		mean := 10 - 9*math.Exp(-f.T/100)
		square := 0.0
		for k, p := range f.Marginals[0] {
			square += math.Pow(math.Sqrt(p)-math.Sqrt(distuv.Poisson{Lambda: mean}.Prob(float64(k))), 2) / 2
		}
		square += distuv.Poisson{Lambda: mean}.Survival(float64(len(f.Marginals[0])-1)) / 2 // counts that only the exact law has
		p := row.Instants[i]
		want := math.Sqrt(square)
		if p.T != f.T || p.Judged != (f.T >= 20) || math.Abs(p.Marginal-want) > 1e-5 || math.Abs(*p.Joint-want) > 1e-4 {
			t.Errorf("t = %g: %+v, joint %v, want %g", f.T, p, *p.Joint, want)
		}
		off := math.Abs(f.Mean[0]-mean) / mean
		sd := math.Abs(math.Sqrt(f.Var[0])-math.Sqrt(mean)) / math.Sqrt(mean)
		if math.Abs(p.Mean-off) > 1e-5 || math.Abs(p.SD-sd) > 1e-5 {
			t.Errorf("t = %g: mean off by %g, sd by %g, want %g, %g", f.T, p.Mean, p.SD, off, sd)
		}
		if p.Judged {
			worst = max(worst, p.Marginal)
		} else {
			early = max(early, p.Marginal)
		}
	}
	if row.Marginal != worst || *row.EarlyMarginal != early || row.Reference != "closed form" {
		t.Errorf("worst %g, early %g, want %g, %g", row.Marginal, *row.EarlyMarginal, worst, early)
	}
}

// Where simulations stand in for an exact law, a distance is that to the law and the
// floor together, and a mean is held against what they resolve.
func TestAccuracyBySimulation(t *testing.T) {
	// A + B -> 0 keeps the network off every closed form.
	m := gallery.Model{Name: "pairs", Text: "species A, B\n0 -> A @ 4\n0 -> B @ 4\nA + B -> 0 @ 0.2\nA -> 0 @ 1\nB -> 0 @ 1", Exact: gallery.ListedStates}
	trial := trial{model: m, way: defaultWay, times: []float64{1, 2}, most: bounds{Marginal: 0.1, Mean: 0.02}}
	exact := trial.measure(t.Context(), 0, 0, &progressLine{})
	trial.model.Exact = gallery.Simulation
	const runs = 3000
	row := trial.measure(t.Context(), runs, 0, &progressLine{})
	if len(exact.Misses) > 0 || len(row.Misses) > 0 || row.Reference != "3000 simulations" || row.Floor < math.Sqrt(5./8/runs) || row.Floor > math.Sqrt(30./8/runs) {
		t.Errorf("floor %g, misses %v, %v", row.Floor, exact.Misses, row.Misses)
	}
	for i, p := range row.Instants {
		want := math.Hypot(exact.Instants[i].Marginal, p.Floor)
		if p.Marginal > 1.6*want || p.Marginal < 0.4*want {
			t.Errorf("t = %g: %g from the simulations, expected %g", p.T, p.Marginal, want)
		}
		if p.resolved >= p.Mean || p.Mean > 0.1 {
			t.Errorf("t = %g: a mean is off by %g, of which %g is resolved", p.T, p.Mean, p.resolved)
		}
	}
}

func trialOf(t *testing.T, name string) trial {
	t.Helper()
	for _, x := range trials() {
		if x.name() == name {
			return x
		}
	}
	t.Fatalf("no trial %s", name)
	return trial{}
}

// A bound that is missed, and a run that does not end, make the status 1.
func TestAccuracyMisses(t *testing.T) {
	x := trialOf(t, "birth-death/projected/mlp")
	x.most = bounds{Joint: 1e-9, Marginal: 1e-9, Mean: 1e-9}
	if r := x.measure(t.Context(), 0, 0, &progressLine{}); len(r.Misses) != 15 || !strings.HasPrefix(r.Misses[0], "joint distance 0.") || !strings.HasSuffix(r.Misses[0], " at t = 20, more than 1e-09") {
		t.Errorf("%d misses, %q", len(r.Misses), r.Misses)
	}
	r := outcome{Most: bounds{Joint: 0.1}, Instants: []instant{{T: 0.2, Judged: true}}}
	if r.judge(); len(r.Misses) != 1 || r.Misses[0] != "there is no joint distance at t = 0.2" {
		t.Errorf("%q", r.Misses)
	}
	r = outcome{Most: bounds{Joint: 0.1}}
	if r.judge(); len(r.Misses) != 1 {
		t.Errorf("nothing to judge: %q", r.Misses)
	}
	status, stdout, stderr := measured("--out", t.TempDir(), "--only", "^gene-expression/", "--budget", "1ns")
	if status != exitFailed || !strings.Contains(stderr, "accuracy: gene-expression/projected/mlp misses: the time budget of 1ns ended at t = 0") || !strings.Contains(stdout, "MISSES") {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
}

func TestAccuracyBadInput(t *testing.T) {
	file := write(t, "file", "")
	for args, want := range map[string]string{
		"--only [":                      `--only "[": error parsing regexp`,
		"--only brusselator":            `no row is called like "brusselator": name the rows with --only . --list`,
		"--simulations 0":               `--simulations "0": write a whole number from 1`,
		"--out " + file + "/x --only x": "not a directory",
		"fast":                          `"fast" is not an option: --help lists them`,
	} {
		status, stdout, stderr := measured(strings.Fields(args)...)
		if status != exitInput || stdout != "" || !strings.HasPrefix(stderr, "accuracy: ") || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, stdout %q, stderr %q", args, status, stdout, stderr)
		}
	}
}

// Every model of the gallery is tried by default and with the bounds that are asked;
// the gradient methods are there when asked for.
func TestTrials(t *testing.T) {
	status, stdout, _ := measured("--list")
	names := strings.Fields(stdout)
	if status != exitDone || len(names) != len(gallery.All()) {
		t.Errorf("%d rows by default", len(names))
	}
	for i, m := range gallery.All() {
		x := trialOf(t, names[i])
		want := bounds{Joint: 0.06, Marginal: 0.03}
		switch m.Name {
		case "toggle-switch":
			want = bounds{Joint: 0.08}
		case "cascade-linear", "cascade-linear-reversed":
			want = bounds{Joint: 0.04}
		case "cascade-hill", "cascade-feedback":
			want = bounds{Marginal: 0.03, Mean: 0.02}
		}
		if x.model.Name != m.Name || x.most != want || x.times[len(x.times)-1] != m.Horizon {
			t.Errorf("%s: %+v until %v", m.Name, x.most, x.times)
		}
	}
	_, stdout, _ = measured("--list", "--only", "gradient")
	if n := strings.Count(stdout, "\n"); n != 12 || !strings.Contains(stdout, "toggle-switch/policy-gradient/transformer\n") {
		t.Errorf("%d rows by gradients", n)
	}
}

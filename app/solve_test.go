//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanscape/core/export"
)

// said is what a command says and with which status it ends.
func said(command func(stdout, stderr io.Writer) int) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = command(&out, &err)
	return status, out.String(), err.String()
}

// shell runs solve as a shell would.
func shell(stdin string, args ...string) (status int, stdout, stderr string) {
	return said(func(stdout, stderr io.Writer) int { return solve(args, strings.NewReader(stdin), stdout, stderr) })
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const immigration = "species X\n0 -> X @ 3\nX -> 0 @ 1\n"

// Every wrong command line gets status 2 and one line that says what and where.
func TestSolveBadInput(t *testing.T) {
	folder := t.TempDir()
	model := write(t, "model.txt", immigration)
	noise := write(t, "noise.txt", strings.Repeat("%&/()=?`*'_:;>< ", 625))
	binary := write(t, "binary", "\xff\xfe\x00")
	wrong := write(t, "wrong.txt", "species X\n0 -> X @ 3\nX -> 0 @ kk\n")
	missing := filepath.Join(folder, "no.txt")
	for _, c := range []struct {
		args  string // words; FILE stands for a good model
		stdin string
		want  string
	}{
		{args: "", want: "--model is missing: name a model of the gallery (toggle-switch, "},
		{args: "--model toggle-swich", want: "the gallery has no model toggle-swich, and there is no such file: did you mean toggle-switch?"},
		{args: "--model brusselator", want: "the gallery has no model brusselator, and there is no such file: it has toggle-switch, "},
		{args: "--model " + missing, want: "there is no file " + missing},
		{args: "--model " + folder, want: "is a directory"},
		{args: "--model " + binary + " --times 1", want: "is not text in UTF-8: it is not a model"},
		{args: "--model " + noise + " --times 1", want: noise + ":1:1: "},
		{args: "--model - --times 1", stdin: "", want: "standard input:1:1: the model is empty"},
		{args: "--model - --times 1", stdin: "species X = 3\n", want: "standard input:1:14: the model has no reaction"},
		{args: "--model " + wrong + " --times 1", want: wrong + ":3:10: "},
		{args: "--model FILE", want: "--times is missing: say when to look, as in --times 1,2,5"},
		{args: "--model FILE --times 5,1", want: "times must ascend, but 1 follows 5"},
		{args: "--model FILE --times 1,inf", want: "times must be finite numbers, but number 2 is +Inf"},
		{args: "--model FILE --times 1 --steady 0", want: `--steady "0": write a number above 0`},
		{args: "--model FILE --times 1 --steady 0.1", want: "steady looks back over half of the time: ask for a time up to 0.5 before 1"},
		{args: "--model epidemic --steady 0.1", want: "rates that depend on time leave no law steady: leave steady out"},
		{args: "--model FILE --times 1 --trajectories 3", want: "trajectories are simulations: ask the solver ssa for them"},
		{args: "--model FILE --times 1 --solver ssa --samples 2 --trajectories 3", want: "there are 2 simulations: ask for at most as many trajectories, not 3"},
		{args: "--model - --times 1", stdin: "species A, B = 1\nA <-> B @ 1, 1\ninit A ~ poisson(2)\n",
			want: `standard input:3:6: this initial law breaks the conservation law A + B = constant: its total must be one number, so give "A" a count`},
		{args: "--model FILE --times 1,,2", want: `--times "1,,2": "" is not a number: write times as in 1,2,5`},
		{args: "--model FILE --times 0", want: "times must reach beyond the start, which is at 0"},
		{args: "--model FILE --times 1,inf", want: "times must be finite numbers, but number 2 is +Inf"},
		{args: "--model FILE --times 1e999", want: `--times "1e999": "1e999" is not a number`},
		{args: "--model FILE --times NaN", want: "times must be finite numbers, but number 1 is NaN"},
		{args: "--model FILE --times 1 --limits X=-3", want: "the count limit of X must be from 1 to 100000, not -3"},
		{args: "--model - --times 1 --limits X=5", stdin: "species X = 9\nX -> 0 @ 1\n", want: "the count limit of X is 5, but it starts at 9: raise the limit"},
		{args: "--model FILE --times 1 --limits X", want: `--limits "X": "X" is not a count limit: write Px=90 or Px=90,Py=80`},
		{args: "--model FILE --times 1 --limits X=4,X=5", want: `--limits "X=4,X=5": X has two count limits`},
		{args: "--model FILE --times 1 --pairs X", want: `--pairs "X": "X" is not a pair of species: write Px,Py or Px,Py;Gx,Px`},
		{args: "--model toggle-switch --times 1 --limits Pz=4", want: `there is no species "Pz": did you mean P`},
		{args: "--model FILE --solver mcmc", want: `--solver "mcmc" is not known: use van, fsp, ssa`},
		{args: "--model FILE --method magic", want: `--method "magic" is not known: use projected, policy-gradient, natural-gradient`},
		{args: "--model FILE --arch cnn", want: `--arch "cnn" is not known: use mlp, nade, gru, transformer`},
		{args: "--model FILE --head bald", want: `--head "bald" is not known: use smooth, categorical`},
		{args: "--model FILE --loss l3", want: `--loss "l3" is not known: use kl, l2, hellinger, steady`},
		{args: "--model FILE --times 1 --arch gru", want: "the method projected moves the architecture mlp only, whose Fisher matrix has blocks: use policy-gradient or natural-gradient with gru"},
		{args: "--model FILE --times 1 --loss l2", want: "the method projected solves for its steps: updates, rate, loss and adaptive belong to policy-gradient and natural-gradient"},
		{args: "--model FILE --times 1 --method policy-gradient --arch transformer --width 9 --heads 2", want: "a width of 9 does not divide into 2 attention heads"},
		{args: "--model FILE --times 1 --width 1000000000", want: "width must be from 1 to 1024, not 1000000000"},
		{args: "--model FILE --times 1 --samples 1000000000", want: "samples must be from 1 to 1000000, not 1000000000"},
		{args: "--model FILE --width 99999999999999999999", want: `--width "99999999999999999999": write a whole number from 1`},
		{args: "--model FILE --times 1 --method policy-gradient --arch gru --width 1000000000", want: "width must be from 1 to 1024, not 1000000000"},
		{args: "--model FILE --rate 0", want: `--rate "0": write a number above 0`},
		{args: "--model FILE --seed -1", want: `--seed "-1": a seed is a whole number from 0`},
		{args: "--model FILE --samples 0", want: `--samples "0": write a whole number from 1`},
		{args: "--model FILE --step 0", want: `--step "0": write a number above 0`},
		{args: "--model FILE --budget soon", want: `--budget "soon": write a time as in 60s or 5m`},
		{args: "--model FILE --adaptive=yes", want: `--adaptive "yes": leave the value out, or write true or false`},
		{args: "--model FILE --times 1 --ask P(Y>2)", want: `in the question "P(Y>2)", column 3: the model has no species and no parameter "Y"`},
		{args: "--model FILE --times 1 --ask H --ask X>3", want: `in the question "X>3", column 1: "X" asks nothing: a question is one of P(X > 3), E(X), p(X = 3), ln p(X = 3), H, H(X) and I(X; Y)`},
		{args: "--model FILE --ask", want: "--ask needs a value"},
		{args: "--model FILE --draw 5", want: "--draw needs --draw-out: name a file for the samples, as in --draw-out samples.csv"},
		{args: "--model FILE --draw-out x.csv", want: "--draw-out needs --draw: say how many samples, as in --draw 1000"},
		{args: "--model FILE --draw many --draw-out x.csv", want: `--draw "many": write a whole number from 1`},
		{args: "--model FILE --times 1 --draw 2000000 --draw-out " + filepath.Join(folder, "x.csv"), want: "from 1 to 1000000 samples can be drawn at a time, not 2000000"},
		{args: "--model FILE --times 1 --draw 5 --draw-out " + filepath.Join(folder, "no", "x.csv"), want: "cannot be written: no such file or directory"},
		{args: "--model FILE --colour blue", want: "--colour is not an option: --help lists them"},
		{args: "--model", want: "--model needs a value"},
		{args: "--model FILE --times 1 now", want: `"now" is not an option: --help lists them`},
		{args: "--model FILE --times 1 --out law.xls", want: `--out "law.xls": a result is written as .csv, .npz or .json: end the name in one of them`},
		{args: "--model FILE --times 1 --out " + filepath.Join(folder, "no", "x.csv"), want: "cannot be written: no such file or directory"},
		{args: "--model FILE --times 1 --out " + filepath.Join(folder, "x.csv") + " --out " + filepath.Join(folder, "x.csv"), want: "would be written twice"},
		{args: "--model - --times 1", stdin: "<html/>", want: "standard input is XML, but neither SBML nor of StochKit 2"},
		{args: "--model - --times 1", stdin: "<sbml level='3'>\n<model/></sbml>", want: "standard input:1: the model has no reaction that changes a count"},
		{args: "--model FILE --times 1 --json " + filepath.Join(folder, "no", "out.json"), want: "cannot be written: no such file or directory"},
	} {
		args := strings.Fields(strings.ReplaceAll(c.args, "FILE", model))
		status, stdout, stderr := shell(c.stdin, args...)
		if status != exitInput || stdout != "" {
			t.Errorf("%s: status %d, stdout %q", c.args, status, stdout)
		}
		if !strings.HasPrefix(stderr, "solve: ") || !strings.Contains(stderr, c.want) || strings.Count(stderr, "\n") != 1 || len(stderr) > 500 {
			t.Errorf("%s:\ngot  %q\nwant %q", c.args, stderr, c.want)
		}
	}
}

// solved runs solve and returns its JSON.
func solved(t *testing.T, stdin string, args ...string) (export.Document, string) {
	t.Helper()
	status, stdout, stderr := shell(stdin, append(args, "--json", "-")...)
	if status != exitDone || stderr != "" {
		t.Fatalf("%v: status %d, stderr %q", args, status, stderr)
	}
	var d export.Document
	decoder := json.NewDecoder(strings.NewReader(stdout))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		t.Fatal(err)
	}
	return d, stdout
}

// The count of an immigration-death process is Poisson with mean 3 (1 - e^-t).
func TestSolveJSON(t *testing.T) {
	d, text := solved(t, immigration, "--model", "-", "--times", "0,0.5,2", "--solver", "fsp", "--limits", "X=25", "--seed", "9")
	want := map[string]string{"model": "-", "times": "0,0.5,2", "solver": "fsp", "limits": "X=25", "seed": "9"}
	if !maps.Equal(d.Options, want) {
		t.Errorf("options %v, want %v", d.Options, want)
	}
	if d.Model != "standard input" || d.Solver != "fsp" || d.Seed != 9 || len(d.Species) != 1 || d.Species[0] != "X" || d.Settings.Limits["X"] != 25 {
		t.Errorf("got %+v", d)
	}
	if d.WallSeconds <= 0 || len(d.Frames) != 3 {
		t.Fatalf("%g s, %d frames", d.WallSeconds, len(d.Frames))
	}
	for _, f := range d.Frames {
		mean := 3 * (1 - math.Exp(-f.T))
		p := math.Exp(-mean)
		for k, got := range f.Marginals[0] {
			if math.Abs(got-p) > 1e-9 {
				t.Errorf("t = %g: P(%d) = %g, want %g", f.T, k, got, p)
			}
			p *= mean / float64(k+1)
		}
		if math.Abs(f.Mean[0]-mean) > 1e-8 || math.Abs(f.Var[0]-mean) > 1e-8 || f.Cov[0][0] != f.Var[0] {
			t.Errorf("t = %g: mean %g, variance %g, covariance %g, want %g", f.T, f.Mean[0], f.Var[0], f.Cov[0][0], mean)
		}
		if f.Exact != nil || len(f.Marginals[0]) != 26 {
			t.Errorf("exact %v, %d levels", f.Exact, len(f.Marginals[0]))
		}
	}
	for _, name := range []string{"model", "solver", "settings", "seed", "wall_seconds", "species", "frames", "t", "mean", "var", "cov", "marginals", "joints", "error_estimate", "wall_mass", "exact", "steps", "loss", "solver_seconds", "options"} {
		if !strings.Contains(text, `"`+name+`":`) {
			t.Errorf("the JSON has no %q", name)
		}
	}
}

// Questions are answered at every time: those about a Poisson law have closed forms.
func TestSolveAnswers(t *testing.T) {
	questions := []string{"P(X > 3)", "E(X^2)", "ln p(X = 0)", "ln p(X = 99)", "E(1/X)"}
	args := []string{"--model", "-", "--times", "0.5,2", "--limits", "X=25"}
	for _, q := range questions {
		args = append(args, "--ask", q)
	}
	for _, solver := range []string{"fsp", "van", "ssa"} {
		d, text := solved(t, immigration, append(args, "--solver", solver)...)
		for _, f := range d.Frames {
			m := 3 * (1 - math.Exp(-f.T))
			want := []float64{1 - math.Exp(-m)*(1+m+m*m/2+m*m*m/6), m + m*m, -m}
			if len(f.Answers) != len(questions) {
				t.Fatalf("%s: %d answers", solver, len(f.Answers))
			}
			for k, a := range f.Answers {
				if a.Question != questions[k] {
					t.Errorf("answer %d to %s", k, a.Question)
				}
				if k >= len(want) {
					continue
				}
				tolerance := map[string]float64{"fsp": 1e-6, "van": 0.01 * max(1, math.Abs(want[k])), "ssa": 5 * a.StandardError}[solver]
				if a.Value == nil || math.Abs(*a.Value-want[k]) > tolerance || (a.StandardError > 0) != (solver == "ssa") {
					t.Errorf("%s, t = %g, %s: %+v, want %g", solver, f.T, a.Question, a, want[k])
				}
				if (a.Exact == nil) != (solver == "fsp") || a.Exact != nil && math.Abs(*a.Exact-want[k]) > 1e-6 {
					t.Errorf("%s, t = %g, %s: exact %v, want %g", solver, f.T, a.Question, a.Exact, want[k])
				}
			}
			if a := f.Answers[3]; a.Value != nil || a.Exact != nil || a.Failed != "" {
				t.Errorf("%s: the logarithm of no probability is %+v", solver, a)
			}
			if a := f.Answers[4]; a.Value != nil || !strings.HasPrefix(a.Failed, "the expression has no finite value at X = 0") {
				t.Errorf("%s: got %+v", solver, a)
			}
		}
		for _, name := range []string{"answers", "question", "value", "standard_error", "exact", "failed"} {
			if !strings.Contains(text, `"`+name+`":`) {
				t.Errorf("the JSON has no %q", name)
			}
		}
	}
	_, table, _ := shell(immigration, append(args, "--solver", "fsp")...)
	for _, line := range []string{"P(X > 3)       0.0320944", "ln p(X = 0)    -1.18041", "ln p(X = 99)   -Inf", "E(1/X)         the expression has no finite value at X = 0"} {
		if !strings.Contains(table, line) {
			t.Errorf("no %q in\n%s", line, table)
		}
	}
}

// Samples are written as one table, and a run that fails leaves none.
func TestSolveDraws(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "samples.csv")
	args := []string{"--model", "-", "--times", "1,2", "--limits", "A=9,B=9", "--solver", "fsp", "--draw", "300", "--draw-out", path, "--seed", "5"}
	status, _, stderr := shell("species A = 9, B\nA -> B @ 1\n", args...)
	if status != exitDone || stderr != "" {
		t.Fatalf("status %d, stderr %q", status, stderr)
	}
	b, _ := os.ReadFile(path)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(lines) != 601 || lines[0] != "t,A,B,ln_p" {
		t.Fatalf("%d lines, the first is %q", len(lines), lines[0])
	}
	sum := 0
	for i, line := range lines[1:] {
		var at, ln float64
		var na, nb int
		if _, err := fmt.Sscanf(line, "%g,%d,%d,%g", &at, &na, &nb, &ln); err != nil || at != float64(1+i/300) || na+nb != 9 {
			t.Fatalf("line %d is %q: %v", i+2, line, err)
		}
		p := math.Exp(-at) // that a molecule is still there
		choose, _ := math.Lgamma(10)
		x, _ := math.Lgamma(float64(na + 1))
		y, _ := math.Lgamma(float64(nb + 1))
		if want := choose - x - y + float64(na)*math.Log(p) + float64(nb)*math.Log(1-p); math.Abs(ln-want) > 1e-5 {
			t.Errorf("line %d: ln p of %d, %d is %g, want %g", i+2, na, nb, ln, want)
		}
		if at == 2 {
			sum += na
		}
	}
	// The mean of 300 draws of 9 exp(-2) = 1.218, standard error 0.059.
	if mean := float64(sum) / 300; math.Abs(mean-1.218) > 5*0.059 {
		t.Errorf("the mean at t = 2 is %g", mean)
	}
	if status, _, _ := shell("species A = 1, B\nA -> 2 A @ 5\nA -> B @ 1", args...); status != exitFailed {
		t.Errorf("status %d for a run that fails", status)
	}
	if again, _ := os.ReadFile(path); string(again) != string(b) {
		t.Error("a failed run changed the samples of the one before")
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("%d files are left", len(entries))
	}
}

func TestSolveJoints(t *testing.T) {
	const two = "species A = 2, B\nA -> B @ 1\n"
	d, _ := solved(t, two, "--model", "-", "--times", "0,1", "--solver", "fsp", "--pairs", "B,A;A,B")
	if len(d.Frames[1].Joints) != 2 {
		t.Fatalf("joints %+v", d.Frames[1].Joints)
	}
	// B is binomial with 2 draws of 1 - 1/e, and A the rest.
	q := 1 - math.Exp(-1)
	want := []float64{(1 - q) * (1 - q), 2 * q * (1 - q), q * q}
	for i, j := range d.Frames[1].Joints {
		for b, p := range want {
			row, col := b, 2-b
			if i == 1 {
				row, col = col, row
			}
			if math.Abs(float64(j.P[row][col])-p) > 1e-6 {
				t.Errorf("joint of %s, %s at %d, %d is %g, want %g", j.A, j.B, row, col, j.P[row][col], p)
			}
		}
	}
}

func TestSolveWritesAFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "out.json")
	if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	files := func() int {
		entries, _ := os.ReadDir(folder)
		return len(entries)
	}
	run := func(model string) int {
		status, stdout, _ := shell(model, "--model", "-", "--times", "1,9", "--solver", "fsp", "--limits", "X=25", "--json", path)
		if stdout != "" {
			t.Errorf("stdout %q", stdout)
		}
		return status
	}
	if status := run("species X = 1\nX -> 2 X @ 1\n"); status != exitFailed {
		t.Errorf("status %d for a run that fails", status)
	}
	if b, _ := os.ReadFile(path); string(b) != "before" || files() != 1 {
		t.Errorf("a failed run left %d files, and %q", files(), b)
	}
	if status := run(immigration); status != exitDone {
		t.Errorf("status %d", status)
	}
	if b, _ := os.ReadFile(path); !json.Valid(b) || files() != 1 {
		t.Errorf("%d files, and no JSON but %.40q", files(), b)
	}
}

func TestSolveExplosion(t *testing.T) {
	const explosive = "species X = 1\nX -> 2 X @ 1\n"
	for _, args := range [][]string{
		{"--solver", "van"}, {"--solver", "fsp"}, {"--solver", "ssa"},
		{"--solver", "fsp", "--limits", "X=60"}, {"--solver", "ssa", "--limits", "X=60", "--samples", "100"}, {"--solver", "van", "--limits", "X=60"},
	} {
		status, stdout, stderr := shell(explosive, append(args, "--model", "-", "--times", "8")...)
		if status != exitFailed || stdout != "" || !strings.Contains(stderr, "probability reached the count limit of X") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%v: status %d, stdout %q, stderr %q", args, status, stdout, stderr)
		}
	}
}

// Simulations tell their errors, their work, and some of their trajectories.
func TestSolveSimulations(t *testing.T) {
	args := strings.Fields("--model - --solver ssa --times 0,0.5,2 --samples 400 --trajectories 2")
	d, _ := solved(t, immigration, args...)
	for _, f := range d.Frames[1:] {
		want := math.Sqrt(3 * (1 - math.Exp(-f.T)) / 400)
		if len(f.MeanError) != 1 || math.Abs(f.MeanError[0]-want) > 0.2*want {
			t.Errorf("t = %g: standard error %v, want %g", f.T, f.MeanError, want)
		}
	}
	steps := d.Frames[2].Steps
	if steps < 1000 || steps > 10_000 || d.SolverSeconds <= 0 || d.SolverSeconds > d.WallSeconds || d.Steady != nil || len(d.Trajectories) != 2 {
		t.Errorf("%d reactions in %g s, steady %v, %d trajectories", steps, d.SolverSeconds, d.Steady, len(d.Trajectories))
	}
	for _, p := range d.Trajectories {
		if len(p.T) != len(p.N) || p.T[0] != 0 || p.T[len(p.T)-1] != 2 || !slices.IsSorted(p.T) || len(p.N[0]) != 1 || p.Gaps {
			t.Errorf("trajectory %+v", p)
		}
	}
	if _, stdout, _ := shell(immigration, args...); !strings.Contains(stdout, "se of mean") || !strings.Contains(stdout, "million a second") {
		t.Errorf("the table is\n%s", stdout)
	}
}

// A run ends at the first steady law, here Poisson with mean 3, and says so.
func TestSolveSteady(t *testing.T) {
	args := strings.Fields("--model - --times 1,2,4,8,16,32,64 --limits X=25 --steady 0.001")
	d, _ := solved(t, immigration, args...)
	last := d.Frames[len(d.Frames)-1]
	if len(d.Frames) == 7 || d.Steady == nil || !d.Steady.Reached || d.Steady.Change >= 0.001 || math.Abs(last.Mean[0]-3) > 0.03 {
		t.Errorf("%d frames, steady %+v, mean %g", len(d.Frames), d.Steady, last.Mean[0])
	}
	if _, stdout, _ := shell(immigration, args...); !strings.Contains(stdout, "\nThe law is steady at t = ") {
		t.Errorf("the table is\n%s", stdout)
	}
}

// A rate that turns negative on the way is told by every solver, and what is
// wrong with it.
func TestSolveNegativeRate(t *testing.T) {
	for _, args := range []string{"--solver van", "--solver fsp", "--solver ssa", "--method natural-gradient"} {
		status, stdout, stderr := shell("species X = 3\n0 -> X @ 5 - t\nX -> 0 @ 1\n",
			append(strings.Fields(args), "--model", "-", "--times", "1,8", "--limits", "X=40")...)
		if status != exitInput || stdout != "" || !strings.Contains(stderr, "the law of 0 -> X @ 5 - t is -") || !strings.Contains(stderr, "max(0, ...)") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, stdout %q, stderr %q", args, status, stdout, stderr)
		}
	}
}

// With a budget and no tolerance the run says which one it took, and the document has it.
func TestSolveBudgetChoosesTolerance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.json")
	for _, test := range []struct {
		args []string
		want float64
		note bool
	}{{[]string{"--budget", "100h"}, 0.002, true}, {[]string{"--budget", "100h", "--tolerance", "0.05"}, 0.05, false}, {nil, 0, false}} {
		status, _, stderr := shell(immigration, append([]string{"--model", "-", "--times", "1", "--json", path}, test.args...)...)
		if status != exitDone {
			t.Fatalf("%v: status %d, %s", test.args, status, stderr)
		}
		var d export.Document
		if b, _ := os.ReadFile(path); json.Unmarshal(b, &d) != nil {
			t.Fatalf("%v: %s", test.args, b)
		}
		said := slices.Contains(d.Settings.Notes, "The tolerance 0.002 was chosen to keep to the time budget of 360000 s.")
		if d.Settings.Tolerance != test.want || said != test.note {
			t.Errorf("%v: tolerance %g, notes %q", test.args, d.Settings.Tolerance, d.Settings.Notes)
		}
	}
}

// A budget that ends writes what there is, and says so.
func TestSolveBudget(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.json")
	status, _, stderr := shell(immigration, "--model", "-", "--solver", "fsp", "--times", "0,1e8", "--limits", "X=25", "--budget", "200ms", "--json", path)
	if status != exitFailed || !strings.Contains(stderr, "the time budget of 200ms ended at t = ") || !strings.Contains(stderr, "1 of 2 times") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	var d export.Document
	b, _ := os.ReadFile(path)
	if err := json.Unmarshal(b, &d); err != nil || len(d.Frames) != 1 {
		t.Errorf("%v, %d frames", err, len(d.Frames))
	}
}

// TestSolveToggleSwitch is the contract of the product: with default settings
// the network is within 0.06 of the exact joint law and within 0.03 of every
// marginal, its means within 2 % and its variances within 10 % of those that an
// independent program computed, whatever the seed.
func TestSolveToggleSwitch(t *testing.T) {
	var reference struct {
		Species []string
		Frames  []struct {
			T         float64
			Mean, Var []float64
		}
	}
	b, err := os.ReadFile("../../shared/reference/toggle-switch.json")
	if err != nil {
		t.Skip("the reference is not here: ", err)
	}
	if err := json.Unmarshal(b, &reference); err != nil {
		t.Fatal(err)
	}
	seeds, times, compare := []string{"1", "2", "3"}, "1,2,5", 12
	if testing.Short() {
		seeds, times, compare = seeds[:1], "0.5,1", 8
	}
	for _, seed := range seeds {
		d, _ := solved(t, "", "--model", "toggle-switch", "--times", times, "--seed", seed)
		if d.Solver != "van" || d.Settings.Parameters == 0 || d.Settings.ExactStates == 0 || len(d.Settings.Order) != 6 {
			t.Errorf("settings %+v", d.Settings)
		}
		compared := 0
		for _, f := range d.Frames {
			if f.Exact == nil || *f.Exact.JointHellinger > 0.06 || slices.Max(f.Exact.MarginalHellinger) > 0.03 {
				t.Errorf("seed %s, t = %g: exact %+v", seed, f.T, f.Exact)
			}
			if len(f.Joints) != 1 || f.Joints[0].A != "Px" || f.Joints[0].B != "Py" {
				t.Errorf("seed %s, t = %g: %d joint laws", seed, f.T, len(f.Joints))
			}
			for _, r := range reference.Frames {
				if r.T != f.T {
					continue
				}
				for j, name := range reference.Species {
					i := slices.Index(d.Species, name)
					if math.Abs(f.Mean[i]-r.Mean[j]) > 0.02*r.Mean[j] || math.Abs(f.Var[i]-r.Var[j]) > 0.1*r.Var[j] {
						t.Errorf("seed %s, t = %g: %s has mean %g and variance %g, want %g and %g", seed, f.T, name, f.Mean[i], f.Var[i], r.Mean[j], r.Var[j])
					}
					compared++
				}
			}
		}
		if compared != compare {
			t.Errorf("seed %s: %d comparisons with the reference, want %d", seed, compared, compare)
		}
	}
}

func TestSolveTable(t *testing.T) {
	status, stdout, stderr := shell("", "--model", "birth-death", "--solver", "fsp", "--times", "50")
	if status != exitDone || stderr != "" {
		t.Fatalf("status %d, stderr %q", status, stderr)
	}
	// The mean is 10 - 9 exp(-0.5) = 4.541, the law Poisson: sd 2.131.
	for _, word := range []string{"birth-death by fsp", "count limits: X 2", "t = 50", "error estimate", "X", "4.541", "2.131", "states in the exact law"} {
		if !strings.Contains(stdout, word) {
			t.Errorf("no %q in\n%s", word, stdout)
		}
	}
}

// Every architecture under a method of its own solves a model to its exact law.
func TestSolveByGradients(t *testing.T) {
	for _, args := range []string{
		"--method policy-gradient --arch gru --width 8 --updates 40",
		"--method natural-gradient --arch nade --width 8",
		"--method natural-gradient --arch transformer --width 8 --heads 2 --depth 2",
		"--method policy-gradient --arch mlp --loss hellinger --head categorical --rate 0.05",
	} {
		d, _ := solved(t, immigration, append(strings.Fields("--model - --times 0.5,2 --limits X=25 "), strings.Fields(args)...)...)
		for _, f := range d.Frames {
			if f.Exact == nil || *f.Exact.JointHellinger > 0.15 {
				t.Errorf("%s: t = %g: %+v", args, f.T, f.Exact)
			}
		}
		if got := d.Settings; !strings.Contains(args, "--method "+got.Method) || !strings.Contains(args, "--arch "+got.Arch) || got.Parameters < 10 {
			t.Errorf("%s: settings %+v", args, got)
		}
	}
}

func TestSolveHelp(t *testing.T) {
	status, stdout, stderr := shell("", "--help")
	if status != exitDone || stderr != "" {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	for _, option := range []string{"model", "times", "solver", "method", "arch", "seed", "budget", "pairs", "samples", "width", "basis", "head", "depth", "heads", "workers", "tolerance", "estimate", "step", "adaptive", "updates", "rate", "loss", "steady", "trajectories", "limits", "ask", "draw", "draw-out", "json", "out"} {
		if !strings.Contains(stdout, "--"+option) {
			t.Errorf("the help leaves out --%s", option)
		}
	}
}

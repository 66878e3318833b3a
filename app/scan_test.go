//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanscape/core/export"
)

// scanned runs scan as a shell would.
func scanned(stdin string, args ...string) (status int, stdout, stderr string) {
	return said(func(stdout, stderr io.Writer) int { return scan(args, strings.NewReader(stdin), stdout, stderr) })
}

// tabled runs scan and returns its JSON.
func tabled(t *testing.T, args ...string) comparison {
	t.Helper()
	status, stdout, stderr := scanned("", append(args, "--json", "-")...)
	if status != exitDone || stderr != "" {
		t.Fatalf("%v: status %d, stderr %q", args, status, stderr)
	}
	var c comparison
	if err := json.Unmarshal([]byte(stdout), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// contents are the files of a folder.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

// Every wrong command line gets status 2 and one line that says what and where.
func TestScanBadInput(t *testing.T) {
	folder := t.TempDir()
	model := write(t, "model.txt", immigration)
	wrong := write(t, "wrong.txt", "species X\n0 -> X @ 3\nX -> 0 @ kk\n")
	foreign := write(t, "foreign.json", `{"answer": 42}`)
	list := write(t, "list.json", `[1, 2]`)
	damaged := write(t, "damaged.json", `{"model": "toggle-sw`)
	table := write(t, "table.json", `{"ordered_by": "", "rows": []}`)
	many := make([]string, 101)
	for i := range many {
		many[i] = fmt.Sprint(i + 1)
	}
	list101 := strings.Join(many, ",")
	for _, c := range []struct {
		args string // words; GRID stands for a good grid that a command goes on from
		want string
	}{
		{"", "--model is missing: name a model of the gallery (toggle-switch, "},
		{"--model " + model, "--times is missing: an early time is enough to compare settings, as in --times 0.5,1"},
		{"--model " + model + " --times 1", "--out is missing: name a folder for the results"},
		{"--model toggle-swich --times 1 --out " + folder, "did you mean toggle-switch?"},
		{"--model " + wrong + " --times 1 --out " + folder, wrong + ":3:10: "},
		{"GRID --out " + filepath.Join(model, "in"), "--out " + filepath.Join(model, "in") + " cannot be written: not a directory"},
		{"GRID --width 4,,8", `--width "4,,8" has an empty value: write values as in --width 1,2,5`},
		{"GRID --width=", `--width "" has an empty value`},
		{"GRID --width 4,8,4", `--width "4,8,4" has the value 4 twice`},
		{"GRID --width 4,wide", `--width "wide": write a whole number from 1`},
		{"GRID --samples 0,100", `--samples "0": write a whole number from 1`},
		{"GRID --step 0.1,inf", `--step "inf": write a number above 0`},
		{"GRID --arch mlp,cnn", `--arch "cnn" is not known: use mlp, nade, gru, transformer`},
		{"GRID --width 4,1000000000", "--width 1000000000: width must be from 1 to 1024, not 1000000000"},
		{"GRID --width 4,8 --arch mlp,gru", "--arch gru: the method projected moves the architecture mlp only"},
		{"GRID --width 4,8 --limits Z=3", `there is no species "Z": the model has X`},
		{"GRID --width 4,8 --pairs X,Z", `there is no species "Z": the model has X`},
		{"GRID --seed " + list101 + " --width " + list101, "the scan has more than 10000 combinations: leave out some values"},
		{"GRID --times 2,1", "times must ascend, but 1 follows 2"},
		{"GRID --colour blue", "--colour is not an option: --help lists them"},
		{"GRID now", `"now" is not an option: --help lists them`},
		{"GRID --plan --json out.json", "--plan writes commands and no table"},
		{"GRID --program vanscape", "--program is for --plan"},
		{"GRID --adaptive=perhaps", `--adaptive "perhaps": leave the value out, or write true or false`},
		{"--collect", "--collect needs the folder of a scan, or files that solve wrote"},
		{"--collect --width 4 " + folder, "--collect reads results that are there: of the other options it takes --json only"},
		{"--collect " + folder, folder + " has no results: solve writes them with --json"},
		{"--collect " + filepath.Join(folder, "no"), filepath.Join(folder, "no") + ": no such file or directory"},
		{"--collect " + foreign, foreign + " is not a result of solve"},
		{"--collect " + list, list + " is not a result of solve"},
		{"--collect " + filepath.Dir(list), list + " is not a result of solve"},
		{"--collect " + damaged, damaged + " is damaged: it is no JSON to its end"},
		{"--collect " + table, table + " is the table of a scan, not a result of solve"},
	} {
		args := strings.Fields(strings.ReplaceAll(c.args, "GRID", "--model "+model+" --times 1 --out "+folder))
		status, stdout, stderr := scanned("", args...)
		if status != exitInput || stdout != "" {
			t.Errorf("%s: status %d, stdout %q", c.args, status, stdout)
		}
		if !strings.HasPrefix(stderr, "scan: ") || !strings.Contains(stderr, c.want) || strings.Count(stderr, "\n") != 1 || len(stderr) > 500 {
			t.Errorf("%.200s:\ngot  %q\nwant %q", c.args, stderr, c.want)
		}
		if files := contents(t, folder); len(files) > 0 {
			t.Fatalf("%s: left %v", c.args, files)
		}
	}
}

// A scan tells of every combination what solve tells of it alone.
func TestScanIsManySolves(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "results")
	model := write(t, "model.txt", immigration)
	c := tabled(t, "--model", model, "--times", "0,0.5,1", "--limits", "X=25", "--method", "natural-gradient,policy-gradient",
		"--updates", "default, 20", "--samples=50,100", "--out", folder)
	if len(c.Rows) != 8 || c.OrderedBy != "joint_hellinger" {
		t.Fatalf("%d rows by %q", len(c.Rows), c.OrderedBy)
	}
	var names []string
	for _, r := range c.Rows {
		names = append(names, filepath.Base(r.File))
		args := []string{"--model", model, "--times", "0,0.5,1", "--limits", "X=25", "--method", r.Options["method"], "--samples", r.Options["samples"]}
		if u, ok := r.Options["updates"]; ok {
			args = append(args, "--updates", u)
		}
		d, _ := solved(t, "", args...)
		a, b := d.Frames[1], d.Frames[2]
		joint := max(*a.Exact.JointHellinger, *b.Exact.JointHellinger)
		marginal := max(a.Exact.MarginalHellinger[0], b.Exact.MarginalHellinger[0])
		if *r.JointHellinger != joint || *r.MarginalHellinger != marginal || *r.Loss != *b.Loss || r.ErrorEstimate != nil {
			t.Errorf("%s: joint %g, marginal %g, loss %g; want %g, %g, %g", r.File, *r.JointHellinger, *r.MarginalHellinger, *r.Loss, joint, marginal, *b.Loss)
		}
		if r.Steps != b.Steps || r.Steps < 2 || r.Parameters != d.Settings.Parameters || r.Parameters < 5 || r.EndedAt != nil || r.Seconds <= 0 {
			t.Errorf("%s: %+v", r.File, r)
		}
	}
	slices.Sort(names)
	want := []string{}
	for _, m := range []string{"natural", "policy"} {
		for _, s := range []string{"100", "50"} {
			want = append(want, "method="+m+"-gradient,samples="+s+",updates=20.json", "method="+m+"-gradient,samples="+s+",updates=default.json")
		}
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("files\n%q, want\n%q", names, want)
	}
}

// Rows are ordered by error, then by cost; no best row has another that is better
// in one and no worse in the other.
func TestComparisonOrder(t *testing.T) {
	x := func(v float64) *float64 { return &v }
	rows := []*row{
		{File: "slow and bad", JointHellinger: x(0.3), Seconds: 9},
		{File: "cut", JointHellinger: x(0.001), Seconds: 0.1, EndedAt: x(0.5)},
		{File: "middle", JointHellinger: x(0.2), Seconds: 2},
		{File: "as good, slower", JointHellinger: x(0.1), Seconds: 6},
		{File: "good", JointHellinger: x(0.1), Seconds: 5},
		{File: "no exact law", ErrorEstimate: x(0.01), Loss: x(1e-9), Seconds: 0.1},
		{File: "fast", JointHellinger: x(0.4), Seconds: 1},
		{File: "as fast, worse", JointHellinger: x(0.5), Seconds: 1},
	}
	order := func(by string, rows []*row, want ...string) {
		t.Helper()
		c := newComparison(rows)
		var got []string
		for _, r := range c.Rows {
			if r.Best {
				got = append(got, r.File+" *")
			} else {
				got = append(got, r.File)
			}
		}
		if c.OrderedBy != by || !slices.Equal(got, want) {
			t.Errorf("by %q: %q\nwant %q: %q", c.OrderedBy, got, by, want)
		}
	}
	order("joint_hellinger", rows, "good *", "as good, slower", "middle *", "slow and bad", "fast *", "as fast, worse", "cut", "no exact law")
	for _, r := range rows {
		r.JointHellinger = nil
	}
	order("error_estimate", rows[3:6], "no exact law *", "good", "as good, slower")
	rows[5].ErrorEstimate, rows[4].Loss = nil, x(1e-10)
	order("loss", rows[3:6], "good *", "no exact law *", "as good, slower")
	order("", rows[:2], "cut", "slow and bad")
}

func TestScanTable(t *testing.T) {
	folder := t.TempDir()
	args := []string{"--model", "birth-death", "--times", "10", "--width", "3,5", "--seed", "4", "--out", folder}
	status, stdout, stderr := scanned("", args...)
	lines := strings.Split(stdout, "\n")
	if status != exitDone || stderr != "" || len(lines) != 5 {
		t.Fatalf("status %d, stderr %q, stdout\n%s", status, stderr, stdout)
	}
	if lines[0] != "model birth-death times 10 seed 4" {
		t.Errorf("got %q", lines[0])
	}
	if got := strings.Join(strings.Fields(lines[1]), " "); got != "width joint marginal estimate loss steps parameters seconds" {
		t.Errorf("got %q", got)
	}
	if first := strings.Fields(lines[2]); len(first) != 9 || first[0] != "*" || first[4] != "-" || first[5] != "-" {
		t.Errorf("got %q", first)
	}
	// The table of the same folder is the same, to the seconds.
	if status, again, _ := scanned("", "--collect", folder); status != exitDone || again != stdout {
		t.Errorf("status %d, collected\n%s, want\n%s", status, again, stdout)
	}
}

// What is there is not computed again, unless it is damaged or was cut short.
func TestScanGoesOn(t *testing.T) {
	folder := t.TempDir()
	model := write(t, "model.txt", immigration)
	call := func(more ...string) (int, string) {
		status, _, stderr := scanned("", append([]string{"--model", model, "--times", "0.5,1", "--limits", "X=25", "--out", folder}, more...)...)
		return status, stderr
	}
	if status, stderr := call("--width", "3,4,5"); status != exitDone || stderr != "" {
		t.Fatalf("status %d, stderr %q", status, stderr)
	}
	before := contents(t, folder)
	if len(before) != 4 || before["model.txt"] != immigration {
		t.Fatalf("files %v", slices.Sorted(maps.Keys(before)))
	}
	put := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := before["width=4.json"]
	half := put("width=4.json", whole[:len(whole)/2])
	var d export.Document
	if err := json.Unmarshal([]byte(before["width=5.json"]), &d); err != nil {
		t.Fatal(err)
	}
	d.Frames = d.Frames[:1]
	cut, _ := json.Marshal(d)
	short := put("width=5.json", string(cut))
	if err := os.Rename(model, model+".before"); err != nil {
		t.Fatal(err)
	}
	if status, stderr := call("--width", "3,4,5,6"); status != exitInput || !strings.Contains(stderr, "there is no file "+model) {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	if err := os.Rename(model+".before", model); err != nil {
		t.Fatal(err)
	}
	status, stderr := call("--width", "3,4,5,6", "--budget", "1h")
	want := "scan: " + half + " is damaged: it is no JSON to its end; it is computed again\n" +
		"scan: " + short + " ended early, at t = 0.5; it is computed again\n"
	if status != exitDone || stderr != want {
		t.Errorf("status %d, stderr %q, want %q", status, stderr, want)
	}
	after := contents(t, folder)
	if len(after) != 5 || after["width=3.json"] != before["width=3.json"] {
		t.Errorf("%d files; computed again: %v", len(after), after["width=3.json"] != before["width=3.json"])
	}
	for _, name := range []string{"width=4.json", "width=5.json", "width=6.json"} {
		if r, err := readRow(filepath.Join(folder, name)); err != nil || r.EndedAt != nil || after[name] == before[name] {
			t.Errorf("%s: %v, %+v", name, err, r)
		}
	}

	// Results of something else stay as they are.
	put("width=9.json", `{"answer": 42}`)
	before = contents(t, folder)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--times", "2"}, "width=3.json was made with --times 0.5,1, not with --times 2: choose another --out"},
		{[]string{"--model", "birth-death"}, "width=3.json was made with --model model.txt, not with --model birth-death: choose another --out"},
		{[]string{"--model", write(t, "other.txt", immigration+"X -> 2 X @ 0.1\n")}, "model.txt is another model than "},
		{[]string{"--width", "9"}, "width=9.json is not a result of solve: choose another --out"},
	} {
		status, stderr := call(append([]string{"--width", "3,4"}, c.args...)...)
		if status != exitInput || !strings.Contains(stderr, c.want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%q: status %d, stderr %q", c.args, status, stderr)
		}
	}
	if !maps.Equal(before, contents(t, folder)) {
		t.Error("a refused scan changed the folder")
	}
}

// Combinations that make no sense together are left out, and said to be.
func TestScanLeavesOut(t *testing.T) {
	folder := t.TempDir()
	status, stdout, stderr := scanned("", "--model", "birth-death", "--times", "1", "--arch", "mlp,nade", "--method", "projected,natural-gradient", "--width", "4,6", "--out", folder)
	want := "scan: left out 2, the first method=projected,arch=nade,width=4: the method projected moves the architecture mlp only, whose Fisher matrix has blocks: use policy-gradient or natural-gradient with nade\n"
	if status != exitDone || stderr != want || strings.Count(stdout, "\n") != 2+6 {
		t.Errorf("status %d, stderr %q, stdout\n%s", status, stderr, stdout)
	}
}

// A combination that fails does not keep the others from the table.
func TestScanWithFailures(t *testing.T) {
	folder := t.TempDir()
	status, stdout, stderr := scanned(immigration, "--model", "-", "--times", "1", "--limits", "X=25", "--method", "policy-gradient", "--arch", "transformer",
		"--width", "4,6", "--heads", "2,3", "--updates", "2", "--samples", "20", "--out", folder)
	want := "scan: method=policy-gradient,arch=transformer,samples=20,width=4,heads=3,updates=2: a width of 4 does not divide into 3 attention heads\n" +
		"scan: 1 of 4 combinations did not reach the end\n"
	if status != exitFailed || stderr != want || strings.Count(stdout, "\n") != 2+3 {
		t.Errorf("status %d, stderr %q, stdout\n%s", status, stderr, stdout)
	}
	status, stdout, stderr = scanned("", "--model", filepath.Join(folder, "model.txt"), "--times", "0,1e8", "--limits", "X=25", "--solver", "fsp", "--budget", "100ms", "--out", folder)
	if status != exitFailed || !strings.Contains(stderr, "scan: solver=fsp: the time budget of 100ms ended at t = ") || !strings.Contains(stdout, "  ended at t = 0\n") {
		t.Errorf("status %d, stderr %q, stdout\n%s", status, stderr, stdout)
	}
}

// An interrupted scan keeps what is done.
func TestScanInterrupted(t *testing.T) {
	folder := t.TempDir()
	args := []string{"--model", write(t, "model.txt", immigration), "--limits", "X=25", "--solver", "fsp,ssa", "--times", "1,3e4", "--out", folder}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	done := filepath.Join(folder, "solver=fsp.json")
	go func() {
		for {
			if _, err := os.Stat(done); err == nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(50 * time.Millisecond)
		self.Signal(os.Interrupt)
	}()
	status, stdout, stderr := scanned("", args...)
	if status != exitFailed || stdout != "" || stderr != "scan: interrupted: 1 of 2 combinations are done, and the same command goes on\n" {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	if r, err := readRow(done); err != nil || r.EndedAt != nil {
		t.Errorf("%v, %+v", err, r)
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, all, computed int
		took                time.Duration
		want                string
	}{
		{0, 12, 0, 0, "[..........] 0 of 12; "},
		{6, 12, 2, 10 * time.Second, "[#####.....] 6 of 12, about 30s left; "},
		{11, 12, 11, 11 * time.Minute, "[#########.] 11 of 12, about 1m0s left; "},
	} {
		if got := bar(c.done, c.all, c.computed, c.took); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestScanHelp(t *testing.T) {
	status, stdout, stderr := scanned("", "--help")
	if status != exitDone || stderr != "" {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	for _, word := range append([]string{"--out", "--plan", "--program", "--collect", "--json", "default"}, dimensions...) {
		if !strings.Contains(stdout, word) {
			t.Errorf("the help leaves out %s", word)
		}
	}
	f := new(options).flags()
	for _, option := range dimensions {
		if f.Lookup(option) == nil {
			t.Errorf("solve has no --%s", option)
		}
	}
}

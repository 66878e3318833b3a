//go:build !js

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vanscape/core/export"
)

// timeless is JSON of solve without how long it took and how it was asked for.
func timeless(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var d export.Document
	if err := json.Unmarshal(b, &d); err != nil || d.WallSeconds == 0 {
		t.Fatalf("%v, %g seconds in %.200s", err, d.WallSeconds, b)
	}
	d.WallSeconds, d.SolverSeconds, d.Options = 0, 0, nil
	if b, err = json.Marshal(d); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A countdown is a context that ends when it has been asked some times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A run that is cut short again and again gives the JSON of one that was not.
func TestSolveResume(t *testing.T) {
	model := write(t, "model.txt", "species X = 3, Y\n0 -> X @ 4\nX -> Y @ 1\nY -> 0 @ 0.5\n")
	for name, args := range map[string]string{
		"fsp":              "--solver fsp --times 0,300,900",
		"ssa":              "--solver ssa --samples 40000 --trajectories 3 --times 0.5,2",
		"van":              "--times 0,1,4",
		"policy gradient":  "--method policy-gradient --arch gru --updates 5 --width 8 --samples 60 --times 0.5,2",
		"natural gradient": "--method natural-gradient --arch nade --width 8 --samples 60 --times 0.5,1",
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			kept, whole, cut := filepath.Join(folder, "kept"), filepath.Join(folder, "whole.json"), filepath.Join(folder, "cut.json")
			first := append(strings.Fields(args), "--model", model, "--seed", "5", "--ask", "P(X > 2 || Y < 2)", "--ask", "H")
			if status, _, stderr := shell("", append(first[:len(first):len(first)], "--json", whole)...); status != exitDone {
				t.Fatalf("status %d, %s", status, stderr)
			}
			pieces := 0
			for args := first; ; pieces++ {
				o, run, err := parseOptions(append(args[:len(args):len(args)], "--checkpoint", kept, "--json", cut))
				if err != nil {
					t.Fatal(err)
				}
				asked := 40
				if strings.Contains(name, "gradient") { // the first step alone pauses some hundred times
					asked = 600
				}
				ctx := &countdown{t.Context(), asked << pieces}
				status, err := solveOne(ctx, o, run, nil, io.Discard, &progressLine{})
				if status == exitDone {
					break
				}
				if pieces > 30 || !strings.HasSuffix(err.Error(), " times; --resume "+kept+" goes on") || !strings.Contains(err.Error(), "interrupted") {
					t.Fatalf("after %d pieces: %v", pieces, err)
				}
				args = []string{"--resume", kept}
			}
			if pieces == 0 {
				t.Error("the run was not cut short")
			}
			if timeless(t, cut) != timeless(t, whole) {
				a, b := timeless(t, cut), timeless(t, whole)
				for i := range min(len(a), len(b)) {
					if a[i] != b[i] {
						t.Errorf("in %d pieces the JSON is another, from %.200q, not %.200q", pieces, a[max(0, i-80):], b[max(0, i-80):])
						break
					}
				}
			}
			if entries, _ := os.ReadDir(folder); len(entries) != 3 {
				t.Errorf("%d files are left", len(entries))
			}
		})
	}
}

// The file of a run that is done gives its result again, and later times.
func TestSolveResumesWhatIsDone(t *testing.T) {
	folder := t.TempDir()
	kept, one, two := filepath.Join(folder, "kept"), filepath.Join(folder, "1.json"), filepath.Join(folder, "2.json")
	run := func(args string) string {
		t.Helper()
		status, _, stderr := shell("", strings.Fields(args)...)
		if status != exitDone || stderr != "" {
			t.Fatalf("%s: status %d, %s", args, status, stderr)
		}
		return stderr
	}
	run("--model birth-death --solver fsp --times 1,2 --checkpoint " + kept + " --json " + one)
	run("--resume " + kept + " --json " + two)
	if timeless(t, one) != timeless(t, two) {
		t.Error("the JSON is another")
	}
	run("--resume " + kept + " --model birth-death --solver fsp --times 1,2,50 --json " + two)
	run("--model birth-death --solver fsp --times 1,2,50 --limits X=" + limit(t, one) + " --json " + one)
	if a, b := frames(timeless(t, one)), frames(timeless(t, two)); a != b {
		t.Errorf("with a later time the frames are others:\n%.300s\n%.300s", a, b)
	}
}

// A run that goes on answers other questions at the times that are still to come, and
// keeps what was drawn before.
func TestSolveResumeAsks(t *testing.T) {
	folder := t.TempDir()
	kept, out, samples := filepath.Join(folder, "kept"), filepath.Join(folder, "out.json"), filepath.Join(folder, "samples.csv")
	run := func(want int, args ...string) string {
		t.Helper()
		status, _, stderr := shell("", args...)
		if status != want {
			t.Fatalf("%v: status %d, %s", args, status, stderr)
		}
		return stderr
	}
	run(exitDone, "--model", "birth-death", "--solver", "fsp", "--times", "1,2", "--ask", "H", "--ask", "E(X)", "--checkpoint", kept, "--draw", "3", "--draw-out", samples)
	run(exitDone, "--resume", kept, "--times", "1,2,50", "--ask", "E(X)", "--ask", "P(X > 3)", "--json", out)
	var d export.Document
	b, _ := os.ReadFile(out)
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	for i, f := range d.Frames {
		mean, p := f.Answers[0], f.Answers[1]
		if len(f.Answers) != 2 || mean.Question != "E(X)" || mean.Value == nil || math.Abs(*mean.Value-f.Mean[0]) > 1e-6 {
			t.Errorf("t = %g: %+v, mean %g", f.T, mean, f.Mean[0])
		}
		if earlier := i < 2; earlier != strings.HasPrefix(p.Failed, "this time was solved before the question was asked") || earlier == (p.Value != nil) {
			t.Errorf("t = %g: %+v", f.T, p)
		}
	}
	run(exitDone, "--resume", kept, "--json", out) // neither asks nor draws anew
	if stderr := run(exitInput, "--resume", kept, "--times", "1,2,50", "--draw", "3", "--draw-out", samples); !strings.Contains(stderr, "is there already: name another file") {
		t.Errorf("got %q", stderr)
	}
	if b, _ := os.ReadFile(samples); strings.Count(string(b), "\n") != 7 {
		t.Errorf("the samples are %q", b)
	}
}

func frames(text string) string { return text[strings.Index(text, `"frames":`):] }

func limit(t *testing.T, path string) string {
	return regexp.MustCompile(`"limits":\{"X":(\d+)\}`).FindStringSubmatch(timeless(t, path))[1]
}

func TestSolveResumeBadInput(t *testing.T) {
	folder := t.TempDir()
	kept := filepath.Join(folder, "kept")
	if status, _, stderr := shell("", strings.Fields("--model birth-death --solver fsp --times 1,2 --seed 5 --checkpoint "+kept)...); status != exitDone {
		t.Fatal(stderr)
	}
	whole, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, b []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	half, foreign := put("half", whole[:len(whole)/2]), put("foreign", []byte("species X\n"))
	newer := bytes.Clone(whole)
	newer[bytes.Index(newer, []byte("\r\n"))+2]++
	other := put("newer", newer)
	for args, want := range map[string]string{
		"--resume " + folder + "/none":                            "there is no file " + folder + "/none",
		"--resume " + folder:                                      folder + ": is a directory",
		"--resume " + half:                                        half + ": the run is damaged or not complete",
		"--resume " + foreign:                                     foreign + ": this is not a run of vanscape",
		"--resume " + other:                                       other + ": the run was made by version ",
		"--resume " + kept + " --seed 6":                          kept + " was begun with other settings than --seed: leave that out to go on with it, or --resume to begin anew",
		"--resume " + kept + " --solver van --seed 5 --width 3":   kept + " was begun with other settings than --seed --solver --width: leave that out",
		"--resume " + kept + " --model toggle-switch":             kept + " is a run of another model than toggle-switch: leave --model out",
		"--resume " + kept + " --times 1,3":                       "the checkpoint is of a run at other times: go on with those, up to 2, and let new ones follow",
		"--resume " + kept + " --times 1":                         "the checkpoint is of a run at other times: go on with those, up to 2, and let new ones follow",
		"--resume":                                                "--resume needs a value",
		"--model birth-death --checkpoint " + foreign:             "--checkpoint " + foreign + " would replace a file that is not a run: choose another name",
		"--model birth-death --checkpoint " + folder + "/no/kept": "--checkpoint " + folder + "/no/kept cannot be written: no such file or directory",
	} {
		status, stdout, stderr := shell("", strings.Fields(args)...)
		if status != exitInput || stdout != "" || !strings.HasPrefix(stderr, "solve: "+want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, stdout %q,\ngot  %q\nwant %q", args, status, stdout, stderr, want)
		}
	}
	for name, want := range map[string][]byte{"kept": whole, "half": whole[:len(whole)/2], "foreign": []byte("species X\n")} {
		if b, _ := os.ReadFile(filepath.Join(folder, name)); !bytes.Equal(b, want) {
			t.Errorf("%s was changed", name)
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 4 {
		t.Errorf("%d files are left", len(entries))
	}
	// Options that agree with the run may stand.
	if status, stdout, stderr := shell("", strings.Fields("--resume "+kept+" --model birth-death --seed 5 --solver fsp")...); status != exitDone || !strings.Contains(stdout, "birth-death by fsp, seed 5") {
		t.Errorf("status %d, %s%s", status, stdout, stderr)
	}
}

// A run that fails leaves the file that is there as it is.
func TestSolveKeepsTheFileOfBefore(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "kept")
	if status, _, stderr := shell("", strings.Fields("--model birth-death --solver fsp --times 1,2 --checkpoint "+kept)...); status != exitDone {
		t.Fatal(stderr)
	}
	before, _ := os.ReadFile(kept)
	if status, _, _ := shell("species X = 1\nX -> 2 X @ 1\n", strings.Fields("--model - --solver fsp --times 8 --checkpoint "+kept)...); status != exitFailed {
		t.Errorf("status %d for a run that fails", status)
	}
	if after, _ := os.ReadFile(kept); !bytes.Equal(before, after) || len(after) == 0 {
		t.Error("a run that failed before its first checkpoint replaced the file")
	}
}

//go:build !js

package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const toggle = `species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
Gx -> Gx + Px            @ 50
Gy -> Gy + Py            @ 50
Px -> 0                  @ 1
Py -> 0                  @ 1
2 Px + Gy <-> Gy_off     @ 1e-4, 0.1
2 Py + Gx <-> Gx_off     @ 1e-4, 0.1
`

// seen is what testdata/worker.mjs reports.
type seen struct {
	ReadySeconds      float64
	FirstFrameSeconds float64
	RunSeconds        float64
	StopSeconds       []float64
	AnswerSeconds     []float64
	Answers           []struct {
		Job, ID, Frame int
		Value, Error   float64
	}
	Progress int
	Failed   struct {
		Job, Line, Col int
		Message        string
	}
	Started struct {
		Job     int
		Species []string
	}
	Frames []struct {
		Index, Bytes int
		Mean         []float64
	}
}

// TestWorker runs the worker, built for the browser, in Node, and talks to it
// as a page does.
func TestWorker(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node to run the worker in")
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "worker.wasm")
	build := exec.Command("go", "build", "-o", file, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	model := filepath.Join(folder, "toggle.txt")
	if err := os.WriteFile(model, []byte(toggle), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, solver := range []string{"van", "fsp", "ssa"} {
		t.Run(solver, func(t *testing.T) {
			run := exec.Command(node, filepath.Join("testdata", "worker.mjs"), filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"), file, model, solver)
			run.Stderr = os.Stderr
			out, err := run.Output()
			if err != nil {
				t.Fatal(err)
			}
			var s seen
			if err := json.Unmarshal(out, &s); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			s.check(t)
		})
	}
}

func (s seen) check(t *testing.T) {
	if s.Failed.Job != 1 || s.Failed.Line != 1 || s.Failed.Message == "" {
		t.Errorf("a broken text: got %+v", s.Failed)
	}
	if s.Started.Job != 2 || len(s.Started.Species) != 6 {
		t.Errorf("started: got %+v", s.Started)
	}
	for i, f := range s.Frames {
		// Means, marginals and the joint law of two proteins.
		if f.Index != i || f.Bytes < 4000 {
			t.Errorf("frame %d: got %+v", i, f)
		}
		// Genes are on and proteins pile up: 50 (1 - exp(-t)) of them, less the
		// few that block a gene.
		if mean := 50 * (1 - math.Exp(-0.05*float64(i))); math.Abs(f.Mean[4]-mean) > 0.05*mean+0.1 || math.Abs(f.Mean[0]-1) > 0.05 {
			t.Errorf("frame %d: means %v, want %.3g proteins", i, f.Mean, mean)
		}
	}
	for i, a := range s.Answers {
		if a.Job != 2 || a.ID != i || a.Frame != i || math.Abs(a.Value-s.Frames[i].Mean[4]) > 5*a.Error+1e-6 {
			t.Errorf("asked for the mean of frame %d, %v: got %+v", i, s.Frames[i].Mean[4], a)
		}
	}
	t.Logf("ready after %.2f s, first frame after %.2f s, run %.2f s, %d progress messages, stops after %.3f s, answers after %.3f s",
		s.ReadySeconds, s.FirstFrameSeconds, s.RunSeconds, s.Progress, s.StopSeconds, s.AnswerSeconds)
	// The median, since a machine that does other things delays some.
	for what, seconds := range map[string][]float64{"stops are obeyed": s.StopSeconds, "questions are answered": s.AnswerSeconds} {
		slices.Sort(seconds)
		if median := seconds[len(seconds)/2]; median > 0.1 {
			t.Errorf("%s after %.3f s, want 0.1", what, seconds)
		}
	}
}

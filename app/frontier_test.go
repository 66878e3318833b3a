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

	"vanscape/core/crn/gallery"
	"vanscape/core/export"
)

// frontiered runs frontier as a shell would.
func frontiered(args ...string) (status int, stdout, stderr string) {
	return said(func(stdout, stderr io.Writer) int { return runFrontier(args, stdout, stderr) })
}

// A model's table, JSON and picture, and what a second run makes of what is there.
func TestFrontier(t *testing.T) {
	folder := t.TempDir()
	args := []string{"--only", "^birth-death$", "--out", folder}
	status, stdout, stderr := frontiered(args...)
	if status != exitDone || stderr != "" {
		t.Fatalf("status %d, stderr %q", status, stderr)
	}
	read := func(ending string) string {
		b, err := os.ReadFile(filepath.Join(folder, "birth-death"+ending))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var f frontier
	if err := json.Unmarshal([]byte(read(".json")), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Studies) != 2 || f.Speed[0] <= 0 || f.Speed[1] < f.Speed[0] || f.Studies[0].Reference != "closed form" {
		t.Fatalf("%+v", f)
	}
	for _, s := range f.Studies {
		best := 0
		for _, r := range s.Rows {
			if s.failing(r) == nil || *s.failing(r) > 0.1 || r.Seconds <= 0 {
				t.Errorf("%s: %+v", s.Name, r)
			}
			if r.Best {
				best++
			}
		}
		if best == 0 || s.OrderedBy != "joint_hellinger" || s.Rows[0].Options["times"] == "" {
			t.Errorf("%s: %d of %d are best by %s", s.Name, best, len(s.Rows), s.OrderedBy)
		}
	}
	if all := len(f.Studies[0].Rows); all != 6+1+2+2 { // as settingGrids has it, with width, tolerance and step
		t.Errorf("%d settings", all)
	}
	if text := read(".txt"); stdout != text+"\n" || !strings.Contains(text, "methods, until t = 10") {
		t.Errorf("the table on stdout is not that of the file:\n%s", stdout)
	}
	svg := read(".svg")
	for _, want := range []string{"<svg ", "joint Hellinger distance", "method natural-gradient", "method projected, arch mlp", "GFLOP/s"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in the picture", want)
		}
	}
	if _, again, _ := frontiered(args...); again != stdout {
		t.Errorf("what is there is computed or measured again:\n%s", again)
	}
}

// Every model has a study of settings that begin at solve's own, and one of methods.
func TestStudies(t *testing.T) {
	for _, m := range gallery.All() {
		all := studiesOf(m)
		dir, defaults := folder(t.TempDir()), 0
		for _, axes := range all[0].grids {
			points, err := all[0].points(dir, axes)
			if err != nil || len(points) == 0 {
				t.Fatalf("%s: %v", m.Name, err)
			}
			for _, p := range points {
				if len(p.options.given) == 4 { // model, times, estimate, json
					defaults++
				}
			}
		}
		if defaults != 1 || all[0].times[len(all[0].times)-1] != m.Horizon {
			t.Errorf("%s: %d combinations are the default one, until %v", m.Name, defaults, all[0].times)
		}
		if last := len(all) - 1; last != 1 || all[last].times[4] > m.Horizon {
			t.Errorf("%s: %d studies, of methods until %v", m.Name, len(all), all[last].times)
		}
	}
}

// Laws of different length, and the start, which does not count.
func TestFarthest(t *testing.T) {
	doc := func(laws ...[]float64) *export.Document {
		d := &export.Document{}
		for i, p := range laws {
			d.Frames = append(d.Frames, export.Frame{T: float64(i), Marginals: [][]float64{{1}, p}})
		}
		return d
	}
	a, b := doc([]float64{1}, []float64{0.5, 0.5}, []float64{1}), doc([]float64{0, 1}, []float64{1}, []float64{1})
	if got := farthest(a, b); got == nil || math.Abs(*got-math.Sqrt(1-math.Sqrt(0.5))) > 1e-12 {
		t.Errorf("got %v", got)
	}
	if got := farthest(doc([]float64{1}), doc([]float64{1})); got != nil {
		t.Errorf("only the start: %v", *got)
	}
}

func TestFrontierBadInput(t *testing.T) {
	file := write(t, "file", "")
	for args, want := range map[string]string{
		"--only [":             `--only "[": error parsing regexp`,
		"--only brusselator":   `no model is called like "brusselator": there are toggle-switch, `,
		"--out " + file + "/x": "cannot be written",
		"fast":                 `"fast" is not an option: --help lists them`,
	} {
		status, stdout, stderr := frontiered(strings.Fields(args)...)
		if status != exitInput || stdout != "" || !strings.HasPrefix(stderr, "frontier: ") || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, stdout %q, stderr %q", args, status, stdout, stderr)
		}
	}
	if status, stdout, _ := frontiered("--help"); status != exitDone || stdout != frontierHelp {
		t.Errorf("help: status %d, %q", status, stdout)
	}
}

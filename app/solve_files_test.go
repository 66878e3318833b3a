//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every file is written in the format of its ending, and no table is printed beside them.
func TestSolveFiles(t *testing.T) {
	folder := t.TempDir()
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	status, out, notes := shell(immigration, "--model", "-", "--times", "0,2", "--solver", "fsp", "--limits", "X=25",
		"--out", filepath.Join(folder, "a.csv"), "--out", filepath.Join(folder, "a.NPZ"), "--out", filepath.Join(folder, "a.json"))
	if status != exitDone || out != "" || notes != "" {
		t.Fatalf("status %d, %q, %q", status, out, notes)
	}
	// X is Poisson with mean 3 (1 - e^-2).
	lines := strings.Split(read("a.csv"), "\n")
	if len(lines) != 4 || lines[0] != "time,X-mean,X-sd" || lines[1] != "0,0,0" || !strings.HasPrefix(lines[2], "2,2.5939941") {
		t.Errorf("%q", lines)
	}
	if b := read("a.NPZ"); !strings.HasPrefix(b, "PK\x03\x04") || !strings.Contains(b, "marginal_X.npy") {
		t.Errorf("%.60q", b)
	}
	if b := read("a.json"); !strings.HasPrefix(b, `{"model":"standard input"`) || strings.Contains(b, "a.csv") {
		t.Errorf("%.200q", b)
	}
}

// A model of another format is solved, and what its reading changed is said.
func TestSolveOtherFormats(t *testing.T) {
	status, out, notes := shell(dimers, "--model", "-", "--times", "1", "--solver", "fsp", "--json", "-")
	if status != exitDone || !strings.Contains(out, `"species":["A"]`) || !strings.Contains(out, `"import":["standard input:2: R: StochKit`) || !strings.HasPrefix(notes, "standard input:2: R: StochKit counts the combinations") {
		t.Errorf("status %d, %.200s, %q", status, out, notes)
	}
}

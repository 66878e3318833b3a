//go:build !js

package main

import (
	"archive/zip"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The files have the numbers of the JSON, and no table is printed beside them.
func TestSolveFiles(t *testing.T) {
	folder := t.TempDir()
	csv, npz, document := filepath.Join(folder, "a.csv"), filepath.Join(folder, "a.npz"), filepath.Join(folder, "a.json")
	model := "species X, Y = 2\n0 -> X @ 3\nX -> 0 @ 1\nY -> 0 @ 1\n"
	status, out, notes := shell(model, "--model", "-", "--times", "0,2", "--solver", "fsp", "--limits", "X=25", "--out", csv, "--out", npz, "--out", document)
	if status != exitDone || out != "" || notes != "" {
		t.Fatalf("status %d, %q, %q", status, out, notes)
	}
	d, _ := solved(t, model, "--model", "-", "--times", "0,2", "--solver", "fsp", "--limits", "X=25")
	b, err := os.ReadFile(csv)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(b), "\n")
	// X is Poisson with mean 3 (1 - e^-2), Y binomial.
	if lines[0] != "time,X-mean,Y-mean,X-sd,Y-sd" || lines[1] != "0,0,2,0,0" || !strings.HasPrefix(lines[2], "2,2.59399415,0.270670566,1.61058814,0.483") || len(lines) != 4 {
		t.Errorf("%q", lines)
	}
	arrays := readNPZ(t, npz)
	f := d.Frames[1]
	for name, want := range map[string][]float64{"time": {0, 2}, "mean": {0, 2, f.Mean[0], f.Mean[1]}} {
		if got := arrays[name]; !slices.Equal(got.values, want) {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	for name, shape := range map[string]string{"species": "(2,)", "time": "(2,)", "mean": "(2, 2,)", "var": "(2, 2,)", "cov": "(2, 2, 2,)", "marginal_X": "(2, 26,)", "marginal_Y": "(2, 11,)", "joint_X_Y": "(2, 26, 11,)"} {
		if got := arrays[name].shape; got != shape {
			t.Errorf("%s has the shape %s, want %s", name, got, shape)
		}
	}
	if got := arrays["marginal_X"].values[26:]; !slices.Equal(got, f.Marginals[0]) {
		t.Errorf("marginal %v, want %v", got, f.Marginals[0])
	}
	if got := arrays["joint_X_Y"].values[2]; got != 1 {
		t.Errorf("P(X = 0, Y = 2) = %g at the start", got)
	}
}

type loaded struct {
	shape  string
	values []float64
}

// readNPZ reads the arrays of numbers in a file by what the format's description says.
func readNPZ(t *testing.T, path string) map[string]loaded {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	arrays := map[string]loaded{}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if string(b[:8]) != "\x93NUMPY\x01\x00" {
			t.Fatalf("%s begins with %q", entry.Name, b[:8])
		}
		end := 10 + int(binary.LittleEndian.Uint16(b[8:]))
		header := string(b[10:end])
		if end%64 != 0 || header[len(header)-1] != '\n' {
			t.Errorf("%s: the data begin at %d, behind %q", entry.Name, end, header[len(header)-1])
		}
		_, shape, _ := strings.Cut(header, "'shape': ")
		shape, _, _ = strings.Cut(shape, ", }")
		a := loaded{shape: shape}
		if strings.Contains(header, "'descr': '<f8', 'fortran_order': False") {
			for data := b[end:]; len(data) > 0; data = data[8:] {
				a.values = append(a.values, math.Float64frombits(binary.LittleEndian.Uint64(data)))
			}
		} else if text := string(b[end:]); text != "X\x00\x00\x00Y\x00\x00\x00" {
			t.Errorf("%s holds %q", entry.Name, text)
		}
		arrays[strings.TrimSuffix(entry.Name, ".npy")] = a
	}
	return arrays
}

// A model of another format is solved, and what its reading changed is said.
func TestSolveOtherFormats(t *testing.T) {
	status, out, notes := shell(dimers, "--model", "-", "--times", "1", "--solver", "fsp", "--json", "-")
	if status != exitDone || !strings.Contains(out, `"species":["A"]`) || !strings.Contains(out, `"import":["standard input:2: R: StochKit`) || !strings.HasPrefix(notes, "standard input:2: R: StochKit counts the combinations") {
		t.Errorf("status %d, %.200s, %q", status, out, notes)
	}
}

package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Law is a reference solution: the exact law of a model at some times, computed
// by a program that shares no code with this module.
type Law struct {
	Model   string   `json:"model"`
	Note    string   `json:"note"`
	Species []string `json:"species"`
	Frames  []Frame  `json:"frames"`
}

// Frame is a reference law at one time. Its species are those of Law.Species,
// which may be fewer than the model has.
type Frame struct {
	Time      float64     `json:"t"`
	Mean      []float64   `json:"mean"`
	Var       []float64   `json:"var"`
	Cov       [][]float64 `json:"cov"`
	Marginals [][]float64 `json:"marginals"`
	LostMass  float64     `json:"lost_mass"`
}

// Reference reads the reference solution of a model. It skips the test where
// the reference files are absent, as they are outside the project's workshop.
func Reference(tb testing.TB, model string) Law {
	tb.Helper()
	var law Law
	if err := json.Unmarshal(Shared(tb, "reference", model+".json"), &law); err != nil {
		tb.Fatalf("%s: %v", model, err)
	}
	if len(law.Frames) == 0 {
		tb.Fatalf("%s: no frames", model)
	}
	return law
}

// Shared reads a file that lies beside the module. It skips the test where that is
// absent, as it is outside the project's workshop.
func Shared(tb testing.TB, path ...string) []byte {
	tb.Helper()
	name := filepath.Join(append([]string{moduleRoot(tb), "..", "shared"}, path...)...)
	b, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		tb.Skipf("there is no %s here", filepath.Join(path...))
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// moduleRoot is the folder above the test's that holds go.mod.
func moduleRoot(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}

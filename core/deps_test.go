package core_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "vanscape/"

// floors is the architecture: which packages of this module, and which others,
// each package may import outside its tests. Packages lie on floors, and a
// package imports only from the floors below its own; within that the table
// names what it needs. "gonum" and "go-app" stand for their modules, "core" for
// every package of core. Adding a line here is a decision about the
// architecture: the sentence to answer is why the package cannot do without.
var floors = []struct {
	floor   int
	pkg     string
	imports []string
}{
	{0, "core", nil},
	{0, "core/internal/simd", nil},
	{0, "core/internal/check", []string{"gonum"}},
	{0, "core/internal/ode", nil},
	{0, "core/dist", []string{"gonum"}},
	{0, "core/protocol", nil},

	{1, "core/crn", []string{"gonum"}},
	{1, "core/van", []string{"core/internal/simd"}},
	{1, "core/optim", []string{"core/internal/simd", "gonum"}},

	{2, "core/crn/gallery", []string{"core/crn"}},
	{2, "core/crn/typeset", []string{"core/crn"}},
	{2, "core/crn/foreign", []string{"core/crn"}},
	{2, "core/crn/xmltree", []string{"core/crn"}},
	{3, "core/crn/mathml", []string{"core/crn", "core/crn/xmltree"}},
	{4, "core/crn/sbml", []string{"core/crn", "core/crn/foreign", "core/crn/mathml", "core/crn/xmltree"}},
	{5, "core/crn/antimony", []string{"core/crn", "core/crn/foreign", "core/crn/mathml", "core/crn/sbml", "core/crn/xmltree"}},
	{4, "core/crn/bngnet", []string{"core/crn", "core/crn/foreign"}},
	{4, "core/crn/stochkit", []string{"core/crn", "core/crn/foreign", "core/crn/xmltree"}},
	{6, "core/crn/formats", []string{"core/crn", "core/crn/foreign", "core/crn/sbml", "core/crn/antimony", "core/crn/bngnet", "core/crn/stochkit"}},
	{2, "core/cme", []string{"core/crn"}},
	{2, "core/closed", []string{"core/crn"}},
	{2, "core/rate", []string{"core/crn", "core/internal/ode"}},

	{3, "core/ssa", []string{"core/cme", "core/crn", "core/dist"}},
	{3, "core/fsp", []string{"core/cme", "core/dist", "core/internal/ode"}},
	{3, "core/evolve", []string{"core/cme", "core/crn", "core/van", "core/optim", "core/dist", "core/internal/simd"}},

	{1, "core/export", []string{"core/protocol"}},

	{4, "core/session", []string{"core"}},

	{7, "app/page", []string{"core/crn", "core/crn/foreign", "core/crn/formats", "core/crn/gallery", "core/crn/typeset", "core/export", "core/protocol", "app/picture", "go-app"}},
	{8, "app", []string{"core/crn", "core/crn/foreign", "core/crn/formats", "core/crn/gallery", "core/export", "core/protocol", "core/session", "core/dist", "app/picture", "web", "gonum"}},
	{8, "wasm", []string{"core/protocol", "core/session", "app/page", "go-app"}},
	{0, "app/picture", nil},
	{0, "web", nil},
}

// notInCore are the packages of the standard library that would tie core to a
// platform: it must compute the same thing in a browser's worker, in a shell and
// in a test.
var notInCore = []string{"syscall/js", "net/http", "os", "os/exec", "syscall"}

// source is one Go file and what it imports.
type source struct {
	name    string // slash-separated, from the module's root
	pkg     string // the folder it is in
	test    bool
	imports []string
}

// TestFloors holds the imports of every file of the module, whatever platform
// it is for, against the table.
func TestFloors(t *testing.T) {
	for _, s := range sources(t) {
		for _, fault := range faults(s) {
			t.Errorf("%s %s", s.name, fault)
		}
	}
}

// TestFloorsFall makes sure that each rule of the table can fail.
func TestFloorsFall(t *testing.T) {
	for _, c := range []struct {
		s    source
		want string
	}{
		{source{pkg: "core/crn", name: "core/crn/a.go", imports: []string{"os"}}, "core computes the same everywhere"},
		{source{pkg: "core/crn", name: "core/crn/a.go", imports: []string{"vanscape/core/cme"}}, "stands below"},
		{source{pkg: "core/cme", name: "core/cme/a.go", imports: []string{"gonum.org/v1/gonum/mat"}}, "the table"},
		{source{pkg: "core/cme", name: "core/cme/a.go", imports: []string{"vanscape/core/dist"}}, "the table"},
		{source{pkg: "core/van", name: "core/van/a.go", imports: []string{"vanscape/core/crn"}}, "stands below"},
		{source{pkg: "core/dist", name: "core/dist/a.go", imports: []string{"vanscape/core/internal/check"}}, "only tests"},
		{source{pkg: "core/crn", name: "core/crn/a.go", imports: []string{"example.org/x"}}, "neither"},
		{source{pkg: "core/new", name: "core/new/a.go"}, "not in the table"},
		{source{pkg: "wasm", name: "wasm/main.go", imports: []string{"syscall/js"}}, "_js.go"},
		{source{pkg: "app/page", name: "app/page/a.go", imports: []string{"vanscape/core/session"}}, "the page never computes"},
		{source{pkg: "core/crn", name: "core/crn/a_test.go", test: true, imports: []string{"vanscape/core/session"}}, ""},
		{source{pkg: "app", name: "app/solve.go", imports: []string{"vanscape/core/session"}}, ""},
		{source{pkg: "core/crn", name: "core/crn/a.go", imports: []string{"fmt", "gonum.org/v1/gonum/mat"}}, ""},
		{source{pkg: "wasm", name: "wasm/main_js.go", imports: []string{"syscall/js", "vanscape/app/page", "vanscape/core/session"}}, ""},
	} {
		got := strings.Join(faults(c.s), "; ")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s importing %q: %q, want a sentence with %q", c.s.name, c.s.imports, got, c.want)
		}
	}
}

// faults returns a sentence for each import of a file that the architecture
// forbids.
func faults(s source) []string {
	var out []string
	fault := func(words ...string) { out = append(out, strings.Join(words, " ")) }

	floor, allowed, listed := lookup(s.pkg)
	if !listed {
		fault("is in package", s.pkg, "which is not in the table of floors (core/deps_test.go): decide where it stands")
		return out
	}
	for _, imp := range s.imports {
		own, isOwn := strings.CutPrefix(imp, module)
		switch {
		case imp == "syscall/js" && !strings.HasSuffix(s.name, "_js.go"):
			fault("imports syscall/js: the browser is met only in files named *_js.go, so that the rest builds and tests anywhere")
		case s.test:
			// A test may look at anything its package could not: the compiler
			// forbids circles, and nobody imports a test.
		case isCore(s.pkg) && s.pkg != "core/internal/check" && slices.Contains(notInCore, imp):
			fault("imports", imp+": core computes the same everywhere, so clocks, files and browsers stay outside and come in as arguments")
		case own == "core/internal/check" && isOwn:
			fault("imports core/internal/check, which only tests may use")
		case isOwn && own == "core/session" && s.pkg == "app/page":
			fault("imports core/session: the page never computes a number of the solution, it asks the worker")
		case isOwn:
			below, _, known := lookup(own)
			switch {
			case !known:
				fault("imports", own+", which is not in the table of floors (core/deps_test.go)")
			case below >= floor:
				fault("imports", own+": a package imports only what stands below it, and", own, "is on floor", strconv.Itoa(below), "while", s.pkg, "is on floor", strconv.Itoa(floor))
			case !slices.Contains(allowed, own) && !(isCore(own) && slices.Contains(allowed, "core")):
				fault("imports", own+": the table of floors (core/deps_test.go) does not list it for", s.pkg)
			}
		case strings.HasPrefix(imp, "gonum.org/v1/gonum/"):
			if !slices.Contains(allowed, "gonum") && !slices.Contains(allowed, "core") {
				fault("imports", imp+": the table of floors (core/deps_test.go) does not list gonum for", s.pkg)
			}
		case strings.HasPrefix(imp, "github.com/maxence-charriere/go-app/"):
			if !slices.Contains(allowed, "go-app") {
				fault("imports", imp+": only app knows the page's framework")
			}
		case strings.Contains(strings.Split(imp, "/")[0], "."):
			fault("imports", imp+", which is neither of the standard library, of gonum nor of go-app")
		}
	}
	return out
}

// lookup returns the row of the table for a package.
func lookup(pkg string) (floor int, imports []string, ok bool) {
	for _, row := range floors {
		if row.pkg == pkg {
			return row.floor, row.imports, true
		}
	}
	return 0, nil, false
}

func isCore(pkg string) bool { return pkg == "core" || strings.HasPrefix(pkg, "core/") }

// sources reads the imports of every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	root := ".."
	var out []source
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if file != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(file, "go.mod")); err == nil && file != root {
				return filepath.SkipDir // another module
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		s := source{name: filepath.ToSlash(rel), test: strings.HasSuffix(name, "_test.go")}
		s.pkg = path.Dir(s.name)
		for _, imp := range parsed.Imports {
			text, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, text)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		if wd, err := os.Getwd(); err == nil {
			t.Fatalf("no Go files above %s", wd)
		}
	}
	return out
}

//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"vanscape/core/protocol"
)

// output is where the result goes. A file is written under another name beside
// its place and moved there when it is complete, so that a failed run neither
// leaves half a file nor destroys the one before; and a place that cannot be
// written to is noticed before the run, not after it.
type output struct {
	path   string // "" = a table on stdout
	stdout io.Writer
	file   *os.File // nil = stdout
	direct bool     // file is not a regular one, such as a pipe: write to it as it is
}

func newOutput(path string, stdout io.Writer) (*output, error) {
	o := &output{path: path, stdout: stdout}
	if path == "" || path == "-" {
		return o, nil
	}
	var err error
	if info, statErr := os.Stat(path); statErr == nil && !info.Mode().IsRegular() {
		o.direct = true
		o.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	} else {
		o.file, err = os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	}
	if err != nil {
		return nil, fmt.Errorf("--json %s cannot be written: %w", path, reason(err))
	}
	return o, nil
}

// reason is err without the name of the file, which may be a temporary one.
func reason(err error) error {
	if e, ok := err.(*os.PathError); ok {
		return e.Err
	}
	return err
}

// discard removes what write has not moved to its place.
func (o *output) discard() {
	if o.file != nil {
		o.file.Close()
		if !o.direct {
			os.Remove(o.file.Name())
		}
	}
}

// report is a result for a reader, and for a program as JSON.
type report interface {
	table(w io.Writer) error
	document() any
}

func (o *output) write(r report) error {
	if o.path == "" {
		return r.table(o.stdout)
	}
	b, err := json.Marshal(r.document())
	if err != nil {
		return fmt.Errorf("the result cannot be written as JSON: %w", err)
	}
	b = append(b, '\n')
	if o.file == nil {
		_, err = o.stdout.Write(b)
		return err
	}
	if _, err := o.file.Write(b); err != nil {
		return err
	}
	if err := o.file.Close(); err != nil {
		return err
	}
	if !o.direct {
		name := o.file.Name()
		o.file = nil
		if err := os.Chmod(name, 0o644); err != nil {
			return err
		}
		return os.Rename(name, o.path)
	}
	o.file = nil
	return nil
}

func (r *result) document() any { return newDocument(r) }

func (r *result) table(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s by %s, seed %d", r.model.name, r.options.start.Solver, r.options.start.Seed)
	s := r.started
	for _, n := range []struct {
		count int
		what  string
	}{{s.Samples, "samples"}, {s.Parameters, "parameters"}, {s.ExactStates, "states in the exact law"}} {
		if n.count > 0 {
			fmt.Fprintf(&b, ", %d %s", n.count, n.what)
		}
	}
	b.WriteString("\n")
	limits := make([]string, len(s.Species))
	for i, name := range s.Species {
		limits[i] = fmt.Sprintf("%s %d", name, s.Limits[i])
	}
	fmt.Fprintf(&b, "count limits: %s\n", strings.Join(limits, ", "))
	for _, law := range s.Laws {
		fmt.Fprintf(&b, "conserved: %s\n", law)
	}
	for _, note := range s.Notes {
		fmt.Fprintln(&b, note)
	}
	for _, f := range r.frames {
		fmt.Fprintf(&b, "\nt = %g", f.Time)
		if f.ErrorEstimate >= 0 {
			fmt.Fprintf(&b, "   error estimate %.2g", f.ErrorEstimate)
		}
		fmt.Fprintf(&b, "   at the count limits %.1g", f.WallMass)
		if f.HasJoint {
			fmt.Fprintf(&b, "   joint Hellinger %.4f", f.JointHellinger)
		}
		b.WriteString("\n")
		writeSpecies(&b, s.Species, f)
	}
	fmt.Fprintf(&b, "\n%.1f s\n", r.seconds)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSpecies(w io.Writer, names []string, f protocol.Frame) {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "species\tmean\tsd\t")
	if f.Exact != nil {
		fmt.Fprint(t, "exact mean\texact sd\tHellinger\t")
	}
	fmt.Fprintln(t)
	for i, name := range names {
		fmt.Fprintf(t, "%s\t%.4g\t%.4g\t", name, f.Law.Mean[i], math.Sqrt(max(0, f.Law.Var[i])))
		if f.Exact != nil {
			fmt.Fprintf(t, "%.4g\t%.4g\t%.4f\t", f.Exact.Mean[i], math.Sqrt(max(0, f.Exact.Var[i])), f.MarginalHellinger[i])
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

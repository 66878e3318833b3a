//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"vanscape/core/protocol"
)

// output is where the result goes: a table on stdout, or JSON on stdout or in a file.
type output struct {
	json   bool
	stdout io.Writer
	file   *outFile // nil = stdout
}

func newOutput(path string, stdout io.Writer) (*output, error) {
	o := &output{json: path != "", stdout: stdout}
	if path == "" || path == "-" {
		return o, nil
	}
	var err error
	o.file, err = createFile("--json", path)
	return o, err
}

// discard removes what write has not moved to its place.
func (o *output) discard() { o.file.discard() }

func (o *output) write(r *result) error {
	if !o.json {
		return writeTable(o.stdout, r)
	}
	b, err := json.Marshal(newDocument(r))
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
	return o.file.keep()
}

// writeTable writes the result for a reader.
func writeTable(w io.Writer, r *result) error {
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
	for i, f := range r.frames {
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
		writeAnswers(&b, r.options.start.Ask, r.answers[i])
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

// writeAnswers writes questions with their answers: the value, the standard error where
// it was read off a sample, and the exact value where there is one.
func writeAnswers(w io.Writer, questions []string, answers []protocol.Answer) {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, a := range answers {
		fmt.Fprintf(t, "%s\t", questions[a.ID])
		if a.Failed != "" {
			fmt.Fprintf(t, "%s\n", a.Failed)
			continue
		}
		fmt.Fprint(t, measured(a.Value, a.StandardError))
		if a.StandardError > 0 {
			fmt.Fprintf(t, " ± %.1g", a.StandardError)
		}
		if a.HasExact {
			fmt.Fprintf(t, "\texact %.6g", a.Exact)
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

// measured writes a value with the digits that its standard error leaves it.
func measured(value, err float64) string {
	digits := 6
	if err > 0 && value != 0 && !math.IsInf(value, 0) {
		digits = min(max(int(math.Log10(math.Abs(value)/err))+2, 1), digits)
	}
	return strings.TrimPrefix(fmt.Sprintf("%.*g", digits, value), "+")
}

//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"vanscape/core/export"
	"vanscape/core/protocol"
)

// output is where the result goes.
type output struct {
	path   string // "" = a table on stdout
	stdout io.Writer
	file   *replacement // nil = stdout
}

// newOutput prepares the output before the run: a place that cannot be written to
// is not noticed after it.
func newOutput(path string, stdout io.Writer) (*output, error) {
	o := &output{path: path, stdout: stdout}
	if path == "" || path == "-" {
		return o, nil
	}
	var err error
	if o.file, err = replace(path); err != nil {
		return nil, fmt.Errorf("--json %s cannot be written: %w", path, err)
	}
	return o, nil
}

// discard removes what write has not moved to its place.
func (o *output) discard() {
	if o.file != nil {
		o.file.discard()
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
	if _, err := o.file.file.Write(b); err != nil {
		return err
	}
	return o.file.commit()
}

// work tells what the solver did in its own time.
func (r *result) work() string {
	text := fmt.Sprintf("of which %.1f s in the solver", r.done.SolverSeconds)
	if len(r.frames) == 0 {
		return text
	}
	last := r.frames[len(r.frames)-1]
	switch {
	case r.options.start.Solver == protocol.SSA && r.done.SolverSeconds > 0:
		text += fmt.Sprintf(": %d reactions, %.2g million a second", last.Steps, float64(last.Steps)/r.done.SolverSeconds/1e6)
	case last.Updates > 0:
		text += fmt.Sprintf(": %d time steps, %d updates", last.Steps, last.Updates)
	case r.options.start.Solver == protocol.VAN:
		text += fmt.Sprintf(": %d time steps", last.Steps)
	}
	return text
}

func (r *result) document() any { return newDocument(r) }

// newDocument is the contract of solve with those who script it.
func newDocument(r *result) export.Document {
	options := maps.Clone(r.options.given)
	delete(options, "json")
	delete(options, "out")
	d := export.NewDocument(r.run(), r.done, options)
	d.Import = append(d.Import, r.options.notes...)
	return d
}

// run is the result as it is kept.
func (r *result) run() *protocol.Run {
	return &protocol.Run{Start: r.options.start, Started: r.started, Frames: r.frames, Answers: r.answers}
}

func (r *result) table(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s by %s, seed %d", r.options.start.Model, r.options.start.Solver, r.options.start.Seed)
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
	limit := slices.Clone(s.Limits)
	for _, f := range r.frames {
		fmt.Fprintf(&b, "\nt = %g", f.Time)
		if f.ErrorEstimate >= 0 {
			fmt.Fprintf(&b, "   error estimate %.2g", f.ErrorEstimate)
		}
		fmt.Fprintf(&b, "   at the count limits %.1g", f.WallMass)
		if f.HasJoint {
			fmt.Fprintf(&b, "   joint Hellinger %.4f", f.JointHellinger)
		}
		for i, p := range f.Law.Marginals {
			if n := len(p) - 1; n > limit[i] {
				limit[i] = n
				fmt.Fprintf(&b, "   the count limit of %s has grown to %d", s.Species[i], n)
			}
		}
		b.WriteString("\n")
		writeSpecies(&b, s.Species, f)
		writeAnswers(&b, r.options.start.Ask, protocol.AnswersAt(r.answers, f.Index))
	}
	if r.done.Note != "" {
		fmt.Fprintf(&b, "\n%s\n", r.done.Note)
	}
	fmt.Fprintf(&b, "\n%.1f s, %s\n", r.done.WallSeconds, r.work())
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSpecies(w io.Writer, names []string, f protocol.Frame) {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "species\tmean\tsd\t")
	if f.Law.MeanError != nil {
		fmt.Fprint(t, "se of mean\t")
	}
	if f.Exact != nil {
		fmt.Fprint(t, "exact mean\texact sd\tHellinger\t")
	}
	fmt.Fprintln(t)
	for i, name := range names {
		fmt.Fprintf(t, "%s\t%.4g\t%.4g\t", name, f.Law.Mean[i], math.Sqrt(max(0, f.Law.Var[i])))
		if f.Law.MeanError != nil {
			fmt.Fprintf(t, "%.2g\t", f.Law.MeanError[i])
		}
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
		fmt.Fprint(t, digits(a.Value, a.StandardError))
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

// digits writes a value with the digits that its standard error leaves it.
func digits(value, err float64) string {
	n := 6
	if err > 0 && value != 0 && !math.IsInf(value, 0) {
		n = min(max(int(math.Log10(math.Abs(value)/err))+2, 1), n)
	}
	return fmt.Sprintf("%.*g", n, value)
}

//go:build !js

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// row is what a solve says of its settings. Distances are the largest at the
// times after 0; the start is as good as the network's narrowest law.
type row struct {
	File              string            `json:"file"`
	Options           map[string]string `json:"options"`
	JointHellinger    *float64          `json:"joint_hellinger"`    // null without an exact law
	MarginalHellinger *float64          `json:"marginal_hellinger"` // of the worst species
	ErrorEstimate     *float64          `json:"error_estimate"`     // null where the solver has none
	Loss              *float64          `json:"loss"`               // of the last time step; null where no network is fitted
	Steps             int               `json:"steps"`
	Parameters        int               `json:"parameters"`
	Seconds           float64           `json:"solver_seconds"`
	EndedAt           *float64          `json:"ended_at"` // time of the last frame, where that is not the last time
	Best              bool              `json:"best"`     // no other row has a smaller error in less time
}

// What may be wrong with a file, after its name.
var (
	errDamaged    = errors.New("is damaged: it is no JSON to its end")
	errForeign    = errors.New("is not a result of solve")
	errComparison = errors.New("is the table of a scan, not a result of solve")
)

// readRow reads a result of solve.
func readRow(path string) (*row, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var d struct {
		document
		Rows json.RawMessage `json:"rows"`
	}
	err = json.Unmarshal(b, &d)
	switch {
	case !json.Valid(b):
		return nil, fmt.Errorf("%s %w", path, errDamaged)
	case d.Rows != nil:
		return nil, fmt.Errorf("%s %w", path, errComparison)
	case err != nil || d.Options == nil || d.Frames == nil:
		return nil, fmt.Errorf("%s %w", path, errForeign)
	}
	r := &row{File: path, Options: d.Options, Parameters: d.Settings.Parameters, Seconds: d.SolverSeconds}
	reached := 0.0
	for _, f := range d.Frames {
		reached, r.Steps, r.Loss = f.T, f.Steps, f.Loss
		if f.T > 0 {
			r.ErrorEstimate = larger(r.ErrorEstimate, f.ErrorEstimate)
		}
		if f.T > 0 && f.Exact != nil {
			r.JointHellinger = larger(r.JointHellinger, &f.Exact.JointHellinger)
			for _, m := range f.Exact.MarginalHellinger {
				r.MarginalHellinger = larger(r.MarginalHellinger, &m)
			}
		}
	}
	if len(d.Frames) < len(d.Settings.Times) {
		r.EndedAt = &reached
	}
	return r, nil
}

// larger is the larger of two numbers, of which nil is none.
func larger(a, b *float64) *float64 {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// readRows reads results of solve, and those in folders, beside which the table
// of a scan may lie.
func readRows(names []string) ([]*row, error) {
	var rows []*row
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reason(err))
		}
		if !info.IsDir() {
			r, err := readRow(name)
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
			continue
		}
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reason(err))
		}
		before := len(rows)
		for _, e := range entries {
			if filepath.Ext(e.Name()) != ".json" {
				continue
			}
			r, err := readRow(filepath.Join(name, e.Name()))
			if errors.Is(err, errComparison) {
				continue
			}
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
		if len(rows) == before {
			return nil, fmt.Errorf("%s has no results: solve writes them with --json", name)
		}
	}
	return rows, nil
}

// comparison is the table of a scan.
type comparison struct {
	OrderedBy string `json:"ordered_by"` // the field; "" where no row has any
	Rows      []*row `json:"rows"`
}

// measures are what rows can be ordered by, the most telling first.
var measures = []struct {
	name string
	of   func(*row) *float64
}{
	{"joint_hellinger", func(r *row) *float64 { return r.JointHellinger }},
	{"error_estimate", func(r *row) *float64 { return r.ErrorEstimate }},
	{"loss", func(r *row) *float64 { return r.Loss }},
}

// newComparison orders rows by error, then by seconds, and marks the best: those
// that are faster than all with a smaller error.
func newComparison(rows []*row) *comparison {
	c := &comparison{Rows: slices.Clone(rows)}
	failing := func(r *row) float64 { return math.Inf(1) }
	for _, m := range slices.Backward(measures) {
		of := func(r *row) float64 {
			if e := m.of(r); e != nil && r.EndedAt == nil {
				return *e
			}
			return math.Inf(1)
		}
		if slices.ContainsFunc(rows, func(r *row) bool { return !math.IsInf(of(r), 1) }) {
			c.OrderedBy, failing = m.name, of
		}
	}
	slices.SortStableFunc(c.Rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(failing(a), failing(b)), cmp.Compare(a.Seconds, b.Seconds), cmp.Compare(a.File, b.File))
	})
	fastest := math.Inf(1)
	for _, r := range c.Rows {
		r.Best = !math.IsInf(failing(r), 1) && r.Seconds < fastest
		if r.Best {
			fastest = r.Seconds
		}
	}
	return c
}

func (c *comparison) document() any { return c }

func (c *comparison) table(w io.Writer) error {
	same, differ := c.options()
	if len(same) > 0 {
		fmt.Fprintln(w, strings.Join(same, " "))
	}
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\t")
	for _, option := range differ {
		fmt.Fprint(t, option, "\t")
	}
	fmt.Fprintln(t, "joint\tmarginal\testimate\tloss\tsteps\tparameters\tseconds\t")
	for _, r := range c.Rows {
		mark := ""
		if r.Best {
			mark = "*"
		}
		fmt.Fprint(t, mark, "\t")
		for _, option := range differ {
			fmt.Fprint(t, cmp.Or(r.Options[option], byDefault), "\t")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\t%d\t%.3f\t", number("%.4f", r.JointHellinger), number("%.4f", r.MarginalHellinger),
			number("%.2g", r.ErrorEstimate), number("%.2g", r.Loss), r.Steps, r.Parameters, r.Seconds)
		if r.EndedAt != nil {
			fmt.Fprintf(t, "  ended at t = %.4g", *r.EndedAt)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

func number(format string, x *float64) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf(format, *x)
}

// options returns those that all rows share, with their values, and the names of
// those that tell them apart.
func (c *comparison) options() (same, differ []string) {
	names := map[string]string{}
	for _, r := range c.Rows {
		maps.Copy(names, r.Options)
	}
	order := func(a, b string) int {
		return cmp.Or(slices.Index(dimensions, a)-slices.Index(dimensions, b), cmp.Compare(a, b))
	}
	for _, name := range slices.SortedFunc(maps.Keys(names), order) {
		one, shared := c.Rows[0].Options[name], true
		for _, r := range c.Rows {
			shared = shared && r.Options[name] == one
		}
		if shared {
			same = append(same, name+" "+one)
		} else {
			differ = append(differ, name)
		}
	}
	return same, differ
}

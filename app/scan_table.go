//go:build !js

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

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
	{"marginal_hellinger", func(r *row) *float64 { return r.MarginalHellinger }},
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

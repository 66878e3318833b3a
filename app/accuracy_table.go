//go:build !js

package main

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
)

// text is the table for a reader.
func (a accuracyReport) text() string {
	var w strings.Builder
	fmt.Fprintf(&w, `Distance to the exact law, or to %d simulations, of solutions with default settings, seed 1.
Measured on %s, %s, one thread. Seconds are those of the solver itself.
joint, marginal: Hellinger distance of the law of all species, and of the worst single one, the worst of the times where
they are judged: five even ones until t, but 1, 5, 10 for the linear cascades. before: the worst joint distance, or
marginal one where there is no other, at earlier times, when a narrow start in place of an exact count still shows.
mean, sd: relative error of the worst species of mean %g or more. floor: marginal distance of the simulations
themselves to the law that they are drawn from. -: there is none.

`, a.Simulations, a.When, a.Machine, leastMean)
	t := tabwriter.NewWriter(&w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "model\tarchitecture\tmethod\tuntil t\tsamples\tparameters\tsteps\tupdates\tseconds\tslower\tjoint\tmarginal\tbefore\tmean\tsd\testimate\tfloor\t")
	for _, r := range a.Rows {
		before := r.EarlyJoint
		if before == nil {
			before = r.EarlyMarginal
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%g\t%d\t%d\t%d\t%s\t%.3g\t%s\t%s\t%.4f\t%s\t%.2f %%\t%.2f %%\t%s\t%s\t%s\n",
			r.Model, r.Arch, r.Method, r.Until, r.Samples, r.Parameters, r.Steps, orDash(r.Updates > 0, strconv.Itoa(r.Updates)), r.SolverSeconds,
			number("%.3g x", r.TimesSlower), number("%.4f", r.Joint), r.Marginal, number("%.4f", before),
			100*r.Mean, 100*r.SD, number("%.4f", r.Estimate), orDash(r.Floor > 0, fmt.Sprintf("%.4f", r.Floor)), r.verdict())
	}
	t.Flush()
	for _, r := range a.Rows {
		for _, miss := range r.Misses {
			fmt.Fprintf(&w, "\n%s by %s, %s misses: %s", r.Model, r.Method, r.Arch, miss)
		}
	}
	w.WriteString("\n")
	return w.String()
}

// verdict is what a reader wants to know of a row first.
func (r outcome) verdict() string {
	if len(r.Misses) > 0 {
		return "MISSES"
	}
	return "ok"
}

func orDash(there bool, text string) string {
	if there {
		return text
	}
	return "-"
}

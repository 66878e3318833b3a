//go:build !js

package main

import (
	"context"
	"fmt"
	"math"
	"time"

	"vanscape/core/crn/gallery"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// outcome is a trial with what it gave. Its numbers are the worst over the times at
// which its bounds hold.
type outcome struct {
	Model         string    `json:"model"`
	Arch          string    `json:"arch"`
	Method        string    `json:"method"`
	Until         float64   `json:"until"`
	Samples       int       `json:"samples"`
	Parameters    int       `json:"parameters"`
	Steps         int       `json:"steps"`
	Updates       int       `json:"updates"`
	SolverSeconds float64   `json:"solver_seconds"` // wall time of the solver itself
	WallSeconds   float64   `json:"wall_seconds"`   // with the exact law and the comparison
	TimesSlower   *float64  `json:"times_slower"`   // than the default method on the same; null for that
	Reference     string    `json:"reference"`      // what it is compared with
	Most          bounds    `json:"most"`           // what is asked; 0 is no bound
	distances               // the worst
	EarlyJoint    *float64  `json:"early_joint_hellinger"` // the worst before the first of those times, null where none was looked at
	EarlyMarginal *float64  `json:"early_marginal_hellinger"`
	Instants      []instant `json:"times"`
	Misses        []string  `json:"misses"` // sentences: which bounds are missed, where, and by how much
}

// instant is an outcome at one time.
type instant struct {
	T      float64 `json:"t"`
	Judged bool    `json:"judged"`
	distances
}

// distances are how far a solution is from its reference. Relative errors are those
// of species whose mean is at least leastMean.
type distances struct {
	Joint    *float64 `json:"joint_hellinger"` // null where the reference has no joint law
	Marginal float64  `json:"marginal_hellinger"`
	Mean     float64  `json:"mean_error"`
	SD       float64  `json:"sd_error"`
	Floor    float64  `json:"floor"`          // distance of a marginal that sampling of the reference alone makes
	Estimate *float64 `json:"error_estimate"` // the solver's own, null where it has none
	resolved float64  // Mean, less three standard errors of the reference
}

// leastMean keeps the relative error of what is hardly ever there out of the table.
const leastMean = 0.01

// measure runs a trial. Where the model has no exact law it draws simulations in
// its place. A run is ended after the budget, if that is not 0.
func (t trial) measure(ctx context.Context, simulations int, budget time.Duration, line *progressLine) outcome {
	out := outcome{Model: t.model.Name, Arch: t.way.Arch, Method: t.way.Method, Until: t.times[len(t.times)-1], Most: t.most,
		Reference: t.model.Exact.String(), Instants: []instant{}, Misses: []string{}}
	run := func(start protocol.Start) *result {
		r := runSolve(ctx, options{start: start, budget: budget}, nil, new(keeper), nil, line)
		if r.failed != nil {
			out.Misses = append(out.Misses, r.failed.Message)
		} else if r.cut != "" {
			out.Misses = append(out.Misses, fmt.Sprintf("%s at t = %.4g", r.cut, r.reached))
		}
		return r
	}
	r := run(t.start(t.way))
	var simulated []protocol.Frame
	out.Samples, out.Parameters = r.started.Samples, r.started.Parameters
	out.SolverSeconds, out.WallSeconds = r.done.SolverSeconds, r.done.WallSeconds
	if t.model.Exact == gallery.Simulation && len(out.Misses) == 0 {
		out.Reference = fmt.Sprintf("%d simulations", simulations)
		simulated = run(t.simulations(simulations, r.started)).frames
	}
	if t.beat && len(out.Misses) == 0 {
		if fast := run(t.start(defaultWay)); fast.done.SolverSeconds > 0 {
			slower := out.SolverSeconds / fast.done.SolverSeconds
			out.TimesSlower = &slower
		}
	}
	for i, f := range r.frames {
		out.Steps, out.Updates = f.Steps, f.Updates
		p := instant{T: f.Time, Judged: f.Time >= t.times[0]}
		if i < len(simulated) {
			takeSimulated(&f, simulated[i])
			p.Floor = simulated[i].ErrorEstimate
		}
		p.compare(f)
		out.Instants = append(out.Instants, p)
	}
	out.judge()
	return out
}

// simulations is the job that stands in for an exact law: on the same counts, at the same times.
func (t trial) simulations(runs int, started protocol.Started) protocol.Start {
	start := t.start(protocol.Network{})
	start.Solver, start.Samples, start.Exact, start.Seed = protocol.SSA, runs, false, 2
	start.Limits = make(map[string]int)
	for i, name := range started.Species {
		start.Limits[name] = started.Limits[i]
	}
	return start
}

// takeSimulated puts a simulated law where an exact one would be.
func takeSimulated(f *protocol.Frame, simulated protocol.Frame) {
	f.Exact = &simulated.Law
	f.MarginalHellinger = make([]float64, len(f.Exact.Marginals))
	for i, p := range f.Exact.Marginals {
		f.MarginalHellinger[i] = dist.Hellinger(f.Law.Marginals[i], p)
	}
}

// compare takes the distances out of a frame.
func (d *distances) compare(f protocol.Frame) {
	if f.ErrorEstimate >= 0 {
		d.Estimate = &f.ErrorEstimate
	}
	if f.HasJoint {
		d.Joint = &f.JointHellinger
	}
	if f.Exact == nil {
		return
	}
	for i, want := range f.Exact.Mean {
		d.Marginal = max(d.Marginal, f.MarginalHellinger[i])
		if want < leastMean {
			continue
		}
		off, unsure := math.Abs(f.Law.Mean[i]-want)/want, 0.0
		if f.Exact.MeanError != nil {
			unsure = 3 * f.Exact.MeanError[i] / want
		}
		d.Mean, d.resolved = max(d.Mean, off), max(d.resolved, off-unsure)
		if sd := math.Sqrt(f.Exact.Var[i]); sd > 0 {
			d.SD = max(d.SD, math.Abs(math.Sqrt(max(0, f.Law.Var[i]))-sd)/sd)
		}
	}
}

// judge works out the worst of the instants, and which bounds they miss.
func (r *outcome) judge() {
	judged := 0
	for _, p := range r.Instants {
		if !p.Judged {
			r.EarlyJoint, r.EarlyMarginal = larger(r.EarlyJoint, p.Joint), larger(r.EarlyMarginal, &p.Marginal)
			continue
		}
		judged++
		r.Joint, r.Estimate = larger(r.Joint, p.Joint), larger(r.Estimate, p.Estimate)
		r.Marginal, r.Mean, r.SD, r.Floor = max(r.Marginal, p.Marginal), max(r.Mean, p.Mean), max(r.SD, p.SD), max(r.Floor, p.Floor)
		if p.Joint != nil {
			r.hold("joint distance", *p.Joint, r.Most.Joint, p.T)
		} else if r.Most.Joint > 0 {
			r.Misses = append(r.Misses, fmt.Sprintf("there is no joint distance at t = %.4g", p.T))
		}
		r.hold("marginal distance", p.Marginal, r.Most.Marginal, p.T)
		r.hold("relative error of a mean", p.resolved, r.Most.Mean, p.T)
	}
	if judged == 0 && len(r.Misses) == 0 {
		r.Misses = append(r.Misses, "there is nothing to judge")
	}
}

// hold notes a bound that is missed.
func (r *outcome) hold(what string, is, most, t float64) {
	if most > 0 && !(is <= most) {
		r.Misses = append(r.Misses, fmt.Sprintf("%s %.3g at t = %.4g, more than %g", what, is, t, most))
	}
}

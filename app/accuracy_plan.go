//go:build !js

package main

import (
	"slices"
	"strings"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// trial is one row of the table of accuracy: a model of the gallery solved in one way.
type trial struct {
	model gallery.Model
	way   protocol.Network
	times []float64 // where the bounds hold, ascending
	early []float64 // before them: told, not judged
	most  bounds
	beat  bool // the default method solves the same, and how many times faster it is is told
}

// bounds are what is asked of a trial; 0 is no bound.
type bounds struct {
	Joint    float64 `json:"joint_hellinger"`    // Hellinger distance of the law of all species together
	Marginal float64 `json:"marginal_hellinger"` // of the worst species alone
	Mean     float64 `json:"mean_error"`         // relative, of the worst species
}

// The ways of the table.
var (
	defaultWay   = protocol.Network{Method: "projected", Arch: "mlp"}
	gradientWays = []protocol.Network{
		{Method: "policy-gradient", Arch: "gru"},
		{Method: "policy-gradient", Arch: "transformer"},
		{Method: "natural-gradient", Arch: "nade"},
		{Method: "natural-gradient", Arch: "mlp"},
	}
)

// choice is for the models whose names begin so.
type choice[T any] struct {
	models string
	of     T
}

// chosen is the first choice that fits a model: every list has one for each of the gallery.
func chosen[T any](model string, list []choice[T]) T {
	return list[slices.IndexFunc(list, func(c choice[T]) bool { return strings.HasPrefix(model, c.models) })].of
}

// An aim is what the default settings must reach.
type aim struct {
	most  bounds
	times []float64 // nil: five even ones up to the horizon
}

var aims = []choice[aim]{
	{"toggle-switch", aim{bounds{Joint: 0.08}, nil}},
	{"cascade-linear", aim{bounds{Joint: 0.04}, []float64{1, 5, 10}}},
	{"cascade-", aim{bounds{Marginal: 0.03, Mean: 0.02}, nil}},
	{"", aim{bounds{Joint: 0.06, Marginal: 0.03}, nil}},
}

// followed is until when methods are compared: a few to a few hundred time steps of the gradient methods, but a few thousand on the Schlögl model,
// which take a minute and a half at most.
var followed = []choice[float64]{
	{"birth-death", 10}, {"autoregulation-", 1}, {"toggle-switch", 0.5}, {"gene-expression", 120}, {"early-life-", 0.2},
	{"epidemic", 1}, {"schlogl-", 0.05}, {"cascade-hill", 0.02}, {"cascade-", 0.3},
}

// tracked are the models of the table that the gradient methods are tried on.
var tracked = []string{"birth-death", "autoregulation-1", "toggle-switch"}

// trackedJoint is how far they may be from the exact law.
const trackedJoint = 0.15

// trials lists the whole table.
func trials() []trial {
	var all []trial
	for _, m := range gallery.All() {
		a := chosen(m.Name, aims)
		t := trial{model: m, way: defaultWay, times: a.times, most: a.most}
		if t.times == nil {
			t.times = evenly(m.Horizon)
		}
		for _, at := range m.Times {
			if at > 0 && at < t.times[0] {
				t.early = append(t.early, at)
			}
		}
		all = append(all, t)
	}
	for _, model := range tracked {
		m, _ := gallery.Lookup(model)
		for _, way := range gradientWays {
			all = append(all, trial{model: m, way: way, times: evenly(chosen(model, followed)), most: bounds{Joint: trackedJoint}, beat: true})
		}
	}
	return all
}

// evenly returns five times up to a horizon.
func evenly(horizon float64) []float64 {
	times := make([]float64, 5)
	for i := range times {
		times[i] = horizon * float64(i+1) / 5
	}
	return times
}

// name is what --only is matched with.
func (t trial) name() string { return t.model.Name + "/" + t.way.Method + "/" + t.way.Arch }

// start is the job of the trial.
func (t trial) start(way protocol.Network) protocol.Start {
	return protocol.Start{Text: t.model.Text, Solver: protocol.VAN, Times: slices.Concat(t.early, t.times), Exact: true, Estimate: protocol.EstimateAlways, Seed: 1, VAN: way}
}

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

// An aim is what the default settings must reach on some models.
type aim struct {
	models string // how their names begin
	most   bounds
	times  []float64 // nil: five even ones up to the horizon
}

// aims has one for every model of the gallery: the first that fits.
var aims = []aim{
	{"toggle-switch", bounds{Joint: 0.08}, nil},
	{"cascade-linear", bounds{Joint: 0.04}, []float64{1, 5, 10}},
	{"cascade-", bounds{Marginal: 0.03, Mean: 0.02}, nil},
	{"", bounds{Joint: 0.06, Marginal: 0.03}, nil},
}

// followed is until when methods are compared on the models whose names begin so: the first
// that fits. That is a few to a few hundred time steps of the gradient methods, which take a minute at most.
var followed = []struct {
	models string
	until  float64
}{
	{"birth-death", 10}, {"autoregulation-", 1}, {"toggle-switch", 0.5}, {"gene-expression", 120}, {"early-life-", 0.2},
	{"epidemic", 1}, {"schlogl-", 0.05}, {"cascade-hill", 0.02}, {"cascade-", 0.3},
}

// followedUntil is until when methods are compared on a model.
func followedUntil(model string) float64 {
	for _, f := range followed {
		if strings.HasPrefix(model, f.models) {
			return f.until
		}
	}
	panic("no time until which methods are compared on " + model)
}

// tracked are the models of the table that the gradient methods are tried on.
var tracked = []string{"birth-death", "autoregulation-1", "toggle-switch"}

// trackedJoint is how far they may be from the exact law.
const trackedJoint = 0.15

// trials lists the whole table.
func trials() []trial {
	var all []trial
	for _, m := range gallery.All() {
		a := aims[slices.IndexFunc(aims, func(a aim) bool { return strings.HasPrefix(m.Name, a.models) })]
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
			all = append(all, trial{model: m, way: way, times: evenly(followedUntil(model)), most: bounds{Joint: trackedJoint}, beat: true})
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

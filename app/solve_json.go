//go:build !js

package main

import (
	"math"

	"vanscape/core/protocol"
)

// document is the JSON of solve, a contract with those who script it: names do
// not change, new ones may be added. All in the order of species, and no number
// is NaN or infinite.
type document struct {
	Model       string          `json:"model"`
	Solver      protocol.Solver `json:"solver"`
	Settings    settings        `json:"settings"`
	Seed        uint64          `json:"seed"`
	WallSeconds float64         `json:"wall_seconds"`
	Species     []string        `json:"species"`
	Frames      []frame         `json:"frames"`
}

// settings are those asked for, 0 for a default, and what came of them.
type settings struct {
	Method      string         `json:"method"`
	Arch        string         `json:"arch"`
	Samples     int            `json:"samples"`
	Width       int            `json:"width"`
	Basis       int            `json:"basis"`
	Head        string         `json:"head"`
	Depth       int            `json:"depth"`
	Heads       int            `json:"heads"`
	Step        float64        `json:"step"`
	Adaptive    bool           `json:"adaptive"`
	Updates     int            `json:"updates"`
	Rate        float64        `json:"rate"`
	Loss        string         `json:"loss"`
	Times       []float64      `json:"times"`
	Limits      map[string]int `json:"limits"` // largest counts, of every species
	Laws        []string       `json:"laws"`
	Order       []string       `json:"order"`
	Parameters  int            `json:"parameters"`
	ExactStates int            `json:"exact_states"`
	Notes       []string       `json:"notes"`
}

type frame struct {
	T             float64     `json:"t"`
	Mean          []float64   `json:"mean"`
	Var           []float64   `json:"var"`
	Cov           [][]float64 `json:"cov"`
	Marginals     [][]float64 `json:"marginals"` // by species, then by count
	Joints        []joint     `json:"joints"`
	ErrorEstimate *float64    `json:"error_estimate"` // null where the solver has none
	WallMass      float64     `json:"wall_mass"`
	WallSpecies   string      `json:"wall_species"`
	LostMass      float64     `json:"lost_mass"`
	Exact         *exact      `json:"exact"`
	Answers       []answer    `json:"answers"` // to --ask, in its order
}

// answer answers a question about a frame. A value of null is a logarithm of no
// probability, unless failed says in a sentence why there is none.
type answer struct {
	Question      string   `json:"question"`
	Value         *float64 `json:"value"`
	StandardError float64  `json:"standard_error"` // 0 where the law was summed over its states
	Exact         *float64 `json:"exact"`          // null where there is no exact law, too
	Failed        string   `json:"failed,omitempty"`
}

// joint is the law of two species: P[a][b].
type joint struct {
	A string      `json:"a"`
	B string      `json:"b"`
	P [][]float32 `json:"p"`
}

// exact tells how far the solver is from the exact law.
type exact struct {
	JointHellinger    float64   `json:"joint_hellinger"`
	MarginalHellinger []float64 `json:"marginal_hellinger"`
	Mean              []float64 `json:"mean"`
	Var               []float64 `json:"var"`
}

func newDocument(r *result) document {
	o, s := r.options, r.started
	n := o.start.VAN
	d := document{
		Model:  r.model.name,
		Solver: o.start.Solver,
		Settings: settings{
			Method: n.Method, Arch: n.Arch, Samples: s.Samples, Width: o.start.Width, Basis: o.start.Basis, Head: n.Head, Depth: n.Depth, Heads: n.Heads,
			Step: o.start.Step, Adaptive: n.Adaptive, Updates: n.Updates, Rate: n.Rate, Loss: n.Loss,
			Times: o.start.Times, Limits: make(map[string]int), Laws: list(s.Laws), Order: list(s.Order),
			Parameters: s.Parameters, ExactStates: s.ExactStates, Notes: list(s.Notes),
		},
		Seed:        o.start.Seed,
		WallSeconds: r.seconds,
		Species:     list(s.Species),
		Frames:      []frame{},
	}
	for i, name := range s.Species {
		d.Settings.Limits[name] = s.Limits[i]
	}
	for i, f := range r.frames {
		frame := newFrame(s.Species, f)
		for _, a := range r.answers[i] {
			frame.Answers = append(frame.Answers, newAnswer(o.start.Ask[a.ID], a))
		}
		d.Frames = append(d.Frames, frame)
	}
	return d
}

func newFrame(species []string, f protocol.Frame) frame {
	j := frame{
		T: f.Time, Mean: f.Law.Mean, Var: f.Law.Var, Cov: rows(f.Law.Cov, len(species)), Marginals: f.Law.Marginals, Joints: []joint{}, Answers: []answer{},
		WallMass: f.WallMass, WallSpecies: species[f.WallSpecies], LostMass: f.Law.LostMass,
	}
	if f.ErrorEstimate >= 0 {
		j.ErrorEstimate = &f.ErrorEstimate
	}
	for _, p := range f.Law.Joints {
		j.Joints = append(j.Joints, joint{species[p.A], species[p.B], rows(p.P, p.Cols)})
	}
	if f.Exact != nil && f.HasJoint {
		j.Exact = &exact{f.JointHellinger, f.MarginalHellinger, f.Exact.Mean, f.Exact.Var}
	}
	return j
}

func newAnswer(question string, a protocol.Answer) answer {
	j := answer{Question: question, StandardError: a.StandardError, Failed: a.Failed}
	if a.Failed == "" {
		j.Value = finite(a.Value)
	}
	if a.HasExact {
		j.Exact = finite(a.Exact)
	}
	return j
}

// finite is x, or nil for a logarithm of zero.
func finite(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// rows cuts a flat table into its rows.
func rows[T any](flat []T, cols int) [][]T {
	table := [][]T{}
	for ; len(flat) > 0; flat = flat[cols:] {
		table = append(table, flat[:cols:cols])
	}
	return table
}

// list is x, or an empty list for nil: JSON null is not a list.
func list(x []string) []string {
	if x == nil {
		return []string{}
	}
	return x
}

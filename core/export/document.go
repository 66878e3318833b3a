package export

import (
	"cmp"
	"encoding/json"
	"io"
	"math"

	"vanscape/core/protocol"
)

// Document is the JSON of solve, a contract with those who script it: names do
// not change, new ones may be added. All in the order of species, and no number
// is NaN or infinite.
type Document struct {
	Model       string          `json:"model"`
	Solver      protocol.Solver `json:"solver"`
	Settings    Settings        `json:"settings"`
	Seed        uint64          `json:"seed"`
	WallSeconds float64         `json:"wall_seconds"`
	Species     []string        `json:"species"`
	Frames      []Frame         `json:"frames"`

	Steady       *Steady      `json:"steady"` // null where --steady was not asked for, or the run was cut short
	Trajectories []Trajectory `json:"trajectories"`

	SolverSeconds float64 `json:"solver_seconds"` // those of WallSeconds without count limits and exact law

	Import []string `json:"import"` // what reading a model of another format changed

	// Options is the command line, without --json and --out: option to value, both as written.
	Options map[string]string `json:"options"`
}

// Steady tells whether the law came to rest at the last time, and how fast it still changed.
type Steady struct {
	Reached bool    `json:"reached"`
	Change  float64 `json:"change"`
}

// Trajectory is one simulation: from T[i] on the counts are N[i].
type Trajectory struct {
	T    []float64 `json:"t"`
	N    [][]int   `json:"n"`
	Gaps bool      `json:"gaps"` // jumps are missing, since there were too many
}

// Settings are those asked for, 0 for a default, and what came of them.
type Settings struct {
	Method      string         `json:"method"`
	Arch        string         `json:"arch"`
	Samples     int            `json:"samples"`
	Width       int            `json:"width"`
	Basis       int            `json:"basis"`
	Head        string         `json:"head"`
	Depth       int            `json:"depth"`
	Heads       int            `json:"heads"`
	Step        float64        `json:"step"`
	Tolerance   float64        `json:"tolerance"` // given, or chosen to keep to a budget
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

// Frame is the solution at one time.
type Frame struct {
	T             float64     `json:"t"`
	Mean          []float64   `json:"mean"`
	MeanError     []float64   `json:"mean_se"` // standard errors, of ssa; null for the others
	Var           []float64   `json:"var"`
	Cov           [][]float64 `json:"cov"`
	Marginals     [][]float64 `json:"marginals"` // by species, then by count
	Joints        []Joint     `json:"joints"`
	ErrorEstimate *float64    `json:"error_estimate"` // null where the solver has none
	WallMass      float64     `json:"wall_mass"`
	WallSpecies   string      `json:"wall_species"`
	LostMass      float64     `json:"lost_mass"`
	Exact         *Exact      `json:"exact"`
	Steps         int         `json:"steps"`   // made so far; of ssa the events
	Updates       int         `json:"updates"` // of the network's parameters so far, by gradient methods
	Loss          *float64    `json:"loss"`    // of the last time step; null where no network is fitted
	Answers       []Answer    `json:"answers"` // to --ask, in its order
}

// Joint is the law of two species: P[a][b].
type Joint struct {
	A string      `json:"a"`
	B string      `json:"b"`
	P [][]float32 `json:"p"`
}

// Answer answers a question about a frame. A value of null is a logarithm of no
// probability, unless failed says in a sentence why there is none.
type Answer struct {
	Question      string   `json:"question"`
	Value         *float64 `json:"value"`
	StandardError float64  `json:"standard_error"` // 0 where the law was summed over its states
	Exact         *float64 `json:"exact"`          // null where there is no exact law, too
	Failed        string   `json:"failed,omitempty"`
}

// Exact tells how far the solver is from the exact law.
type Exact struct {
	JointHellinger    *float64  `json:"joint_hellinger"` // null where the solver has no law of all species together
	MarginalHellinger []float64 `json:"marginal_hellinger"`
	Mean              []float64 `json:"mean"`
	Var               []float64 `json:"var"`
}

// JSON writes the document of a run.
func JSON(w io.Writer, r *protocol.Run, done protocol.Done) error {
	return json.NewEncoder(w).Encode(NewDocument(r, done, nil))
}

// NewDocument returns the document of a run, as far as it has come. options is the
// command line that made it, or nil.
func NewDocument(r *protocol.Run, done protocol.Done, options map[string]string) Document {
	start, s := &r.Start, &r.Started
	n := start.VAN
	d := Document{
		Model:  start.Model,
		Solver: start.Solver,
		Settings: Settings{
			Method: n.Method, Arch: n.Arch, Samples: s.Samples, Width: start.Width, Basis: start.Basis, Head: n.Head, Depth: n.Depth, Heads: n.Heads,
			Step: start.Step, Tolerance: cmp.Or(start.Tolerance, s.Tolerance), Adaptive: n.Adaptive, Updates: n.Updates, Rate: n.Rate, Loss: n.Loss,
			Times: start.Times, Limits: make(map[string]int), Laws: list(s.Laws), Order: list(s.Order),
			Parameters: s.Parameters, ExactStates: s.ExactStates, Notes: list(s.Notes),
		},
		Seed:        start.Seed,
		WallSeconds: done.WallSeconds,
		Species:     list(s.Species),
		Frames:      []Frame{},
		Import:      []string{},

		SolverSeconds: done.SolverSeconds,
		Options:       options,
		Trajectories:  newTrajectories(r.Frames, len(s.Species)),
	}
	if done.Note != "" {
		d.Steady = &Steady{done.Rested, done.Change}
	}
	if d.Options == nil {
		d.Options = map[string]string{}
	}
	for i, name := range s.Species {
		d.Settings.Limits[name] = s.Limits[i]
	}
	for _, f := range r.Frames {
		j := newFrame(s.Species, f)
		for _, a := range protocol.AnswersAt(r.Answers, f.Index) {
			j.Answers = append(j.Answers, newAnswer(start.Ask[a.ID], a))
		}
		d.Frames = append(d.Frames, j)
	}
	return d
}

func newFrame(species []string, f protocol.Frame) Frame {
	j := Frame{
		T: f.Time, Mean: f.Law.Mean, MeanError: f.Law.MeanError, Var: f.Law.Var, Cov: rows(f.Law.Cov, len(species)), Marginals: f.Law.Marginals, Joints: []Joint{}, Answers: []Answer{},
		WallMass: f.WallMass, WallSpecies: species[f.WallSpecies], LostMass: f.Law.LostMass, Steps: f.Steps, Updates: f.Updates,
	}
	if f.ErrorEstimate >= 0 {
		j.ErrorEstimate = &f.ErrorEstimate
	}
	if f.HasLoss {
		j.Loss = &f.Loss
	}
	for _, p := range f.Law.Joints {
		j.Joints = append(j.Joints, Joint{species[p.A], species[p.B], rows(p.P, p.Cols)})
	}
	if f.Exact != nil {
		j.Exact = &Exact{nil, f.MarginalHellinger, f.Exact.Mean, f.Exact.Var}
		if f.HasJoint {
			j.Exact.JointHellinger = &f.JointHellinger
		}
	}
	return j
}

func newAnswer(question string, a protocol.Answer) Answer {
	j := Answer{Question: question, StandardError: a.StandardError, Failed: a.Failed}
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

// newTrajectories puts the stretches that came with the frames together.
func newTrajectories(frames []protocol.Frame, species int) []Trajectory {
	all := []Trajectory{}
	for _, f := range frames {
		for i, p := range f.Trajectories {
			if i == len(all) {
				all = append(all, Trajectory{})
			}
			all[i].T = append(all[i].T, p.Times...)
			all[i].N = append(all[i].N, rows(p.Counts, species)...)
			all[i].Gaps = all[i].Gaps || p.Gaps
		}
	}
	return all
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

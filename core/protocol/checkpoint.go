package protocol

import (
	"cmp"
	"hash/crc64"
)

// Checkpoint is all that a job needs to go on as if it had never stopped: a Start
// like the first, with From set, gives the frames from Next on, to the last bit.
// More times may follow the first ones.
type Checkpoint struct {
	Job    int
	Of     uint64         // Start.Fingerprint of the job
	Times  []float64      // of the job
	Limits map[string]int // largest counts of all species that the job began with
	Notes  []string       // of its Started

	// Tolerance is what was chosen to keep to Start.Budget; 0 = nothing was.
	Tolerance float64

	Next    int     // the first frame that has not been sent
	Time    float64 // model time reached
	Seconds float64 // wall-clock time spent, pauses left out
	Solver  float64 // that part of it that Done.SolverSeconds tells
	Exact   float64 // that part of it that Done.ExactSeconds tells
	Rest    Rest    // what Start.Steady asks for

	VAN *VANState // of the solver VAN
	// Beside is of the coarser network, if there is one.
	Beside *VANState
	FSP    *FSPState // of the solver FSP, or of the exact law beside another
	SSA    *SSAState // of the solver SSA
}

// Rest is what a job with Start.Steady knows of how fast its law changes.
type Rest struct {
	Past   []Moment // frames that the next one is compared with
	Time   float64  // of the last frame
	Since  float64  // what it was compared with begins here
	Change float64  // per unit of time in between; negative before anything could be compared
	Noise  float64  // change that sampling alone makes, 0 where unknown
}

// Moment is what a frame leaves to later ones to be compared with.
type Moment struct {
	Time      float64
	Marginals [][]float64
}

// VANState is evolve.State.
type VANState struct {
	Next     int
	Steps    int
	Time     float64
	NextStep float64
	LastStep float64

	Levels []int
	Scale  []int
	Params []float64
	Memory []float64
	Scalar []float64

	Points []uint64
}

// FSPState is fsp.State.
type FSPState struct {
	Levels      []int
	Time        float64
	Step        float64
	Probability []float64
}

// SSAState is ssa.State.
type SSAState struct {
	Time   float64
	Goal   float64
	Done   int
	Events int
	Counts []int
	Chance []uint64

	PathT    [][]float64
	PathN    [][]int
	PathGaps []bool
	PathRoom []int
}

func (m *Checkpoint) fields(c *coder) {
	c.int(&m.Job)
	c.uint(&m.Of)
	c.floats(&m.Times)
	c.numbered(&m.Limits)
	c.texts(&m.Notes)
	c.float(&m.Tolerance)
	c.int(&m.Next)
	c.float(&m.Time)
	c.float(&m.Seconds)
	c.float(&m.Solver)
	c.float(&m.Exact)
	m.Rest.fields(c)
	option(c, &m.VAN, (*VANState).fields)
	option(c, &m.Beside, (*VANState).fields)
	option(c, &m.FSP, (*FSPState).fields)
	option(c, &m.SSA, (*SSAState).fields)
}

func (r *Rest) fields(c *coder) {
	list(c, &r.Past, 16, func(p *Moment) {
		c.float(&p.Time)
		list(c, &p.Marginals, 8, c.floats)
	})
	c.float(&r.Time)
	c.float(&r.Since)
	c.float(&r.Change)
	c.float(&r.Noise)
}

func (s *VANState) fields(c *coder) {
	c.int(&s.Next)
	c.int(&s.Steps)
	c.float(&s.Time)
	c.float(&s.NextStep)
	c.float(&s.LastStep)
	c.ints(&s.Levels)
	c.ints(&s.Scale)
	c.floats(&s.Params)
	c.floats(&s.Memory)
	c.floats(&s.Scalar)
	c.uints(&s.Points)
}

func (s *FSPState) fields(c *coder) {
	c.ints(&s.Levels)
	c.float(&s.Time)
	c.float(&s.Step)
	c.floats(&s.Probability)
}

func (s *SSAState) fields(c *coder) {
	c.float(&s.Time)
	c.float(&s.Goal)
	c.int(&s.Done)
	c.int(&s.Events)
	c.ints(&s.Counts)
	c.uints(&s.Chance)
	list(c, &s.PathT, 8, c.floats)
	list(c, &s.PathN, 8, c.ints)
	list(c, &s.PathGaps, 1, c.bool)
	c.ints(&s.PathRoom)
}

// polynomial has its tables made when they are first asked for, which no program waits for at its start.
func polynomial() *crc64.Table { return crc64.MakeTable(crc64.ECMA) }

// Fingerprint tells apart what jobs solve and how: model, solver and settings, but
// not at which times, how long that may take, nor what is asked of the law. A Checkpoint fits the Starts of one fingerprint.
func (m Start) Fingerprint() uint64 {
	m.Job, m.Times, m.Model, m.SaveEvery, m.From = 0, nil, "", 0, nil
	m.Ask, m.Draw, m.Workers, m.Budget = nil, 0, 0, 0
	m.Solver = cmp.Or(m.Solver, VAN)
	return crc64.Checksum(Encode(m), polynomial())
}

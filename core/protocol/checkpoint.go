package protocol

import (
	"cmp"
	"hash/crc64"
)

// Checkpoint is all that a job needs to go on as if it had never stopped: a Start
// like the first, with From set, gives the frames from Next on, to the last bit.
// More times may follow the first ones.
type Checkpoint struct {
	Job     int
	Of      uint64         // Start.Fingerprint of the job
	Times   []float64      // of the job
	Limits  map[string]int // largest counts of all species that the job began with
	Notes   []string       // of its Started
	Next    int            // the first frame that has not been sent
	Time    float64        // model time reached
	Seconds float64        // wall-clock time spent, pauses left out

	Past []Moment // frames that Start.Steady looks back to

	VAN *VANState // of the solver VAN
	FSP *FSPState // of the solver FSP, or of the exact law beside another
	SSA *SSAState // of the solver SSA
}

// Moment is what Start.Steady needs of a frame.
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
}

func (m *Checkpoint) fields(c *coder) {
	c.int(&m.Job)
	c.uint(&m.Of)
	c.floats(&m.Times)
	c.numbered(&m.Limits)
	c.texts(&m.Notes)
	c.int(&m.Next)
	c.float(&m.Time)
	c.float(&m.Seconds)
	list(c, &m.Past, 16, func(p *Moment) {
		c.float(&p.Time)
		list(c, &p.Marginals, 8, c.floats)
	})
	option(c, &m.VAN, (*VANState).fields)
	option(c, &m.FSP, (*FSPState).fields)
	option(c, &m.SSA, (*SSAState).fields)
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
}

var polynomial = crc64.MakeTable(crc64.ECMA)

// Fingerprint tells apart what jobs solve and how: model, solver and settings, but
// not at which times. A Checkpoint fits the Starts of one fingerprint.
func (m Start) Fingerprint() uint64 {
	m.Job, m.Times, m.Model, m.SaveEvery, m.From = 0, nil, "", 0, nil
	m.Solver = cmp.Or(m.Solver, VAN)
	return crc64.Checksum(Encode(m), polynomial)
}

package protocol

import (
	"fmt"
	"math"
)

// The layout of every message: fields appear in bytes in the order of these
// calls. Whoever changes one changes Version.

func (m *Start) fields(c *coder) {
	c.int(&m.Job)
	text(c, &m.Text)
	text(c, &m.Solver)
	c.floats(&m.Times)
	c.pairs(&m.Pairs)
	c.bool(&m.Exact)
	c.uint(&m.Seed)
	c.int(&m.Samples)
	c.int(&m.Width)
	c.int(&m.Basis)
	c.float(&m.Step)
	c.float(&m.Tolerance)
	c.float(&m.Budget)
	text(c, &m.Estimate)
	c.numbered(&m.Limits)
	m.VAN.fields(c)
	c.int(&m.Workers)
	text(c, &m.Model)
	c.float(&m.SaveEvery)
	option(c, &m.From, (*Checkpoint).fields)
	c.float(&m.Steady)
	c.int(&m.Trajectories)
	c.texts(&m.Ask)
	c.int(&m.Draw)
}

func (m *Ack) fields(c *coder) {
	c.int(&m.Job)
	c.int(&m.Frames)
}

func (m *Started) fields(c *coder) {
	c.int(&m.Job)
	c.texts(&m.Species)
	c.ints(&m.Limits)
	c.texts(&m.Laws)
	c.texts(&m.Order)
	c.pairs(&m.Pairs)
	c.float(&m.Tolerance)
	c.int(&m.Parameters)
	c.int(&m.Samples)
	c.int(&m.ExactStates)
	c.texts(&m.Notes)
}

func (m *Progress) fields(c *coder) {
	c.int(&m.Job)
	text(c, &m.Phase)
	c.float(&m.Time)
	c.float(&m.Horizon)
	c.int(&m.Steps)
	c.float(&m.StepSize)
	c.float(&m.StepsPerSecond)
	c.int(&m.Workers)
	c.float(&m.Elapsed)
	c.float(&m.Remaining)
}

func (m *Frame) fields(c *coder) {
	c.int(&m.Job)
	c.int(&m.Index)
	c.float(&m.Time)
	m.Law.fields(c)
	option(c, &m.Exact, (*Law).fields)
	c.int(&m.WallSpecies)
	c.float(&m.WallMass)
	c.float(&m.ErrorEstimate)
	c.bool(&m.HasJoint)
	c.float(&m.JointHellinger)
	c.floats(&m.MarginalHellinger)
	c.int(&m.Steps)
	c.bool(&m.HasLoss)
	c.float(&m.Loss)
	c.int(&m.Updates)
	list(c, &m.Trajectories, 17, func(t *Trajectory) {
		c.floats(&t.Times)
		c.ints(&t.Counts)
		c.bool(&t.Gaps)
	})
}

func (l *Law) fields(c *coder) {
	c.floats(&l.Mean)
	c.floats(&l.Var)
	c.floats(&l.MeanError)
	c.floats(&l.Cov)
	list(c, &l.Marginals, 8, c.floats)
	list(c, &l.Joints, 40, func(j *Joint) { j.fields(c) })
	c.float(&l.LostMass)
}

func (j *Joint) fields(c *coder) {
	c.int(&j.A)
	c.int(&j.B)
	c.int(&j.Rows)
	c.int(&j.Cols)
	c.singles(&j.P)
}

func (m *Query) fields(c *coder) {
	c.int(&m.Job)
	c.int(&m.ID)
	c.int(&m.Frame)
	text(c, &m.Kind)
	text(c, &m.Text)
	text(c, &m.Pair[0])
	text(c, &m.Pair[1])
	c.int(&m.Samples)
	c.uint(&m.Seed)
	c.floats(&m.Times)
	c.int(&m.Shown)
}

func (m *Answer) fields(c *coder) {
	c.int(&m.Job)
	c.int(&m.ID)
	c.int(&m.Frame)
	text(c, &m.Kind)
	text(c, &m.Failed)
	c.int(&m.Col)
	c.float(&m.Value)
	c.float(&m.StandardError)
	c.bool(&m.HasExact)
	c.float(&m.Exact)
	list(c, &m.Joints, 40, func(j *Joint) { j.fields(c) })
	c.ints(&m.States)
	c.floats(&m.LogProb)
	option(c, &m.Course, (*Course).fields)
}

func (r *Course) fields(c *coder) {
	c.int(&r.Times)
	c.int(&r.Species)
	c.floats(&r.Mean)
	c.floats(&r.MeanError)
	c.ints(&r.Counts)
}

func (m *Done) fields(c *coder) {
	c.int(&m.Job)
	c.bool(&m.Stopped)
	c.float(&m.WallSeconds)
	c.float(&m.SolverSeconds)
	c.float(&m.ExactSeconds)
	c.float(&m.Change)
	c.bool(&m.Rested)
	text(c, &m.Note)
}

func (m *Failed) fields(c *coder) {
	c.int(&m.Job)
	text(c, &m.Message)
	c.bool(&m.BadInput)
	c.int(&m.Line)
	c.int(&m.Col)
}

// check panics when the parts of a message do not fit together.
func check(m interface{ fault() string }) {
	if fault := m.fault(); fault != "" {
		panic("protocol: " + fault)
	}
}

// fault says what does not fit together, or "": readers of samples cut them into
// states, and of a joint law index it, without asking.
func (m *Answer) fault() string {
	if b := len(m.LogProb); b == 0 && len(m.States) > 0 || b > 0 && len(m.States)%b != 0 {
		return fmt.Sprintf("%d counts of %d samples", len(m.States), b)
	}
	for _, j := range m.Joints {
		if j.A < 0 || j.B < 0 || j.Rows < 0 || j.Cols < 0 || j.Rows*j.Cols != len(j.P) {
			return fmt.Sprintf("a joint law of species %d, %d has %d x %d levels and %d entries", j.A, j.B, j.Rows, j.Cols, len(j.P))
		}
	}
	if r := m.Course; r != nil {
		if n := r.Times * r.Species; r.Times < 1 || r.Species < 1 || len(r.Mean) != n || len(r.MeanError)%n != 0 || len(r.Counts)%n != 0 {
			return fmt.Sprintf("a course of %d species at %d times has %d means, %d errors and %d counts", r.Species, r.Times, len(r.Mean), len(r.MeanError), len(r.Counts))
		}
	}
	return ""
}

// fault says what does not fit together, or "": readers of a frame index its
// arrays without asking.
func (m *Frame) fault() string {
	laws := []*Law{&m.Law}
	s := len(m.Law.Marginals)
	if m.Exact != nil {
		laws = append(laws, m.Exact)
		if n := len(m.MarginalHellinger); n != s {
			return fmt.Sprintf("%d distances of %d species", n, s)
		}
	}
	for _, t := range m.Trajectories {
		if len(t.Counts) != len(t.Times)*s {
			return fmt.Sprintf("a trajectory of %d species has %d times and %d counts", s, len(t.Times), len(t.Counts))
		}
	}
	if w := m.WallSpecies; w < 0 || w >= max(s, 1) {
		return fmt.Sprintf("species %d at the wall of %d species", w, s)
	}
	for _, l := range laws {
		if len(l.Marginals) != s || len(l.Mean) != s || len(l.Var) != s || len(l.Cov) != s*s {
			return fmt.Sprintf("a law of %d species has %d marginals, %d means, %d variances and %d covariances",
				s, len(l.Marginals), len(l.Mean), len(l.Var), len(l.Cov))
		}
		if n := len(l.MeanError); n != 0 && n != s {
			return fmt.Sprintf("%d errors of the means of %d species", n, s)
		}
		for _, j := range l.Joints {
			if j.A < 0 || j.A >= s || j.B < 0 || j.B >= s || j.Rows != len(l.Marginals[j.A]) || j.Cols != len(l.Marginals[j.B]) || j.Rows*j.Cols != len(j.P) {
				return fmt.Sprintf("a joint law of species %d, %d has %d x %d levels and %d entries", j.A, j.B, j.Rows, j.Cols, len(j.P))
			}
		}
	}
	return ""
}

// Finite reports whether all numbers of the frame are.
func (m *Frame) Finite() bool {
	lists := [][]float64{{m.Time, m.WallMass, m.ErrorEstimate, m.JointHellinger, m.Loss}, m.MarginalHellinger}
	for _, l := range []*Law{&m.Law, m.Exact} {
		if l != nil {
			lists = append(append(lists, []float64{l.LostMass}, l.Mean, l.Var, l.Cov), l.Marginals...)
		}
	}
	for _, list := range lists {
		for _, x := range list {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return false
			}
		}
	}
	return true
}

// size is about the number of bytes of the fields, or a little more.
func (m *Frame) size() int {
	n := 144 + 8*len(m.MarginalHellinger)
	for _, l := range []*Law{&m.Law, m.Exact} {
		if l == nil {
			continue
		}
		n += 64 + 8*(len(l.Mean)+len(l.Var)+len(l.MeanError)+len(l.Cov))
		for _, p := range l.Marginals {
			n += 8 + 8*len(p)
		}
		for _, j := range l.Joints {
			n += 40 + 4*len(j.P)
		}
	}
	for _, t := range m.Trajectories {
		n += 17 + 8*(len(t.Times)+len(t.Counts))
	}
	return n
}

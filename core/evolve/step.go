package evolve

import (
	"vanscape/core/cme"
	"vanscape/core/van"
)

// A Step is what Run has reached. It is valid until the next one is asked for.
type Step struct {
	Time     float64
	Steps    int       // time steps made
	StepSize float64   // of the last one
	Updates  int       // of the parameters, by a Method that fits
	Frame    int       // index in the times asked for, -1 between them
	Whole    bool      // a time step is complete; false for a pause amid one
	Loss     float64   // of the last time step, the mean of its last updates; NaN for Projected and before the first step
	Model    van.Model // another one where limits have grown or counts were set

	// Generator is that of Run, or one with higher count limits when probability has
	// come near them.
	Generator *cme.Generator

	lens *lens
	of   mover
}

// Observe returns the moments and marginals of the law reached, and the joint
// laws of some pairs of species.
func (s *Step) Observe(pairs [][2]int) *van.Snapshot {
	return s.ObserveWhile(pairs, func() bool { return true })
}

// ObserveWhile is Observe, which takes seconds for hundreds of species: it calls goOn after
// every one, and returns nil when that says no.
func (s *Step) ObserveWhile(pairs [][2]int, goOn func() bool) *van.Snapshot {
	return s.lens.observe(pairs, goOn)
}

// LogProb sets dst (B) to ln p(n) of the law reached, for states n (B x S).
func (s *Step) LogProb(dst []float64, n []int) { s.Model.LogProb(dst, n) }

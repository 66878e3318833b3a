package session

import (
	"vanscape/core/cme"
	"vanscape/core/protocol"
)

// A source is a law on counts that moves in time: what the solvers have in
// common. It works in the order of its generator's species.
type source interface {
	// advance does a few milliseconds of work toward the time of frame i, which
	// are asked for in ascending order. When done, the source stands there.
	advance(i int) (done bool, err error)
	// at says how far the source is.
	at() reach
	// frame fills in Law, ErrorEstimate, WallSpecies and WallMass, all in the
	// order of the generator's species.
	frame(f *protocol.Frame)
	// size tells the parameters P and the samples B, 0 for what there is not.
	size() (parameters, samples int)
	// probabilities sets dst[j] = P(state first+j of space) and reports whether
	// it can. It is called for a few thousand states at a time.
	probabilities(dst []float64, space *cme.Space, first int) bool
	// save sets the solver's part of a Checkpoint, and its Time, to where the source
	// stood last on the way from frame c.Next-1 to frame c.Next. It reports false
	// when there is nothing yet to go on from.
	save(c *protocol.Checkpoint) bool
	// gen is the generator on the count limits in force: those of the task, unless
	// they have grown.
	gen() *cme.Generator
	// model returns the present law as one that can be drawn from and evaluated at
	// any state within the limits, or nil when it is not such a law.
	model() density
	// keep returns the law that the source stands at, for questions.
	keep() law
	// close ends what advance has begun.
	close()
}

// reach is how far a source is.
type reach struct {
	time     float64
	steps    int     // as Frame tells them
	updates  int     // of parameters
	stepSize float64 // present time step; 0 where there is none
	workers  int     // that share the present step
}

// A density is a law that can be drawn from and evaluated: see van.Model.
type density interface {
	Sample(dst []int, u []float64)
	LogProb(dst []float64, n []int)
}

// builder makes the source of a job.
type builder func(*task) (source, error)

// newSource is the builder that Run and Serve use.
func newSource(t *task) (source, error) {
	switch t.start.Solver {
	case protocol.VAN:
		return newVAN(t)
	case protocol.FSP:
		return newFSP(t)
	case protocol.SSA:
		return newSSA(t)
	}
	panic("session: check lets the solver " + string(t.start.Solver) + " pass")
}

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
	// at says how far the source is, for the Progress.
	at() (time float64, steps int, stepSize float64)
	// frame fills in Law, ErrorEstimate, WallSpecies and WallMass, all in the
	// order of the generator's species.
	frame(f *protocol.Frame)
	// size tells the parameters P and the samples B, 0 for what there is not.
	size() (parameters, samples int)
	// probabilities sets dst[j] = P(state first+j of space) and reports whether
	// it can. It is called for a few thousand states at a time.
	probabilities(dst []float64, space *cme.Space, first int) bool
	// keep returns the law that the source stands at, for questions.
	keep() law
	// close ends what advance has begun.
	close()
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

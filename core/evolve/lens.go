package evolve

import (
	"vanscape/core/cme"
	"vanscape/core/van"
)

// A lens looks at the law of a run without changing it: it has points and a
// tree of its own.
type lens struct {
	m       van.Model
	points  *van.Points
	samples int
	tree    van.Tree
}

func newLens(m van.Model, g *cme.Generator, set Settings) lens {
	return lens{m: m, points: van.NewPoints(g.Species(), random(set, lensStream)), samples: set.Samples}
}

// newPoints returns the sample points of the time steps.
func newPoints(g *cme.Generator, set Settings) *van.Points {
	return van.NewPoints(g.Species(), random(set, pointStream))
}

// observeSamples is the least number of prefixes for each depth that Observe
// reads a law from; they cost one evaluation each and are used once.
const observeSamples = 4000

func (l *lens) observe(pairs [][2]int) *van.Snapshot {
	l.tree.Grow(l.m, max(observeSamples, l.samples), l.points)
	return l.tree.Observe(l.m.Sites(), pairs)
}

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

// Observe reads a law from observeSamples prefixes for each depth, which cost one evaluation
// each and are used once, as long as their counts, S of each of S depths, are no more than
// observeCounts: a quarter of a gigabyte. It takes no fewer than a time step.
const (
	observeSamples = 4000
	observeCounts  = 1 << 25
)

// observed is the number of prefixes that Observe reads a law of s species from.
func observed(s, samples int) int { return max(min(observeSamples, observeCounts/(s*s)), samples) }

func (l *lens) observe(pairs [][2]int, goOn func() bool) *van.Snapshot {
	sites := l.m.Sites()
	if !l.tree.GrowTo(l.m, sites.Len()-1, observed(sites.Len(), l.samples), l.points, goOn) {
		return nil
	}
	return l.tree.ObserveWhile(sites, pairs, goOn)
}

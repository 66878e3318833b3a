package evolve

import "vanscape/core/van"

// A lens looks at the law of a run without changing it: it has points and a
// tree of its own.
type lens struct {
	m       van.Model
	points  *van.Points
	samples int
	tree    van.Tree
}

// observeSamples is the least number of prefixes for each depth that Observe
// reads a law from; they cost one evaluation each and are used once.
const observeSamples = 4000

func (l *lens) observe(pairs [][2]int) *van.Snapshot {
	l.tree.Grow(l.m, max(observeSamples, l.samples), l.points)
	return l.tree.Observe(l.m.Sites(), pairs)
}

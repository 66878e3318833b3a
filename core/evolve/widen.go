package evolve

import (
	"slices"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/van"
)

// Count limits grow when probability nears them: a law that a limit reflects is
// wrong from there on, and nothing in it shows. The model keeps its features
// (van.Sites.Scale), so that a growth costs no accuracy.
const (
	nearLimit   = 3    // the highest levels are near the limit
	widenAt     = 1e-5 // probability there at which it grows: a Hellinger distance of 0.002
	widestScale = 4    // times the levels that it began with, where that is more than
	widestLevel = 128  // levels: here a limit stays, since the network explodes or the limit was a slip
)

// wider returns levels for a generator whose limits are near what a tree has
// sampled, or nil when none is.
func wider(g *cme.Generator, sites *van.Sites, tree *van.Tree) []int {
	var levels []int
	for i, k := range g.Levels() {
		more := min(g.Raised(i), max(widestLevel, widestScale*sites.Scale[i]))
		if more <= k || !sites.CanGrow(i) || nearby(&tree.Depths[i], k) <= widenAt {
			continue
		}
		if levels == nil {
			levels = slices.Clone(g.Levels())
		}
		levels[i] = more
	}
	return levels
}

// nearby is the probability near the limit of the site behind a depth, of k levels.
func nearby(d *van.Depth, k int) float64 {
	mass := 0.0
	for r, w := range d.Weight {
		for _, p := range d.P[(r+1)*k-min(nearLimit, k) : (r+1)*k] {
			mass += w * p
		}
	}
	return mass
}

// widen gives a mover higher limits, between two time steps.
func widen(m mover, net *crn.Network, levels []int) error {
	g, err := cme.New(net, levels)
	if err != nil {
		return err
	}
	old, s := m.model(), m.state()
	if err := m.build(g, s.Scale); err != nil {
		return err
	}
	from := van.Inherit(m.model(), old)
	s.Memory = inherited(s.Memory, len(s.Params), from)
	s.Levels, s.Params = levels, slices.Clone(m.model().Params())
	m.restore(s)
	return nil
}

// inherited takes the entries from (P) of each of some vectors of p entries, 0 for
// -1.
func inherited(vectors []float64, p int, from []int) []float64 {
	var out []float64
	for ; len(vectors) > 0; vectors = vectors[p:] {
		for _, i := range from {
			x := 0.0
			if i >= 0 {
				x = vectors[i]
			}
			out = append(out, x)
		}
	}
	return out
}

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
	nearLimit = 3    // the highest levels are near the limit
	widenAt   = 1e-5 // probability there at which it grows: a Hellinger distance of 0.002
	appearAt  = 1e-3 // probability that may appear beyond it all the same, where more is on its way: 0.02
)

// wider returns levels for a generator whose limits are near what a tree has
// sampled, or nil when none is. A limit stays as long as more probability would
// appear beyond it than is near it, as it would where a conditional still rises there:
// a step has left something behind that later steps take away, and room for it would
// make it the whole law. But a conditional rises also where the limit holds up what
// would pass it. So where the master equation fills the levels near the limit of a site,
// as fills tells, the limit grows unless much would appear.
func wider(g *cme.Generator, sites *van.Sites, tree *van.Tree, fills func(site int) bool) []int {
	var levels []int
	for i, k := range g.Levels() {
		more := g.Raised(i, sites.Scale[i])
		if more <= k || !sites.CanGrow(i) {
			continue
		}
		d := &tree.Depths[i]
		mass := near(d, k)
		if mass <= widenAt {
			continue
		}
		if over := beyond(d, k, more); over > mass && (over > appearAt || !fills(i)) {
			continue
		}
		if levels == nil {
			levels = slices.Clone(g.Levels())
		}
		levels[i] = more
	}
	return levels
}

// near is the probability near the limit of the site behind a depth, of k levels.
func near(d *van.Depth, k int) float64 {
	mass := 0.0
	for r, w := range d.Weight {
		for _, p := range d.P[(r+1)*k-min(nearLimit, k) : (r+1)*k] {
			mass += w * p
		}
	}
	return mass
}

// beyond is what would be beyond that limit if there were more levels: the features go
// on as straight lines, so from one level to the next the ratio of probabilities falls as
// that of a Poisson law does.
func beyond(d *van.Depth, k, more int) float64 {
	mass := 0.0
	for r, w := range d.Weight {
		last := d.P[(r+1)*k-1]
		if last == 0 {
			continue
		}
		ratio := last / d.P[(r+1)*k-2]
		for l := k; l < more; l++ {
			last *= ratio * float64(k-1) / float64(l)
			mass += w * last
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
	if err := m.build(g, s.Scale, s.Time); err != nil {
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

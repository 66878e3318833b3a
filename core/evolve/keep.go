package evolve

import (
	"slices"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// keep lists for every depth of the sample tree the species before it whose
// counts matter from there on (van.Tree.Keep): those that later conditionals and
// propensities read, those whose jumps must stay in the box there, and, where a
// propensity reads further than the site whose flux it makes, the row of that site.
func keep(g *cme.Generator, m *van.MLP, sites []*site) [][]int {
	size := g.Species()
	lists := m.Needed()
	for depth := range lists {
		needed := make([]bool, size)
		for _, j := range lists[depth] {
			needed[j] = true
		}
		for _, s := range sites {
			for _, mv := range s.moves {
				if mv.last < depth {
					continue
				}
				for _, j := range slices.Concat(g.Depends(mv.r), s.cond.Reads()) {
					needed[j] = true
				}
				needed[s.i] = true
				for j, v := range g.Jump(mv.r) {
					needed[j] = needed[j] || v != 0
				}
			}
		}
		lists[depth] = lists[depth][:0]
		for j, need := range needed[:depth] {
			if need {
				lists[depth] = append(lists[depth], j)
			}
		}
	}
	return lists
}

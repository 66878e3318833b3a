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
	lists := m.Needed()
	flow := make([]bool, g.Species()) // species that the jumps need whose last species is at this depth or behind it
	for depth := len(lists) - 1; depth >= 0; depth-- {
		for _, s := range sites {
			for _, mv := range s.moves {
				if mv.last != depth {
					continue
				}
				for _, j := range slices.Concat(g.Depends(mv.r), s.cond.Reads()) {
					flow[j] = true
				}
				flow[s.i] = true
				for j, v := range g.Jump(mv.r) {
					flow[j] = flow[j] || v != 0
				}
			}
		}
		needed := slices.Clone(flow)
		for _, j := range lists[depth] {
			needed[j] = true
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

package cme

import "slices"

// Near returns which species lie within some hops of each other, S x S by rows.
// Two species are one hop apart when a reaction that changes one of them reads
// or changes the other. What a species tells of another fades with the hops between
// them: a model of the law can leave out the rest.
func (g *Generator) Near(hops int) [][]bool {
	size := g.Species()
	next := make([][]int, size)
	near := make([][]bool, size)
	for a := range size {
		near[a] = make([]bool, size)
		near[a][a] = true
	}
	for r := range g.Reactions() {
		moved := g.reactions[r].moves
		for _, a := range moved {
			next[a] = append(next[a], moved...)
			for _, b := range g.Depends(r) {
				next[a], next[b] = append(next[a], b), append(next[b], a)
			}
		}
	}
	for a := range next {
		slices.Sort(next[a])
		next[a] = slices.Compact(next[a])
	}
	for range hops {
		wider := make([][]bool, size)
		for a := range size {
			wider[a] = append([]bool(nil), near[a]...)
			for b, reached := range near[a] {
				if !reached {
					continue
				}
				for _, c := range next[b] {
					wider[a][c] = true
				}
			}
		}
		near = wider
	}
	return near
}

// Ends returns the species that no other depends on: no reaction that changes another reads them.
func (g *Generator) Ends() (ends []int) {
	read := make([]bool, g.Species())
	for r := range g.Reactions() {
		for _, a := range g.Depends(r) {
			read[a] = read[a] || slices.ContainsFunc(g.reactions[r].moves, func(b int) bool { return b != a })
		}
	}
	for a, r := range read {
		if !r {
			ends = append(ends, a)
		}
	}
	return ends
}

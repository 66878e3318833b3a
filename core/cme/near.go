package cme

import "slices"

// Near returns which species lie within some hops of each other, S x S by rows.
// Two species are one hop apart when a reaction that changes one of them reads
// or changes the other. What a species tells of another fades with the hops between
// them: a model of the law can leave out the rest.
func (g *Generator) Near(hops int) [][]bool {
	size := g.Species()
	next := make([][]bool, size)
	near := make([][]bool, size)
	for a := range size {
		next[a], near[a] = make([]bool, size), make([]bool, size)
		near[a][a] = true
	}
	for r := range g.Reactions() {
		moved := g.reactions[r].moves
		for _, a := range moved {
			for _, b := range moved {
				next[a][b] = true
			}
			for _, b := range g.Depends(r) {
				next[a][b], next[b][a] = true, true
			}
		}
	}
	for range hops {
		wider := make([][]bool, size)
		for a := range size {
			wider[a] = append([]bool(nil), near[a]...)
			for b := range size {
				for c := range size {
					wider[a][c] = wider[a][c] || near[a][b] && next[b][c]
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

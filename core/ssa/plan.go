package ssa

import (
	"slices"

	"vanscape/core/crn"
)

// plan is what the simulation needs of a network, worked out once and shared by
// all trajectories.
type plan struct {
	net   *crn.Network
	start []int
	draws []draw
	moves [][]move  // for each reaction
	wakes [][]int32 // for each reaction: the untimed ones whose propensity its firing changes
	timed []int32   // reactions whose propensity depends on t beside the counts
	calm  []int32   // the others
	caps  []int     // a count above which a trajectory is given up, for each species
}

// move is one entry of a net change.
type move struct{ species, by int }

// newPlan prepares a network. A trajectory in which a species goes beyond cap,
// or beyond twice the largest count of its own start and of what sets it, is given up.
func newPlan(net *crn.Network, cap int) *plan {
	p := &plan{
		net:   net,
		start: net.Initial(),
		moves: make([][]move, len(net.Reactions)),
		wakes: make([][]int32, len(net.Reactions)),
		caps:  make([]int, len(net.Species)),
	}
	for i, n := range p.start {
		cap := max(cap, 2*net.HighestSet(i))
		p.caps[i] = max(cap, 2*n)
		if law := net.InitialLaw(i); law != nil {
			p.draws = append(p.draws, newDraw(i, law))
			p.caps[i] = max(cap, 2*len(law))
		}
	}
	change := make([]int, len(net.Species))
	for r := range net.Reactions {
		net.Reactions[r].Change(change)
		for i, v := range change {
			if v != 0 {
				p.moves[r] = append(p.moves[r], move{i, v})
			}
		}
		if net.Reactions[r].TimeDependent() {
			p.timed = append(p.timed, int32(r))
		} else {
			p.calm = append(p.calm, int32(r))
		}
	}
	for r, moves := range p.moves {
		for _, q := range p.calm {
			reads := net.Reactions[q].Depends()
			if slices.ContainsFunc(moves, func(m move) bool { return slices.Contains(reads, m.species) }) {
				p.wakes[r] = append(p.wakes[r], q)
			}
		}
	}
	return p
}

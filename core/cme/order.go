package cme

import (
	"slices"

	"vanscape/core/crn"
)

// fewLevels is the number of levels up to which a species counts as a switch,
// such as a gene.
const fewLevels = 4

// Order returns the order of species for an autoregressive model: site i is
// species Order[i] of the network. levels, length S, are the K_i in the
// network's order. It is the network's own order where the author has given one.
// An order matters because each conditional sees only what stands before it:
//
//  1. Switches (at most four levels) come first. They are slow, everything
//     else hangs on them, and few levels make exact gates. Of the switches that
//     a conservation law ties together the last as written is determined by the
//     others and so moves behind all that are not.
//  2. Then the other species, those that drive before those that are driven: a
//     drives b when a reaction whose propensity reads a changes b. Species that
//     drive each other in a circle stay together.
//  3. Wherever this leaves a choice, species stand as written, so that an
//     author who knows better only has to write them that way.
//  4. Species that resets set come last, the more often the later: the law of those
//     before them then stays as it is, and where each reset sets what a larger one
//     does too, all that it sets stands at the end.
func Order(net *crn.Network, levels []int) []int {
	if net.Order != nil {
		return slices.Clone(net.Order)
	}
	var free, determined, many []int
	last := lastOfLaws(net)
	for i, k := range levels {
		switch {
		case k > fewLevels:
			many = append(many, i)
		case last[i]:
			determined = append(determined, i)
		default:
			free = append(free, i)
		}
	}
	order := slices.Concat(free, determined, downstream(net, many))
	times := net.ResetsOf()
	slices.SortStableFunc(order, func(a, b int) int { return times[a] - times[b] })
	return order
}

// lastOfLaws tells which species stand last, as written, in a non-negative
// conservation law.
func lastOfLaws(net *crn.Network) []bool {
	last := make([]bool, len(net.Species))
	for _, law := range Laws(net) {
		for i := len(law.Weights) - 1; i >= 0; i-- {
			if law.Weights[i] != 0 {
				last[i] = true
				break
			}
		}
	}
	return last
}

// downstream sorts species so that who drives comes before who is driven.
func downstream(net *crn.Network, species []int) []int {
	reach := influence(net)
	var order []int
	placed := make([]bool, len(net.Species))
	for len(order) < len(species) {
		for _, i := range species {
			if placed[i] || waits(reach, placed, species, i) {
				continue
			}
			// i and everything in a circle with it, as written.
			for _, j := range species {
				if !placed[j] && (j == i || reach[i][j] && reach[j][i]) {
					placed[j] = true
					order = append(order, j)
				}
			}
			break
		}
	}
	return order
}

// waits reports whether a species that is still to be placed drives i without
// being driven by it. Not everything can wait: driving is transitive.
func waits(reach [][]bool, placed []bool, species []int, i int) bool {
	for _, j := range species {
		if !placed[j] && reach[j][i] && !reach[i][j] {
			return true
		}
	}
	return false
}

// influence returns reach[a][b]: a drives b, directly or through others.
func influence(net *crn.Network) [][]bool {
	size := len(net.Species)
	reach := make([][]bool, size)
	for a := range reach {
		reach[a] = make([]bool, size)
	}
	change := make([]int, size)
	for r := range net.Reactions {
		net.Reactions[r].Change(change)
		for _, a := range net.Reactions[r].Depends() {
			for b, v := range change {
				reach[a][b] = reach[a][b] || v != 0
			}
		}
	}
	// Warshall's transitive closure (S. Warshall, J. ACM 9, 11, 1962).
	for via := range reach {
		for a := range reach {
			if reach[a][via] {
				for b := range reach {
					reach[a][b] = reach[a][b] || reach[via][b]
				}
			}
		}
	}
	return reach
}

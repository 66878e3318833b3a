package cme

import "vanscape/core/crn"

// A Law is a conservation law with non-negative weights: in every state that
// can be reached, sum_i Weights[i] n_i = Total.
type Law struct {
	Weights []int // length S, not all zero
	Total   int   // its value at the start, the same in all states that are possible there
}

// Laws returns the non-negative conservation laws of a network, each with the
// total of its start state.
func Laws(net *crn.Network) []Law {
	var laws []Law
	start := net.Initial()
	for _, weights := range net.ConservationLaws() {
		law := Law{Weights: weights}
		negative := false
		for i, w := range weights {
			negative = negative || w < 0
			law.Total += w * start[i]
		}
		if !negative {
			laws = append(laws, law)
		}
	}
	return laws
}

// Cap returns the largest count of species i that the law allows; ok is false
// when the law does not contain it.
func (l Law) Cap(i int) (count int, ok bool) {
	if l.Weights[i] == 0 {
		return 0, false
	}
	return l.Total / l.Weights[i], true
}

package cme

import "vanscape/core/crn"

// Push sets dst to the law p pushed forward by a reset: the probability of every state
// moves to the state after it. Both have length N and may not overlap.
func (s *Space) Push(dst, p []float64, reset *crn.Reset) {
	clear(dst)
	n := make([]int, s.g.Species())
	for i, x := range p {
		s.State(n, i)
		reset.Apply(n)
		to, _ := s.Index(n) // NewSpace has listed it
		dst[to] += x
	}
}

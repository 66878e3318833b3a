package fsp

import "vanscape/core/crn"

// push pushes the law forward by a reset: the mass of every state moves to the state
// after it, which the space holds.
func (s *Solver) push(reset *crn.Reset) {
	pushed := make([]float64, len(s.p))
	n := make([]int, s.species())
	for i, p := range s.p {
		s.space.State(n, i)
		reset.Apply(n)
		to, _ := s.space.Index(n)
		pushed[to] += p
	}
	s.p = pushed
	s.method.forget()
}

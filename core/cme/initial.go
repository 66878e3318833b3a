package cme

import "fmt"

// InitialLaw returns the probabilities of the counts 0, 1, 2 … of site i at time
// 0, which may go on beyond the box, or nil when its count is Start()[i] for
// certain. Sites are independent at time 0.
func (g *Generator) InitialLaw(i int) []float64 { return g.net.InitialLaw(i) }

// addInitial adds the states that are possible at time 0. It reports false when
// there are more than maxStates of them.
func (s *Space) addInitial(maxStates int) bool {
	n := make([]int, s.g.Species())
	var fill func(i int) bool
	fill = func(i int) bool {
		if i == len(n) {
			s.add(n)
			return s.Len() <= maxStates
		}
		law := s.g.InitialLaw(i)
		if law == nil {
			n[i] = s.g.start[i]
			return fill(i + 1)
		}
		for k, p := range law[:min(len(law), s.g.levels[i])] {
			if n[i] = k; p > 0 && !fill(i+1) {
				return false
			}
		}
		return true
	}
	return fill(0)
}

// Initial sets dst, length N, to the law at time 0. What it lacks to one lies
// outside the box. It panics when dst has the wrong length.
func (s *Space) Initial(dst []float64) {
	if len(dst) != s.Len() {
		panic(fmt.Sprintf("cme: initial law has %d entries, the space %d states", len(dst), s.Len()))
	}
	width := s.g.Species()
	for j := range dst {
		dst[j] = 1
	}
	for i := range width {
		law := s.g.InitialLaw(i)
		for j := range dst {
			k := int(s.states[j*width+i])
			switch {
			case law == nil && k != s.g.start[i] || law != nil && k >= len(law):
				dst[j] = 0
			case law != nil:
				dst[j] *= law[k]
			}
		}
	}
}

package evolve

import "vanscape/core/van"

// observeSamples is the least number of prefixes for each depth that Observe
// reads a law from; they cost one evaluation each and are used once.
const observeSamples = 4000

// Observe returns the moments and marginals of the law reached, and the joint
// laws of some pairs of species.
func (s *Step) Observe(pairs [][2]int) *van.Snapshot {
	r := s.run
	r.observed.Grow(r.m, max(observeSamples, r.set.Samples), r.watch)
	return r.observed.Observe(r.m.Sites(), pairs)
}

// LogProb sets dst (B) to ln p(n) of the law reached, for states n (B x S).
func (s *Step) LogProb(dst []float64, n []int) { s.Model.LogProb(dst, n) }

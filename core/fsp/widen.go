package fsp

import "vanscape/core/cme"

// Widened returns a solver that goes on from where s stands on g, the same network
// with higher count limits. What s has lost stays lost. The error is a
// *cme.SpaceError when g has more than maxStates states, or that of goOn, which it calls
// as NewWhile does.
func (s *Solver) Widened(g *cme.Generator, maxStates int, goOn func() error) (*Solver, error) {
	w, err := NewWhile(g, maxStates, goOn)
	if err != nil {
		return nil, err
	}
	w.method.restore(s.State())
	w.t = s.t
	clear(w.p)
	n := make([]int, g.Species())
	for i, p := range s.p {
		s.space.State(n, i)
		to, _ := w.space.Index(n)
		w.p[to] = p
	}
	return w, nil
}

// NearLimits sets dst (S) to the probability that each species is at one of its
// highest near counts.
func (s *Solver) NearLimits(dst []float64, near int) {
	levels := s.space.Generator().Levels()
	clear(dst)
	counts := s.space.Counts()
	for _, p := range s.p {
		for i, k := range levels {
			if int(counts[i]) >= k-near {
				dst[i] += p
			}
		}
		counts = counts[len(levels):]
	}
}

package fsp

import "fmt"

// Marginal sets dst, length K_i, to the law of species i. It sums to one minus
// the lost mass.
func (s *Solver) Marginal(dst []float64, i int) {
	s.expect("marginal", len(dst), s.levels(i))
	clear(dst)
	s.each(func(n []int32, p float64) { dst[n[i]] += p })
}

// Joint sets dst, K_i x K_j, to the joint law of species i and j: dst[k*K_j+l]
// is the probability of n_i = k and n_j = l. It sums to one minus the lost mass.
func (s *Solver) Joint(dst []float64, i, j int) {
	columns := s.levels(j)
	s.expect("joint law", len(dst), s.levels(i)*columns)
	clear(dst)
	s.each(func(n []int32, p float64) { dst[int(n[i])*columns+int(n[j])] += p })
}

// Mean sets dst, length S, to the mean counts given that the wall was not
// crossed.
func (s *Solver) Mean(dst []float64) {
	s.expect("mean", len(dst), s.species())
	clear(dst)
	mass := 0.0
	s.each(func(n []int32, p float64) {
		mass += p
		for i, k := range n {
			dst[i] += float64(k) * p
		}
	})
	divide(dst, mass)
}

// Covariance sets dst, S x S, to the covariances of the counts given that the
// wall was not crossed. It does not allocate more than a few numbers per
// species.
func (s *Solver) Covariance(dst []float64) {
	size := s.species()
	s.expect("covariance", len(dst), size*size)
	mean, off := make([]float64, size), make([]float64, size)
	s.Mean(mean)
	clear(dst)
	mass := 0.0
	s.each(func(n []int32, p float64) {
		mass += p
		for i, k := range n {
			off[i] = float64(k) - mean[i]
		}
		for i, a := range off {
			for j, b := range off[:i+1] {
				dst[i*size+j] += p * a * b
			}
		}
	})
	divide(dst, mass)
	for i := range size {
		for j := range i {
			dst[j*size+i] = dst[i*size+j]
		}
	}
}

// each calls visit for every state with its probability.
func (s *Solver) each(visit func(n []int32, p float64)) {
	width := s.species()
	counts := s.space.Counts()
	for i, p := range s.p {
		if p != 0 {
			visit(counts[i*width:(i+1)*width], p)
		}
	}
}

func (s *Solver) species() int { return s.space.Generator().Species() }

func (s *Solver) levels(i int) int { return s.space.Generator().Levels()[i] }

func (s *Solver) expect(what string, got, want int) {
	if got != want {
		panic(fmt.Sprintf("fsp: %s has %d entries, want %d", what, got, want))
	}
}

// divide scales dst by 1/mass; a law without mass has no moments, and they stay
// zero.
func divide(dst []float64, mass float64) {
	if mass > 0 {
		for i := range dst {
			dst[i] /= mass
		}
	}
}

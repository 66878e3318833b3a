package fsp

import (
	"math"

	"vanscape/core/cme"
)

const (
	// chunkMean is the mean number of jumps of a chunk. Long chunks waste
	// little on the tail, which takes about 8 sqrt(chunkMean) products more.
	chunkMean = 1000
	// tail is the mass of the Poisson law that a chunk leaves out. A run has
	// tens to thousands of chunks, and the sum counts as lost mass.
	tail = 1e-14
)

// uniformisation solves p' = L p for an L without time dependence. With a rate
// that no state exceeds, P = 1 + L/rate is a matrix of jump probabilities and
//
//	exp(L dt) p = sum_k Poisson(k; rate dt) P^k p
//
// (A. Jensen, Scand. Actuar. J. 1953, 87, doi:10.1080/03461238.1953.10419459).
// All terms are non-negative: no cancellation, and a truncated sum only loses
// mass.
type uniformisation struct {
	op   *cme.Operator
	rate float64
	// The chunk under way.
	until   float64
	k       int       // power is P^k p
	first   int       // weights[i] belongs to k = first + i
	weights []float64 // empty between chunks
	power   []float64 // N
	next    []float64 // N
	sum     []float64 // N
}

func newUniformisation(op *cme.Operator) *uniformisation {
	size := op.Space().Len()
	return &uniformisation{
		op:    op,
		rate:  op.MaxExit(0),
		power: make([]float64, size),
		next:  make([]float64, size),
		sum:   make([]float64, size),
	}
}

func (u *uniformisation) forget() { u.weights = u.weights[:0] }

func (u *uniformisation) work(s *Solver, until float64, budget int) {
	if u.rate == 0 {
		s.t = until
		return
	}
	if len(u.weights) > 0 && u.until > until {
		u.forget()
	}
	for budget > 0 && s.t < until {
		if len(u.weights) == 0 {
			u.begin(s, until)
		}
		for ; budget > 0 && u.k < u.first+len(u.weights)-1; u.k++ {
			u.multiply()
			budget -= u.op.Entries()
		}
		if u.k == u.first+len(u.weights)-1 {
			s.p, u.sum = u.sum, s.p
			s.t = u.until
			u.forget()
		}
	}
}

// begin starts a chunk from the present law.
func (u *uniformisation) begin(s *Solver, until float64) {
	dt := until - s.t
	u.until = until
	if most := chunkMean / u.rate; dt > most {
		// Equal chunks: a short last one would pay a whole tail for little.
		dt /= math.Ceil(dt / most)
		u.until = s.t + dt
	}
	u.first, u.weights = poissonWeights(u.weights, u.rate*dt)
	u.k = 0
	copy(u.power, s.p)
	clear(u.sum)
	u.accumulate()
}

// multiply takes power from P^k p to P^(k+1) p and adds its share to the sum.
func (u *uniformisation) multiply() {
	u.op.MulTo(u.next, u.power, 0)
	scale := 1 / u.rate
	next, power := u.next, u.power[:len(u.next)]
	weight := u.weight(u.k + 1)
	if weight == 0 {
		for i, x := range power {
			power[i] = x + scale*next[i]
		}
		return
	}
	sum := u.sum[:len(next)]
	for i, x := range power {
		x += scale * next[i]
		power[i] = x
		sum[i] += weight * x
	}
}

// accumulate adds the share of P^0 p.
func (u *uniformisation) accumulate() {
	if weight := u.weight(0); weight > 0 {
		for i, x := range u.power {
			u.sum[i] = weight * x
		}
	}
}

func (u *uniformisation) weight(k int) float64 {
	if k < u.first || k >= u.first+len(u.weights) {
		return 0
	}
	return u.weights[k-u.first]
}

// poissonWeights returns the probabilities of first, first+1, ... under the
// Poisson law of the given mean, without tails of together at most tail; dst is
// reused. As B. L. Fox and P. W. Glynn (Commun. ACM 31, 440, 1988,
// doi:10.1145/42404.42409) do, it recurs outwards from the mode, where nothing
// underflows, and divides by the sum, so that the weights are exact up to a few
// rounding errors for any mean. They are not scaled up for the tails.
func poissonWeights(dst []float64, mean float64) (first int, weights []float64) {
	const negligible = 1e-30 // relative to the mode
	mode := int(mean)
	low := mode
	for w := 1.0; low > 0 && w > negligible; low-- {
		w *= float64(low) / mean
	}
	dst = append(dst[:0], make([]float64, mode-low+1)...)
	dst[mode-low] = 1
	for k := mode; k > low; k-- {
		dst[k-1-low] = dst[k-low] * float64(k) / mean
	}
	for k := mode; dst[k-low] > negligible; k++ {
		dst = append(dst, dst[k-low]*mean/float64(k+1))
	}

	total := 0.0
	for _, w := range dst {
		total += w
	}
	for i := range dst {
		dst[i] /= total
	}
	begin, end := 0, len(dst)
	for cut := dst[begin]; cut < tail/2; cut += dst[begin] {
		begin++
	}
	for cut := dst[end-1]; cut < tail/2; cut += dst[end-1] {
		end--
	}
	return low + begin, append(dst[:0], dst[begin:end]...)
}

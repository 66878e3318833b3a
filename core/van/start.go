package van

import (
	"math"

	"vanscape/core/internal/simd"
)

// The narrow law that stands for a delta: see Start.
const (
	StartMean  = 0.01 // mean of the Poisson law that stands for a count of 0
	StartSD    = 0.35 // standard deviation of the Gaussian that stands for another count; 0.18 on the integers
	StartShare = 1e-4 // probability that a few-level site is not at its start
)

// Start makes the law narrow around the state n (S), independent of the prefix
// but for the small random weights of NewMLP. A delta itself has no score: its
// Fisher matrix is zero and nothing could move it.
func (m *MLP) Start(n []int) { m.StartFrom(n, make([][]float64, len(n))) }

// StartFrom makes the law a product, independent of the prefix like that of
// Start. A site i for which laws (S) has probabilities of the counts 0, 1, 2 …
// gets the law of its head that is nearest to them, as Start does around n[i]
// where it has nil. Probabilities of levels that the site does not have are left
// out. Nearest means the least Kullback-Leibler divergence KL(law || head): exact
// for a Poisson law, within a Hellinger distance of 0.01 for a binomial one, and
// about 0.05 to 0.15 for laws with edges or gaps, which the bumps smooth. Where a law rules
// levels out, the rest is scaled up. It panics when a site has levels but its
// law gives them no probability.
func (m *MLP) StartFrom(n []int, laws [][]float64) {
	for i := range m.conds {
		c := &m.conds[i]
		if c.Determined() {
			continue
		}
		bias := make([]float64, c.Basis.J)
		if laws[i] == nil {
			c.Basis.delta(bias, n[i])
		} else {
			c.Basis.nearest(bias, laws[i])
		}
		for _, b := range c.Blocks {
			w := m.BlockParams(b)[b.hidden():]
			for j, v := range bias {
				w[j*(b.H+1)+b.H] = v
			}
		}
	}
}

// delta sets c (J) to the coefficients of the narrow law that stands for n.
func (b *Basis) delta(c []float64, n int) {
	switch {
	case b.linear == 0:
		b.only(c, n, StartShare)
	case n == 0:
		b.poisson(c, StartMean)
	default:
		b.narrow(c, n, StartSD)
	}
}

// nearest sets c (J) to the coefficients of the law nearest to p, which is cut to
// the levels of the basis. A law that is narrower than what stands for a delta
// becomes that.
func (b *Basis) nearest(c, p []float64) {
	cut := make([]float64, b.K)
	copy(cut, p)
	sum, mean, mode := 0.0, 0.0, 0
	for k, v := range cut {
		sum += v
		mean += v * float64(k)
		if v > cut[mode] {
			mode = k
		}
	}
	if sum == 0 {
		panic("van: the initial law gives the levels of its site no probability")
	}
	for k := range cut {
		cut[k] /= sum
	}
	if b.linear == 0 {
		b.floored(c, cut)
		return
	}
	q := make([]float64, b.K)
	b.delta(c, mode)
	if b.softmax(q, c); cut[mode] >= q[mode] {
		return
	}
	b.poisson(c, mean/sum)
	b.fit(c, cut)
	for j, v := range c {
		c[j] = single(v)
	}
}

// floored sets c (J) to the logarithms of p (K), for free logits. A level keeps at
// least what it has beside a delta, since without a score it could not move.
func (b *Basis) floored(c, p []float64) {
	least := StartShare / float64(b.J)
	for j := range c {
		c[j] = math.Log(max(p[j+1], least) / max(p[0], least))
	}
}

// The fit of a law: ridge holds coefficients on which the law does not depend, and
// those that would go to infinity to hold a probability of 0.
const (
	fitRidge = 1e-6
	fitSteps = 100
	fitDone  = 1e-24 // squared Newton decrement
)

// fit moves c (J) to the least KL(p || softmax) + ridge |c - c_start|^2/2, a convex
// problem, by Newton's method with step halving. Its gradient is E_q[phi] -
// E_p[phi] and its Hessian the covariance of phi under q.
func (b *Basis) fit(c, p []float64) {
	j := b.J
	start := append([]float64(nil), c...)
	aim, mean, q := make([]float64, j), make([]float64, j), make([]float64, b.K)
	for k, v := range p {
		for l, phi := range b.Phi[k*j : (k+1)*j] {
			aim[l] += v * phi
		}
	}
	loss := func(c []float64) float64 {
		f := b.softmax(q, c)
		for l, v := range c {
			f += fitRidge/2*(v-start[l])*(v-start[l]) - v*aim[l]
		}
		return f
	}
	hessian, step, next := make([]float64, j*j), make([]float64, j), make([]float64, j)
	var cholesky simd.Cholesky
	now := loss(c)
	for range fitSteps {
		b.moments(mean, hessian, q)
		for l := range j {
			step[l] = aim[l] - mean[l] - fitRidge*(c[l]-start[l])
			hessian[l*j+l] += fitRidge
		}
		slope := append(next[:0], step...)
		if !cholesky.Factor(hessian, j) {
			return
		}
		simd.Solve(step, hessian, j)
		decrement := 0.0
		for l, v := range slope {
			decrement += v * step[l]
		}
		if decrement < fitDone {
			return
		}
		for size := 1.0; ; size /= 2 {
			if size < 1e-9 {
				return
			}
			for l, v := range step {
				next[l] = c[l] + size*v
			}
			if f := loss(next); f <= now-1e-4*size*decrement {
				now = f
				break
			}
		}
		copy(c, next)
	}
}

// softmax sets q (K) to the law of the coefficients c (J) and returns the
// logarithm of its normalisation.
func (b *Basis) softmax(q, c []float64) float64 {
	top := math.Inf(-1)
	for k := range q {
		q[k] = b.Base[k]
		for l, v := range c {
			q[k] += v * b.Phi[k*b.J+l]
		}
		top = max(top, q[k])
	}
	sum := 0.0
	for k, v := range q {
		q[k] = math.Exp(v - top)
		sum += q[k]
	}
	for k := range q {
		q[k] /= sum
	}
	return top + math.Log(sum)
}

// moments sets mean (J) and cov (J x J) to those of phi under the law q (K).
func (b *Basis) moments(mean, cov, q []float64) {
	j := b.J
	clear(mean)
	clear(cov)
	for k, v := range q {
		for l, phi := range b.Phi[k*j : (k+1)*j] {
			mean[l] += v * phi
		}
	}
	off := make([]float64, j)
	for k, v := range q {
		for l, phi := range b.Phi[k*j : (k+1)*j] {
			off[l] = phi - mean[l]
		}
		for l, x := range off {
			for m, y := range off {
				cov[l*j+m] += v * x * y
			}
		}
	}
}

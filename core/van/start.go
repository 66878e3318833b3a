package van

import (
	"math"

	"vanscape/core/internal/simd"
)

// startFrom sets c (J) to the narrow law around level n or, when p is not nil, to
// the law nearest to p.
func (b *Basis) startFrom(c []float64, n int, p []float64) {
	if p == nil {
		b.start(c, n)
		return
	}
	b.nearest(c, p)
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
	if b.free() {
		b.floored(c, cut)
		return
	}
	q := make([]float64, b.K)
	b.start(c, mode)
	if b.tabulate(q, c); cut[mode] >= q[mode] {
		return
	}
	b.poisson(c, mean/sum)
	b.fit(c, cut)
	for j, v := range c {
		c[j] = single(v)
	}
}

// floored sets c (J) to the logarithms of p (K), for free logits. A rare level
// keeps as much as beside a delta: StartShare shared by a few levels, or divided
// by the square of the distance to a likely one of many.
func (b *Basis) floored(c, p []float64) {
	logs := make([]float64, b.K)
	far := distances(p)
	for k, v := range p {
		least := StartShare / float64(b.J)
		if b.K > fewLevels {
			least = StartShare / max(1, far[k]*far[k])
		}
		logs[k] = math.Log(max(v, least))
	}
	for j := range c {
		c[j] = logs[j+1] - logs[0]
	}
}

// distances returns how far each level is from one with probability StartShare.
func distances(p []float64) []float64 {
	far := make([]float64, len(p))
	last := float64(len(p))
	for k, v := range p {
		if last++; v >= StartShare {
			last = 0
		}
		far[k] = last
	}
	last = float64(len(p))
	for k := len(p) - 1; k >= 0; k-- {
		if last++; p[k] >= StartShare {
			last = 0
		}
		far[k] = min(far[k], last)
	}
	return far
}

// The fit of a law: ridge holds coefficients on which the law does not depend, and
// those that would go to infinity to hold a probability of 0.
const (
	fitRidge = 1e-6
	fitSteps = 100
	fitDone  = 1e-24 // squared Newton decrement
)

// fit moves c (J) to the least KL(p || law of c) + ridge |c - c_start|^2/2, a convex
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
		f := b.tabulate(q, c)
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

// tabulate sets q (K) to the law of the coefficients c (J) and returns the
// logarithm of its normalisation.
func (b *Basis) tabulate(q, c []float64) float64 {
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

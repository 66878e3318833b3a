package van

import (
	"math"
	"slices"
)

// Conditionals implements Model.
func (m *base) Conditionals(dst []float64, i int, n []int) {
	k, s := m.sites.Levels[i], m.sites.Len()
	if m.determined(i) {
		for r := range len(n) / s {
			for l, ok := range m.only(i, n[r*s:(r+1)*s]) {
				dst[r*k+l] = 0
				if ok {
					dst[r*k+l] = 1
				}
			}
		}
		return
	}
	m.net.begin(n, m.all(n))
	for _, p := range m.net.evaluate(i) {
		for r, row := range p.rows {
			float64s(dst[int(row)*k:], p.batch.P[r*k:(r+1)*k])
		}
	}
}

// LogProb implements Model.
func (m *base) LogProb(dst []float64, n []int) {
	s := m.sites.Len()
	for r := range dst {
		dst[r] = math.Inf(-1)
	}
	lawful := m.lawful(n)
	for _, row := range lawful {
		dst[row] = 0
	}
	m.net.begin(n, lawful)
	for i := range s {
		for _, p := range m.net.evaluate(i) {
			for r, row := range p.rows {
				dst[row] += p.batch.logProb(p.basis, r, n[int(row)*s+i])
			}
		}
	}
}

// logProb is ln p(k) at row r of a batch, from the logits: a level too rare for
// a float32 probability still has its logarithm. LogZ is right to 1e-7 of the
// largest logit at a likely level, which matters for a narrow law at a count far
// from the centre of many levels: 4e-4 at 90 of 100 with StartSD, 0.09 at 900 of 1000.
func (e *Batch) logProb(b *Basis, r, k int) float64 {
	return b.logit(k, e.co[r*(b.J+1):]) - float64(e.LogZ[r])
}

// Score implements Model.
func (m *base) Score(dst []float64, n []int) {
	clear(dst)
	m.to = sink{dst, len(m.params)}
	m.gradient(n, nil)
}

// AddGradient implements Model.
func (m *base) AddGradient(dst []float64, n []int, weight []float64) {
	m.to = sink{dst, 0}
	m.gradient(n, weight)
}

// gradient adds the gradients of ln p(n) to what to says, with weights (B) or
// with none for nil. Of a conditional with coefficients c, the gradient by c is
// phi(n_i) - E[phi].
func (m *base) gradient(n []int, weight []float64) {
	s := m.sites.Len()
	m.net.begin(n, m.lawful(n))
	for i := range s {
		for g, p := range m.net.evaluate(i) {
			j := p.basis.J
			adjoint := grow(&m.adjoint, len(p.rows)*j)
			for r, row := range p.rows {
				w := 1.0
				if weight != nil {
					w = weight[row]
				}
				for l, phi := range p.basis.Phi[n[int(row)*s+i]*j:][:j] {
					adjoint[r*j+l] = w * (phi - float64(p.batch.Mean[r*j+l]))
				}
			}
			m.net.back(i, g, adjoint, &m.to)
		}
	}
	m.net.end(&m.to)
}

// Sample implements Model.
func (m *base) Sample(dst []int, u []float64) {
	s := m.sites.Len()
	m.net.begin(dst, m.all(dst))
	for i, k := range m.sites.Levels {
		if m.determined(i) {
			for r := range len(dst) / s {
				n := dst[r*s : (r+1)*s]
				n[i] = slices.Index(m.only(i, n), true)
			}
			continue
		}
		one := grow(&m.p, k)
		for _, p := range m.net.evaluate(i) {
			for r, row := range p.rows {
				float64s(one, p.batch.P[r*k:(r+1)*k])
				dst[int(row)*s+i] = quantile(one, u[int(row)*s+i])
			}
		}
	}
}

// quantile returns the first level at which the distribution function of p
// exceeds u. The sum of p stands for 1, which it misses by float32 rounding:
// else one draw in ten million would land on the last level however rare.
func quantile(p []float64, u float64) int {
	sum := 0.0
	for _, v := range p {
		sum += v
	}
	u *= sum
	level, reached := 0, 0.0
	for k, v := range p {
		next := reached + v
		if u < next {
			return k
		}
		if next > reached {
			level, reached = k, next
		}
	}
	return level
}

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
	for rest := m.all(n); len(rest) > 0; {
		rest = m.some(n, rest, false)
		for _, p := range m.net.evaluate(i) {
			for r, row := range p.rows {
				at := int(p.at[r])
				float64s(dst[int(row)*k:], p.batch.P[at*k:(at+1)*k])
			}
		}
	}
}

// LogConditional implements Model. A level too rare for a float32 probability still has
// its logarithm.
func (m *base) LogConditional(dst []float64, i int, n []int) {
	s, k := m.sites.Len(), m.sites.Levels[i]
	var possible []int32
	for r := range dst {
		dst[r] = math.Inf(-1)
		state := n[r*s : (r+1)*s]
		if level := state[i]; level < 0 || level >= k || m.support.held[i] && !m.only(i, state)[level] {
			continue
		}
		dst[r] = 0 // of a site that is determined
		possible = append(possible, int32(r))
	}
	if m.determined(i) {
		return
	}
	for rest := possible; len(rest) > 0; {
		rest = m.some(n, rest, false)
		for _, p := range m.net.evaluate(i) {
			for r, row := range p.rows {
				dst[row] = p.batch.logProb(p.basis, int(p.at[r]), n[int(row)*s+i])
			}
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
	for rest := lawful; len(rest) > 0; {
		rest = m.some(n, rest, false)
		for i := range s {
			for _, p := range m.net.evaluate(i) {
				for r, row := range p.rows {
					dst[row] += p.batch.logProb(p.basis, int(p.at[r]), n[int(row)*s+i])
				}
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
// with none for nil.
func (m *base) gradient(n []int, weight []float64) {
	s := m.sites.Len()
	for rest := m.lawful(n); len(rest) > 0; {
		rest = m.some(n, rest, m.to.each != 0)
		for i := range s {
			for g, p := range m.net.evaluate(i) {
				m.net.back(i, g, m.slopes(&p, i, n, weight), &m.to)
			}
		}
		m.net.end(&m.to)
	}
}

// slopes returns the gradient of ln p(n_i), weighted, by the coefficients of the
// batch of a part of site i (B x J): phi(n_i) - E[phi], summed over those that share a row.
func (m *base) slopes(p *part, i int, n []int, weight []float64) []float64 {
	s, j := m.sites.Len(), p.basis.J
	adjoint := zeros(&m.adjoint, p.batch.B*j)
	for r, row := range p.rows {
		w := 1.0
		if weight != nil {
			w = weight[row]
		}
		at := int(p.at[r]) * j
		to, mean := adjoint[at:at+j], p.batch.Mean[at:at+j]
		for l, phi := range p.basis.Phi[n[int(row)*s+i]*j:][:j] {
			to[l] += w * (phi - float64(mean[l]))
		}
	}
	return adjoint
}

// Sample implements Model.
func (m *base) Sample(dst []int, u []float64) {
	for rest := m.all(dst); len(rest) > 0; {
		rows := rest
		rest = m.some(dst, rest, false)
		for i := range m.sites.Levels {
			m.draw(dst, u, i, rows[:len(rows)-len(rest)])
		}
	}
}

// draw sets site i of some rows of dst.
func (m *base) draw(dst []int, u []float64, i int, rows []int32) {
	s, k := m.sites.Len(), m.sites.Levels[i]
	if m.determined(i) {
		for _, row := range rows {
			n := dst[int(row)*s : (int(row)+1)*s]
			n[i] = slices.Index(m.only(i, n), true)
		}
		return
	}
	one := grow(&m.p, k)
	for _, p := range m.net.evaluate(i) {
		for r, row := range p.rows {
			at := int(p.at[r])
			float64s(one, p.batch.P[at*k:(at+1)*k])
			dst[int(row)*s+i] = quantile(one, u[int(row)*s+i])
		}
	}
}

// chunk is how many rows a network gets at once: it keeps every layer of every
// site for the way back, which for a batch of 10,000 states would be a gigabyte.
const chunk = 512

// some begins with the first of some rows of n and returns the rest.
func (m *base) some(n []int, rows []int32, apart bool) (rest []int32) {
	count := min(chunk, len(rows))
	m.net.begin(n, rows[:count], apart)
	return rows[count:]
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

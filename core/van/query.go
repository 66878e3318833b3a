package van

import "math"

// Conditionals implements Model.
func (m *MLP) Conditionals(dst []float64, i int, n []int) {
	k, s := m.sites.Levels[i], m.sites.Len()
	if m.conds[i].Determined() {
		mask := grow(&m.mask, k)
		for r := range len(n) / s {
			m.support.mask(mask, i, n[r*s:(r+1)*s])
			for l, ok := range mask {
				dst[r*k+l] = 0
				if ok {
					dst[r*k+l] = 1
				}
			}
		}
		return
	}
	m.each(i, n, m.all(n), func(_ *Block, e *Batch, rows []int32) {
		for r, row := range rows {
			for l, v := range e.P[r*k : (r+1)*k] {
				dst[int(row)*k+l] = float64(v)
			}
		}
	})
}

// LogProb implements Model.
func (m *MLP) LogProb(dst []float64, n []int) {
	s := m.sites.Len()
	for r := range dst {
		dst[r] = math.Inf(-1)
	}
	possible := m.possible(n)
	for _, row := range possible {
		dst[row] = 0
	}
	for i := range m.conds {
		m.each(i, n, possible, func(b *Block, e *Batch, rows []int32) {
			for r, row := range rows {
				dst[row] += e.logProb(b.Basis, r, n[int(row)*s+i])
			}
		})
	}
}

// logProb is ln p(k) at row r of a batch, from the logits: a level too rare for
// a float32 probability still has its logarithm. LogZ is right to 1e-7 of the
// largest logit at a likely level, which matters for a narrow law at a count far
// from the centre of many levels: 4e-4 at 90 of 100 with StartSD, 0.09 at 900 of 1000.
func (e *Batch) logProb(b *Basis, r, k int) float64 {
	logit := b.Base[k]
	for j, v := range b.Phi[k*b.J : (k+1)*b.J] {
		logit += v * float64(e.co[r*(b.J+1)+j])
	}
	return logit - float64(e.LogZ[r])
}

// Score implements Model.
func (m *MLP) Score(dst []float64, n []int) {
	s, p := m.sites.Len(), len(m.params)
	clear(dst)
	possible := m.possible(n)
	for i := range m.conds {
		m.each(i, n, possible, func(b *Block, e *Batch, rows []int32) {
			j := b.Basis.J
			adjoint := make([]float64, j)
			for r, row := range rows {
				for l, phi := range b.Basis.Phi[n[int(row)*s+i]*j:][:j] {
					adjoint[l] = phi - float64(e.Mean[r*j+l])
				}
				one := dst[int(row)*p+b.Offset:][:b.Size()]
				m.grad.Add(one, m.BlockParams(b), b, e, r, 1, adjoint)
			}
		})
	}
}

// Sample implements Model.
func (m *MLP) Sample(dst []int, u []float64) {
	s := m.sites.Len()
	rows := len(dst) / s
	var p []float64
	for i, k := range m.sites.Levels {
		grow(&p, rows*k)
		m.Conditionals(p, i, dst)
		for r := range rows {
			dst[r*s+i] = quantile(p[r*k:(r+1)*k], u[r*s+i])
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

// each evaluates site i at some rows of a batch of states, one gate state after
// another, and calls f with the rows it did. It does nothing for a site that is
// determined.
func (m *MLP) each(i int, n []int, rows []int32, f func(b *Block, e *Batch, rows []int32)) {
	c := &m.conds[i]
	if c.Determined() {
		return
	}
	for g, rows := range m.byGate(c, n, rows) {
		if len(rows) > 0 {
			m.evaluate(&m.batch, i, g, n, rows, nil)
			f(c.Blocks[g], &m.batch, rows)
		}
	}
}

// byGate sorts rows of a batch of states by gate state.
func (m *MLP) byGate(c *Conditional, n []int, rows []int32) [][]int32 {
	s := m.sites.Len()
	for len(m.groups) < len(c.Blocks) {
		m.groups = append(m.groups, nil)
	}
	groups := m.groups[:len(c.Blocks)]
	for g := range groups {
		groups[g] = groups[g][:0]
	}
	for _, r := range rows {
		g := c.Gate(n[int(r)*s : (int(r)+1)*s])
		groups[g] = append(groups[g], r)
	}
	return groups
}

// all lists the rows of a batch of states.
func (m *MLP) all(n []int) []int32 {
	m.rows = m.rows[:0]
	for r := range len(n) / m.sites.Len() {
		m.rows = append(m.rows, int32(r))
	}
	return m.rows
}

// possible lists the rows of a batch of states that obey every law.
func (m *MLP) possible(n []int) []int32 {
	s := m.sites.Len()
	m.rows = m.rows[:0]
	for r := range len(n) / s {
		if m.support.obeys(n[r*s : (r+1)*s]) {
			m.rows = append(m.rows, int32(r))
		}
	}
	return m.rows
}

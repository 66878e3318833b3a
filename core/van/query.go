package van

import "math"

// byGate lists the rows of a batch of states under each gate state of site i.
func (m *MLP) byGate(i int, n []int) [][]int32 {
	c, s := &m.conds[i], m.sites.Len()
	for len(m.groups) < len(c.Blocks) {
		m.groups = append(m.groups, nil)
	}
	groups := m.groups[:len(c.Blocks)]
	for g := range groups {
		groups[g] = groups[g][:0]
	}
	for r := range len(n) / s {
		g := c.Gate(n[r*s : (r+1)*s])
		groups[g] = append(groups[g], int32(r))
	}
	return groups
}

// each evaluates site i at the prefixes of a batch of states, one gate state
// after another, and calls f with the rows it did. The site must not be
// determined.
func (m *MLP) each(i int, n []int, f func(b *Block, e *Batch, rows []int32)) {
	for g, rows := range m.byGate(i, n) {
		if len(rows) > 0 {
			m.evaluate(&m.batch, i, g, n, rows, nil)
			f(m.conds[i].Blocks[g], &m.batch, rows)
		}
	}
}

// Conditionals implements Model.
func (m *MLP) Conditionals(dst []float64, i int, n []int) {
	k, s := m.sites.Levels[i], m.sites.Len()
	if m.conds[i].Determined() {
		for r := range len(n) / s {
			mask := grow(&m.mask, k)
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
	m.each(i, n, func(_ *Block, e *Batch, rows []int32) {
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
	clear(dst)
	for r := range dst {
		if !m.support.obeys(n[r*s : (r+1)*s]) {
			dst[r] = math.Inf(-1)
		}
	}
	for i := range m.conds {
		if m.conds[i].Determined() {
			continue
		}
		m.each(i, n, func(b *Block, e *Batch, rows []int32) {
			for r, row := range rows {
				if !math.IsInf(dst[row], -1) {
					dst[row] += e.logProb(b.Basis, r, n[int(row)*s+i])
				}
			}
		})
	}
}

// logProb is ln p(k) at row r of a batch, from the logits: a level too rare for
// a float32 probability still has its logarithm.
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
	for i := range m.conds {
		if m.conds[i].Determined() {
			continue
		}
		m.each(i, n, func(b *Block, e *Batch, rows []int32) {
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
// exceeds u; rounding never leads it to a level without probability.
func quantile(p []float64, u float64) int {
	level := 0
	for k, v := range p {
		if v > 0 {
			level = k
			if u < v {
				return k
			}
			u -= v
		}
	}
	return level
}

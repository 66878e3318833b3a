package van

import (
	"math"

	"vanscape/core/internal/simd"
)

// A NADE is a neural autoregressive distribution estimator (Larochelle and
// Murray, AISTATS 2011, PMLR 15, 29): one hidden layer serves all conditionals,
// and every count adds its part to what is fed into it,
//
//	a_p = a_{p-1} + u_p,   f_p = tanh(a_p).
//
// Tanh stands for the logistic function, which is the same up to the affine maps
// around it. See sequence for u_p and what is made of f_p.
type NADE struct {
	sequence
	sum   [2][]float32 // C x H: a_p of even positions and of odd ones
	carry [2][]float64 // C x H: its adjoint
}

var _ Model = (*NADE)(nil)

func layoutNADE(sites Sites, set Settings) *NADE {
	m := &NADE{sequence: layoutSequence(sites, set)}
	for p := range m.embed {
		// A sum of all: as wide as one hidden unit of an MLP.
		m.embed[p].spread = hiddenSpread / math.Sqrt(float64(max(1, len(m.embed)-1)))
		if p > 0 {
			m.embed[p].bias = 0
		}
	}
	m.join(m)
	return m
}

func (m *NADE) shared() []*affine { return nil }

func (m *NADE) forward(f, u []float32, p, rows int) {
	h := m.width
	sum, before := grow(&m.sum[p&1], rows*h), m.sum[1-p&1]
	copy(sum, u)
	if p > 0 {
		for r, from := range m.shares[p].up {
			for i, v := range before[int(from)*h : (int(from)+1)*h] {
				sum[r*h+i] += v
			}
		}
	}
	simd.Tanh32(u, sum)
	widen(f, u, rows, m.width)
}

func (m *NADE) backward(du, adjoint []float64, p, last int, d *descent) {
	h := m.width
	carry := grow(&m.carry[p&1], len(du))
	if p == last {
		clear(carry)
	}
	for r := range d.rows {
		for l := range h {
			f := float64(m.features[p][r*(h+1)+l])
			carry[r*h+l] += adjoint[r*(h+1)+l] * (1 - f*f)
		}
	}
	copy(du, carry)
	if p > 0 {
		addUp(zeros(&m.carry[1-p&1], len(m.shares[p-1].lead)*h), carry, m.shares[p].up, h)
	}
}

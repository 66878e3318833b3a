package van

import "vanscape/core/internal/simd"

// A GRU reads the counts with gated recurrent units (Cho et al., EMNLP 2014, doi
// 10.3115/v1/D14-1179). A layer keeps a state h, at first 0, and from its input v
// makes
//
//	[r, z] = sigma(G [v, h, 1]),   c = tanh(C [v, r h, 1]),   h' = c + z (h - c),
//
// products of vectors being by entry. The first layer's input is u_p of
// sequence, that of each further one the state below it, and the features are the
// last layer's state.
type GRU struct {
	sequence
	layers []gruLayer

	gate, fresh   []float64 // adjoints of the arguments of sigma and tanh
	state         []float64 // adjoint of h'
	joined, reset []float64 // adjoints of [v, h, 1] and [v, r h, 1]
}

type gruLayer struct {
	gates, candidate affine
	steps            []gruStep    // by position
	carry            [2][]float64 // C x H: adjoint of the state that the next position reads, of even positions and of odd ones
}

// A gruStep is what a layer keeps of a position for the way back.
type gruStep struct {
	joined []float32 // C x (2H+1): [v, h, 1]
	gate   []float32 // C x 2H: [r, z]
	reset  []float32 // C x (2H+1): [v, r h, 1]
	fresh  []float32 // C x H: c
	state  []float32 // C x H: h'
}

var _ Model = (*GRU)(nil)

func layoutGRU(sites Sites, set Settings) *GRU {
	m := &GRU{sequence: layoutSequence(sites, set), layers: make([]gruLayer, set.Depth)}
	h := m.width
	for l := range m.layers {
		m.layers[l] = gruLayer{
			gates:     affine{in: 2 * h, out: 2 * h, spread: 1},
			candidate: affine{in: 2 * h, out: h, spread: 1},
			steps:     make([]gruStep, len(m.active)),
		}
	}
	m.join(m)
	return m
}

func (m *GRU) shared() []*affine {
	var all []*affine
	for l := range m.layers {
		all = append(all, &m.layers[l].gates, &m.layers[l].candidate)
	}
	return all
}

func (m *GRU) forward(f, u []float32, p, rows int) {
	for l := range m.layers {
		m.layers[l].forward(u, p, m.shares[p].up, m.width)
		u = m.layers[l].steps[p].state
	}
	widen(f, u, rows, m.width)
}

func (l *gruLayer) forward(v []float32, p int, up []int32, h int) {
	s, w, rows := &l.steps[p], 2*h+1, len(up)
	joined, reset := grow(&s.joined, rows*w), grow(&s.reset, rows*w)
	for r := range rows {
		to := joined[r*w : (r+1)*w]
		copy(to, v[r*h:(r+1)*h])
		if p == 0 {
			clear(to[h:])
		} else {
			copy(to[h:], l.steps[p-1].state[int(up[r])*h:][:h])
		}
		to[2*h] = 1
	}
	gate := grow(&s.gate, rows*2*h)
	l.gates.up(gate, joined, rows)
	sigma(gate)
	copy(reset, joined)
	for r := range rows {
		for i := range h {
			reset[r*w+h+i] *= gate[r*2*h+i]
		}
	}
	fresh, state := grow(&s.fresh, rows*h), grow(&s.state, rows*h)
	l.candidate.up(fresh, reset, rows)
	simd.Tanh32(fresh, fresh)
	for r := range rows {
		for i := range h {
			c := fresh[r*h+i]
			state[r*h+i] = c + float32(gate[r*2*h+h+i]*(joined[r*w+h+i]-c))
		}
	}
}

// sigma turns x into the logistic function of it, (1 + tanh(x/2)) / 2.
func sigma(x []float32) {
	for i := range x {
		x[i] *= 0.5
	}
	simd.Tanh32(x, x)
	for i, v := range x {
		x[i] = 0.5 + float32(0.5*v)
	}
}

func (m *GRU) backward(du, adjoint []float64, p, last int, d *descent) {
	h := m.width
	for r := range d.rows {
		copy(du[r*h:(r+1)*h], adjoint[r*(h+1):])
	}
	for l := len(m.layers) - 1; l >= 0; l-- {
		m.descend(&m.layers[l], du, p, last, d)
	}
}

// descend takes a layer's part of backward: v holds the adjoint of h', as far as
// it comes from above, and then that of the input.
func (m *GRU) descend(l *gruLayer, v []float64, p, last int, d *descent) {
	h, rows, s := m.width, len(d.rows), &l.steps[p]
	w := 2*h + 1
	carry := grow(&l.carry[p&1], rows*h)
	if p == last {
		clear(carry)
	}
	gate, fresh, state := grow(&m.gate, rows*2*h), grow(&m.fresh, rows*h), grow(&m.state, rows*h)
	for r := range rows {
		for i := range h {
			at := r*h + i
			state[at] = v[at] + carry[at]
			z, c := float64(s.gate[r*2*h+h+i]), float64(s.fresh[at])
			fresh[at] = state[at] * (1 - z) * (1 - c*c)
			gate[r*2*h+h+i] = state[at] * (float64(s.joined[r*w+h+i]) - c) * z * (1 - z)
			carry[at] = state[at] * z
		}
	}
	reset, joined := grow(&m.reset, rows*w), grow(&m.joined, rows*w)
	d.through(&l.candidate, reset, fresh, s.reset)
	for r := range rows {
		for i := range h {
			g, down := float64(s.gate[r*2*h+i]), reset[r*w+h+i]
			gate[r*2*h+i] = down * float64(s.joined[r*w+h+i]) * g * (1 - g)
			carry[r*h+i] += down * g
		}
	}
	d.through(&l.gates, joined, gate, s.joined)
	for r := range rows {
		for i := range h {
			carry[r*h+i] += joined[r*w+h+i]
			v[r*h+i] = reset[r*w+i] + joined[r*w+i]
		}
	}
	if p > 0 {
		addUp(zeros(&l.carry[1-p&1], len(m.shares[p-1].lead)*h), carry, m.shares[p].up, h)
	}
}

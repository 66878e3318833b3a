package van

import "vanscape/core/internal/simd"

// A Transformer reads the counts with causal self-attention (Vaswani et al.,
// NeurIPS 2017, arXiv:1706.03762). A layer changes its input v of every position in
// two steps, with the norm before each map,
//
//	v += M [attention(Q [norm(v), 1]), 1],   v += L [tanh(E [norm(v), 1]), 1],
//
// where attention sees the positions up to its own (attention.go) and E doubles the
// width. The first layer's input is u_p of sequence, whose embeddings are the
// learnt positions; the features are the norm of the last v.
type Transformer struct {
	sequence
	heads  int // of attention
	layers []attentionLayer
	last   []norm // by position

	v    []float32 // C x H
	down []float64 // adjoint of a map's input
	wide []float64 // C x 2H: adjoint of the argument of tanh
}

type attentionLayer struct {
	query, merge, enter, leave affine
	steps                      []attentionStep // by position
}

// An attentionStep is what a layer keeps of a position: for later positions,
// and for the way back.
type attentionStep struct {
	up     []int32 // of the position's share
	before norm
	attention
	after norm
	act   []float32 // C x (2H+1): tanh, 1
}

var _ Model = (*Transformer)(nil)

func layoutTransformer(sites Sites, set Settings) *Transformer {
	m := &Transformer{sequence: layoutSequence(sites, set), heads: set.Heads, layers: make([]attentionLayer, set.Depth)}
	h := m.width
	for l := range m.layers {
		m.layers[l] = attentionLayer{
			query: affine{in: h, out: 3 * h, spread: 1},
			merge: affine{in: h, out: h, spread: 1},
			enter: affine{in: h, out: 2 * h, spread: 1, bias: 1},
			leave: affine{in: 2 * h, out: h, spread: 1},
			steps: make([]attentionStep, len(m.active)),
		}
	}
	m.last = make([]norm, len(m.active))
	m.join(m)
	return m
}

func (m *Transformer) shared() []*affine {
	var all []*affine
	for i := range m.layers {
		l := &m.layers[i]
		all = append(all, &l.query, &l.merge, &l.enter, &l.leave)
	}
	return all
}

func (m *Transformer) forward(f, u []float32, p, rows int) {
	h := m.width
	v, raw := grow(&m.v, rows*h), grow(&m.raw, rows*2*h)
	copy(v, u)
	for i := range m.layers {
		l := &m.layers[i]
		s := &l.steps[p]
		s.up = m.shares[p].up
		s.before.forward(v, rows, h)
		l.query.up(grow(&s.query, rows*3*h), s.before.y, rows)
		attend(l.steps, p, rows, h, m.heads)
		l.merge.up(raw, s.mixed, rows)
		addTo(v, raw)
		s.after.forward(v, rows, h)
		l.enter.up(raw, s.after.y, rows)
		simd.Tanh32(raw, raw)
		widen(grow(&s.act, rows*(2*h+1)), raw, rows, 2*h)
		l.leave.up(raw, s.act, rows)
		addTo(v, raw)
	}
	m.last[p].forward(v, rows, h)
	copy(f, m.last[p].y)
}

// addTo adds the first entries of y to x.
func addTo(x, y []float32) {
	for i, v := range y[:len(x)] {
		x[i] += v
	}
}

func (m *Transformer) backward(du, adjoint []float64, p, last int, d *descent) {
	h, rows := m.width, len(d.rows)
	down, wide := grow(&m.down, rows*(2*h+1)), grow(&m.wide, rows*2*h)
	clear(du)
	m.last[p].backward(du, adjoint, rows, h)
	for i := len(m.layers) - 1; i >= 0; i-- {
		l := &m.layers[i]
		s := &l.steps[p]
		d.through(&l.leave, down, du, s.act)
		for r := range rows {
			for j := range 2 * h {
				a := float64(s.act[r*(2*h+1)+j])
				wide[r*2*h+j] = down[r*(2*h+1)+j] * (1 - a*a)
			}
		}
		d.through(&l.enter, down, wide, s.after.y)
		s.after.backward(du, down, rows, h)
		d.through(&l.merge, down, du, s.mixed)
		if p == last {
			for q := range last + 1 {
				zeros(&l.steps[q].back, len(l.steps[q].up)*3*h)
			}
		}
		attendBack(l.steps, p, rows, h, m.heads, down)
		d.through(&l.query, down, s.back, s.before.y)
		s.before.backward(du, down, rows, h)
	}
}

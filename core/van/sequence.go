package van

import "math/rand/v2"

// A sequence is a network that reads the counts one after another and keeps
// what it needs of them in a trunk.
//
// Position p stands for the p-th site that no law determines. The trunk gets
//
//	u_p = W_p [x_{p-1}, 1],   x = 2 n/(K-1) - 1 in [-1, 1],
//
// the count before it, scaled by that site's own limit, so that 2 levels and 100
// span the same range. The column of W_p for the 1 is the embedding of the
// position; the other is the direction in which the count pushes, which is no more
// the same for a gene and a protein than their embeddings are. From u_0 .. u_p the
// trunk makes H features f_p, and the coefficients of the head are c = V_p [f_p, 1].
//
// Every position has its own V_p. The j-th coefficient of a gene is a log odds,
// that of a protein a slope or a bump over its own levels: one matrix for the
// largest J, as for the tokens of a language, would tie what has nothing in common.
// That costs J (H+1) parameters a site, and a site that gets more levels leaves the
// others as they are.
type sequence struct {
	base
	trunk trunk
	width int // H

	active  []int    // sites of the positions
	between [][]int  // sites from the one of the position before on
	place   []int    // positions of the sites, -1 where determined
	embed   []affine // W_p
	output  []affine // V_p
	basis   []*Basis
	maps    []*affine // all

	n        []int
	rows     []int32
	all      share
	next     int         // position up to which the trunk has come
	shares   []share     // of the positions, by the counts before
	x, u     []float32   // of the last position
	features [][]float32 // of the positions, C x (H+1)
	raw      []float32
	batch    Batch
	part     [1]part

	descent  descent
	adjoints [][]float64 // of the features
	du       []float64
}

// A trunk is what the sites of a sequence share. It works on prefixes: position p
// has C rows, one for each class of its share, and what it reads of position p-1
// stands there in the row of up. Features, and their adjoints, have a last column
// for the 1 of the map that reads them.
type trunk interface {
	// shared lists the affine maps.
	shared() []*affine
	// forward sets f (C x (H+1)), whose last column is 1, at position p from u (C x
	// H). Positions go upwards from 0.
	forward(f, u []float32, p, rows int)
	// backward sets du (C x H) from the adjoint of f (C x (H+1)) at position p and
	// adds gradients. Positions go downwards from the last of last+1.
	backward(du, adjoint []float64, p, last int, d *descent)
}

// layoutSequence returns a sequence without trunk and parameters.
func layoutSequence(sites Sites, set Settings) sequence {
	m := sequence{base: newBase(sites), width: set.Width}
	heads := heads{kind: set.Head, bumps: set.Basis, narrow: set.Narrow}
	var since []int
	for i := range sites.Levels {
		if m.determined(i) {
			m.place, since = append(m.place, -1), append(since, i)
			continue
		}
		m.between, since = append(m.between, since), []int{i}
		basis := heads.of(&m.base.sites, i)
		m.embed = append(m.embed, affine{in: min(len(m.active), 1), out: m.width, spread: hiddenSpread, bias: 1})
		m.output = append(m.output, affine{in: m.width, out: basis.J, spread: outputSpread})
		m.basis = append(m.basis, basis)
		m.place = append(m.place, len(m.active))
		m.active = append(m.active, i)
	}
	count := len(m.active)
	m.shares, m.features, m.adjoints = make([]share, count), make([][]float32, count), make([][]float64, count)
	return m
}

// join gives a sequence its trunk, and every map its place among the
// parameters: embeddings, trunk, outputs.
func (m *sequence) join(t trunk) {
	m.net, m.trunk = m, t
	for p := range m.embed {
		m.maps = append(m.maps, &m.embed[p])
	}
	m.maps = append(m.maps, t.shared()...)
	for p := range m.output {
		m.maps = append(m.maps, &m.output[p])
	}
	for _, a := range m.maps {
		a.at = m.size
		m.size += a.size()
	}
}

// fill makes the parameters.
func (m *sequence) fill(rng *rand.Rand) {
	m.params = make([]float64, m.size)
	for _, a := range m.maps {
		a.fill(m.params, rng)
	}
}

// Start implements Model.
func (m *sequence) Start(n []int) { m.StartFrom(n, make([][]float64, len(n))) }

// StartFrom implements Model: the law goes into the biases of the outputs, so it
// is independent of the prefix but for the small random weights beside them.
func (m *sequence) StartFrom(n []int, laws [][]float64) {
	for p, i := range m.active {
		out := &m.output[p]
		bias := make([]float64, out.out)
		m.basis[p].startFrom(bias, n[i], laws[i])
		for j, v := range bias {
			m.params[out.at+j*(out.in+1)+out.in] = v
		}
	}
}

// begin implements network.
func (m *sequence) begin(n []int, rows []int32, apart bool) {
	m.n, m.rows, m.next = n, rows, 0
	m.all.whole(rows, apart)
	for _, a := range m.maps {
		a.load(m.params)
	}
}

// evaluate implements network.
func (m *sequence) evaluate(i int) []part {
	p := m.place[i]
	if p < 0 {
		return nil
	}
	for ; m.next <= p; m.next++ {
		m.forward(m.next)
	}
	s := &m.shares[p]
	rows := len(s.lead)
	out, e := &m.output[p], &m.batch
	e.B = rows
	raw := grow(&m.raw, rows*out.out)
	out.up(raw, m.features[p], rows)
	widen(grow(&e.co, rows*(out.out+1)), raw, rows, out.out)
	m.basis[p].softmax(e, m.masks(i, rows, m.n, s.lead))
	m.part[0] = part{m.basis[p], e, m.rows, s.of}
	return m.part[:]
}

// forward takes the trunk through position p.
func (m *sequence) forward(p int) {
	s, before := &m.shares[p], &m.all
	if p > 0 {
		before = &m.shares[p-1]
	}
	m.sorter.split(s, before, m.rows, m.n, len(m.place), m.between[p])
	rows := len(s.lead)
	u := grow(&m.u, rows*m.width)
	m.embed[p].up(u, m.read(p), rows)
	m.trunk.forward(grow(&m.features[p], rows*(m.width+1)), u, p, rows)
}

// read returns the inputs of position p, with their 1.
func (m *sequence) read(p int) []float32 {
	w := m.embed[p].in + 1
	lead := m.shares[p].lead
	x := grow(&m.x, len(lead)*w)
	for r := range lead {
		x[r*w+w-1] = 1
	}
	if p > 0 {
		i := m.active[p-1]
		reading := m.base.sites.reading(i)
		for r, row := range lead {
			x[r*w] = reading.of(m.n[int(row)*len(m.place)+i])
		}
	}
	return x
}

// back implements network.
func (m *sequence) back(i, _ int, adjoint []float64, to *sink) {
	p := m.place[i]
	lead := m.shares[p].lead
	m.descent.params, m.descent.rows, m.descent.to = m.params, lead, to
	down := grow(&m.adjoints[p], len(lead)*(m.width+1))
	m.descent.through(&m.output[p], down, adjoint, m.features[p])
}

// end implements network.
func (m *sequence) end(*sink) {
	last := len(m.active) - 1
	for p := last; p >= 0; p-- {
		m.descent.rows = m.shares[p].lead
		du := grow(&m.du, len(m.descent.rows)*m.width)
		m.trunk.backward(du, m.adjoints[p], p, last, &m.descent)
		m.descent.through(&m.embed[p], nil, du, m.read(p))
	}
}

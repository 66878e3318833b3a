package van

import (
	"math"
	"math/rand/v2"
)

// An MLP is the default architecture: every conditional has its own small tanh
// layer on the counts before it, gated by few-level sites. See Block.
type MLP struct {
	base
	conds []Conditional

	n       []int
	rows    []int32
	apart   bool
	groups  [][]int32
	all     share
	shares  []share // of the parts
	parts   []part
	blocks  []*Block // of the parts
	batches []Batch  // of the parts
	grad    Gradient
}

var _ Model = (*MLP)(nil)

// Spread of the initial weights. Hidden weights are wide, so that the units
// start as different step-like functions of the prefix; output weights are
// small, so that a conditional starts nearly independent of it.
const (
	hiddenSpread = 2
	outputSpread = 0.01
)

// NewMLP returns a model whose conditionals are all near their head's Base; see
// Start. It panics when a site has no level, when a law is none of these sites,
// and when no state obeys the laws.
func NewMLP(sites Sites, set Settings, rng *rand.Rand) *MLP {
	m := layout(ArchMLP, sites, set).(*MLP)
	m.fill(rng)
	return m
}

func layoutMLP(sites Sites, set Settings) *MLP {
	m := &MLP{base: newBase(sites), conds: make([]Conditional, sites.Len())}
	m.net = m
	heads := heads{kind: set.Head, bumps: set.Basis, narrow: set.Narrow}
	most := 0
	for i := range sites.Levels {
		if m.determined(i) {
			continue
		}
		c := &m.conds[i]
		c.Basis = heads.of(&m.sites, i)
		var inputs []int
		var near []bool
		if set.Near != nil {
			near = set.Near[i]
		}
		c.gates, inputs = split(&m.sites, m.support, near, i)
		c.reads = reads(m.support, c.gates, inputs, i)
		states := 1
		for _, g := range c.gates {
			c.levels = append(c.levels, sites.Levels[g])
			states *= sites.Levels[g]
		}
		for range states {
			c.Blocks = append(c.Blocks, m.newBlock(c.Basis, inputs, set.Width))
		}
		most = max(most, states)
	}
	m.batches, m.shares = make([]Batch, most), make([]share, most)
	return m
}

func (m *MLP) newBlock(basis *Basis, inputs []int, width int) *Block {
	b := &Block{Basis: basis, Offset: m.size, H: width, inputs: inputs}
	if len(inputs) == 0 {
		b.H = 0
	}
	for _, i := range inputs {
		b.readings = append(b.readings, m.sites.reading(i))
	}
	m.size += b.Size()
	return b
}

// fill makes the parameters.
func (m *MLP) fill(rng *rand.Rand) {
	m.params = make([]float64, 0, m.size)
	for i := range m.conds {
		for _, b := range m.conds[i].Blocks {
			m.fillBlock(b, rng)
		}
	}
}

func (m *MLP) fillBlock(b *Block, rng *rand.Rand) {
	spread := hiddenSpread / math.Sqrt(float64(len(b.inputs)))
	for range b.H {
		for range b.inputs {
			m.params = append(m.params, spread*rng.NormFloat64())
		}
		m.params = append(m.params, rng.NormFloat64())
	}
	for range b.Basis.J {
		for range b.H {
			m.params = append(m.params, outputSpread*rng.NormFloat64())
		}
		m.params = append(m.params, 0)
	}
}

// Conditional returns the blocks of site i.
func (m *MLP) Conditional(i int) *Conditional { return &m.conds[i] }

// BlockParams returns the live parameters of a block.
func (m *MLP) BlockParams(b *Block) []float64 { return m.params[b.Offset : b.Offset+b.Size()] }

// Start implements Model.
func (m *MLP) Start(n []int) { m.StartFrom(n, make([][]float64, len(n))) }

// StartFrom implements Model. The law is independent of the prefix but for the
// small random weights of NewMLP.
func (m *MLP) StartFrom(n []int, laws [][]float64) {
	for i := range m.conds {
		c := &m.conds[i]
		if c.Determined() {
			continue
		}
		bias := make([]float64, c.Basis.J)
		c.Basis.startFrom(bias, n[i], laws[i])
		for _, b := range c.Blocks {
			w := m.BlockParams(b)[b.hidden():]
			for j, v := range bias {
				w[j*(b.H+1)+b.H] = v
			}
		}
	}
}

// Evaluate fills e with block g of site i at the prefixes in n, rows of S
// counts of which the sites before i are read. All must be under gate g.
// params are the block's parameters, or nil for the live ones.
func (m *MLP) Evaluate(e *Batch, i, g int, n []int, params []float64) {
	m.evaluateRows(e, i, g, n, nil, params)
}

func (m *MLP) evaluateRows(e *Batch, i, g int, n []int, rows []int32, params []float64) {
	b := m.conds[i].Blocks[g]
	if params == nil {
		params = m.BlockParams(b)
	}
	b.read(e, n, m.sites.Len(), rows)
	b.forward(e, params, m.masks(i, e.B, n, rows))
}

// begin implements network.
func (m *MLP) begin(n []int, rows []int32, apart bool) { m.n, m.rows, m.apart = n, rows, apart }

// evaluate implements network: one part for each gate state that occurs.
func (m *MLP) evaluate(i int) []part {
	m.parts, m.blocks = m.parts[:0], m.blocks[:0]
	c := &m.conds[i]
	if c.Determined() {
		return nil
	}
	for g, rows := range m.byGate(c, m.n, m.rows) {
		if len(rows) > 0 {
			e, s := &m.batches[len(m.parts)], &m.shares[len(m.parts)]
			m.all.whole(rows, m.apart)
			m.sorter.split(s, &m.all, rows, m.n, m.sites.Len(), c.reads)
			m.evaluateRows(e, i, g, m.n, s.lead, nil)
			m.parts = append(m.parts, part{c.Basis, e, rows, s.of})
			m.blocks = append(m.blocks, c.Blocks[g])
		}
	}
	return m.parts
}

// back implements network.
func (m *MLP) back(_, g int, adjoint []float64, to *sink) {
	b, p := m.blocks[g], &m.parts[g]
	j, params := b.Basis.J, m.BlockParams(b)
	if to.each == 0 {
		m.grad.Add(to.dst[b.Offset:b.Offset+b.Size()], params, b, p.batch, 0, p.batch.B, adjoint)
		return
	}
	for r, row := range p.rows {
		one := to.dst[int(row)*to.each+b.Offset:][:b.Size()]
		m.grad.Add(one, params, b, p.batch, r, 1, adjoint[r*j:(r+1)*j])
	}
}

// end implements network: no block reads another.
func (m *MLP) end(*sink) {}

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

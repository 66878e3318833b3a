package van

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// An MLP is the default architecture: every conditional has its own small tanh
// layer on the counts before it, gated by few-level sites. See Block.
type MLP struct {
	sites   Sites
	support *support
	conds   []Conditional
	params  []float64

	batch  Batch
	mask   []bool
	rows   []int32
	groups [][]int32
	grad   Gradient
}

var _ Model = (*MLP)(nil)

// MLPSettings shapes an MLP. The zero value means the defaults.
type MLPSettings struct {
	Width int // hidden units of a conditional under one gate state; 8
	Basis int // bumps of the smooth head, fewer for a site of few levels; 10

	// Near tells for each site which others its conditional may depend on, S x S;
	// nil: on all before it.
	Near [][]bool
}

func (s MLPSettings) withDefaults() MLPSettings {
	if s.Width == 0 {
		s.Width = 8
	}
	if s.Basis == 0 {
		s.Basis = 10
	}
	return s
}

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
func NewMLP(sites Sites, set MLPSettings, rng *rand.Rand) *MLP {
	set = set.withDefaults()
	for i, levels := range sites.Levels {
		if levels < 1 {
			panic(fmt.Sprintf("van: site %d has %d levels", i, levels))
		}
	}
	m := &MLP{sites: sites, conds: make([]Conditional, sites.Len())}
	m.support = newSupport(&m.sites)
	for i, levels := range sites.Levels {
		if m.support.fixed[i] || levels == 1 {
			continue
		}
		c := &m.conds[i]
		c.Basis = newBasis(levels, set.Basis)
		c.Basis.prepare()
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
			c.Blocks = append(c.Blocks, m.newBlock(c.Basis, inputs, set.Width, rng))
		}
	}
	return m
}

func (m *MLP) newBlock(basis *Basis, inputs []int, width int, rng *rand.Rand) *Block {
	b := &Block{Basis: basis, Offset: len(m.params), H: width, inputs: inputs}
	if len(inputs) == 0 {
		b.H = 0
	}
	for _, i := range inputs {
		b.scale = append(b.scale, 2/float64(m.sites.Levels[i]-1))
	}
	spread := hiddenSpread / math.Sqrt(float64(len(inputs)))
	for range b.H {
		for range inputs {
			m.params = append(m.params, spread*rng.NormFloat64())
		}
		m.params = append(m.params, rng.NormFloat64())
	}
	for range basis.J {
		for range b.H {
			m.params = append(m.params, outputSpread*rng.NormFloat64())
		}
		m.params = append(m.params, 0)
	}
	return b
}

// Sites implements Model.
func (m *MLP) Sites() *Sites { return &m.sites }

// Params implements Model.
func (m *MLP) Params() []float64 { return m.params }

// Conditional returns the blocks of site i.
func (m *MLP) Conditional(i int) *Conditional { return &m.conds[i] }

// BlockParams returns the live parameters of a block.
func (m *MLP) BlockParams(b *Block) []float64 { return m.params[b.Offset : b.Offset+b.Size()] }

// The narrow law that stands for a delta: see Start.
const (
	StartMean  = 0.01 // mean of the Poisson law that stands for a count of 0
	StartSD    = 0.35 // standard deviation of the Gaussian that stands for another count; 0.18 on the integers
	StartShare = 1e-4 // probability that a few-level site is not at its start
)

// Start makes the law narrow around the state n (S), independent of the prefix
// but for the small random weights of NewMLP. A delta itself has no score: its
// Fisher matrix is zero and nothing could move it.
func (m *MLP) Start(n []int) {
	for i := range m.conds {
		c := &m.conds[i]
		for _, b := range c.Blocks {
			bias := make([]float64, b.Basis.J)
			switch {
			case b.Basis.K <= fewLevels:
				b.Basis.only(bias, n[i], StartShare)
			case n[i] == 0:
				b.Basis.poisson(bias, StartMean)
			default:
				b.Basis.narrow(bias, n[i], StartSD)
			}
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
	m.evaluate(e, i, g, n, nil, params)
}

func (m *MLP) evaluate(e *Batch, i, g int, n []int, rows []int32, params []float64) {
	b := m.conds[i].Blocks[g]
	if params == nil {
		params = m.BlockParams(b)
	}
	b.read(e, n, m.sites.Len(), rows)
	b.forward(e, params, m.masks(i, e.B, n, rows))
}

// masks returns the possible levels of site i for a batch, nil when no law
// holds it.
func (m *MLP) masks(i, batch int, n []int, rows []int32) []bool {
	if !m.support.held[i] {
		return nil
	}
	s, k := m.sites.Len(), m.sites.Levels[i]
	mask := grow(&m.mask, batch*k)
	for r := range batch {
		row := r
		if rows != nil {
			row = int(rows[r])
		}
		m.support.mask(mask[r*k:(r+1)*k], i, n[row*s:(row+1)*s])
	}
	return mask
}

package evolve

import (
	"slices"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// A site moves the conditional of one species. In the weak form the parameters
// theta of a block follow
//
//	S theta' = f,   f = E_p[ sum_r a_r(n) (score(n + v_r) - score(n)) ],
//
// and f sees of the reactions only how they carry probability between the rows
// (prefix, k) of the site: what leaves a row is taken from its balance, what
// arrives is added, and
//
//	f = sum_rows sum_k balance[row][k] (phi(k) - E[phi | row]) . dc/dtheta.
//
// Wherever a propensity reads nothing behind the site, its mean over k is taken
// exactly under the conditional (Rao-Blackwell), so that the fast births and
// deaths of a species add no sampling noise at all: near a stationary
// conditional they cancel in the balance. A propensity that reads later species
// is taken at the tree's prefixes of the last of them, with its mean over that
// last count exact.
type site struct {
	i       int
	basis   *van.Basis
	cond    *van.Conditional
	moves   []move
	strides []int       // distinct |v_r| at the site
	steps   [][]float64 // Basis.Steps of each stride
	squares []float64   // Basis.Squares
	global  []int       // Block.Global
	blocks  []block

	drawn  float64      // share of the weight behind the flux that was drawn
	known  []completion // of every site: see completion
	index  index
	places []place // of the tree's prefixes
	links  []link
	row    []float64 // max K_i: propensities along a site
	sink   []float64 // K: see balance
	next   []int     // S: where a jump leads
	key    []int     // counts of the sites that the conditional reads
	work   *scratch  // of the run
}

// A move is a reaction that a site feels.
type move struct {
	r     int
	v     int  // its change of the site
	shift bool // it changes a species that the conditional reads
	last  int  // the site with which everything its propensity reads is known: this one or a later
	edge  int  // which stride it makes, -1 for none
}

// A link carries probability from one row to another.
type link struct {
	from, to place
	move     int32
	state    int32   // row of the tree at the depth of the move's last site
	rate     float64 // mean propensity times weight, when that site is a later one
}

// A block is the work on one van.Block.
type block struct {
	*van.Block
	owner   int  // the place of the member that works on it
	mine    bool // this run works on it
	batch   van.Batch
	n       []int       // rows x S: prefixes, those of the tree first
	nodes   int         // rows from the tree
	weight  []float64   // nodes
	total   float64     // sum of weight
	balance []float64   // rows x K
	gross   float64     // probability that leaves rows, in a unit of time
	edges   [][]float64 // by stride, nodes x K: half the flux between k and k + stride, see site.edge
	effort  float64     // what rows and fluxes took, see block.cost
	curve
	motion
}

// newSite returns a site that no reaction moves.
func newSite(m *van.MLP, i int, work *scratch) *site {
	s := &site{i: i, cond: m.Conditional(i), next: make([]int, m.Sites().Len()), work: work}
	s.basis = s.cond.Basis
	s.squares = s.basis.Squares()
	s.global = s.cond.Blocks[0].Global()
	s.sink = make([]float64, s.basis.K)
	s.blocks = make([]block, len(s.cond.Blocks))
	for b := range s.blocks {
		bl := &s.blocks[b]
		bl.Block, bl.mine = s.cond.Blocks[b], true
		p := bl.Size()
		bl.past, bl.last, bl.rest, bl.left = make([]float64, p), make([]float64, p), make([]float64, p), make([]float64, p)
	}
	return s
}

// newFluxSite returns a site that feels the reactions.
func newFluxSite(g *cme.Generator, m *van.MLP, known []completion, i int, work *scratch) *site {
	s := newSite(m, i, work)
	s.known, s.row = known, make([]float64, slices.Max(g.Levels()))
	for r := range g.Reactions() {
		v := g.Jump(r)
		mv := move{r: r, v: v[i]}
		for _, j := range s.cond.Reads() {
			mv.shift = mv.shift || v[j] != 0
		}
		if mv.v == 0 && !mv.shift {
			continue
		}
		mv.last = lastRead(known, g.Depends(r), i)
		mv.edge = -1
		if mv.v != 0 {
			mv.edge = s.stride(mv.v)
		}
		s.moves = append(s.moves, mv)
	}
	for b := range s.blocks {
		s.blocks[b].edges = make([][]float64, len(s.strides))
	}
	return s
}

// stride returns the number of the stride |v|.
func (s *site) stride(v int) int {
	v = max(v, -v)
	if e := slices.Index(s.strides, v); e >= 0 {
		return e
	}
	s.strides = append(s.strides, v)
	s.steps = append(s.steps, s.basis.Steps(v))
	return len(s.strides) - 1
}

// look fills drawn.
func (s *site) look(tree *van.Tree) {
	s.drawn = tree.Depths[s.i].Drawn
	for k := range s.moves {
		s.drawn = max(s.drawn, tree.Depths[s.moves[k].last].Drawn)
	}
}

// busy reports whether this run works on a block of the site.
func (s *site) busy() bool {
	for b := range s.blocks {
		if s.blocks[b].mine {
			return true
		}
	}
	return false
}

// collect places the tree's prefixes into the batches of the blocks that this run works
// on, adds the prefixes that jumps lead to, and evaluates all of them.
func (s *site) collect(g *cme.Generator, m *van.MLP, tree *van.Tree, t float64) error {
	d := &tree.Depths[s.i]
	sites := g.Species()
	s.index.reset()
	s.places, s.links = s.places[:0], s.links[:0]
	for b := range s.blocks {
		bl := &s.blocks[b]
		bl.n, bl.weight, bl.total = bl.n[:0], bl.weight[:0], 0
	}
	for r, w := range d.Weight {
		p := s.place(d.N[r*sites : (r+1)*sites])
		s.places = append(s.places, p)
		if p.foreign() {
			continue
		}
		bl := &s.blocks[p.block]
		if int(p.row) == len(bl.weight) {
			bl.weight = append(bl.weight, 0)
		}
		bl.weight[p.row] += w
		bl.total += w
	}
	for b := range s.blocks {
		s.blocks[b].nodes = len(s.blocks[b].weight)
	}
	for k := range s.moves {
		if s.moves[k].last == s.i {
			s.linkPrefixes(g, d, int32(k))
		} else if err := s.linkLater(g, tree, int32(k), t); err != nil {
			return err
		}
	}
	for b := range s.blocks {
		if bl := &s.blocks[b]; len(bl.n) > 0 {
			m.Evaluate(&bl.batch, s.i, b, bl.n, nil)
		}
	}
	return nil
}

// linkPrefixes links every prefix of the tree to where move k leads it, unless
// that lies beyond a count limit: there the box reflects.
func (s *site) linkPrefixes(g *cme.Generator, d *van.Depth, k int32) {
	mv := &s.moves[k]
	sites, v := g.Species(), g.Jump(mv.r)
	for r, from := range s.places {
		to := from
		if mv.shift {
			n := d.N[r*sites : (r+1)*sites]
			if !inside(n[:s.i], v, g.Levels()) {
				continue
			}
			shifted(s.next[:s.i], n, v)
			to = s.place(s.next)
		}
		if !from.foreign() || !to.foreign() {
			s.links = append(s.links, link{from: from, to: to, move: k, state: int32(r)})
		}
	}
}

// linkLater links the prefixes of the tree by move k, whose propensity reads
// species behind the site: one link for every prefix of the last of them that has an end in a
// block which this run works on.
func (s *site) linkLater(g *cme.Generator, tree *van.Tree, k int32, t float64) error {
	mv := &s.moves[k]
	sites, v := g.Species(), g.Jump(mv.r)
	d := &tree.Depths[mv.last]
	levels := g.Levels()[mv.last]
	for r, w := range d.Weight {
		n := d.N[r*sites : (r+1)*sites]
		if !inside(n[:mv.last], v, g.Levels()) {
			continue
		}
		if mv.shift {
			shifted(s.next[:s.i], n, v)
		}
		if !s.works(n) && !(mv.shift && s.works(s.next)) {
			continue
		}
		row := s.row[:levels]
		if err := s.known[mv.last].propensities(row, g, mv.r, n, t); err != nil {
			return err
		}
		mean := 0.0
		for l, p := range d.P[r*levels : (r+1)*levels] {
			mean += p * row[l]
		}
		if mean == 0 {
			continue
		}
		from := s.place(n)
		to := from
		if mv.shift {
			to = s.place(s.next)
		}
		s.links = append(s.links, link{from: from, to: to, move: k, state: int32(r), rate: mean * w})
	}
	return nil
}

// works reports whether this run works on the block of a prefix.
func (s *site) works(n []int) bool { return s.blocks[s.cond.Gate(n)].mine }

// inside reports whether the prefix n + v lies in the box.
func inside(n, v, levels []int) bool {
	for j, k := range n {
		if k += v[j]; k < 0 || k >= levels[j] {
			return false
		}
	}
	return true
}

// shifted sets dst to the prefix n + v.
func shifted(dst, n, v []int) {
	for j := range dst {
		dst[j] = n[j] + v[j]
	}
}

// place returns where a prefix stands in the batches, and adds it where it is
// new, unless it is foreign. Prefixes that the conditional cannot tell apart share a row.
func (s *site) place(n []int) place {
	g := s.cond.Gate(n)
	bl := &s.blocks[g]
	if !bl.mine {
		return place{int32(g), -1}
	}
	s.key = s.key[:0]
	for _, j := range s.cond.Reads() {
		s.key = append(s.key, n[j])
	}
	slot := s.index.find(s.key, s.at)
	if s.index.holds(slot) {
		return slot.place
	}
	p := place{int32(g), int32(len(bl.n) / len(s.next))}
	first := len(bl.n)
	for range s.next {
		bl.n = append(bl.n, 0)
	}
	for l, j := range s.cond.Reads() {
		bl.n[first+j] = s.key[l]
	}
	s.index.put(slot, p)
	return p
}

// at reports whether a place holds the key.
func (s *site) at(p place, key []int) bool {
	n := s.blocks[p.block].n[int(p.row)*len(s.next):]
	for l, j := range s.cond.Reads() {
		if n[j] != key[l] {
			return false
		}
	}
	return true
}

// flow fills the balance and the edges of the blocks from the links.
func (s *site) flow(g *cme.Generator, tree *van.Tree, t float64) error {
	d := &tree.Depths[s.i]
	sites, levels := g.Species(), s.basis.K
	for b := range s.blocks {
		bl := &s.blocks[b]
		bl.gross, bl.effort = 0, rowEffort*float64(len(bl.n)/sites)
		zero(&bl.balance, len(bl.n)/sites*levels)
		for e := range bl.edges {
			zero(&bl.edges[e], bl.nodes*levels)
		}
	}
	for l := range s.links {
		ln := &s.links[l]
		mv := &s.moves[ln.move]
		from := &s.blocks[ln.from.block]
		from.effort += fluxEffort * float64(levels)
		out, in := s.balance(ln.from), s.balance(ln.to)
		var edge []float64
		if mv.edge >= 0 && !ln.from.foreign() {
			edge = from.edges[mv.edge][int(ln.from.row)*levels:][:levels]
		}
		if mv.last > s.i {
			k := tree.Depths[mv.last].N[int(ln.state)*sites+s.i]
			out[k] -= ln.rate
			in[k+mv.v] += ln.rate
			from.gross += ln.rate
			if edge != nil {
				p := from.batch.P[int(ln.from.row)*levels:][:levels]
				edge[k+min(mv.v, 0)] += ln.rate / 2 * mv.kept(float64(p[k]), float64(p[k+mv.v]))
			}
			continue
		}
		n := d.N[int(ln.state)*sites : (int(ln.state)+1)*sites]
		row := s.row[:levels]
		if err := s.known[s.i].propensities(row, g, mv.r, n, t); err != nil {
			return err
		}
		p := d.P[int(ln.state)*levels:][:levels]
		w := d.Weight[ln.state]
		for k, a := range row {
			if a == 0 {
				continue
			}
			q := a * p[k] * w
			out[k] -= q
			in[k+mv.v] += q
			from.gross += q
			if edge != nil {
				edge[k+min(mv.v, 0)] += q / 2 * mv.kept(p[k], p[k+mv.v])
			}
		}
	}
	return nil
}

// balance returns the balance of a place (K), or where nobody asks for it what may be written over.
func (s *site) balance(p place) []float64 {
	levels := s.basis.K
	if p.foreign() {
		return s.sink
	}
	return s.blocks[p.block].balance[int(p.row)*levels:][:levels]
}

// kept is the share of a jump's flux that counts as an edge between the levels of one
// prefix, for the probabilities of both levels there: all of it where the jump keeps the prefix.
// Otherwise other prefixes send the like of it back, as far as this one has probability
// to be sent back from where it leads.
func (mv *move) kept(from, to float64) float64 {
	if !mv.shift || to >= from {
		return 1
	}
	return to / from
}

// zero resizes a buffer and clears it.
func zero(s *[]float64, n int) {
	if cap(*s) < n {
		*s = make([]float64, n+n/2)
	}
	*s = (*s)[:n]
	clear(*s)
}

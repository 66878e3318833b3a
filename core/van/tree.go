package van

import "slices"

// A Tree is a weighted sample of the law of a Model, in which samples share
// prefixes. Depth i holds prefixes n_1 .. n_i as states whose other counts are
// 0, with weights that sum to 1; the children of a prefix carry its conditional.
//
// While the children fit into the budget all are kept, with their exact
// weights: a small space is enumerated. Beyond it, children heavier than a
// threshold are kept and the others drawn so that each has its weight on
// average, following Fearnhead and Clifford (2003), with a low-discrepancy
// sequence in the place of random numbers. Each gate state draws on its own
// share of the budget, so that a rare mode is never lost.
type Tree struct {
	Depths []Depth // S+1

	// Keep lists for every depth the sites whose counts matter from there on,
	// which must hold all that later conditionals depend on; nil: all. Children
	// that agree on them become one, so that a chain of species, each
	// depending on the one before, is enumerated however long it is. Sites that are
	// not kept stand as 0.
	Keep [][]int

	// More is by how many times its budget that of a depth grows where all the weight
	// was drawn before it, in proportion to the share that was. What is drawn once is
	// the coarser for every depth that follows.
	More float64

	merger   merger
	children []child // scratch
	drawn    []int   // scratch: which children were drawn
	strata   [][]int32
	busy     [][]int32 // the strata that are not empty
}

// A Depth is one depth of a Tree.
type Depth struct {
	N      []int     // B x S
	Weight []float64 // B
	P      []float64 // B x K_i: conditional of the next site; empty at depth S

	// Drawn is the share of the weight that was drawn, at this depth or on the way to
	// it: 0 where these are all the prefixes there are.
	Drawn float64
}

// A child is a prefix one count longer than row r.
type child struct {
	row, level int32
	weight     float64
}

// Len returns B.
func (d *Depth) Len() int { return len(d.Weight) }

// gated is a Model with gates: stratum tells under which gate state a prefix
// falls, counted from 0.
type gated interface {
	strata(i int) int
	stratum(i int, n []int) int
}

func (m *MLP) strata(i int) int           { return max(1, len(m.conds[i].Blocks)) }
func (m *MLP) stratum(i int, n []int) int { return m.conds[i].Gate(n) }

// Grow samples the model anew with a budget of prefixes for each depth.
func (t *Tree) Grow(m Model, budget int, points *Points) {
	t.GrowWhile(m, budget, points, func() bool { return true })
}

// GrowWhile is Grow, which takes a second for hundreds of sites: it calls goOn after every
// depth, and gives up, and reports false, when that says so.
func (t *Tree) GrowWhile(m Model, budget int, points *Points, goOn func() bool) bool {
	return t.grow(m, m.Sites().Len(), budget, points, goOn)
}

// GrowTo is Grow as far as the prefixes of site i, which get their conditional but
// no children: all that is asked of the sites up to i is read off them. Without
// points nothing is drawn: it gives up, and reports false, when there are more prefixes
// than the budget. It calls goOn after every depth, and gives up when that says so.
func (t *Tree) GrowTo(m Model, i, budget int, points *Points, goOn func() bool) bool {
	if !t.grow(m, i, budget, points, goOn) {
		return false
	}
	t.evaluate(m, i)
	return goOn()
}

// grow makes depths up to the given one. It reports false when it may not go on, or
// needs points and has none.
func (t *Tree) grow(m Model, depth, budget int, points *Points, goOn func() bool) bool {
	sites := m.Sites()
	s := sites.Len()
	if len(t.Depths) != s+1 {
		t.Depths = make([]Depth, s+1)
	}
	root := &t.Depths[0]
	root.N = grow(&root.N, s)
	clear(root.N)
	root.Weight = append(root.Weight[:0], 1)
	most := budget
	for i, k := range sites.Levels[:depth] {
		t.evaluate(m, i)
		d, next := &t.Depths[i], &t.Depths[i+1]
		budget := budget + int(t.More*d.Drawn*float64(budget))
		most = max(most, budget)
		t.merger.prepare(t.Keep, i+1, sites.Levels)
		count := d.count(k)
		fit := count <= budget
		next.N, next.Weight = slices.Grow(next.N[:0], min(count, budget)*s), next.Weight[:0]
		if points == nil && !fit && !t.merger.active {
			return false
		}
		strata := t.split(m, i, d, fit || points == nil)
		first, drawn := 0, 0.0
		for _, rows := range strata {
			share := budget
			if len(strata) > 1 {
				share = d.share(budget, len(strata), rows)
			}
			w, ok := t.descend(next, d, i, s, k, rows, share, points, first)
			if !ok {
				return false
			}
			drawn += w
			first += share
		}
		next.Drawn = 1 - (1-d.Drawn)*(1-min(1, drawn))
		if !goOn() {
			return false
		}
	}
	if points != nil {
		points.Skip(most)
	}
	return true
}

// evaluate sets the conditionals of the prefixes of site i.
func (t *Tree) evaluate(m Model, i int) {
	d := &t.Depths[i]
	m.Conditionals(grow(&d.P, d.Len()*m.Sites().Levels[i]), i, d.N)
}

// count returns how many prefixes may follow those of a depth, k levels wide.
func (d *Depth) count(k int) int {
	count := 0
	for r, w := range d.Weight {
		for _, p := range d.P[r*k : (r+1)*k] {
			if p*w > negligible {
				count++
			}
		}
	}
	return count
}

// split lists the rows of a depth by the gate state of the next site, all in one
// when their children fit. No list is empty.
func (t *Tree) split(m Model, i int, d *Depth, fit bool) [][]int32 {
	g, ok := m.(gated)
	count := 1
	if ok && !fit {
		count = g.strata(i)
	}
	for len(t.strata) < count {
		t.strata = append(t.strata, nil)
	}
	strata := t.strata[:count]
	for c := range strata {
		strata[c] = strata[c][:0]
	}
	s := len(d.N) / d.Len()
	for r := range d.Len() {
		c := 0
		if count > 1 {
			c = g.stratum(i, d.N[r*s:(r+1)*s])
		}
		strata[c] = append(strata[c], int32(r))
	}
	busy := t.busy[:0]
	for _, rows := range strata {
		if len(rows) > 0 {
			busy = append(busy, rows)
		}
	}
	t.busy = busy
	return busy
}

// share is the part of the budget for one of some strata: half by its weight,
// half the same for all.
func (d *Depth) share(budget, strata int, rows []int32) int {
	w := 0.0
	for _, r := range rows {
		w += d.Weight[r]
	}
	return int(float64(budget)*(w+1/float64(strata))/2) + 1
}

// negligible is a weight below which a child is dropped even where there is
// room for it.
const negligible = 1e-30

// descend adds the children of some rows of d to next, at most about budget. It
// draws with the points from number first on, which must not depend on what
// other gate states have drawn with the same coordinate: the points would no
// longer be uniform. It reports false when it would draw and has no points.
func (t *Tree) descend(next, d *Depth, i, s, k int, rows []int32, budget int, points *Points, first int) (weight float64, ok bool) {
	t.bear(d, i, s, k, rows)
	t.drawn = t.drawn[:0]
	limit := threshold(t.children, budget)
	slot, passed, drawn, mark := 0, 0.0, 0.0, 0.0
	if limit > 0 {
		if points == nil {
			return 0, false
		}
		mark = points.At(i, first)
	}
	for _, c := range t.children {
		w := c.weight
		if w < limit {
			passed += w / limit
			w = 0
			for passed > mark {
				w += limit
				slot++
				mark = float64(slot) + points.At(i, first+slot)
			}
			if w == 0 {
				continue
			}
			drawn += w
			t.drawn = append(t.drawn, next.Len())
		}
		next.N = append(next.N, d.N[int(c.row)*s:(int(c.row)+1)*s]...)
		n := next.N[len(next.N)-s:]
		n[i] = int(c.level)
		t.merger.forget(n)
		next.Weight = append(next.Weight, w)
	}
	// The slots match the mass they stand for only up to one slot.
	for _, r := range t.drawn {
		next.Weight[r] *= passed * limit / drawn
	}
	return passed * limit, true
}

// bear fills children with those of some rows of d, of which those that agree
// on what is kept are one.
func (t *Tree) bear(d *Depth, i, s, k int, rows []int32) {
	t.children = t.children[:0]
	t.merger.reset()
	for _, r := range rows {
		slots, stride := t.merger.of(d.N[int(r)*s:(int(r)+1)*s], i, k)
		for level, p := range d.P[int(r)*k : (int(r)+1)*k] {
			w := p * d.Weight[r]
			if w <= negligible {
				continue
			}
			if slots != nil {
				slot := &slots[level*stride]
				if *slot > 0 {
					t.children[*slot-1].weight += w
					continue
				}
				*slot = int32(len(t.children)) + 1
			}
			t.children = append(t.children, child{r, int32(level), w})
		}
	}
}

// threshold returns the c with sum_j min(1, w_j/c) = budget for the weights w_j of
// children, 0 when all fit.
func threshold(w []child, budget int) float64 {
	if len(w) <= budget {
		return 0
	}
	c := 0.0
	for _, v := range w {
		c += v.weight
	}
	c /= float64(budget)
	for {
		heavy, light := 0, 0.0
		for _, v := range w {
			if v.weight >= c {
				heavy++
			} else {
				light += v.weight
			}
		}
		if heavy >= budget {
			return c
		}
		next := light / float64(budget-heavy)
		if next >= c*(1-1e-12) {
			return c
		}
		c = next
	}
}

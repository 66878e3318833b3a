package session

import (
	"math"
	"math/rand/v2"
	"slices"

	"vanscape/core/van"
)

// Sizes of the trees that a law of the network is read off. Where all prefixes fit
// they are enumerated, and what is read is exact; otherwise each of the parts is read
// off a tree of its own, independent of the others. The cells bound the states that
// are visited at a time, to some tens of milliseconds.
const (
	enumerated  = 1 << 13 // prefixes
	drawn       = 2000    // prefixes
	cellsAtOnce = 400_000
	drawnAtOnce = 1024 // independent samples
)

// vanLaw is a law of the network, of which the parameters are kept.
type vanLaw struct{ model *van.Frozen }

func (s *vanSource) keep() law { return vanLaw{van.Freeze(s.step.Model)} }

func (l vanLaw) size() int { return l.model.Size() }

func (l vanLaw) levels() []int { return l.model.Sites().Levels }

func (l vanLaw) survey(r reading, seed uint64, rest func() error) (*survey, error) {
	m := l.model.Thaw()
	return surveyed(m, needed(m, r.sites), r, seed, rest)
}

// surveyed reads tables off a model, by trees that keep some sites.
func surveyed(m van.Model, keep [][]int, r reading, seed uint64, rest func() error) (*survey, error) {
	last := 0
	for _, i := range r.sites {
		last = max(last, i)
	}
	tree := van.Tree{Keep: keep}
	return grown(m, &tree, last, r.cells, seed, rest, func(table []float64, share float64) {
		tree.Each(m.Sites(), last, func(n []int, p float64) { r.add(table, n, p*share) })
	})
}

// grown grows a tree as far as a site, once or for every part, and has its part of
// a table read each time, of which it is given the share.
func grown(m van.Model, tree *van.Tree, last, cells int, seed uint64, rest func() error, read func(table []float64, share float64)) (*survey, error) {
	s := &survey{}
	part := func(share float64) error {
		s.parts = append(s.parts, make([]float64, cells))
		read(s.parts[len(s.parts)-1], share)
		return rest()
	}
	var ended error
	goOn := func() bool {
		ended = rest()
		return ended == nil
	}
	most := max(1, cellsAtOnce/m.Sites().Levels[last])
	if tree.GrowTo(m, last, min(enumerated, most), nil, goOn) {
		return s, part(1)
	}
	budget := min(drawn, most)
	s.sampled, s.grain = true, 1/float64(parts*budget)
	rng := rand.New(rand.NewPCG(seed, askStream))
	for range parts {
		if ended != nil || !tree.GrowTo(m, last, budget, van.NewPoints(m.Sites().Len(), rng), goOn) {
			return nil, ended
		}
		if err := part(1 / float64(parts)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// askStream tells the random numbers of answers from those of a run with the same seed.
const askStream = 0x61736b

// needed lists what a tree must know at every depth to read some sites, nil for all.
func needed(m van.Model, sites []int) [][]int {
	mlp, ok := m.(interface{ Needed() [][]int })
	if !ok {
		return nil
	}
	lists := mlp.Needed()
	for depth, list := range lists {
		for _, i := range sites {
			if i < depth {
				list = append(list, i)
			}
		}
		slices.Sort(list)
		lists[depth] = slices.Compact(list)
	}
	return lists
}

// state evaluates a whole state, and sums over what a part of one leaves open.
func (l vanLaw) state(sites, counts []int, seed uint64, rest func() error) (estimate, float64, error) {
	h := &holding{Model: l.model.Thaw()}
	size := h.Sites().Len()
	h.counts = make([]int, size)
	for i := range h.counts {
		h.counts[i] = -1
	}
	for j, i := range sites {
		h.counts[i] = counts[j]
	}
	if len(sites) == size {
		ln := []float64{0}
		h.LogProb(ln, h.counts)
		return estimate{value: math.Exp(ln[0])}, ln[0], nil
	}
	tree, last := van.Tree{Keep: needed(h.Model, sites)}, slices.Max(sites)
	unit := math.NaN() // logarithm of what 1 in the table stands for
	s, err := grown(h, &tree, last, 1, seed, rest, func(table []float64, share float64) {
		if math.IsNaN(unit) {
			unit = h.ln
		}
		tree.Each(h.Sites(), last, func(_ []int, p float64) { table[0] += p * share })
		table[0] *= math.Exp(h.ln - unit)
	})
	if err != nil {
		return estimate{}, 0, err
	}
	p := s.estimate(first)
	if p.value == 0 { // nothing is possible, or no sample met it
		return p, math.Inf(-1), nil
	}
	ln := math.Log(p.value) + unit
	return estimate{math.Exp(ln), p.error * math.Exp(unit)}, ln, nil
}

// holding is a model whose conditionals leave some sites one count, with a weight in
// proportion to its probability: a tree of it weighs what states with these counts
// weigh, and spends nothing on others. The largest weight is 1 at every site, or what is
// rare would end where trees do.
type holding struct {
	van.Model
	counts []int   // -1 for a site that is free
	ln     float64 // of the factor by which weights are too large, for the tree grown last
	n      []int
	logs   []float64
}

func (h *holding) Conditionals(dst []float64, i int, n []int) {
	if i == 0 {
		h.ln = 0
	}
	if h.counts[i] < 0 {
		h.Model.Conditionals(dst, i, n)
		return
	}
	size, k := h.Sites().Len(), h.Sites().Levels[i]
	rows := len(n) / size
	h.n = append(h.n[:0], n...)
	h.logs = slices.Grow(h.logs[:0], rows)[:rows]
	for r := range rows {
		h.n[r*size+i] = h.counts[i]
	}
	h.LogConditional(h.logs, i, h.n)
	top := math.Inf(-1)
	for _, l := range h.logs {
		top = max(top, l)
	}
	clear(dst)
	if math.IsInf(top, -1) {
		return
	}
	h.ln += top
	for r, l := range h.logs {
		if h.counts[i] < k {
			dst[r*k+h.counts[i]] = math.Exp(l - top)
		}
	}
}

func (l vanLaw) entropy(seed uint64, rest func() error) (estimate, error) {
	m := l.model.Thaw()
	tree := van.Tree{Keep: needed(m, nil)}
	s, err := grown(m, &tree, m.Sites().Len()-1, 1, seed, rest, func(table []float64, share float64) {
		table[0] = tree.Entropy(m.Sites()) * share
	})
	if err != nil {
		return estimate{}, err
	}
	return s.estimate(first), nil
}

func (l vanLaw) draw(n []int, ln []float64, rng *rand.Rand, rest func() error) error {
	m := l.model.Thaw()
	size := m.Sites().Len()
	u := make([]float64, drawnAtOnce*size)
	for len(ln) > 0 {
		now := min(drawnAtOnce, len(ln))
		for i := range u[:now*size] {
			u[i] = rng.Float64()
		}
		m.Sample(n[:now*size], u[:now*size])
		m.LogProb(ln[:now], n[:now*size])
		n, ln = n[now*size:], ln[now:]
		if err := rest(); err != nil {
			return err
		}
	}
	return nil
}

package evolve

import (
	"math"

	"vanscape/core/van"
)

// Constants of the natural gradient.
const (
	sampledDamping = 1e-3 // of the mean square of the scores: lambda
	maxUpdate      = 0.5  // length of an update in the Fisher metric
)

// natural moves the parameters by the natural gradient in the space of samples. The
// scores are taken from their mean, which is 0 but for sampling, so that the baseline
// is exact. An update longer than maxUpdate, far outside of where the Fisher matrix
// describes the law, is shortened. It reports false when the caller stops.
func (f *fit) natural(n []int, w []float64) bool {
	params := f.m.Params()
	p := len(params)
	if !f.scores(n, len(w)) {
		return false
	}
	f.mean = sized(f.mean, p)
	clear(f.mean)
	for r, v := range w {
		for i, s := range f.score[r*p : (r+1)*p] {
			f.mean[i] += v * s
		}
	}
	square := 0.0
	for r, v := range w {
		root := math.Sqrt(v)
		f.reward[r] *= root
		row := f.score[r*p : (r+1)*p]
		for i := range row {
			row[i] = root * (row[i] - f.mean[i])
			square += row[i] * row[i]
		}
	}
	goOn := true
	f.sampled.Pause = func() bool { goOn = f.amid(); return goOn }
	if !f.sampled.Step(f.gradient, f.score, f.reward, sampledDamping*square/float64(len(w))) {
		return goOn
	}
	length := 0.0
	for r := range w {
		along := 0.0
		for i, s := range f.score[r*p : (r+1)*p] {
			along += s * f.gradient[i]
		}
		length += along * along
	}
	rate := f.set.Rate
	if length = math.Sqrt(length) * rate; length > maxUpdate {
		rate *= maxUpdate / length
	}
	for i, v := range f.gradient {
		params[i] -= rate * v
	}
	return true
}

// scores fills score for B states, some at a time. It reports false when the caller
// stops.
func (f *fit) scores(n []int, b int) bool {
	p, s := len(f.m.Params()), f.g.Species()
	f.score = sized(f.score, b*p)
	rows := f.piece()
	for from := 0; from < b; from += rows {
		to := min(from+rows, b)
		f.m.Score(f.score[from*p:to*p], n[from*s:to*s])
		if !f.amid() {
			return false
		}
	}
	return true
}

// byBlocks reports whether the blocks of an MLP cost less than a solve in the space of
// so many samples, which they do but for free logits of many levels.
func byBlocks(m *van.MLP, samples int) bool {
	work := 0.0
	for i := range m.Sites().Levels {
		for _, b := range m.Conditional(i).Blocks {
			p := float64(b.Size())
			work += p * p * p / 3
		}
	}
	b, p := float64(samples), float64(len(m.Params()))
	return work <= b*b*(p/2+b/3)
}

// newBlocks returns the sites of an MLP, on which no reaction acts.
func newBlocks(m *van.MLP) []*site {
	var sites []*site
	work := new(scratch)
	for i := range m.Sites().Levels {
		if !m.Conditional(i).Determined() {
			sites = append(sites, newSite(m, i, work))
		}
	}
	return sites
}

// naturalBlocks moves the parameters of an MLP by the natural gradient. Its Fisher
// matrix is exactly block-diagonal, because the score of a conditional has zero mean
// given its prefix. The matrix of a block is assembled by conditional expectation at
// the prefixes of the tree, and its solve is damped and held by a trust region, as
// curve does for projected dynamics. It reports false when the caller stops.
func (f *fit) naturalBlocks() (bool, error) {
	m := f.m.(*van.MLP)
	square := 0.0
	for _, s := range f.blocks {
		if err := s.collect(f.g, m, &f.tree, f.time); err != nil {
			return false, err
		}
		if err := s.flow(f.g, &f.tree, f.time); err != nil {
			return false, err
		}
		s.weigh(&f.tree, f.reward)
		for g := range s.blocks {
			b := &s.blocks[g]
			b.bend(s, m.BlockParams(b.Block))
			b.descend(s, m, g, f.set.Rate, f.set.Damping)
			square += b.move
		}
		if !f.amid() {
			return false, nil
		}
	}
	share := min(1, maxUpdate/math.Sqrt(max(square, 1e-30)))
	each(f.blocks, func(b *block) {
		params := m.BlockParams(b.Block)
		for i, v := range b.delta {
			params[i] += share * v
		}
	})
	return true, nil
}

// weigh takes the rewards of a tree's states (B), less their mean, from the balance.
func (s *site) weigh(tree *van.Tree, reward []float64) {
	size, levels := len(s.next), s.basis.K
	last := &tree.Depths[size]
	for r, w := range last.Weight {
		n := last.N[r*size : (r+1)*size]
		p := s.place(n)
		s.blocks[p.block].balance[int(p.row)*levels+n[s.i]] -= w * reward[r]
	}
}

// descend finds the natural step for grad, which accept may shorten by damping.
func (b *block) descend(s *site, m *van.MLP, gate int, rate, least float64) {
	p := b.Size()
	zero(&b.delta, p)
	b.move = 0
	if b.total < negligible {
		return
	}
	zero(&b.right, p)
	for i, v := range b.force {
		b.right[i] = rate * v
	}
	held := func() bool {
		b.move = b.length(s, b.delta)
		return b.move <= maxBlockMove*b.total && b.faithful(s, m, gate)
	}
	if !b.damped.Step(b.delta, b.fisher, b.right, least, s.global, globalShare, held) {
		zero(&b.delta, p)
		b.move = 0
	}
}

package evolve

import (
	"vanscape/core/internal/simd"
	"vanscape/core/van"
)

// A curve is how the law of a block bends along its parameters. All is per unit of the
// block's weight. S is the Fisher matrix, by conditional expectation: at each prefix of
// the tree the covariance of phi under the conditional. D is a Dirichlet form,
//
//	D = E[ 1/2 sum_r a_r (score(n+v_r) - score(n)) (...)^T ],
//
// of the jumps that keep the prefix, and of what move.kept says of the others. At a
// stationary reversible law -D is the generator in the tangent space of the model.
type curve struct {
	force  []float64 // P: f
	fisher []float64 // P x P, the lower triangle: S
	drag   []float64 // P x P, the lower triangle: D
}

// scratch is shared by all blocks of a run, which are bent one after the other: what grows with
// their rows is there once.
type scratch struct {
	wide     []float64 // a batch's probabilities in float64
	mass     []float64 // rows: sum of a row's conditional, 1 but for rounding
	mean     []float64 // rows x J: E[phi]
	adjoint  []float64 // rows x J
	cov      []float64 // nodes x Packed: w_r Cov(phi)
	diss     []float64 // nodes x Packed: w_r times the Dirichlet form in phi
	forms    []float64 // nodes x Packed
	product  []float64 // P
	gradient van.Gradient
	metric   van.Metric
}

// bend fills the curve of a block from its conditionals, balance and edges.
func (b *block) bend(s *site, params []float64) {
	p := b.Size()
	zero(&b.force, p)
	zero(&b.fisher, p*p)
	zero(&b.drag, p*p)
	if b.total < negligible {
		return
	}
	b.centre(s)
	b.pull(s, params)
	b.spread(s, params)
	b.dissipate(s, params)
}

// centre fills mass and mean, which pull and spread read. The variance of a narrow law is the difference of two
// second moments a million times as large, so the means must be those of the
// conditionals as they stand, rounded to float32, with their sums as they stand.
func (b *block) centre(s *site) {
	work, basis, levels := s.work, s.basis, s.basis.K
	rows := len(b.n) / len(s.next)
	zero(&work.mass, rows)
	zero(&work.mean, rows*basis.J)
	zero(&work.wide, rows*levels)
	for i, p := range b.batch.P[:rows*levels] {
		work.wide[i] = float64(p)
	}
	simd.Gemm64(work.mean, work.wide, basis.Phi, rows, levels, basis.J)
	for r := range rows {
		for _, p := range work.wide[r*levels : (r+1)*levels] {
			work.mass[r] += p
		}
		if work.mass[r] == 0 {
			continue // no state begins with this prefix
		}
		mean := work.mean[r*basis.J : (r+1)*basis.J]
		for j := range mean {
			mean[j] /= work.mass[r]
		}
	}
}

// pull fills force from the balance.
func (b *block) pull(s *site, params []float64) {
	work, basis, levels := s.work, s.basis, s.basis.K
	rows := len(b.n) / len(s.next)
	zero(&work.adjoint, rows*basis.J)
	simd.Gemm64(work.adjoint, b.balance, basis.Phi, rows, levels, basis.J)
	for r := range rows {
		sum := 0.0
		for _, v := range b.balance[r*levels : (r+1)*levels] {
			sum += v
		}
		for j, m := range work.mean[r*basis.J : (r+1)*basis.J] {
			work.adjoint[r*basis.J+j] -= float64(sum * m)
		}
	}
	work.gradient.Add(b.force, params, b.Block, &b.batch, 0, rows, work.adjoint)
	for i := range b.force {
		b.force[i] /= b.total
	}
}

// spread fills fisher.
func (b *block) spread(s *site, params []float64) {
	work, basis, levels, pack := s.work, s.basis, s.basis.K, s.basis.Packed()
	zero(&work.cov, b.nodes*pack)
	simd.Gemm64(work.cov, work.wide[:b.nodes*levels], s.squares, b.nodes, levels, pack)
	for r, w := range b.weight {
		mean := work.mean[r*basis.J : (r+1)*basis.J]
		at := r * pack
		for i, x := range mean {
			x *= work.mass[r]
			for _, y := range mean[:i+1] {
				work.cov[at] = w / b.total * (work.cov[at] - float64(x*y))
				at++
			}
		}
	}
	work.metric.Assemble(b.fisher, params, b.Block, &b.batch, b.nodes, work.cov)
}

// dissipate fills drag from the edges.
func (b *block) dissipate(s *site, params []float64) {
	if len(b.edges) == 0 {
		return
	}
	work, pack := s.work, s.basis.Packed()
	zero(&work.diss, b.nodes*pack)
	for e, edge := range b.edges {
		zero(&work.forms, b.nodes*pack)
		simd.Gemm64(work.forms, edge, s.steps[e], b.nodes, s.basis.K, pack)
		for i, v := range work.forms {
			work.diss[i] += v / b.total
		}
	}
	work.metric.Assemble(b.drag, params, b.Block, &b.batch, b.nodes, work.diss)
}

// times returns the product of a symmetric matrix (P x P, of which the lower triangle
// is read) with x (P) in dst (P).
func times(dst *[]float64, a, x []float64) []float64 {
	p := len(x)
	zero(dst, p)
	y := *dst
	for i, v := range x {
		row := a[i*p : i*p+i]
		sum := float64(a[i*p+i] * v)
		for j, m := range row {
			sum += float64(m * x[j])
			y[j] += float64(m * v)
		}
		y[i] += sum
	}
	return y
}

// length is v^T S v for a change v of the parameters (P), times the block's weight: a
// squared distance in the Fisher metric of the joint law.
func (b *block) length(s *site, v []float64) float64 {
	sum := 0.0
	for i, x := range times(&s.work.product, b.fisher, v) {
		sum += float64(x * v[i])
	}
	return max(0, sum) * b.total
}

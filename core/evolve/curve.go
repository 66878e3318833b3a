package evolve

import (
	"math"

	"vanscape/core/internal/simd"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// A curve is the metric of a block's parameters and its step in it. The step
// from theta solves
//
//	(S + h D + lambda) delta = h f,
//
// all per unit of the block's weight. S is the Fisher matrix, by conditional
// expectation: at each prefix of the tree the covariance of phi under the
// conditional. D is the Dirichlet form of the jumps that keep the prefix,
//
//	D = E[ 1/2 sum_r a_r (score(n+v_r) - score(n)) (...)^T ].
//
// At a stationary reversible law -D is the generator in the tangent space of
// the model, so the step is a linearly implicit Euler step: features that relax
// fast (levels few counts wide) do not force h below their time scale. Measured on
// the toggle switch with 500 samples and steps of 0.005, joint Hellinger
// distance at t = 0.4: 0.057 explicit, 0.027 implicit, both with lambda = 1e-4; and
// 0.008 implicit with 1e-6, where the explicit step explodes. The full Jacobian
// of f in place of -D did worse (0.17 at t = 1 with steps of 0.02), because it leaves
// out the curvature of the model; adding the jumps that change the prefix to D
// changed nothing at several times the cost.
type curve struct {
	mass  []float64 // rows: sum of a row's conditional, 1 but for rounding
	mean  []float64 // rows x J: E[phi]
	cov   []float64 // nodes x Packed: w_r Cov(phi)
	diss  []float64 // nodes x Packed: w_r times the Dirichlet form in phi
	grad  []float64 // P: f
	delta []float64 // P: the step
	past  []float64 // P: velocity of the last step
	move  float64   // delta^T S delta
	turn  float64   // the same of delta - h past

	damped optim.Damped
	params []float64 // P: where the step leads
	force  []float64 // P: h f per weight
	matrix []float64 // P x P: S + h D per weight
	trial  van.Batch
}

// scratch is shared by the blocks of a site.
type scratch struct {
	wide     []float64 // a batch's probabilities in float64
	adjoint  []float64 // rows x J
	along    []float64 // nodes x J
	forms    []float64 // nodes x Packed
	gradient van.Gradient
	metric   van.Metric
}

// centre fills mass and mean. The variance of a narrow law is the difference of two
// second moments a million times as large, so the means must be those of the
// conditionals as they stand, rounded to float32, with their sums as they stand.
func (b *block) centre(s *site) {
	basis, levels := s.basis, s.basis.K
	rows := len(b.n) / len(s.next)
	zero(&b.mass, rows)
	zero(&b.mean, rows*basis.J)
	if rows == 0 {
		return
	}
	zero(&s.work.wide, rows*levels)
	wide := s.work.wide
	for i, p := range b.batch.P[:rows*levels] {
		wide[i] = float64(p)
	}
	simd.Gemm64(b.mean, wide, basis.Phi, rows, levels, basis.J)
	for r := range rows {
		for _, p := range wide[r*levels : (r+1)*levels] {
			b.mass[r] += p
		}
		mean := b.mean[r*basis.J : (r+1)*basis.J]
		for j := range mean {
			mean[j] /= b.mass[r]
		}
	}
}

// pull fills grad from the balance of a block, whose rows centre has read.
func (b *block) pull(s *site, params []float64) {
	basis, levels := s.basis, s.basis.K
	rows := len(b.n) / len(s.next)
	if rows == 0 {
		return
	}
	zero(&s.work.adjoint, rows*basis.J)
	adjoint := s.work.adjoint
	simd.Gemm64(adjoint, b.balance, basis.Phi, rows, levels, basis.J)
	for r := range rows {
		sum := 0.0
		for _, v := range b.balance[r*levels : (r+1)*levels] {
			sum += v
		}
		for j, m := range b.mean[r*basis.J : (r+1)*basis.J] {
			adjoint[r*basis.J+j] -= float64(sum * m)
		}
	}
	zero(&b.grad, b.Size())
	s.work.gradient.Add(b.grad, params, b.Block, &b.batch, 0, rows, adjoint)
}

// bend fills cov and diss from the conditionals and the edges of a block, right after
// centre has read them.
func (b *block) bend(s *site) {
	basis, levels, pack := s.basis, s.basis.K, s.basis.Packed()
	if b.nodes == 0 {
		return
	}
	zero(&b.cov, b.nodes*pack)
	simd.Gemm64(b.cov, s.work.wide[:b.nodes*levels], s.squares, b.nodes, levels, pack)
	for r, w := range b.weight {
		mean := b.mean[r*basis.J : (r+1)*basis.J]
		at := r * pack
		for i, x := range mean {
			x *= b.mass[r]
			for _, y := range mean[:i+1] {
				b.cov[at] = w * (b.cov[at] - float64(x*y))
				at++
			}
		}
	}
	zero(&b.diss, b.nodes*pack)
	for e, edge := range b.edges {
		zero(&s.work.forms, b.nodes*pack)
		simd.Gemm64(s.work.forms, edge, s.steps[e], b.nodes, levels, pack)
		for i, v := range s.work.forms {
			b.diss[i] += v
		}
	}
}

// Trust region of a block. The model is linear in neither theta nor p, so a
// step counts only if the conditionals move about as far as their Fisher
// matrix says; otherwise lambda grows. What goes wrong without it is a
// coefficient that only levels without probability feel: f pushes it, S does not hold
// it, and a step later the level has all the probability. Measured: without it
// the toggle switch explodes between t = 0.4 and 1.2 for any lambda below 1e-4. The
// bound per unit of a block's own weight is for a gate state that fills from almost
// nothing: its flux is large beside its weight, and its conditional would leap
// onto one level (autoregulation-1 ended 0.7 from the exact law).
const (
	trust        = 2    // times the predicted squared Hellinger distance
	maxBlockMove = 0.25 // squared move per unit of the block's weight
	trustSlack   = 1e-5 // squared Hellinger distance that is never minded
)

// globalShare is what lambda multiplies, beside the diagonal, for the parameters that move
// a conditional as a whole. They need no holding, and the narrow law of a start feels even a
// small lambda of its own: its Fisher matrix is as small as its variance. Measured, worst
// joint Hellinger distance on early-life, V = 0.1, and of the epidemic at t = 4: 0.0075 and 0.055;
// with lambda itself times 0.01 and 0.001 in its place 0.052 and 0.098, 0.011 and 0.066.
const globalShare = 0.1

// negligible is a weight below which a block is left as it is.
const negligible = 1e-13

// solve finds the step for a time step h. It reports false when no lambda gives one.
func (b *block) solve(s *site, m *van.MLP, gate int, h, least float64) bool {
	p, pack := b.Size(), s.basis.Packed()
	zero(&b.delta, p)
	b.move, b.turn = 0, 0
	if b.total < negligible {
		return true
	}
	params := m.BlockParams(b.Block)
	zero(&s.work.forms, b.nodes*pack)
	for i, v := range b.cov {
		s.work.forms[i] = (v + h*b.diss[i]) / b.total
	}
	zero(&b.matrix, p*p)
	s.work.metric.Assemble(b.matrix, params, b.Block, &b.batch, b.nodes, s.work.forms)
	zero(&b.force, p)
	for i, v := range b.grad {
		b.force[i] = h * v / b.total
	}
	zero(&b.params, p)
	if !b.damped.Step(b.delta, b.matrix, b.force, least, s.global, globalShare, func() bool { return b.accept(s, m, gate) }) {
		return false
	}
	b.turn = b.length(s, params, b.turned(h))
	return true
}

// accept says whether the conditionals move as delta predicts.
func (b *block) accept(s *site, m *van.MLP, gate int) bool {
	params := m.BlockParams(b.Block)
	b.move = b.length(s, params, b.delta)
	if b.move > tooFar*tooFar*maxMove*maxMove {
		return true // h is too large whatever the conditionals say
	}
	return b.move <= maxBlockMove*b.total && b.faithful(s, m, gate)
}

// faithful says whether the conditionals move about as far as the Fisher matrix says.
func (b *block) faithful(s *site, m *van.MLP, gate int) bool {
	params := m.BlockParams(b.Block)
	for i, v := range b.delta {
		b.params[i] = params[i] + v
	}
	m.Evaluate(&b.trial, s.i, gate, b.n[:b.nodes*len(s.next)], b.params)
	return b.hellinger2(s.basis.K) <= trust*b.move/8+trustSlack*b.total
}

// length is v^T S v for a change v of the parameters (P).
func (b *block) length(s *site, params, v []float64) float64 {
	zero(&s.work.along, b.nodes*s.basis.J)
	s.work.metric.Along(s.work.along, params, b.Block, &b.batch, b.nodes, v)
	return max(0, s.basis.Quadratic(b.cov, s.work.along, b.nodes))
}

// hellinger2 is the weighted squared Hellinger distance between the
// conditionals of the batch and of the trial.
func (b *block) hellinger2(levels int) float64 {
	sum := 0.0
	for r, w := range b.weight {
		affinity := 0.0
		q := b.trial.P[r*levels : (r+1)*levels]
		for k, p := range b.batch.P[r*levels : (r+1)*levels] {
			affinity += math.Sqrt(float64(p) * float64(q[k]))
		}
		sum += w * (1 - affinity)
	}
	return sum
}

// turned returns how the step differs from going on as the last one did.
func (b *block) turned(h float64) []float64 {
	if len(b.past) != b.Size() {
		b.past = make([]float64, b.Size())
	}
	for i, v := range b.past {
		b.params[i] = b.delta[i] - h*v
	}
	return b.params
}

// take makes the step.
func (b *block) take(m *van.MLP, h float64) {
	if len(b.past) != b.Size() || len(b.delta) != b.Size() {
		return
	}
	params := m.BlockParams(b.Block)
	for i, v := range b.delta {
		params[i] += v
		b.past[i] = v / h
	}
}

package evolve

import (
	"vanscape/core/internal/simd"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// A motion is how the parameters of a block move in a time step h. First comes a step
// of Euler's method, linearly implicit in the fast modes,
//
//	(S + h D + lambda) delta = h f.
//
// Features that relax fast (levels few counts wide) do not force h below their time
// scale. Then, from the second step on, it is corrected to second order by the backward
// differentiation formula for the present and the last step. With w the ratio of both,
// u the velocity of the last step, and f - S u taken as what the motion lacks, now and then:
//
//	a = (1 + 2w) / (1 + w),   rest = f - S u of the last step with its own u,
//	(a S + h D + mu) c = w h ((f - S u) - rest) + h^2 D u + w/(1+w) S (h u - delta),
//
// and the step is delta + c. Velocities and forces of two points are compared as S and
// what is left of f, so that nothing is read off the curvature of the model.
//
// Measured on the toggle switch with 500 samples and steps of 0.005, joint Hellinger distance
// at t = 0.4: 0.057 explicit, 0.027 implicit, both with lambda = 1e-4; and 0.008 implicit
// with 1e-6, where the explicit step explodes. The full Jacobian of f in place of -D
// did worse (0.17 at t = 1 with steps of 0.02), because it leaves out the curvature of the
// model. The second order brings early-life with V = 1 at t = 1.6 from 0.008 to 0.001, the
// linear cascade of 15 species at t = 3 from 0.011 to 0.001 and the last species of the Hill cascade
// at t = 0.4 from 0.031 to 0.026.
type motion struct {
	delta []float64 // P: the step
	move  float64   // its squared length
	turn  float64   // squared, how far it takes the mean velocity from where it was
	left  []float64 // P: what it leaves of f
	stuck bool      // no step was found

	past  []float64 // P: velocity, mean over some steps
	last  []float64 // P: velocity of the last step
	rest  []float64 // P: what the last step left of f
	jumps float64   // that a state has made so far, on average

	damped   optim.Damped
	matrix   []float64 // P x P
	right    []float64 // P
	trial    van.Batch
	params   []float64 // P: where the step leads
	cholesky simd.Cholesky
}

// negligible is a weight below which a block is left as it is.
const negligible = 1e-13

// solve finds the step for a time step h, with a damping of at least least. A step longer
// than far is as good as any: h is too large. It reports false when no lambda gives one.
func (b *block) solve(s *site, m *van.MLP, gate int, h, least, far float64) bool {
	p := b.Size()
	zero(&b.delta, p)
	b.move, b.turn = 0, 0
	if b.total < negligible {
		return true
	}
	b.sum(1, h)
	zero(&b.right, p)
	for i, v := range b.force {
		b.right[i] = h * v
	}
	return b.damped.Step(b.delta, b.matrix, b.right, least, s.global, globalShare, func() bool { return b.accept(s, m, gate, far) })
}

// sum sets matrix to a S + h D.
func (b *block) sum(a, h float64) {
	zero(&b.matrix, len(b.fisher))
	for i, v := range b.fisher {
		b.matrix[i] = float64(a*v) + float64(h*b.drag[i])
	}
}

// memory is the number of steps over which a velocity is averaged that is compared with
// the next: more where it is noise of sampling that makes the velocities of two steps
// differ. Measured to t = 1 on cascade-hill: 14,453 steps with the last velocity alone, 749 with the mean.
func (s *site) memory() float64 { return 1 + 30*s.drawn }

// swerve fills turn for a step of size h.
func (b *block) swerve(s *site, h float64) {
	zero(&b.right, b.Size())
	for i, v := range b.delta {
		b.right[i] = (v - float64(h*b.past[i])) / s.memory()
	}
	b.turn = b.length(s, b.right)
}

// leave fills left for a step of size h.
func (b *block) leave(s *site, h float64) {
	zero(&b.left, b.Size())
	if b.total < negligible {
		return
	}
	copy(b.left, b.force)
	for i, v := range times(&s.work.product, b.fisher, b.delta) {
		b.left[i] -= v / h
	}
}

// take makes the step.
func (b *block) take(s *site, m *van.MLP, h float64) {
	if b.total < negligible {
		return
	}
	copy(b.rest, b.left)
	params := m.BlockParams(b.Block)
	for i, v := range b.delta {
		params[i] += v
		b.last[i] = v / h
		b.past[i] += (b.last[i] - b.past[i]) / s.memory()
	}
	b.jumps += h * b.gross / b.total
}

// remembered lists what a motion carries from step to step, P numbers each.
func (m *motion) remembered() [3][]float64 { return [...][]float64{m.past, m.last, m.rest} }

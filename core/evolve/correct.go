package evolve

import (
	"vanscape/core/internal/simd"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// How mu follows lambda. The correction is small beside the step and gains nothing where S
// hardly feels it.
const (
	leastCorrection = 1e-2
	overDamping     = 10
)

// correct adds the second-order correction to the step that solve has found, where
// the trust region allows that. before is the size of the last time step, 0 for none.
func (b *block) correct(s *site, m *van.MLP, gate int, h, before, far float64) {
	if b.total < negligible || b.jumps == 0 || before == 0 {
		return
	}
	w := h / before
	momentum := w / (1 + w)
	zero(&b.right, b.Size())
	for i, v := range times(&s.work.product, b.fisher, b.delta) {
		b.right[i] = float64(w*h*(b.force[i]-b.rest[i])) - float64(momentum*v)
	}
	for i, v := range times(&s.work.product, b.fisher, b.last) {
		b.right[i] += float64((momentum - w) * h * v)
	}
	for i, v := range times(&s.work.product, b.drag, b.last) {
		b.right[i] += float64(h * h * v)
	}
	b.sum(1+momentum, h)
	optim.Damp(b.matrix, b.Size(), max(leastCorrection, overDamping*b.damped.Lambda), s.global, globalShare)
	if !b.cholesky.Factor(b.matrix, b.Size()) {
		return
	}
	simd.Solve(b.right, b.matrix, b.Size())
	move := b.move
	for i, v := range b.right {
		b.delta[i] += v
	}
	if !b.accept(s, m, gate, far) {
		b.move = move
		for i, v := range b.right {
			b.delta[i] -= v
		}
	}
}

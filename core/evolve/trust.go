package evolve

import (
	"math"

	"vanscape/core/van"
)

// Damping. Where the law is narrow its Fisher matrix is small, and damping holds it back:
// a start needs lambda as small as float64 allows. Later a small lambda lets the
// coefficients of levels without probability swing, which costs steps and, in the end,
// accuracy: 5,000 steps and errors up to 0.014 with 1e-8 throughout, on the toggle
// switch. So lambda grows with the jumps that the conditional has made. What is drawn is
// noise, which lambda keeps from being taken for motion along directions that S hardly
// feels. Measured, joint Hellinger distance: gene-expression-2-reversed at t = 10 has 0.055
// with 1e-5 throughout and 0.009 so, the epidemic at t = 4 0.055 and 0.039. Half of noiseDamping lets the law of
// cascade-hill be kicked now and then (0.02 and 0.06 from the simulations in two of eight runs), 1e-3 holds the epidemic
// back (0.030 instead of 0.024 at t = 20, seed 3).
const (
	startShare   = 3e-3 // of Settings.Damping, before any jump, and for every jump
	noiseDamping = 6e-4 // times the share drawn
)

// leastDamping is lambda for a time step h unless the trust region wants more.
func (b *block) leastDamping(s *site, h, full float64) float64 {
	jumps := b.jumps + h*b.gross/b.total
	return full*min(1, startShare*max(1, jumps)) + noiseDamping*s.drawn
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

// accept says whether the conditionals move as delta predicts, unless delta is longer than
// far.
func (b *block) accept(s *site, m *van.MLP, gate int, far float64) bool {
	b.move = b.length(s, b.delta)
	if b.move > far*far {
		return true // h is too large whatever the conditionals say
	}
	return b.move <= maxBlockMove*b.total && b.faithful(s, m, gate)
}

// faithful says whether the conditionals move about as far as the Fisher matrix says.
func (b *block) faithful(s *site, m *van.MLP, gate int) bool {
	zero(&b.params, b.Size())
	for i, v := range m.BlockParams(b.Block) {
		b.params[i] = v + b.delta[i]
	}
	m.Evaluate(&b.trial, s.i, gate, b.n[:b.nodes*len(s.next)], b.params)
	return b.hellinger2(s.basis.K) <= trust*b.move/8+trustSlack*b.total
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

package optim

import (
	"math"
	"slices"

	"vanscape/core/internal/simd"
)

// A Damped solver finds steps of a natural gradient,
//
//	(A + lambda I) delta = g,
//
// with lambda as small as a trust region allows, in the manner of Levenberg
// (1944) and Marquardt (1963): lambda grows until the step is accepted, and
// falls again from one step to the next. The zero value is ready.
type Damped struct {
	Lambda float64 // that of the last accepted step

	factor   []float64 // P x P
	cholesky simd.Cholesky
}

// How lambda changes, and how often it may grow for one step.
const (
	lambdaUp    = 8
	lambdaDown  = 0.5
	lambdaTries = 40
)

// Step sets delta (P) to the step for the gradient g (P) and the metric a (P x
// P, of which the lower triangle is read). lambda is at least least. For the
// parameters listed in free it does not stand alone but multiplies share of the
// diagonal, so that it holds them no more than the metric does, however small that is.
// accept is shown delta and says whether to keep it. Step reports false when no lambda gives an
// accepted step.
func (d *Damped) Step(delta, a, g []float64, least float64, free []int, share float64, accept func() bool) bool {
	p := len(delta)
	if cap(d.factor) < p*p {
		d.factor = make([]float64, p*p)
	}
	factor := d.factor[:p*p]
	d.Lambda = max(d.Lambda*lambdaDown, least)
	for range lambdaTries {
		copy(factor, a)
		Damp(factor, p, d.Lambda, free, share)
		if d.cholesky.Factor(factor, p) {
			copy(delta, g)
			simd.Solve(delta, factor, p)
			if finite(delta) && accept() {
				return true
			}
		}
		d.Lambda *= lambdaUp
	}
	return false
}

// leastDiagonal stands in for the diagonal of a free parameter that the metric does not feel at all, as those of a law that is certain.
const leastDiagonal = 1e-30

// Damp adds lambda to the diagonal of a (P x P), or for the parameters listed in free
// lambda times share of what stands there.
func Damp(a []float64, p int, lambda float64, free []int, share float64) {
	for i := range p {
		d := &a[i*p+i]
		if slices.Contains(free, i) {
			felt := max(*d, 0) // below 0 by rounding only
			*d = felt + lambda*(share*felt+leastDiagonal)
		} else {
			*d += lambda
		}
	}
}

func finite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

package optim

import (
	"math"
	"slices"
)

// Adam is the optimiser of Kingma and Ba, arXiv:1412.6980, algorithm 1: running
// means of the gradient and of its square, both corrected for starting at zero,
// make a step of about the same length for every parameter. The zero value is
// ready and takes the constants of that paper.
type Adam struct {
	steps          int
	first, second  []float64 // P: running means of g and g^2
	power1, power2 float64   // beta1^steps, beta2^steps
}

// Constants of arXiv:1412.6980, section 2.
const (
	adamBeta1   = 0.9
	adamBeta2   = 0.999
	adamEpsilon = 1e-8
)

// Step moves params (P) down the gradient (P) at a learning rate. It panics when
// P differs from the last call's.
func (a *Adam) Step(params, gradient []float64, rate float64) {
	if a.steps == 0 {
		a.first, a.second = make([]float64, len(params)), make([]float64, len(params))
		a.power1, a.power2 = 1, 1
	}
	if len(params) != len(a.first) || len(gradient) != len(a.first) {
		panic("optim: Adam was begun with another number of parameters")
	}
	a.steps++
	a.power1 *= adamBeta1
	a.power2 *= adamBeta2
	for i, g := range gradient {
		a.first[i] = adamBeta1*a.first[i] + (1-adamBeta1)*g
		a.second[i] = adamBeta2*a.second[i] + (1-adamBeta2)*g*g
		mean := a.first[i] / (1 - a.power1)
		size := math.Sqrt(a.second[i] / (1 - a.power2))
		params[i] -= rate * mean / (size + adamEpsilon)
	}
}

// Memory returns a copy of what Adam remembers from step to step: both running
// means (2 x P, empty before the first step) and three numbers beside them.
func (a *Adam) Memory() (means, numbers []float64) {
	return slices.Concat(a.first, a.second), []float64{float64(a.steps), a.power1, a.power2}
}

// Remember makes an Adam that goes on from a Memory.
func Remember(means, numbers []float64) Adam {
	p := len(means) / 2
	return Adam{
		steps: int(numbers[0]), power1: numbers[1], power2: numbers[2],
		first: slices.Clone(means[:p]), second: slices.Clone(means[p:]),
	}
}

// Clip shortens a gradient to a norm of at most limit and returns the norm it
// had.
func Clip(gradient []float64, limit float64) float64 {
	sum := 0.0
	for _, g := range gradient {
		sum += g * g
	}
	norm := math.Sqrt(sum)
	if norm > limit {
		for i := range gradient {
			gradient[i] *= limit / norm
		}
	}
	return norm
}

package van

import (
	"math"
	"math/rand/v2"
)

// Points is an additive-recurrence sequence of points in [0, 1)^D,
//
//	u_d(q) = frac(shift_d + q alpha^d),
//
// with alpha the inverse of the root of x^(D+1) = x + 1: evenly
// spread, whatever the length, but for a power of alpha that happens to be close
// to a fraction, such as 15/23 for dimension 4 of 6, which fills its gaps late. It runs on through all steps of a run, so
// that the points of many steps together are evenly spread too; the same points
// at every step would leave the same gaps.
type Points struct {
	shift, step []float64
	q           uint64
}

// NewPoints returns a sequence in D dimensions with random shifts.
func NewPoints(dims int, rng *rand.Rand) *Points {
	root := plastic(dims + 1)
	p := &Points{shift: make([]float64, dims), step: make([]float64, dims)}
	alpha := 1.0
	for d := range dims {
		alpha /= root
		p.step[d], p.shift[d] = alpha, rng.Float64()
	}
	return p
}

// plastic returns the root above 1 of x^n = x + 1, by Newton's method: only
// operations that every platform rounds alike.
func plastic(n int) float64 {
	x := 2.0
	for range 64 {
		power := 1.0 // x^(n-1)
		for range n - 1 {
			power *= x
		}
		x -= (power*x - x - 1) / (float64(n)*power - 1)
	}
	return x
}

// At returns coordinate d of the i-th point from where the sequence stands.
func (p *Points) At(d, i int) float64 {
	x := p.shift[d] + p.step[d]*float64(p.q+uint64(i))
	return x - math.Floor(x)
}

// Skip moves the sequence on by n points.
func (p *Points) Skip(n int) { p.q += uint64(n) }

// Passed returns the number of points that the sequence has moved on by.
func (p *Points) Passed() uint64 { return p.q }

// Seek moves the sequence to where it has passed n points.
func (p *Points) Seek(n uint64) { p.q = n }

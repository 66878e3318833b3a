package session

import (
	"math"
	"math/rand/v2"

	"vanscape/core/cme"
	"vanscape/core/dist"
)

// How many samples of each of two laws tell their distance, and how many are drawn in one
// piece of work.
const (
	distanceSamples = 4000
	distanceAtOnce  = 250
)

// sampledDistance is the Hellinger distance of two laws over all species, from samples
// of both. See dist.SampledHellinger.
type sampledDistance struct {
	rng *rand.Rand

	ofP, ofQ []float64 // ln(q/p) at samples of each
	u        []float64 // distanceAtOnce x S
	n        []int     // distanceAtOnce x S
	lnp, lnq []float64 // distanceAtOnce
}

// A bounded law is one that is 0 beyond the count limits of a generator, where there is
// one.
type bounded struct {
	density
	gen *cme.Generator
}

func newSampledDistance(species int) *sampledDistance {
	size := species * distanceAtOnce
	return &sampledDistance{u: make([]float64, size), n: make([]int, size), lnp: make([]float64, distanceAtOnce), lnq: make([]float64, distanceAtOnce)}
}

// begin forgets what was drawn. A stream for each frame lets a job that goes on from a
// Checkpoint draw the same.
func (d *sampledDistance) begin(seed, stream uint64) {
	d.rng = rand.New(rand.NewPCG(seed, stream))
	d.ofP, d.ofQ = d.ofP[:0], d.ofQ[:0]
}

// draw draws some samples, and when they are enough it returns the distance.
func (d *sampledDistance) draw(p, q bounded) (distance float64, done bool) {
	for i := range d.u {
		d.u[i] = d.rng.Float64()
	}
	from, to := p, &d.ofP
	if len(d.ofP) >= distanceSamples {
		from, to = q, &d.ofQ
	}
	from.Sample(d.n, d.u)
	d.logProb(d.lnp, p)
	d.logProb(d.lnq, q)
	for b, lnq := range d.lnq {
		*to = append(*to, lnq-d.lnp[b])
	}
	if len(d.ofQ) < distanceSamples {
		return 0, false
	}
	return dist.SampledHellinger(d.ofP, d.ofQ), true
}

// logProb sets dst to ln p of the states n, -Inf beyond the limits, which a density does
// not know.
func (d *sampledDistance) logProb(dst []float64, p bounded) {
	if p.gen == nil {
		p.LogProb(dst, d.n)
		return
	}
	size := len(d.n) / len(dst)
	var kept [][]int
	var beyond []int
	for b := range dst {
		if n := d.n[b*size : (b+1)*size]; !p.gen.Inside(n) {
			beyond, kept = append(beyond, b), append(kept, append([]int(nil), n...))
			clear(n)
		}
	}
	p.LogProb(dst, d.n)
	for i, b := range beyond {
		copy(d.n[b*size:], kept[i])
		dst[b] = math.Inf(-1)
	}
}

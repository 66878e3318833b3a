package ssa

import (
	"math/rand/v2"
	"sort"
)

// draw is the uncertain count of one species at time 0.
type draw struct {
	species int
	below   []float64 // below[k]: the probability of k or less
}

func newDraw(species int, law []float64) draw {
	d := draw{species: species, below: make([]float64, len(law))}
	sum := 0.0
	for k, p := range law {
		sum += p
		d.below[k] = sum
	}
	d.below[len(law)-1] = 1 // whatever rounding left: u is below 1
	return d
}

// drawStart replaces the counts in n, length S, that an initial law leaves open.
// A certain start takes nothing from rng.
func (p *plan) drawStart(n []int, rng *rand.PCG) {
	for _, d := range p.draws {
		u := unit(rng)
		n[d.species] = sort.Search(len(d.below), func(k int) bool { return u < d.below[k] })
	}
}

// unit draws from [0, 1).
func unit(rng *rand.PCG) float64 { return float64(rng.Uint64()>>11) / (1 << 53) }

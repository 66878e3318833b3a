package session

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A law is what is kept of a frame, to be asked long after its solver has moved on:
// what the laws of all solvers have in common. Species stand in the order of sites.
// Methods that can take long call rest every few milliseconds, and end with its error.
type law interface {
	// size is the memory that is kept, in bytes.
	size() int
	// levels returns the K_i, length S, outside of which nothing has probability.
	levels() []int
	// survey reads tables off the law.
	survey(r reading, seed uint64, rest func() error) (*survey, error)
	// state returns the probability of the states with the given counts at some sites,
	// and its logarithm, which may be finite where the probability is not above 0.
	state(sites, counts []int, seed uint64, rest func() error) (p estimate, ln float64, err error)
	// entropy returns the entropy of the law of all species, in nats.
	entropy(seed uint64, rest func() error) (estimate, error)
}

// A drawable law is that of a solver, as every source keeps it.
type drawable interface {
	law
	// draw sets n (B x S) to independent samples and ln (B) to their ln p.
	draw(n []int, ln []float64, rng *rand.Rand, rest func() error) error
}

var (
	_ drawable = vanLaw{}
	_ drawable = (*fspLaw)(nil)
	_ drawable = (*ssaLaw)(nil)
)

// A reading is a table of sums over a law: every state n adds its probability times
// what it has to say. Only some sites are read.
type reading struct {
	sites []int
	cells int
	add   func(table []float64, n []int, p float64)
}

// A survey is a table read off a law: once, when it was summed over all states, or
// in parts, each read off a sample of its own and with the same share of the law. The
// table is the sum of its parts.
type survey struct {
	parts   [][]float64
	sampled bool
	grain   float64 // probability that one sample of all parts stands for
	runs    int     // simulations behind all parts together; 0 = none
}

// parts is how many samples an estimate is made of: its standard error is known to
// about 1/sqrt(2 (parts-1)), a fifth.
const parts = 16

// An estimate is a number with its standard error, 0 for one that knows no chance.
type estimate struct{ value, error float64 }

// whole returns the table.
func (s *survey) whole() []float64 {
	table := slices.Clone(s.parts[0])
	for _, part := range s.parts[1:] {
		for i, v := range part {
			table[i] += v
		}
	}
	return table
}

// estimate returns what of makes of the table. The standard error comes from the
// spread of what it makes of the parts.
func (s *survey) estimate(of func(table []float64) float64) estimate {
	e := estimate{value: of(s.whole())}
	if !s.sampled {
		return e
	}
	count := float64(len(s.parts))
	sum, square := 0.0, 0.0
	for _, part := range s.parts {
		scaled := slices.Clone(part)
		for i := range scaled {
			scaled[i] *= count
		}
		off := of(scaled) - e.value
		sum += off
		square += off * off
	}
	if count > 1 {
		e.error = math.Sqrt(max(0, square-sum*sum/count) / (count - 1) / count)
	}
	// What no sample has met, or all have, shows no spread and is not certain.
	if e.error == 0 {
		e.error = s.grain
	}
	return e
}

// first is what of makes of a table with one number.
func first(table []float64) float64 { return table[0] }

// matching is the reading of the probability of the states with the given counts at
// some sites.
func matching(sites, counts []int) reading {
	return reading{sites, 1, func(table []float64, n []int, p float64) {
		for j, i := range sites {
			if n[i] != counts[j] {
				return
			}
		}
		table[0] += p
	}}
}

// counted is the reading of the joint law of some sites, the last of which runs
// fastest. Counts beyond their levels are left out.
func counted(sites, levels []int) reading {
	cells := 1
	for _, i := range sites {
		cells *= levels[i]
	}
	return reading{sites, cells, func(table []float64, n []int, p float64) {
		at := 0
		for _, i := range sites {
			if n[i] >= levels[i] {
				return
			}
			at = at*levels[i] + n[i]
		}
		table[at] += p
	}}
}

// stateOf is state for a law that is a list of states.
func stateOf(l law, sites, counts []int, seed uint64, rest func() error) (estimate, float64, error) {
	s, err := l.survey(matching(sites, counts), seed, rest)
	if err != nil {
		return estimate{}, 0, err
	}
	p := s.estimate(first)
	return p, math.Log(p.value), nil
}

package session

import (
	"math"
	"math/rand/v2"
	"sort"

	"vanscape/core/cme"
	"vanscape/core/dist"
)

// fspLaw is a law on listed states. Its probabilities are kept in single precision,
// which is right to 6e-8 of each and halves the memory of hundreds of frames; those
// below 1e-45 count as none. What was lost over the wall is missing.
type fspLaw struct {
	space *cme.Space
	p     []float32
}

func (s *fspSource) keep() law {
	l := &fspLaw{space: s.solver.Space(), p: make([]float32, s.solver.Space().Len())}
	for i, v := range s.solver.Probability() {
		l.p[i] = float32(v)
	}
	return l
}

func (l *fspLaw) size() int { return 4 * len(l.p) }

func (l *fspLaw) levels() []int { return l.space.Generator().Levels() }

// restEvery is the number of states that are read without a rest.
const restEvery = 1 << 14

func (l *fspLaw) survey(r reading, _ uint64, rest func() error) (*survey, error) {
	table, n := make([]float64, r.cells), make([]int, l.space.Generator().Species())
	for i, p := range l.p {
		if i%restEvery == restEvery-1 {
			if err := rest(); err != nil {
				return nil, err
			}
		}
		if p > 0 {
			l.space.State(n, i)
			r.add(table, n, float64(p))
		}
	}
	return &survey{parts: [][]float64{table}}, nil
}

func (l *fspLaw) state(sites, counts []int, seed uint64, rest func() error) (estimate, float64, error) {
	return stateOf(l, sites, counts, seed, rest)
}

func (l *fspLaw) doubles() []float64 {
	p := make([]float64, len(l.p))
	for i, v := range l.p {
		p[i] = float64(v)
	}
	return p
}

func (l *fspLaw) entropy(uint64, func() error) (estimate, error) {
	return estimate{value: dist.Entropy(l.doubles())}, nil
}

func (l *fspLaw) draw(n []int, ln []float64, rng *rand.Rand, rest func() error) error {
	reached := l.doubles() // becomes the distribution function
	for i := range reached[1:] {
		reached[i+1] += reached[i]
	}
	size := l.space.Generator().Species()
	for b := range ln {
		if b%restEvery == restEvery-1 {
			if err := rest(); err != nil {
				return err
			}
		}
		// The first state whose distribution function exceeds u: never one of no probability.
		u := rng.Float64() * reached[len(reached)-1]
		i := sort.Search(len(reached)-1, func(i int) bool { return reached[i] > u })
		l.space.State(n[b*size:(b+1)*size], i)
		ln[b] = math.Log(float64(l.p[i]))
	}
	return nil
}

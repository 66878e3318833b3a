package session

import (
	"encoding/binary"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// ssaLaw is the histogram of an ensemble.
type ssaLaw struct {
	box    []int   // levels
	states []int32 // B x S
}

func (s *ssaSource) keep() law {
	l := &ssaLaw{box: s.gen().Levels(), states: make([]int32, len(s.ensemble.States()))}
	for i, n := range s.ensemble.States() {
		l.states[i] = int32(n)
	}
	return l
}

func (l *ssaLaw) size() int { return 4 * len(l.states) }

func (l *ssaLaw) levels() []int { return l.box }

func (l *ssaLaw) runs() int { return len(l.states) / len(l.box) }

// get sets n (S) to the state of run b.
func (l *ssaLaw) get(n []int, b int) {
	for i, v := range l.states[b*len(n) : (b+1)*len(n)] {
		n[i] = int(v)
	}
}

func (l *ssaLaw) survey(r reading, _ uint64, rest func() error) (*survey, error) {
	runs := l.runs()
	s := &survey{parts: make([][]float64, min(parts, runs)), sampled: true, grain: 1 / float64(runs), runs: runs}
	for i := range s.parts {
		s.parts[i] = make([]float64, r.cells)
	}
	n := make([]int, len(l.box))
	for b := range runs {
		if b%restEvery == restEvery-1 {
			if err := rest(); err != nil {
				return nil, err
			}
		}
		l.get(n, b)
		r.add(s.parts[b%len(s.parts)], n, 1/float64(runs))
	}
	return s, nil
}

func (l *ssaLaw) state(sites, counts []int, seed uint64, rest func() error) (estimate, float64, error) {
	return stateOf(l, sites, counts, seed, rest)
}

// shares counts how many runs are in each state that occurs.
func (l *ssaLaw) shares(rest func() error) (map[string]int, error) {
	met := map[string]int{}
	for b := range l.runs() {
		if b%restEvery == restEvery-1 {
			if err := rest(); err != nil {
				return nil, err
			}
		}
		met[l.key(b)]++
	}
	return met, nil
}

// key is the state of run b as the key of a map.
func (l *ssaLaw) key(b int) string {
	size := len(l.box)
	key := make([]byte, 0, 4*size)
	for _, v := range l.states[b*size : (b+1)*size] {
		key = binary.LittleEndian.AppendUint32(key, uint32(v))
	}
	return string(key)
}

// entropy is that of the shares with the correction of Miller (1955) for the states
// that a sample misses, (occurring states - 1)/(2 B). Where it is not small it is too
// small, so its size counts as an error too.
func (l *ssaLaw) entropy(_ uint64, rest func() error) (estimate, error) {
	met, err := l.shares(rest)
	if err != nil {
		return estimate{}, err
	}
	runs := float64(l.runs())
	mean, square := 0.0, 0.0
	for _, count := range slices.Sorted(maps.Values(met)) { // in an order, or the last bits would vary
		p := float64(count) / runs
		mean -= p * math.Log(p)
		square += p * math.Log(p) * math.Log(p)
	}
	correction := missing(len(met), l.runs())
	return estimate{mean + correction, math.Hypot(math.Sqrt(max(0, square-mean*mean)/runs), correction)}, nil
}

// missing is Miller's correction of an entropy, 0 for a law that is no histogram.
func missing(occurring, runs int) float64 {
	if runs == 0 {
		return 0
	}
	return float64(occurring-1) / float64(2*runs)
}

// draw takes runs at random, each as often as it comes.
func (l *ssaLaw) draw(n []int, ln []float64, rng *rand.Rand, rest func() error) error {
	met, err := l.shares(rest)
	if err != nil {
		return err
	}
	size := len(l.box)
	for j := range ln {
		b := rng.IntN(l.runs())
		l.get(n[j*size:(j+1)*size], b)
		ln[j] = math.Log(float64(met[l.key(b)]) / float64(l.runs()))
	}
	return nil
}

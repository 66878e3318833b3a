package session

import (
	"errors"
	"math"

	"vanscape/core/dist"
)

// errNoSum says that a sum runs over more states than can be listed.
var errNoSum = errors.New("too many states to sum over")

// productLaw is a law of independent counts: an exact law in closed form.
type productLaw struct{ marginals [][]float64 } // by site

func (c *closedLaw) keep() law {
	l := &productLaw{}
	for i, k := range c.task.gen.Levels() {
		p := make([]float64, k)
		c.form.Marginal(p, i)
		l.marginals = append(l.marginals, p)
	}
	return l
}

func (l *productLaw) size() int {
	size := 0
	for _, p := range l.marginals {
		size += 8 * len(p)
	}
	return size
}

func (l *productLaw) levels() []int {
	levels := make([]int, len(l.marginals))
	for i, p := range l.marginals {
		levels[i] = len(p)
	}
	return levels
}

// survey runs over the states of the sites that are read. It returns errNoSum when
// there are too many.
func (l *productLaw) survey(r reading, _ uint64, rest func() error) (*survey, error) {
	states := 1
	for _, i := range r.sites {
		if states *= len(l.marginals[i]); states > maxJointCells {
			return nil, errNoSum
		}
	}
	w := &productWalk{law: l, reading: r, table: make([]float64, r.cells), n: make([]int, len(l.marginals)), rest: rest}
	if err := w.walk(r.sites, 1); err != nil {
		return nil, err
	}
	return &survey{parts: [][]float64{w.table}}, nil
}

// productWalk runs over the states of some sites.
type productWalk struct {
	law     *productLaw
	reading reading
	table   []float64
	n       []int
	states  int
	rest    func() error
}

func (w *productWalk) walk(sites []int, p float64) error {
	if len(sites) == 0 {
		w.reading.add(w.table, w.n, p)
		if w.states++; w.states%restEvery == 0 {
			return w.rest()
		}
		return nil
	}
	for k, q := range w.law.marginals[sites[0]] {
		if q == 0 {
			continue
		}
		w.n[sites[0]] = k
		if err := w.walk(sites[1:], p*q); err != nil {
			return err
		}
	}
	return nil
}

func (l *productLaw) state(sites, counts []int, _ uint64, _ func() error) (estimate, float64, error) {
	ln := 0.0
	for j, i := range sites {
		p := 0.0
		if counts[j] < len(l.marginals[i]) {
			p = l.marginals[i][counts[j]]
		}
		ln += math.Log(p)
	}
	return estimate{value: math.Exp(ln)}, ln, nil
}

func (l *productLaw) entropy(uint64, func() error) (estimate, error) {
	sum := 0.0
	for _, p := range l.marginals {
		sum += dist.Entropy(p)
	}
	return estimate{value: sum}, nil
}

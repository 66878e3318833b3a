package cme

import (
	"math"
	"slices"
)

// An Operator is the generator as a sparse matrix on a Space:
//
//	(L p)(n) = sum_r a_r(n - v_r) p(n - v_r) - sum_r a_r(n) p(n),
//
// where a jump that leaves the space still takes its probability away. So L p
// never creates mass, and what is missing is what crossed the wall. An Operator
// keeps the coefficients of the time it was last applied at: it is for one
// goroutine.
type Operator struct {
	space *Space
	// Reactions without time dependence, gathered by where they arrive: a
	// product then writes each entry once.
	ends []int32 // N+1: the entries of state i are ends[i]..ends[i+1]-1
	from []int32
	rate []float64
	exit []float64 // N
	// The others, one after the other.
	timed []timedEdges
	total []float64 // N, scratch of MaxExit
	state []int     // S, scratch
	err   error
}

// timedEdges are the jumps of one reaction with a propensity that depends on
// time.
type timedEdges struct {
	r        int
	from, to []int32   // to is -1 where the jump leaves the space
	base     []float64 // the propensity, without its rate for a mass action
	factor   float64   // the rate of a mass action, otherwise 1
	at       float64   // the time that base and factor are of
}

// NewOperator returns the generator as a matrix. It returns a *RateError when
// the law of a reaction without time dependence is negative or not finite
// somewhere in the space.
func NewOperator(s *Space) (*Operator, error) { return NewOperatorWhile(s, goOnAlways) }

// NewOperatorWhile is NewOperator, which takes seconds for a million states: it calls
// goOn every few milliseconds, and gives up with its error.
func NewOperatorWhile(s *Space, goOn func() error) (*Operator, error) {
	g := s.g
	size := s.Len()
	jumps, err := s.constantJumps(goOn)
	if err != nil {
		return nil, err
	}
	o := &Operator{
		space: s,
		ends:  make([]int32, size+1),
		exit:  make([]float64, size),
		state: make([]int, g.Species()),
	}
	for r := range g.reactions {
		if g.reactions[r].timed {
			e, err := newTimedEdges(s, r, goOn)
			if err != nil {
				return nil, err
			}
			o.timed = append(o.timed, e)
		}
	}
	if len(o.timed) > 0 {
		o.total = make([]float64, size)
	}

	// Sort the jumps by where they arrive: count, then file.
	for _, j := range jumps {
		o.exit[j.from] += j.rate
		if j.to >= 0 {
			o.ends[j.to+1]++
		}
	}
	for i := range size {
		o.ends[i+1] += o.ends[i]
	}
	o.from = make([]int32, o.ends[size])
	o.rate = make([]float64, o.ends[size])
	next := slices.Clone(o.ends[:size])
	for _, j := range jumps {
		if j.to >= 0 {
			o.from[next[j.to]], o.rate[next[j.to]] = j.from, j.rate
			next[j.to]++
		}
	}
	return o, nil
}

// jump is an entry of the matrix; to is -1 when it leaves the space.
type jump struct {
	from, to int32
	rate     float64
}

// constantJumps returns the jumps in the space of all reactions without time
// dependence, but those that never happen.
func (s *Space) constantJumps(goOn func() error) ([]jump, error) {
	g := s.g
	after := make([]int, g.Species())
	var jumps []jump
	err := s.each(goOn, func(from int, n []int) error {
		for r := range g.reactions {
			if g.reactions[r].timed {
				continue
			}
			a := g.Propensity(r, n, 0)
			if a == 0 {
				continue
			}
			if err := g.Check(a, r, n, 0); err != nil {
				return err
			}
			jumps = append(jumps, jump{int32(from), int32(s.arrival(after, r, n)), a})
		}
		return nil
	})
	return jumps, err
}

// arrival returns the index of n + v_r, or -1 outside the space; after, length
// S, is scratch.
func (s *Space) arrival(after []int, r int, n []int) int {
	if !s.g.InsideAfter(r, n) {
		return -1
	}
	for j, v := range s.g.reactions[r].jump {
		after[j] = n[j] + v
	}
	i, _ := s.Index(after)
	return i
}

func newTimedEdges(s *Space, r int, goOn func() error) (timedEdges, error) {
	e := timedEdges{r: r, factor: 1, at: math.NaN()}
	rx := &s.g.reactions[r]
	after := make([]int, s.g.Species())
	err := s.each(goOn, func(from int, n []int) error {
		if !rx.possible(n) {
			return nil
		}
		base := 1.0
		for _, f := range rx.factors {
			base *= f.table[n[f.site]]
		}
		e.from = append(e.from, int32(from))
		e.to = append(e.to, int32(s.arrival(after, r, n)))
		e.base = append(e.base, base)
		return nil
	})
	return e, err
}

// Space returns the states that the operator acts on.
func (o *Operator) Space() *Space { return o.space }

// Entries returns the number of multiplications in one MulTo, the unit of its
// work.
func (o *Operator) Entries() int {
	entries := len(o.rate) + len(o.exit)
	for i := range o.timed {
		entries += len(o.timed[i].base)
	}
	return entries
}

// Err returns the *RateError of the first propensity that MulTo or MaxExit met
// negative or not finite, or nil. Results since then mean nothing.
func (o *Operator) Err() error { return o.err }

// MulTo sets dst = L(t) p; both have length N and may not overlap. It does not
// allocate.
func (o *Operator) MulTo(dst, p []float64, t float64) {
	exit := o.exit
	p = p[:len(exit)]
	dst = dst[:len(exit)]
	begin := int32(0)
	for i, end := range o.ends[1:] {
		sum := -exit[i] * p[i]
		rate := o.rate[begin:end]
		for e, from := range o.from[begin:end] {
			sum += rate[e] * p[from]
		}
		dst[i] = sum
		begin = end
	}
	for i := range o.timed {
		e := &o.timed[i]
		o.refresh(e, t)
		for j, from := range e.from {
			flow := e.factor * e.base[j] * p[from]
			dst[from] -= flow
			if to := e.to[j]; to >= 0 {
				dst[to] += flow
			}
		}
	}
}

// MaxExit returns the largest rate at which a state of the space is left at
// time t.
func (o *Operator) MaxExit(t float64) float64 {
	exit := o.exit
	if len(o.timed) > 0 {
		exit = o.total
		copy(exit, o.exit)
		for i := range o.timed {
			e := &o.timed[i]
			o.refresh(e, t)
			for j, from := range e.from {
				exit[from] += e.factor * e.base[j]
			}
		}
	}
	largest := 0.0
	for _, a := range exit {
		largest = max(largest, a)
	}
	return largest
}

// refresh brings the coefficients of a reaction to time t. A mass action moves
// by its rate alone; a literal law is evaluated anew at every state.
func (o *Operator) refresh(e *timedEdges, t float64) {
	if e.at == t {
		return
	}
	e.at = t
	g := o.space.g
	rx := &g.reactions[e.r]
	if !rx.literal {
		e.factor = rx.rateAt(t)
		if len(e.from) > 0 {
			o.check(e.factor*e.base[0], e.r, int(e.from[0]), t)
		}
		return
	}
	for j, from := range e.from {
		o.space.State(o.state, int(from))
		e.base[j] = g.Propensity(e.r, o.state, t)
		o.check(e.base[j], e.r, int(from), t)
	}
}

// check keeps the first fault.
func (o *Operator) check(a float64, r, i int, t float64) {
	if a >= 0 && a <= maxRate || o.err != nil {
		return
	}
	o.space.State(o.state, i)
	o.err = o.space.g.Check(a, r, o.state, t)
}

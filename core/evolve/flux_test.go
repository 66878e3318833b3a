package evolve

import (
	"math"
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/internal/check"
	"vanscape/core/van"
)

// generator parses a network and puts it on a box.
func generator(t *testing.T, text string, levels ...int) *cme.Generator {
	t.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	g, err := cme.New(net, levels)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// feedback has what the flux has to get right: gates, a law, jumps that change
// several species, propensities that read later species, a literal law and walls.
const feedback = `
species G = 1, Off, X = 1, Y = 2
G -> G + X @ 3
X -> 0 @ 1
2 X + Off <-> G + Y @ 0.5, 0.7
G + Y -> Off + Y @ 0.2
X -> Y ; 0.4*X*Y/(1 + Y)
X + Y -> 2 Y @ 0.3
Y -> 0 @ 0.9
`

// enumerated is a run whose tree holds every state, moved off its start so that
// every parameter matters.
func enumerated(t *testing.T) *run {
	t.Helper()
	r := newRun([]float64{1}, Settings{Samples: 100000, Width: 3, Basis: 4, Seed: 5}.withDefaults())
	g := generator(t, feedback, 2, 2, 7, 6)
	if err := r.build(g, g.Levels(), 0); err != nil {
		t.Fatal(err)
	}
	for i := range r.m.Params() {
		r.m.Params()[i] *= 0.4
	}
	for i := range r.m.Params() {
		r.m.Params()[i] += 0.2 * math.Sin(float64(3*i))
	}
	r.tree.Grow(r.m, r.set.Samples, r.points)
	if !r.flux(func(_ *Step, err error) bool { return err == nil }) {
		t.Fatal("flux failed")
	}
	return r
}

// states lists every state of the box that the laws allow, with its probability.
func states(r *run) (n []int, p []float64) { return statesOf(r.g, r.m) }

func statesOf(g *cme.Generator, m van.Model) (n []int, p []float64) {
	size := g.Species()
	state := make([]int, size)
	for {
		obeys := true
		for _, law := range g.Laws() {
			sum := 0
			for i, w := range law.Weights {
				sum += w * state[i]
			}
			obeys = obeys && sum == law.Total
		}
		if obeys {
			n = append(n, state...)
		}
		i := size - 1
		for ; i >= 0; i-- {
			if state[i]++; state[i] < g.Levels()[i] {
				break
			}
			state[i] = 0
		}
		if i < 0 {
			break
		}
	}
	p = make([]float64, len(n)/size)
	m.LogProb(p, n)
	for i := range p {
		p[i] = math.Exp(p[i])
	}
	return n, p
}

// TestFluxEqualsItsDefinition sums E_p[ sum_r a_r (score(n+v_r) - score(n)) ]
// over all states. Jumps over the wall of a later species are the one place
// where the flux differs by design (linkPrefixes): the network's are left out.
func TestFluxEqualsItsDefinition(t *testing.T) {
	r := enumerated(t)
	size, params := r.g.Species(), len(r.m.Params())
	n, p := states(r)
	score := make([]float64, len(p)*params)
	r.m.Score(score, n)
	number := numbers(n, size)

	want := make([]float64, params)
	next := make([]int, size)
	for i, w := range p {
		from := n[i*size : (i+1)*size]
		for k := range r.g.Reactions() {
			a := r.g.Propensity(k, from, 0)
			if a == 0 {
				continue
			}
			for j, v := range r.g.Jump(k) {
				next[j] = from[j] + v
			}
			for _, s := range r.sites {
				if !reaches(r, s.i, k, from, next) {
					continue
				}
				for b := range s.blocks {
					bl := s.blocks[b].Block
					for q := bl.Offset; q < bl.Offset+bl.Size(); q++ {
						want[q] += w * a * (scoreAt(r, s.i, q, next, score, number, size, params) - score[i*params+q])
					}
				}
			}
		}
	}
	got := make([]float64, params)
	for _, s := range r.sites {
		for b := range s.blocks {
			bl := &s.blocks[b]
			for i, v := range bl.force {
				got[bl.Offset+i] = v * bl.total
			}
		}
	}
	check.CloseSlice(t, "f", got, want, 3e-5)
}

// reaches reports whether site i counts reaction k at a state: when it stays in
// the box of the sites up to the last that the propensity reads.
func reaches(r *run, i, k int, from, next []int) bool {
	for _, s := range r.sites {
		if s.i != i {
			continue
		}
		for _, mv := range s.moves {
			if mv.r != k {
				continue
			}
			for j := range mv.last + 1 {
				if next[j] < 0 || next[j] >= r.g.Levels()[j] {
					return false
				}
			}
			return true
		}
	}
	return false
}

// scoreAt is the score of parameter q of site i at a state of which the sites
// behind i may lie outside the box: any state with the same prefix serves.
func scoreAt(r *run, i, q int, state []int, score []float64, number map[string]int, size, params int) float64 {
	for k, row := range number {
		same := true
		for j := range i + 1 {
			same = same && int(k[j]) == state[j]
		}
		if same {
			return score[row*params+q]
		}
	}
	panic("no state has this prefix")
}

// numbers maps each state of a batch to its row.
func numbers(n []int, size int) map[string]int {
	number := map[string]int{}
	for i := range len(n) / size {
		number[key(n[i*size:(i+1)*size])] = i
	}
	return number
}

func key(n []int) string {
	b := make([]byte, len(n))
	for i, v := range n {
		b[i] = byte(v)
	}
	return string(b)
}

// TestMetricEqualsItsDefinition sums E_p[score score^T] and the Dirichlet form over all
// states: of the jumps that keep a prefix, and of those that change it as if they kept it,
// as far as there is probability to send back.
func TestMetricEqualsItsDefinition(t *testing.T) {
	r := enumerated(t)
	size, params := r.g.Species(), len(r.m.Params())
	n, p := states(r)
	score := make([]float64, len(p)*params)
	r.m.Score(score, n)
	number := numbers(n, size)
	const h = 0.3
	next := make([]int, size)
	for _, s := range r.sites {
		for b := range s.blocks {
			bl := &s.blocks[b]
			if bl.total < negligible {
				continue
			}
			bl.sum(1, h)
			size2 := bl.Size()
			want := make([]float64, size2*size2)
			for i, w := range p {
				from := n[i*size : (i+1)*size]
				add(want, score[i*params+bl.Offset:][:size2], w/bl.total)
				for _, mv := range s.moves {
					if mv.edge < 0 {
						continue
					}
					a := r.g.Propensity(mv.r, from, 0)
					for j, v := range r.g.Jump(mv.r) {
						next[j] = from[j] + v
					}
					if a == 0 || s.cond.Gate(from) != b || !reaches(r, s.i, mv.r, from, next) {
						continue
					}
					if mv.shift {
						copy(next, from)
						next[s.i] += mv.v
						back := conditional(r, s.i, next) / conditional(r, s.i, from)
						a *= min(1, back)
					}
					step := make([]float64, size2)
					for q := range step {
						step[q] = scoreAt(r, s.i, bl.Offset+q, next, score, number, size, params) - score[i*params+bl.Offset+q]
					}
					add(want, step, h*a/2*w/bl.total)
				}
			}
			for i := range size2 {
				check.CloseSlice(t, "S + hD", bl.matrix[i*size2:i*size2+i+1], want[i*size2:i*size2+i+1], 3e-5)
			}
		}
	}
}

// conditional is the probability of a state's count at site i, given those before.
func conditional(r *run, i int, n []int) float64 {
	p := make([]float64, r.g.Levels()[i])
	prefix := slices.Clone(n)
	clear(prefix[i:])
	r.m.Conditionals(p, i, prefix)
	return p[n[i]]
}

// add adds w x x^T to a square matrix.
func add(m, x []float64, w float64) {
	for i, u := range x {
		for j, v := range x {
			m[i*len(x)+j] += w * u * v
		}
	}
}

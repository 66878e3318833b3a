package van

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vanscape/core/internal/check"
)

func newPoints(s *shape, seed uint64) *Points {
	return NewPoints(len(s.levels), rand.New(rand.NewPCG(seed, 11)))
}

// With a budget of one prefix for each state there is, a tree is the whole law.
func TestTreeEnumeratesWhatFits(t *testing.T) {
	eachShape(t, func(t *testing.T, s *shape, m *MLP) {
		w, states, size := newTwin(s), s.states(), len(s.levels)
		var tree Tree
		tree.Grow(m, len(states)/size, newPoints(s, 1))
		last := tree.Depths[size]
		if last.Len() != len(states)/size {
			t.Fatalf("%d states of %d", last.Len(), len(states)/size)
		}
		for r, weight := range last.Weight {
			p := math.Exp(w.logProb(m.Params(), row(last.N, r, size)))
			check.CloseRel(t, "weight", weight, p, 3e-5)
		}
		for i, d := range tree.Depths {
			for r := range d.Len() {
				if n := row(d.N, r, size); slices.Max(append(slices.Clone(n[i:]), 0)) != 0 {
					t.Fatalf("depth %d holds %v", i, n)
				}
			}
		}
	})
}

// thinned is a shape with many more states than the budget of its tests.
var thinned = shape{"thinned", []int{2, 3, 9, 12, 8}, nil, 3, 3}

const thinBudget = 60

func TestTreeKeepsToItsBudget(t *testing.T) {
	m := thinned.model(1)
	var tree Tree
	points := newPoints(&thinned, 2)
	for range 20 {
		tree.Grow(m, thinBudget, points)
		for i, d := range tree.Depths {
			sum := 0.0
			for _, w := range d.Weight {
				sum += w
			}
			check.Close(t, fmt.Sprintf("sum of weights at depth %d", i), sum, 1, 1e-6*float64(i)+1e-15)
			if d.Len() > thinBudget+6 {
				t.Errorf("depth %d has %d prefixes", i, d.Len())
			}
		}
		if got := tree.Depths[len(thinned.levels)].Len(); got < thinBudget*9/10 {
			t.Errorf("only %d states of a budget of %d", got, thinBudget)
		}
	}
}

// The more weight was drawn before a depth, the more prefixes it has.
func TestTreeGrowsWhereItHasDrawn(t *testing.T) {
	m := thinned.model(1)
	tree := Tree{More: 2}
	tree.Grow(m, thinBudget, newPoints(&thinned, 2))
	for i, d := range tree.Depths[1:] {
		before := tree.Depths[i].Drawn
		room := thinBudget * (1 + 2*before)
		if n := float64(d.Len()); n > room+6 || d.Drawn > 0 && n < room*8/10 {
			t.Errorf("depth %d has %g prefixes, not %.0f: %.0f %% was drawn before", i+1, n, room, 100*before)
		}
	}
	if d := tree.Depths[len(thinned.levels)]; d.Len() < 2*thinBudget {
		t.Errorf("only %d states where %.0f %% was drawn", d.Len(), 100*d.Drawn)
	}
}

// The weights of a thinned tree are those of the law on average, with points
// that run on from tree to tree and with new ones for each: means of counts and
// of products of two counts over many trees lie within five of their standard errors.
func TestTreeIsUnbiased(t *testing.T) {
	const trees = 1500
	s := &thinned
	m, w, size := s.model(1), newTwin(s), len(s.levels)
	moments := func(n []int, weight float64, dst []float64) {
		at := 0
		for i := range size {
			dst[at] += weight * float64(n[i])
			at++
			for j := range i + 1 {
				dst[at] += weight * float64(n[i]) * float64(n[j])
				at++
			}
		}
	}
	count := size + size*(size+1)/2
	want := make([]float64, count)
	states := s.states()
	for r := range len(states) / size {
		moments(row(states, r, size), math.Exp(w.logProb(m.Params(), row(states, r, size))), want)
	}
	for _, fresh := range []bool{false, true} {
		points := newPoints(s, 3)
		tree := Tree{More: 1}
		sum, square := make([]float64, count), make([]float64, count)
		for k := range trees {
			if fresh {
				points = newPoints(s, uint64(10+k))
			}
			tree.Grow(m, thinBudget, points)
			last := &tree.Depths[size]
			got := make([]float64, count)
			for r, weight := range last.Weight {
				moments(row(last.N, r, size), weight, got)
			}
			for i, v := range got {
				sum[i] += v
				square[i] += v * v
			}
		}
		for i, v := range want {
			mean := sum[i] / trees
			sd := math.Sqrt(max(0, square[i]/trees-mean*mean))
			check.Close(t, fmt.Sprintf("moment %d, new points %v", i, fresh), mean, v, 5*sd/math.Sqrt(trees)+1e-6*v)
		}
	}
}

// A gate state of weight 1e-9 keeps its part of the budget, and its conditional
// law is seen as well as that of the others.
func TestTreeKeepsRareGateStates(t *testing.T) {
	s := &thinned
	m := s.model(1)
	w := newTwin(s)
	gene := m.Conditional(0).Blocks[0]
	m.BlockParams(gene)[0] = math.Log(1e-9)
	var tree Tree
	points := newPoints(s, 4)
	size := len(s.levels)
	var want, total float64
	for states := s.states(); len(states) > 0; states = states[size:] {
		if states[0] == 1 {
			p := math.Exp(w.logProb(m.Params(), states[:size]))
			want += p * float64(states[3])
			total += p
		}
	}
	got, weight := 0.0, 0.0
	const trees = 100
	for range trees {
		tree.Grow(m, thinBudget, points)
		for i := 2; i <= size; i++ {
			d, rare := &tree.Depths[i], 0
			for r := range d.Len() {
				if d.N[r*size] == 1 {
					rare++
				}
			}
			if rare < 3 || i > 2 && rare < 9 {
				t.Fatalf("depth %d has %d prefixes of the rare gate state", i, rare)
			}
		}
		last := &tree.Depths[size]
		for r, v := range last.Weight {
			if last.N[r*size] == 1 {
				got += v * float64(last.N[r*size+3])
				weight += v
			}
		}
	}
	check.CloseRel(t, "weight of the rare gate state", weight/trees, total, 1e-4)
	check.CloseRel(t, "mean in the rare gate state", got/weight, want/total, 0.02)
}

// Gate states that a law forbids take no part of the budget.
func TestEmptyGateStatesTakeNoBudget(t *testing.T) {
	s := shape{"one of five", []int{2, 2, 2, 2, 2, 40, 40}, []Law{{[]int{1, 1, 1, 1, 1, 0, 0}, 1}}, 2, 3}
	m := s.model(2)
	const budget = 100
	var tree Tree
	tree.Grow(m, budget, newPoints(&s, 5))
	for i := 6; i <= 7; i++ {
		if got := tree.Depths[i].Len(); got < budget*9/10 || got > budget+5 {
			t.Errorf("depth %d has %d prefixes for a budget of %d", i, got, budget)
		}
	}
}

func children(w []float64) []child {
	list := make([]child, len(w))
	for i, v := range w {
		list[i].weight = v
	}
	return list
}

func TestThreshold(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 7))
	for range 500 {
		w := make([]float64, 1+rng.IntN(60))
		for i := range w {
			w[i] = math.Exp(8 * rng.NormFloat64())
		}
		budget := 1 + rng.IntN(70)
		c := threshold(children(w), budget)
		if len(w) <= budget {
			if c != 0 {
				t.Fatalf("%d fit into %d, threshold %v", len(w), budget, c)
			}
			continue
		}
		sum := 0.0
		for _, v := range w {
			sum += min(1, v/c)
		}
		check.CloseRel(t, "sum of min(1, w/c)", sum, float64(budget), 1e-9)
	}
	for _, c := range []struct {
		name   string
		w      []float64
		budget int
		want   float64
	}{
		{"equal", []float64{2, 2, 2, 2}, 2, 4},
		{"as many as fit", []float64{1, 2, 3}, 3, 0},
		{"none", nil, 5, 0},
		{"one heavy", []float64{1000, 1, 1}, 2, 2},
		{"one beyond all rounding", []float64{1, 1e-20, 1e-20}, 1, 1},
	} {
		check.CloseRel(t, c.name, threshold(children(c.w), c.budget), c.want, 1e-12)
	}
}

// Prefixes that agree on what is kept become one, with their weights together:
// marginals do not change when each conditional depends on two sites at most.
func TestTreeMergesWhatIsForgotten(t *testing.T) {
	const size = 7
	levels := []int{3, 5, 4, 2, 6, 3, 5}
	near := make([][]bool, size)
	keep := make([][]int, size+1)
	for i := range near {
		near[i] = make([]bool, size)
		for j := max(0, i-2); j < i; j++ {
			near[i][j] = true
			keep[i] = append(keep[i], j)
		}
	}
	rng := rand.New(rand.NewPCG(8, 1))
	m := NewMLP(Sites{Levels: levels}, Settings{Width: 3, Basis: 3, Near: near}, rng)
	for i := range m.Params() {
		m.Params()[i] += 0.5 * rng.NormFloat64()
	}
	var whole, merged Tree
	merged.Keep = keep
	whole.Grow(m, 1<<20, NewPoints(size, rng))
	merged.Grow(m, 1<<20, NewPoints(size, rng))
	for i, d := range merged.Depths[:size] {
		most := 1
		for _, j := range keep[i] {
			most *= levels[j]
		}
		if d.Len() > most {
			t.Errorf("depth %d has %d prefixes, of at most %d", i, d.Len(), most)
		}
		want := whole.Observe(m.Sites(), nil).Marginals[i]
		got := make([]float64, levels[i])
		for r, w := range d.Weight {
			for k := range got {
				got[k] += w * d.P[r*levels[i]+k]
			}
		}
		check.CloseSlice(t, fmt.Sprintf("marginal %d", i), got, want, 1e-12)
	}
}

func TestSamePointsSameTree(t *testing.T) {
	m := thinned.model(1)
	var a, b, c Tree
	a.Grow(m, thinBudget, newPoints(&thinned, 8))
	b.Grow(m, 2*thinBudget, newPoints(&thinned, 9)) // buffers that held another tree
	b.Grow(m, thinBudget, newPoints(&thinned, 8))
	c.Grow(m, thinBudget, newPoints(&thinned, 9))
	last := len(thinned.levels)
	if !slices.Equal(a.Depths[last].N, b.Depths[last].N) || !slices.Equal(a.Depths[last].Weight, b.Depths[last].Weight) {
		t.Error("the same points give two trees")
	}
	if slices.Equal(a.Depths[last].N, c.Depths[last].N) {
		t.Error("other points give the same tree")
	}
}

// Without points a tree is whole or says that it is not, and stays within its budget.
func TestTreeGivesUpWhereItWouldDraw(t *testing.T) {
	m, size := thinned.model(1), len(thinned.levels)
	var whole Tree
	for i, most := range []int{1, 2, 6, 54, 648} { // products of the levels before
		if !whole.GrowTo(m, i, most, nil, always) || whole.Depths[i].Len() != most {
			t.Errorf("depth %d: %d prefixes, want %d", i, whole.Depths[i].Len(), most)
		}
		if i > 0 && whole.GrowTo(m, i, most-1, nil, always) {
			t.Errorf("depth %d fits into %d", i, most-1)
		}
	}
	// With points it is the tree that Grow makes, as far as it goes.
	var far, near Tree
	far.Grow(m, thinBudget, newPoints(&thinned, 8))
	if !near.GrowTo(m, size-1, thinBudget, newPoints(&thinned, 8), always) {
		t.Error("a tree that may draw gives up")
	}
	for i := range size {
		a, b := &far.Depths[i], &near.Depths[i]
		if !slices.Equal(a.N, b.N) || !slices.Equal(a.Weight, b.Weight) || !slices.Equal(a.P, b.P) {
			t.Errorf("depth %d differs", i)
		}
	}
	for stop := range size {
		asked := 0
		if near.GrowTo(m, size-1, thinBudget, newPoints(&thinned, 8), func() bool { asked++; return asked <= stop }) || asked != stop+1 {
			t.Errorf("stopped at depth %d, a tree asks %d times whether to go on", stop, asked)
		}
	}
}

func always() bool { return true }

// A tree that keeps what a model needs has the entropy of the whole, on fewer
// prefixes; one that forgets more has not.
func TestTreeKeepsWhatIsNeeded(t *testing.T) {
	const size = 7
	near := make([][]bool, size)
	for i := range near {
		near[i] = make([]bool, size)
		for j := max(0, i-2); j < i; j++ {
			near[i][j] = true
		}
	}
	rng := rand.New(rand.NewPCG(8, 1))
	sites := Sites{Levels: []int{5, 6, 6, 8, 6, 5, 7}, Laws: []Law{{Weights: []int{1, 0, 0, 1, 0, 0, 1}, Total: 6}}}
	m := NewMLP(sites, Settings{Width: 3, Basis: 3, Near: near}, rng)
	for i := range m.Params() {
		m.Params()[i] += 0.5 * rng.NormFloat64()
	}
	entropy := func(keep [][]int) (float64, int) {
		tree := Tree{Keep: keep}
		if !tree.GrowTo(m, size-1, 1<<20, nil, always) {
			t.Fatal("the tree gives up")
		}
		return tree.Entropy(m.Sites()), tree.Depths[size-1].Len()
	}
	want, all := entropy(nil)
	got, some := entropy(m.Needed())
	check.Close(t, "entropy", got, want, 1e-9)
	if some > all/10 {
		t.Errorf("%d prefixes of %d are kept", some, all)
	}
	lists := m.Needed()
	lists[5] = lists[5][:2] // without the site that the next one reads
	if wrong, _ := entropy(lists); math.Abs(wrong-want) < 1e-4 {
		t.Error("what is forgotten was not needed")
	}
}

package van

import (
	"math/rand/v2"
	"testing"
)

// A shape is a small state space and the size of a model for it.
type shape struct {
	name         string
	levels       []int
	laws         []Law
	width, bumps int
}

// shapes cover genes, gates that are too many, sites of one level, and laws:
// alone, entangled, with a weight of 2 in both orders, and cut by count limits.
var shapes = []shape{
	{"one gene", []int{2}, nil, 3, 4},
	{"one protein", []int{11}, nil, 3, 4},
	{"gene and proteins", []int{2, 6, 7}, nil, 3, 4},
	{"gene behind a protein", []int{6, 3, 5}, nil, 2, 3},
	{"single level", []int{3, 1, 5, 2}, nil, 3, 2},
	{"more gates than serve", []int{4, 4, 3, 2, 5}, nil, 2, 1},
	{"toggle switch", []int{2, 2, 2, 2, 6, 5}, []Law{
		{[]int{1, 0, 1, 0, 0, 0}, 1}, {[]int{0, 1, 0, 1, 0, 0}, 1},
	}, 3, 3},
	{"enzyme", []int{3, 6, 3, 6}, []Law{
		{[]int{1, 0, 1, 0}, 2}, {[]int{0, 1, 1, 1}, 5},
	}, 3, 3},
	{"enzyme last", []int{6, 6, 3, 3}, []Law{
		{[]int{0, 0, 1, 1}, 2}, {[]int{1, 1, 1, 0}, 5},
	}, 3, 3},
	{"dimer last", []int{8, 6, 5}, []Law{{[]int{1, 0, 2}, 7}}, 3, 3},
	{"dimer first", []int{5, 6, 8}, []Law{{[]int{2, 0, 1}, 7}}, 3, 3},
	{"limits below the total", []int{5, 6, 3}, []Law{{[]int{1, 1, 1}, 10}}, 2, 3},
	{"three entangled laws", []int{4, 6, 3, 6, 3, 5}, []Law{
		{[]int{1, 0, 1, 0, 0, 0}, 2}, {[]int{0, 1, 1, 0, 0, 2}, 5}, {[]int{0, 0, 0, 1, 2, 1}, 6},
	}, 2, 2},
	{"law without weights", []int{3, 5}, []Law{{[]int{0, 0}, 0}}, 2, 2},
	{"two beside a hundred", []int{2, 100, 2}, []Law{{[]int{1, 0, 1}, 1}}, 3, 4},
	{"nothing there", []int{5, 2, 5}, []Law{{[]int{1, 1, 0}, 0}}, 2, 2},
}

func (s *shape) sites() Sites { return Sites{Levels: s.levels, Laws: s.laws} }

// model returns a model of a shape with parameters far from their start.
func (s *shape) model(seed uint64) *MLP {
	rng := rand.New(rand.NewPCG(seed, 7))
	m := NewMLP(s.sites(), Settings{Width: s.width, Basis: s.bumps}, rng)
	for i := range m.Params() {
		m.Params()[i] += 0.4 * rng.NormFloat64()
	}
	return m
}

// A variant is an architecture with a head.
type variant struct {
	arch Arch
	set  Settings // but for Width and Basis
}

// variants cover every architecture with every head, one layer and two, one
// attention head and more.
var variants = []variant{
	{ArchMLP, Settings{}},
	{ArchMLP, Settings{Head: HeadCategorical}},
	{ArchNADE, Settings{}},
	{ArchNADE, Settings{Head: HeadCategorical}},
	{ArchGRU, Settings{Depth: 2}},
	{ArchGRU, Settings{Head: HeadCategorical}},
	{ArchTransformer, Settings{Depth: 2, Heads: 2}},
	{ArchTransformer, Settings{Head: HeadCategorical, Heads: 1}},
}

func (v variant) String() string { return v.arch.String() + " " + v.set.Head.String() }

// hiddenWidth is the hidden width of a variant's model of a shape.
func (s *shape) hiddenWidth(v variant) int {
	if v.arch == ArchMLP {
		return s.width
	}
	return 4
}

// varied returns a variant's model of a shape with parameters far from their start.
func (s *shape) varied(v variant, seed uint64) Model {
	rng := rand.New(rand.NewPCG(seed, 7))
	set := v.set
	set.Width, set.Basis = s.hiddenWidth(v), s.bumps
	m, err := New(v.arch, s.sites(), set, rng)
	if err != nil {
		panic(err)
	}
	for i := range m.Params() {
		m.Params()[i] += 0.4 * rng.NormFloat64()
	}
	return m
}

// box lists all states within the count limits, B x S.
func (s *shape) box() []int {
	var all []int
	n := make([]int, len(s.levels))
	for {
		all = append(all, n...)
		i := len(n) - 1
		for ; i >= 0; i-- {
			if n[i]++; n[i] < s.levels[i] {
				break
			}
			n[i] = 0
		}
		if i < 0 {
			return all
		}
	}
}

// obeys reports whether a state obeys all laws.
func (s *shape) obeys(n []int) bool {
	for _, law := range s.laws {
		left := law.Total
		for i, w := range law.Weights {
			left -= w * n[i]
		}
		if left != 0 {
			return false
		}
	}
	return true
}

// states lists the possible states, B x S.
func (s *shape) states() []int {
	var possible []int
	all := s.box()
	for size := len(s.levels); len(all) > 0; all = all[size:] {
		if s.obeys(all[:size]) {
			possible = append(possible, all[:size]...)
		}
	}
	return possible
}

// row returns state r of a batch.
func row(n []int, r, sites int) []int { return n[r*sites : (r+1)*sites] }

// eachShape runs a test for every shape, with a model of it.
func eachShape(t *testing.T, f func(t *testing.T, s *shape, m *MLP)) {
	for i := range shapes {
		s := &shapes[i]
		t.Run(s.name, func(t *testing.T) { f(t, s, s.model(uint64(i))) })
	}
}

// eachModel runs a test for every shape and variant, with a model and its twin.
func eachModel(t *testing.T, f func(t *testing.T, s *shape, m Model, w *twin)) {
	for _, v := range variants {
		for i := range shapes {
			s := &shapes[i]
			t.Run(v.String()+"/"+s.name, func(t *testing.T) { f(t, s, s.varied(v, uint64(i)), s.twin(v)) })
		}
	}
}

package crn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Falling factorials without 1/c!: the convention of the package, which other
// simulators do not share.
func TestMassActionConvention(t *testing.T) {
	n := mustParse(t, "species X, Y\n3 X + 2 Y -> 0 @ 0.5\n0 -> X @ 7\n2 X -> 3 X @ 1")
	for _, test := range []struct {
		reaction, x, y int
		want           float64
	}{
		{0, 3, 2, 0.5 * 6 * 2}, {0, 5, 4, 0.5 * 60 * 12}, {0, 2, 9, 0}, {0, 9, 1, 0}, {0, 0, 0, 0},
		{1, 0, 0, 7}, {1, 50, 3, 7},
		{2, 0, 0, 0}, {2, 1, 0, 0}, {2, 2, 0, 2}, {2, 50, 0, 50 * 49},
	} {
		if got := n.Reactions[test.reaction].Propensity([]int{test.x, test.y}, 0); got != test.want {
			t.Errorf("reaction %d at X = %d, Y = %d: %v, want %v", test.reaction, test.x, test.y, got, test.want)
		}
	}
}

// A literal law is taken as it is, but no reaction fires without its reactants.
func TestLiteralLaw(t *testing.T) {
	n := mustParse(t, "species X = 2, Y\nkm = 10; k0 = 4\n2 X -> Y ; 3 + X\n0 -> Y ; km*X/(k0 + X)\nY -> 0 ; 1/Y\nX -> 0 ; 5 - X")
	for _, test := range []struct {
		reaction, x, y int
		want           float64
	}{
		{0, 2, 0, 5}, {0, 1, 0, 0}, {0, 0, 0, 0},
		{1, 0, 0, 0}, {1, 6, 0, 6},
		{2, 0, 0, 0}, {2, 0, 4, 0.25},
		{3, 8, 0, -3}, // away from the start the bare value is reported by the caller
	} {
		if got := n.Reactions[test.reaction].Propensity([]int{test.x, test.y}, 0); got != test.want {
			t.Errorf("reaction %d at X = %d, Y = %d: %v, want %v", test.reaction, test.x, test.y, got, test.want)
		}
	}
}

func TestTimeDependentRate(t *testing.T) {
	n := mustParse(t, "species S = 50, I = 10, R\nS + I -> 2 I @ 0.003*(1 + 0.2*sin(2*pi*t/6))\nI -> R @ 0.02\nR -> S ; 0.007*R*(t < 5)")
	counts := []int{50, 10, 4}
	for _, time := range []float64{0, 1.5, 4.5, 7.25} {
		want := 0.003 * (1 + 0.2*math.Sin(2*math.Pi*time/6)) * 50 * 10
		if got := n.Reactions[0].Propensity(counts, time); math.Abs(got-want) > 1e-14 {
			t.Errorf("t = %v: %v, want %v", time, got, want)
		}
	}
	if got := n.Reactions[2].Propensity(counts, 6); got != 0 {
		t.Errorf("a law switched off at t = 5 is %v at 6", got)
	}
	for i, want := range []bool{true, false, true} {
		if got := n.Reactions[i].TimeDependent(); got != want {
			t.Errorf("reaction %d time dependent: %v", i, got)
		}
	}
	if !n.TimeDependent() || mustParse(t, toggle).TimeDependent() {
		t.Error("the network does not know whether it depends on time")
	}
	if _, ok := n.Reactions[0].RateConstant(); ok {
		t.Error("a rate with t is a constant")
	}
	if k, ok := n.Reactions[1].RateConstant(); !ok || k != 0.02 {
		t.Errorf("rate constant %v %v", k, ok)
	}
	if _, ok := n.Reactions[2].RateConstant(); ok {
		t.Error("a literal law has a rate constant")
	}
	if k, ok := n.Reactions[0].RateAt(1.5); !ok || math.Abs(k-0.0036) > 1e-17 {
		t.Errorf("rate at 1.5: %v %v", k, ok)
	}
	if _, ok := n.Reactions[2].RateAt(1.5); ok {
		t.Error("a literal law has a rate")
	}
}

func TestChangeAndDepends(t *testing.T) {
	n := mustParse(t, "species A, B = 1, C\nk = 1\n2 C + A -> C + 3 B @ k\nA -> A ; k*C/(1 + B + C)\n0 -> A ; k")
	change := []int{9, 9, 9}
	for i, want := range []struct{ change, depends []int }{
		{[]int{-1, 3, -1}, []int{0, 2}},
		{[]int{0, 0, 0}, []int{0, 1, 2}},
		{[]int{1, 0, 0}, []int{}},
	} {
		r := &n.Reactions[i]
		if r.Change(change); !slices.Equal(change, want.change) {
			t.Errorf("reaction %d changes %v, want %v", i, change, want.change)
		}
		if got := r.Depends(); !slices.Equal(got, want.depends) {
			t.Errorf("reaction %d depends on %v, want %v", i, got, want.depends)
		}
	}
	if got := n.Initial(); !slices.Equal(got, []int{0, 1, 0}) {
		t.Errorf("start %v", got)
	}
}

// mixed has every kind of law and a conservation law.
const mixed = `# mixed
species A = 4, B = 3, C = 2, D = 1
k = 2; K = k^2/3
A + 2 B <-> C @ k, 1 + 0.5*cos(t)
C -> C + D ; K*C^2/(1 + C^2) + A*(B > 2)*exp(-t)
D -> 0 @ 0.1
0 -> D ; max(0, 5 - D)/(1 + B)
`

// Depends names all the propensity reads: other counts do not matter.
func TestDependsIsComplete(t *testing.T) {
	n := mustParse(t, mixed)
	random := rand.New(rand.NewPCG(5, 6))
	for i := range n.Reactions {
		r := &n.Reactions[i]
		for range 100 {
			x, y := randomCounts(random, 4), randomCounts(random, 4)
			for _, j := range r.Depends() {
				y[j] = x[j]
			}
			if r.Propensity(x, 0.3) != r.Propensity(y, 0.3) {
				t.Fatalf("reaction %d differs at %v and %v, which agree in %v", i, x, y, r.Depends())
			}
		}
	}
}

func randomCounts(r *rand.Rand, size int) []int {
	counts := make([]int, size)
	for i := range counts {
		counts[i] = r.IntN(6)
	}
	return counts
}

// Another order of species is the same network.
func TestPermuted(t *testing.T) {
	n := mustParse(t, mixed)
	random := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		order := random.Perm(4)
		m := n.Permuted(order)
		if mustParse(t, m.String()).String() != m.String() || m.Name != n.Name {
			t.Fatalf("order %v does not print as itself", order)
		}
		forward, backward := make([]int, 4), make([]int, 4)
		for range 20 {
			x, time := randomCounts(random, 4), random.Float64()
			y := make([]int, 4)
			for i, old := range order {
				y[i] = x[old]
			}
			for i := range n.Reactions {
				a, b := &n.Reactions[i], &m.Reactions[i]
				if p, q := a.Propensity(x, time), b.Propensity(y, time); p != q {
					t.Fatalf("order %v, reaction %d: %v and %v", order, i, p, q)
				}
				a.Change(forward)
				b.Change(backward)
				for j, old := range order {
					if backward[j] != forward[old] {
						t.Fatalf("order %v, reaction %d: %v and %v", order, i, forward, backward)
					}
				}
				if !slices.IsSorted(b.Depends()) || len(b.Depends()) != len(a.Depends()) {
					t.Fatalf("order %v, reaction %d depends on %v", order, i, b.Depends())
				}
			}
		}
		for i, old := range order {
			if m.Species[i] != n.Species[old] {
				t.Fatalf("order %v: species %v", order, m.Species)
			}
		}
	}
	if again := n.Permuted([]int{1, 2, 3, 0}).Permuted([]int{3, 0, 1, 2}); again.String() != n.String() {
		t.Errorf("there and back again:\n%s", again)
	}
}

func TestPermutedPanics(t *testing.T) {
	n := mustParse(t, mixed)
	for _, order := range [][]int{nil, {0, 1, 2}, {0, 1, 2, 2}, {0, 1, 2, 4}, {-1, 0, 1, 2}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("order %v did not panic", order)
				}
			}()
			n.Permuted(order)
		}()
	}
}

// The rates of the rate equation, worked out by hand.
func TestFlow(t *testing.T) {
	n := mustParse(t, "species X = 3, Y = 2\nk = 0.5\n2 X + Y -> 0 @ k\nX -> Y ; k*X*(X - 1)\n0 -> Y @ 3\nY -> 0 @ t")
	for _, c := range []struct {
		x, y float64
		want [4]float64
	}{{3, 2, [4]float64{9, 3, 3, 8}}, {0.5, 4, [4]float64{0.5, -0.125, 3, 16}}, {0, 2, [4]float64{0, 0, 3, 8}}, {-1e-9, 2, [4]float64{0, 0, 3, 8}}} {
		for i, want := range c.want {
			if got := n.Reactions[i].Flow([]float64{c.x, c.y}, 4); math.Abs(got-want) > 1e-12 {
				t.Errorf("reaction %d at %g, %g: %g, want %g", i, c.x, c.y, got, want)
			}
		}
	}
}

func TestPropensityDoesNotAllocate(t *testing.T) {
	n := mustParse(t, mixed)
	counts := n.Initial()
	if allocations := testing.AllocsPerRun(100, func() {
		for i := range n.Reactions {
			n.Reactions[i].Propensity(counts, 0.7)
		}
	}); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func BenchmarkPropensity(b *testing.B) {
	n := mustParse(b, "species X = 30, Y = 4\nk0 = 9; km = 5; b = 1\n2 X + Y -> 0 @ b\n0 -> Y ; b + km*X^2/(k0^2 + X^2)")
	counts := n.Initial()
	for i, name := range []string{"mass-action", "hill"} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for b.Loop() {
				sum += n.Reactions[i].Propensity(counts, 0)
			}
			_ = sum
		})
	}
}

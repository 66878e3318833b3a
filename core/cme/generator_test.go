package cme_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/internal/check"
)

// boxes are the networks that the properties below run over.
var boxes = []struct {
	name, text string
	levels     []int
}{
	{"toggle", toggle, []int{2, 2, 2, 2, 12, 9}},
	{"early life", earlyLife, []int{11, 101, 101}},
	{"epidemic", epidemic, []int{61, 61, 61}},
	{"mixed", mixed, []int{9, 7, 8}},
}

func TestNewRefusesAStartOutside(t *testing.T) {
	_, err := cme.New(parse(t, earlyLife), []int{10, 49, 101})
	const want = "X starts at 49, but its count limit is 48"
	if err == nil || err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestLawsHaveTotals(t *testing.T) {
	g := generator(t, toggle, 2, 2, 2, 2, 5, 5)
	want := map[int][]int{0: {1, 0, 1, 0, 0, 0}, 1: {0, 1, 0, 1, 0, 0}}
	laws := g.Laws()
	if len(laws) != len(want) {
		t.Fatalf("laws %v", laws)
	}
	for i, law := range laws {
		if !slices.Equal(law.Weights, want[i]) || law.Total != 1 {
			t.Errorf("law %d is %v = %d, want %v = 1", i, law.Weights, law.Total, want[i])
		}
		if k, ok := law.Cap(i); !ok || k != 1 {
			t.Errorf("law %d caps gene %d at %d, %v", i, i, k, ok)
		}
		if _, ok := law.Cap(4); ok {
			t.Errorf("law %d caps Px", i)
		}
	}
}

// Propensities by hand: k n (n-1) ..., no 1/c!.
func TestPropensityConvention(t *testing.T) {
	g := generator(t, toggle, 2, 2, 2, 2, 20, 20)
	n := []int{1, 1, 0, 0, 7, 3}
	want := []float64{50, 50, 7, 3, 1e-4 * 7 * 6, 0, 1e-4 * 3 * 2, 0}
	sum := 0.0
	for r, a := range want {
		check.Close(t, "propensity", g.Propensity(r, n, 0), a, 1e-15)
		sum += a
	}
	check.Close(t, "exit", g.Exit(n, 0), sum, 1e-12)
}

// Row against Propensity, count by count, at random states of the box.
func TestRowIsPropensityAlongASite(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, b := range boxes {
		g := generator(t, b.text, b.levels...)
		n := make([]int, g.Species())
		for range 50 {
			for i, k := range b.levels {
				n[i] = rng.IntN(k)
			}
			at := 10 * rng.Float64()
			for r := range g.Reactions() {
				for site, levels := range b.levels {
					row := make([]float64, levels)
					for k := range row {
						row[k] = math.NaN()
					}
					before := slices.Clone(n)
					g.Row(row, r, site, n, at)
					if !slices.Equal(n, before) {
						t.Fatalf("%s: Row changed the state from %v to %v", b.name, before, n)
					}
					for k, got := range row {
						state := slices.Clone(n)
						state[site] = k
						want := 0.0
						if after := k + g.Jump(r)[site]; after >= 0 && after < levels {
							want = g.Propensity(r, state, at)
						}
						check.CloseRel(t, b.name, got, want, 1e-14)
					}
				}
			}
		}
	}
}

func TestInside(t *testing.T) {
	g := generator(t, mixed, 9, 7, 8)
	for _, c := range []struct {
		n    []int
		in   bool
		stay []bool // for each reaction
	}{
		{[]int{8, 6, 7}, true, []bool{false, false, false, true, false}},
		{[]int{3, 2, 0}, true, []bool{true, true, true, false, true}},
		{[]int{9, 0, 0}, false, nil},
		{[]int{0, -1, 0}, false, nil},
	} {
		if g.Inside(c.n) != c.in {
			t.Errorf("Inside(%v) = %v", c.n, !c.in)
		}
		for r, want := range c.stay {
			if g.InsideAfter(r, c.n) != want {
				t.Errorf("InsideAfter(%d, %v) = %v", r, c.n, !want)
			}
		}
	}
}

func TestCheckNamesTheLaw(t *testing.T) {
	g := generator(t, "species X = 2\n0 -> X ; 5 - X\nX -> 0 @ 1", 10)
	if err := g.Check(0, 0, []int{3}, 1); err != nil {
		t.Error(err)
	}
	for _, bad := range []float64{-2, math.NaN(), math.Inf(1)} {
		err := g.Check(bad, 0, []int{7}, 1.5)
		if err == nil || !strings.Contains(err.Error(), "X = 7") || !strings.Contains(err.Error(), "t = 1.5") {
			t.Errorf("propensity %v: error %v", bad, err)
		}
	}
}

func TestHotCallsDoNotAllocate(t *testing.T) {
	for _, b := range boxes {
		g := generator(t, b.text, b.levels...)
		n := slices.Clone(g.Start())
		row := make([]float64, slices.Max(b.levels))
		allocations := testing.AllocsPerRun(20, func() {
			for r := range g.Reactions() {
				for site, k := range b.levels {
					g.Row(row[:k], r, site, n, 0.3)
				}
				g.Propensity(r, n, 0.3)
				g.InsideAfter(r, n)
				g.Check(1, r, n, 0.3)
			}
			g.Exit(n, 0.3)
		})
		if allocations != 0 {
			t.Errorf("%s: %v allocations", b.name, allocations)
		}
	}
}

func BenchmarkRow(b *testing.B) {
	g := generator(b, toggle, 2, 2, 2, 2, 90, 90)
	n := []int{1, 1, 0, 0, 40, 20}
	row := make([]float64, 90)
	for b.Loop() {
		g.Row(row, 4, 4, n, 0)
	}
}

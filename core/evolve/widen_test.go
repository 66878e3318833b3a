package evolve

import (
	"fmt"
	"math"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/dist"
	"vanscape/core/fsp"
	"vanscape/core/van"
)

// Limits far too low for where the law goes: they grow on the way, and the law is
// about as good as on limits that were right from the start.
func TestLimitsGrow(t *testing.T) {
	for _, c := range []struct {
		name, text string
		low, high  []int
		until      float64
		set        Settings
		bound      float64
	}{
		{"births and deaths", "species X = 1\n0 -> X @ 20\nX -> 0 @ 1", []int{8}, []int{60}, 3, Settings{}, 0.02},
		{"two species", growing, []int{8, 8}, []int{60, 120}, 1, Settings{}, 0.06},
		{"two modes", autoregulated, []int{2, 2, 14}, []int{2, 2, 90}, 2, Settings{}, 0.06},
		{"a tail that hardly falls", "species X = 1\nX -> 2 X @ 1", []int{51}, []int{500}, 2, Settings{}, 0.04},
		{"free logits", "species X = 1\n0 -> X @ 20\nX -> 0 @ 1", []int{12}, []int{60}, 1, Settings{Head: van.HeadCategorical}, 0.05},
	} {
		t.Run(c.name, func(t *testing.T) {
			exact, err := fsp.New(generator(t, c.text, c.high...), 100_000)
			if err != nil {
				t.Fatal(err)
			}
			if err := exact.AdvanceUntil(c.until); err != nil {
				t.Fatal(err)
			}
			g := generator(t, c.text, c.low...)
			frames(t, g, []float64{c.until}, c.set, func(_ int, s *Step) {
				if !grew(s.Generator.Levels(), c.low) {
					t.Fatalf("the levels stayed %v", c.low)
				}
				p, outside := onto(s, exact.Space())
				q := append(append([]float64(nil), exact.Probability()...), 0)
				d := dist.Hellinger(append(p, outside), q)
				t.Logf("levels %v became %v, Hellinger distance %.4f", c.low, s.Generator.Levels(), d)
				if d > c.bound {
					t.Errorf("Hellinger distance %.4f", d)
				}
			})
		})
	}
}

const autoregulated = `species Gu, Gb = 1, P
Gu -> Gu + P @ 7.2
Gb -> Gb + P @ 40.6
Gu + P <-> Gb @ 0.07, 0.69
P -> 0 @ 1`

func grew(levels, from []int) bool { return fmt.Sprint(levels) != fmt.Sprint(from) }

// onto returns the model's probability of the states of a space, and what is left
// for others. States beyond the model's own limits have none.
func onto(s *Step, space *cme.Space) (p []float64, outside float64) {
	p = make([]float64, space.Len())
	n := make([]int, s.Generator.Species())
	outside = 1
	one := make([]float64, 1)
	for i := range p {
		if space.State(n, i); s.Generator.Inside(n) {
			s.LogProb(one, n)
			p[i] = math.Exp(one[0])
			outside -= p[i]
		}
	}
	return p, max(0, outside)
}

// What conservation holds stays, and an explosion is left to run into its limit.
func TestLimitsThatStay(t *testing.T) {
	g := generator(t, "species A = 9, B\nA <-> B @ 1, 1", 10, 10)
	frames(t, g, []float64{1}, Settings{}, func(_ int, s *Step) {
		if grew(s.Generator.Levels(), []int{10, 10}) {
			t.Errorf("a conserved total grew to %v", s.Generator.Levels())
		}
	})
	const most = 128
	sites := van.Sites{Levels: []int{most}, Scale: []int{20}}
	tree := van.Tree{Depths: []van.Depth{{Weight: []float64{1}, P: make([]float64, most)}}}
	tree.Depths[0].P[most-1] = 1
	if levels := wider(generator(t, "species X = 1\nX -> 2 X @ 1", most), &sites, &tree, func(int) bool { return true }); levels != nil {
		t.Errorf("an explosion grows to %v", levels)
	}
}

// Where a conditional rises at the limit the law is left behind by a step, unless the
// master equation brings more; and much must not appear at once.
func TestLimitsWhereALawRises(t *testing.T) {
	const k = 20
	g := generator(t, "species X = 1\n0 -> X @ 1", k)
	for _, c := range []struct {
		last, rise float64 // probability at the limit, and its ratio to that of the level below
		fills      bool
		grows      bool
	}{
		{1e-6, 1.5, true, false}, // too little
		{1e-4, 0.5, false, true}, // falls
		{1e-5, 2, false, false},
		{1e-5, 2, true, true},
		{1e-5, 9, true, false},
	} {
		sites := van.Sites{Levels: []int{k}, Scale: []int{k}}
		tree := van.Tree{Depths: []van.Depth{{Weight: []float64{1}, P: make([]float64, k)}}}
		tree.Depths[0].P[k-1], tree.Depths[0].P[k-2] = c.last, c.last/c.rise
		if levels := wider(g, &sites, &tree, func(int) bool { return c.fills }); (levels != nil) != c.grows {
			t.Errorf("%+v: %v", c, levels)
		}
	}
}

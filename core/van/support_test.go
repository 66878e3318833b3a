package van

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// randomShape has up to five sites and three laws that some state obeys.
func randomShape(rng *rand.Rand) *shape {
	s := &shape{}
	n := make([]int, 1+rng.IntN(5))
	for i := range n {
		k := 1 + rng.IntN(5)
		s.levels = append(s.levels, k)
		n[i] = rng.IntN(k)
	}
	for range rng.IntN(4) {
		law := Law{Weights: make([]int, len(n))}
		for i := range n {
			law.Weights[i] = max(0, rng.IntN(5)-1) // often 0
			law.Total += law.Weights[i] * n[i]
		}
		s.laws = append(s.laws, law)
	}
	return s
}

// A level is possible when some state that obeys all laws agrees with the
// prefix and has that level.
func TestMaskIsWhatSomeStateCompletes(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for range 200 {
		s := randomShape(rng)
		sites := s.sites()
		u, w := newSupport(&sites), newTwin(s)
		box := s.box()
		size := len(s.levels)
		for r := range len(box) / size {
			n := row(box, r, size)
			if u.obeys(n) != s.obeys(n) {
				t.Fatalf("%v %v: obeys(%v) = %v", s.levels, s.laws, n, u.obeys(n))
			}
			for i, k := range s.levels {
				want := w.mask(i, n)
				if !u.held[i] {
					continue // never masked
				}
				got := make([]bool, k)
				u.mask(got, i, n)
				if !slices.Equal(got, want) {
					t.Fatalf("%v %v: site %d behind %v: %v, want %v", s.levels, s.laws, i, n[:i], got, want)
				}
				if u.fixed[i] && countTrue(got) > 1 {
					t.Fatalf("%v %v: site %d is fixed with %v behind %v", s.levels, s.laws, i, got, n[:i])
				}
			}
		}
	}
}

func countTrue(mask []bool) int {
	count := 0
	for _, ok := range mask {
		if ok {
			count++
		}
	}
	return count
}

// A site in no law has all its levels at every possible prefix.
func TestFreeSitesAreNotHeld(t *testing.T) {
	sites := Sites{Levels: []int{3, 4, 3}, Laws: []Law{{[]int{1, 0, 1}, 2}}}
	u := newSupport(&sites)
	if !slices.Equal(u.held, []bool{true, false, true}) || !slices.Equal(u.fixed, []bool{false, false, true}) {
		t.Errorf("held %v, fixed %v", u.held, u.fixed)
	}
}

// Accounts stand in a key by value: two that differ in the law, the site or by
// a byte are two.
func TestAccountsAreNotMixedUp(t *testing.T) {
	sites := Sites{
		Levels: []int{300, 300, 300, 2},
		Laws:   []Law{{[]int{1, 1, 0, 0}, 257}, {[]int{0, 0, 1, 256}, 511}},
	}
	u := newSupport(&sites)
	mask := make([]bool, 300)
	for range 2 { // the second time from memory
		u.mask(mask, 1, []int{1, 0, 0, 0})
		if !mask[256] || countTrue(mask) != 1 {
			t.Error("257 - 1 = 256")
		}
		u.mask(mask, 2, []int{1, 256, 0, 0})
		if !mask[255] || countTrue(mask) != 1 {
			t.Error("only 255 leaves 256")
		}
	}
}

func TestLawsThatAreNone(t *testing.T) {
	for _, c := range []struct {
		name  string
		sites Sites
		want  string
	}{
		{"too few weights", Sites{Levels: []int{2, 2}, Laws: []Law{{[]int{1}, 1}}}, "1 weights for 2 sites"},
		{"negative weight", Sites{Levels: []int{2, 2}, Laws: []Law{{[]int{1, -1}, 0}}}, "weight -1"},
		{"total out of reach", Sites{Levels: []int{2, 2}, Laws: []Law{{[]int{1, 1}, 3}}}, "no state"},
		{"negative total", Sites{Levels: []int{2, 2}, Laws: []Law{{[]int{1, 1}, -1}}}, "no state"},
		{"no weight for a total", Sites{Levels: []int{2, 2}, Laws: []Law{{[]int{0, 0}, 1}}}, "no state"},
		{"contradiction", Sites{Levels: []int{3, 3}, Laws: []Law{{[]int{1, 1}, 2}, {[]int{1, 1}, 1}}}, "no state"},
		{"no level", Sites{Levels: []int{3, 0}, Laws: nil}, "0 levels"},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if text, _ := recover().(string); !strings.Contains(text, c.want) {
					t.Errorf("panic %q, want one about %q", text, c.want)
				}
			}()
			NewMLP(c.sites, Settings{}, rand.New(rand.NewPCG(1, 1)))
		})
	}
}

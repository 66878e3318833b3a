package cme_test

import (
	"errors"
	"slices"
	"testing"

	"vanscape/core/cme"
)

// State counts that are known, most of them by counting (MODELS): 160 x 160,
// C(102, 2), the same with F < 10, C(63, 3).
func TestSpaceSizes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		levels     []int
		want       int
	}{
		{"toggle", toggle, []int{2, 2, 2, 2, 80, 80}, 25_600},
		{"early life", earlyLife, []int{101, 101, 101}, 5_151},
		{"early life, little food", earlyLife, []int{10, 101, 101}, 965},
		{"epidemic", epidemic, []int{61, 61, 61}, 39_711},
		{"no way to leave", "species X = 3\n5 X -> 0 @ 1", []int{8}, 1},
		{"a reset", "species X, Y = 3\nat t = 9: X = 5\nX -> 0 @ 1\nY -> 0 @ 1", []int{9, 9}, 6 * 4},
		{"pairs only", "species X\n0 -> 2 X @ 1\n2 X -> 0 @ 1", []int{9}, 5},
	} {
		space, err := cme.NewSpace(generator(t, c.text, c.levels...), 50_000)
		if err != nil {
			t.Fatal(err)
		}
		if space.Len() != c.want {
			t.Errorf("%s: %d states, want %d", c.name, space.Len(), c.want)
		}
	}
}

func TestSpaceIsSortedAndIndexed(t *testing.T) {
	g := generator(t, mixed, 9, 7, 8)
	space, err := cme.NewSpace(g, 1000)
	if err != nil {
		t.Fatal(err)
	}
	n, before := make([]int, 3), []int(nil)
	for i := range space.Len() {
		space.State(n, i)
		if !g.Inside(n) {
			t.Fatalf("state %v is outside the box", n)
		}
		if before != nil && slices.Compare(before, n) >= 0 {
			t.Fatalf("%v comes before %v", before, n)
		}
		if j, ok := space.Index(n); !ok || j != i {
			t.Fatalf("Index(%v) = %d, %v, want %d", n, j, ok, i)
		}
		before = slices.Clone(n)
	}
	if _, ok := space.Index([]int{9, 0, 0}); ok {
		t.Error("a state outside the box has an index")
	}
}

func TestSpaceStopsAtItsMaximum(t *testing.T) {
	g := generator(t, toggle, 2, 2, 2, 2, 80, 80)
	_, err := cme.NewSpace(g, 25_599)
	var tooMany *cme.SpaceError
	if !errors.As(err, &tooMany) || tooMany.Max != 25_599 {
		t.Errorf("error %v", err)
	}
	if _, err := cme.NewSpace(g, 25_600); err != nil {
		t.Error(err)
	}
}

// Listing states and making an operator on them listen all the way, and end when they are told to.
func TestListingEndsWhereverItIsTold(t *testing.T) {
	g := generator(t, "species X, Y\n0 <-> X @ 30, 1\n0 <-> Y @ 20 + t, 1", 50, 50)
	var calls, last int
	enough := errors.New("enough")
	goOn := func() error {
		if calls++; calls == last {
			return enough
		}
		return nil
	}
	list := func() error {
		calls = 0
		space, err := cme.NewSpaceWhile(g, 2500, goOn)
		if err == nil {
			_, err = cme.NewOperatorWhile(space, goOn)
		}
		return err
	}
	if err := list(); err != nil || calls < 4*2500/256 {
		t.Fatalf("%d calls, error %v", calls, err)
	}
	for last = calls; last > 0; last-- {
		if err := list(); err != enough {
			t.Fatalf("told at call %d: error %v", last, err)
		}
	}
}

package crn

import (
	"slices"
	"testing"
)

// An order is kept in print and follows its species; the word stays free for
// names.
func TestOrder(t *testing.T) {
	n := mustParse(t, "order Z, X, Y; species X, Y, Z\n0 -> X + Y @ 1\nZ -> 0 @ 1")
	if !slices.Equal(n.Order, []int{2, 0, 1}) {
		t.Errorf("order %v", n.Order)
	}
	if want := "species X, Y, Z\norder Z, X, Y\n\n0 -> X + Y @ 1\nZ -> 0 @ 1\n"; n.String() != want {
		t.Errorf("printed as\n%s", n)
	}
	if m := n.Permuted([]int{1, 2, 0}); !slices.Equal(m.Order, []int{1, 2, 0}) {
		t.Errorf("permuted: %v", m.Order)
	}
	if n := mustParse(t, "order -> 2 order @ k; k = 2"); n.Order != nil || n.Species[0].Name != "order" {
		t.Errorf("%s", n)
	}
	if n := mustParse(t, "0 -> X @ order; order = 2"); n.Parameters[0].Name != "order" {
		t.Errorf("%s", n)
	}
}

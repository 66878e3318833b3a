package crn

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Resets are kept in print, ascend in time, and follow their species; those of one time
// become one.
func TestResets(t *testing.T) {
	n := mustParse(t, "species X, Y, Z\nat t = 2*T: Y = 3\nat t = 5: Z = 1, X = n\nat t = 10: X = 0\nT = 5; n = 4\n0 -> X + Y @ 1\nZ -> 0 @ 1")
	if want := "species X, Y, Z\nT = 5\nn = 4\nat t = 5: X = n, Z = 1\nat t = 2*T: X = 0, Y = 3\n\n0 -> X + Y @ 1\nZ -> 0 @ 1\n"; n.String() != want {
		t.Errorf("printed as\n%s", n)
	}
	if got := n.ResetsOf(); !slices.Equal(got, []int{2, 1, 1}) {
		t.Errorf("set %v times", got)
	}
	if n.HighestSet(0) != 4 || n.HighestSet(1) != 3 {
		t.Errorf("highest %d, %d", n.HighestSet(0), n.HighestSet(1))
	}
	for _, c := range []struct {
		after float64
		state []int
	}{{0, []int{4, 8, 1}}, {4.9, []int{4, 8, 1}}, {5, []int{0, 3, 9}}, {9.9, []int{0, 3, 9}}} {
		state := []int{7, 8, 9}
		n.NextReset(c.after).Apply(state)
		if !slices.Equal(state, c.state) {
			t.Errorf("after t = %g the state becomes %v", c.after, state)
		}
	}
	if r := n.NextReset(10); r != nil {
		t.Errorf("after the last reset comes %s", r.String(n))
	}
	m := n.Permuted([]int{2, 0, 1})
	if want := "at t = 5: Z = 1, X = n"; m.Resets[0].String(m) != want {
		t.Errorf("permuted: %s", m.Resets[0].String(m))
	}
}

// As many counts are set, and as large ones, as the limits say.
func TestMostSets(t *testing.T) {
	var text strings.Builder
	text.WriteString("0 -> X @ 1\n")
	for i := range maxSets {
		fmt.Fprintf(&text, "at t = %d: X = 1e9\n", i+1)
	}
	if n := mustParse(t, text.String()); len(n.Resets) != maxSets || n.HighestSet(0) != maxCount {
		t.Errorf("%d resets, the highest to %d", len(n.Resets), n.HighestSet(0))
	}
	text.WriteString("at t = 0.5: X = 0")
	if _, err := Parse(text.String()); err == nil || err.Error() != "line 10002, column 13: more than 10000 counts are set" {
		t.Error(err)
	}
}

// The word at stays free for names.
func TestNameAt(t *testing.T) {
	if n := mustParse(t, "at -> 2 at @ k; k = 2"); n.Resets != nil || n.Species[0].Name != "at" {
		t.Errorf("%s", n)
	}
	if n := mustParse(t, "0 -> X @ at; at = 2"); n.Parameters[0].Name != "at" {
		t.Errorf("%s", n)
	}
}

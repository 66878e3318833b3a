package cme

import (
	"slices"
	"testing"

	"vanscape/core/crn"
)

func TestNear(t *testing.T) {
	net, err := crn.Parse("species A, B, C, D, E\n0 -> A @ 1\nA -> B @ 1\nB -> C @ 1\n0 -> D ; 1 + C\nE -> 0 @ 1")
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(net, []int{5, 5, 5, 5, 5})
	if err != nil {
		t.Fatal(err)
	}
	for hops, want := range []string{
		"A---- -B--- --C-- ---D- ----E",
		"AB--- ABC-- -BCD- --CD- ----E",
		"ABC-- ABCD- ABCD- -BCD- ----E",
		"ABCD- ABCD- ABCD- ABCD- ----E",
	} {
		got := ""
		for a, row := range g.Near(hops) {
			if a > 0 {
				got += " "
			}
			for b, near := range row {
				if near {
					got += net.Species[b].Name
				} else {
					got += "-"
				}
			}
		}
		if got != want {
			t.Errorf("%d hops: %s, want %s", hops, got, want)
		}
	}
}

func TestEnds(t *testing.T) {
	for text, want := range map[string][]int{
		"species A, B, C, D, E\n0 -> A @ 1\nA -> B @ 1\nB -> C @ 1\n0 -> D ; 1 + C\nE -> 0 @ 1": {3, 4},
		"species A, B\nA <-> B @ 1, 1":                                     nil,
		"species A, B\n0 -> A ; 1/(1 + B)\n0 -> B ; 1/(1 + A)\nA -> 0 @ 1": nil,
		"species A, B\n0 -> A + B @ 1\nA -> 0 @ 1\nB -> 0 @ 1":             {0, 1},
	} {
		net, err := crn.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		g, err := New(net, []int{5, 5, 5, 5, 5}[:len(net.Species)])
		if err != nil {
			t.Fatal(err)
		}
		if got := g.Ends(); !slices.Equal(got, want) {
			t.Errorf("%q ends with %v, want %v", text, got, want)
		}
	}
}

package cme

import (
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

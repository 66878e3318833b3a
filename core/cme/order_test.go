package cme_test

import (
	"strings"
	"testing"

	"vanscape/core/cme"
)

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		levels           []int
	}{
		{"toggle as written", toggle, "Gx Gy Gx_off Gy_off Px Py", []int{2, 2, 2, 2, 80, 80}},
		{"toggle with proteins first", strings.Replace(toggle, "Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py", "Px, Py, Gx = 1, Gx_off, Gy = 1, Gy_off", 1),
			"Gx Gy Gx_off Gy_off Px Py", []int{80, 80, 2, 2, 2, 2}},
		{"a cascade backwards", "species Z, Y, X\n0 -> X @ 1\nX -> Y @ 1\nY -> Z @ 1\nZ -> 0 @ 1", "X Y Z", []int{9, 9, 9}},
		{"a law that reads", "species B, A\n0 -> A @ 1\nA -> 0 @ 1\n0 -> B ; A/(1 + A)\nB -> 0 @ 1", "A B", []int{9, 9}},
		{"a circle and what it drives", "species D, B, A, C\nA -> A + B @ 1\nB -> B + A @ 1\nB -> B + D @ 1\n0 -> C @ 1", "B A D C", []int{9, 9, 9, 9}},
		{"an order given", "order Z, X, Y\nspecies X, Y, Z\n0 -> X @ 1\nX -> Y @ 1\nY -> Z @ 1\nZ -> 0 @ 1", "Z X Y", []int{9, 9, 9}},
		{"what is set comes last", "species M, P, D\nat t = 5: M = 0, P = 1\nat t = 6: P = 0\n0 -> M @ 1\nM -> M + P @ 1\nP -> P + D @ 1", "D M P", []int{9, 9, 9}},
		{"a switch that is set", toggle + "\nat t = 5: Gx = 0", "Gy Gx_off Gy_off Px Py Gx", []int{2, 2, 2, 2, 80, 80}},
		{"a conserved total", earlyLife, "F X Y", []int{101, 101, 101}},
	} {
		net := parse(t, c.text)
		var names []string
		for _, i := range cme.Order(net, c.levels) {
			names = append(names, net.Species[i].Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

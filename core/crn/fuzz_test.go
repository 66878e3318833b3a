package crn

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vanscape/core/internal/check"
)

// Whatever the text, Parse returns a network or a *SyntaxError that points
// into the text, and never takes long. A network prints as text that gives it back: the same text
// again, and the same propensities to the last bit.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		toggle, mixed, "", "species", preamble, "X -> Y", "0 -> X ; ", "\ufeff# é\r\n2 X→∅@1", "a=-1^2^-3;0->X@a*a",
		"0 -> X @ (((1)))", "X -> 0 ; 1 < 2 < 3", "0 -> X @ max(1, 2e3, t) == 0.5", "0 -> X ; X>1&&!(X<2)||X==3", "0 -> X @ !!!t>1", "0 -> X ; X && 1", "A + 1.5 B -> @ 7", "0 -> X ; --1", "\xff", "e -> 2e @ 1e1e",
		"X = 3\n0 <-> X @ 1, k", "init X ~ poisson(1)", "order Y, X\n0 -> X + Y @ 1", "order -> order + X @ order; order = 2", "init X ~ poisson(k)\n0 -> X @ 1; k = 1e3", "init X ~ uniform(1,-1)\n0 -> X @ 1", "init X~zipf(1, 9);0 -> X @ 1",
		"init X ~ table(.5, 0, 1/2)\n0 -> X+Y @ 1; init Y ~ binomial(5, 1e-9)", "init A ~ delta(3)\nA -> B @ 1", "R: A -> B @ 1", "0 -> X @ 1/0", "k = k\n0 -> X @ k",
		"at t = 5: X = 3, Y = k; at t = k: X = 0\nX <-> Y @ 1, 2; k = 2", "at t = 1: X = 1; at t = 1: Y = 1\nX -> Y @ 1", "at t = -1: at = 3\nat -> 0 @ 1", "at t = 1/3: X = 1e9\n0 -> X @ 1",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var n *Network
		var err error
		check.Cheap(t, func() { n, err = Parse(text) })
		if err != nil {
			checkError(t, text, err)
			return
		}
		printed := n.String()
		again, err := Parse(printed)
		if err != nil {
			t.Fatalf("%q prints as %q: %v", text, printed, err)
		}
		if got := again.String(); got != printed {
			t.Fatalf("%q prints as %q, then as %q", text, printed, got)
		}
		if len(n.Reactions) != len(again.Reactions) || n.Name != again.Name {
			t.Fatalf("%q prints as %q, which differs", text, printed)
		}
		for i := range n.Species {
			if !slices.Equal(n.InitialLaw(i), again.InitialLaw(i)) {
				t.Fatalf("%q prints as %q, where species %d has another initial law", text, printed, i)
			}
		}
		if len(n.Resets) != len(again.Resets) {
			t.Fatalf("%q prints as %q, with other resets", text, printed)
		}
		for i, r := range n.Resets {
			same := func(a, b Set) bool { return a.Species == b.Species && a.Count == b.Count }
			if r.Time != again.Resets[i].Time || !slices.EqualFunc(r.Sets, again.Resets[i].Sets, same) {
				t.Fatalf("%q prints as %q, where reset %d differs", text, printed, i)
			}
		}
		counts := n.Initial()
		for round := range 4 {
			time := float64(round) * 0.7
			for i := range n.Reactions {
				a, b := n.Reactions[i].Propensity(counts, time), again.Reactions[i].Propensity(counts, time)
				if math.Float64bits(a) != math.Float64bits(b) && !(math.IsNaN(a) && math.IsNaN(b)) {
					t.Fatalf("reaction %d of %q: %v, then %v", i, printed, a, b)
				}
			}
			for i := range counts {
				counts[i] = (counts[i]*5 + i + round) % 7
			}
		}
		if len(n.Species) < 30 {
			checkLaws(t, n)
		}
	})
}

func checkError(t *testing.T, text string, err error) {
	var syntax *SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("%q: %T", text, err)
	}
	lines := strings.Split(text, "\n")
	if syntax.Line < 1 || syntax.Line > len(lines) || syntax.Col < 1 || syntax.Col > utf8.RuneCountInString(lines[syntax.Line-1])+1 {
		t.Fatalf("%q: %v points outside of the text", text, err)
	}
	if syntax.Msg == "" || strings.Contains(syntax.Msg, "\n") || !utf8.ValidString(syntax.Msg) || len(syntax.Msg) > 600 {
		t.Fatalf("%q: unreadable message %q", text, syntax.Msg)
	}
}

func checkLaws(t *testing.T, n *Network) {
	change := make([]int, len(n.Species))
	for _, w := range n.ConservationLaws() {
		for i := range n.Reactions {
			n.Reactions[i].Change(change)
			if !conserved(w, [][]int{change}) {
				t.Fatalf("%v is not conserved in\n%s", w, n)
			}
		}
		for i, times := range n.ResetsOf() {
			if times > 0 && w[i] != 0 {
				t.Fatalf("%v holds species %d, which is set, in\n%s", w, i, n)
			}
		}
	}
}

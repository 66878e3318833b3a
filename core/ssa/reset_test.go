package ssa_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// Simulations are set, with constant rates and by thinning: a count of 20 at t = 2.5 dies
// and is born from there as the exact law of a network that starts so, and before it as
// that which starts with 9. The resets are passed within ways and at their ends.
func TestReset(t *testing.T) {
	for _, rate := range []string{"3", "3 + 2*sin(t)"} {
		e := ssa.New(parse(t, "species X = 9\nat t = 2.5: X = 20\nat t = 7: X = 0\n0 <-> X @ "+rate+", 0.7"), 20_000, 5)
		for _, c := range []struct {
			at    float64
			start string
			since float64
		}{{2, "9", 0}, {4, "20", 2.5}, {9, "0", 7}} {
			advance(t, e, c.at)
			moved := rate
			if c.since > 0 && rate != "3" {
				moved = fmt.Sprintf("3 + 2*sin(t + %g)", c.since)
			}
			net := parse(t, "species X = "+c.start+"\n0 <-> X @ "+moved+", 0.7")
			check.ChiSquare(t, fmt.Sprintf("rate %s at t = %g", rate, c.at), counts(e, 1, 0), marginal(exact(t, net, c.at-c.since, 60), 0), 1e-4)
		}
	}
}

// At the time of a reset every simulation shows the counts that are set and keeps the
// others; what is recorded jumps there, and events are those of reactions.
func TestResetAtItsTime(t *testing.T) {
	net := parse(t, "species X = 9, Y\nat t = 2: X = 4\nX -> Y @ 0.3")
	e := ssa.New(net, 50, 1)
	e.Record(2, 1000)
	advance(t, e, 2)
	events := 0
	for b := range e.Runs() {
		state := e.States()[2*b : 2*b+2]
		if events += state[1]; state[0] != 4 {
			t.Fatalf("run %d is at %v", b, state)
		}
	}
	if e.Events() != events {
		t.Errorf("%d events, and %d molecules of Y", e.Events(), events)
	}
	gone := e.Events()
	for _, p := range e.Paths() {
		if last := len(p.T) - 1; p.T[last] != 2 || p.T[last-1] != 2 || p.N[2*last] != 4 || !slices.IsSorted(p.T) {
			t.Errorf("path ends at %v with %v", p.T, p.N)
		}
	}
	advance(t, e, 3)
	advance(t, e, 4)
	sum := 0
	for _, n := range e.States() {
		sum += n
	}
	if sum != gone+50*4 || e.Events() == gone {
		t.Errorf("%d molecules after %d events, of which %d before: a reset came again", sum, e.Events(), gone)
	}
}

// One way passes more resets than one.
func TestResetsOnOneWay(t *testing.T) {
	e := ssa.New(parse(t, "species X = 9, Y\nat t = 2: X = 4\nat t = 3: X = 7\nX -> Y @ 1e-9"), 1, 1)
	advance(t, e, 5)
	if got := e.States(); !slices.Equal(got, []int{7, 0}) {
		t.Errorf("at t = 5 the state is %v", got)
	}
}

// Pilot simulations see the counts that are set, and limits hold those that none comes to.
func TestLimitsHoldResets(t *testing.T) {
	for text, least := range map[string]int{
		"species X\nat t = 5: X = 200\nX -> 2 X @ 0.05\nX -> 0 @ 0.01": 200 * int(math.Exp(0.04*5)),
		"species X\nat t = 50: X = 300\nX -> 0 @ 1":                    300,
		"species X\nat t = 5: X = 9000\nX -> 2 X @ 0.1\nX -> 0 @ 1":    9000,
	} {
		levels, err := ssa.Limits(parse(t, text), 10, ssa.Settings{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if levels[0] <= least || levels[0] > 2*least {
			t.Errorf("%q: %d levels, want more than %d", text, levels[0], least)
		}
	}
}

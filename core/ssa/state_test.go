package ssa_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/ssa"
)

// Wherever an ensemble is left, also amid a trajectory, another goes on from its
// state to the same bits, with rates that depend on time and with others.
func TestRestoreGoesOnToTheSameBits(t *testing.T) {
	toggle, _ := model(t, "toggle-switch")
	for name, net := range map[string]*crn.Network{"constant rates": toggle, "a rate that depends on time": parse(t, "species X = 9\n0 <-> X @ 12 + sin(t), 0.7"),
		"resets": parse(t, "species X = 9\nat t = 5: X = 0\nat t = 20: X = 90\n0 <-> X @ 12, 0.7"), "a reset of a rate that depends on time": parse(t, "species X = 9\nat t = 5: X = 0\n0 <-> X @ 12 + sin(t), 0.7")} {
		if testing.Short() && name != "resets" {
			continue
		}
		runs := 600 / len(net.Species)
		whole := ssa.New(net, runs, 1)
		advance(t, whole, 2)
		advance(t, whole, 20)
		halfway := slices.Clone(whole.States())
		events := whole.Events()
		advance(t, whole, 23)
		for stop := range 7 {
			left := ssa.New(net, runs, 1)
			advance(t, left, 2)
			for range stop {
				if done, err := left.Step(20); done || err != nil {
					t.Fatalf("%s: done %v, %v", name, done, err)
				}
			}
			state := left.State()
			again := ssa.New(net, runs, 99) // another seed
			advance(t, again, 1)
			if done, err := again.Step(9); done || err != nil {
				t.Fatalf("%s: done %v, %v", name, done, err)
			}
			if err := again.Restore(state); err != nil {
				t.Fatal(err)
			}
			for what, e := range map[string]*ssa.Ensemble{"looking at its state": left, "going on from it": again} {
				advance(t, e, 20)
				if e.Events() != events || !slices.Equal(e.States(), halfway) {
					t.Errorf("%s: after %d pieces %s changes the trajectories", name, stop, what)
				}
				advance(t, e, 23)
				if e.Events() != whole.Events() || !slices.Equal(e.States(), whole.States()) {
					t.Errorf("%s: after %d pieces %s changes the trajectories after the goal", name, stop, what)
				}
			}
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	net, _ := model(t, "toggle-switch")
	e := ssa.New(net, 30, 1)
	advance(t, e, 1)
	for range 2 {
		if _, err := e.Step(30); err != nil {
			t.Fatal(err)
		}
	}
	before := e.State()
	if before.Done == 0 {
		t.Fatal("no trajectory has arrived: the test needs one that has")
	}
	for _, c := range []struct {
		spoil func(*ssa.State)
		want  string
	}{
		{func(s *ssa.State) { s.Counts = s.Counts[6:] }, "174 counts are not those of 6 species in 30 runs"},
		{func(s *ssa.State) { s.Chance = s.Chance[1:] }, "in 30 runs"},
		{func(s *ssa.State) { s.Counts[7] = -1 }, "-1 is not a count"},
		{func(s *ssa.State) { s.Counts[7] = math.MaxInt }, "is not a count"},
		{func(s *ssa.State) { s.Time = math.NaN() }, "there is no way from t = NaN"},
		{func(s *ssa.State) { s.Goal = math.Inf(1) }, "to t = +Inf"},
		{func(s *ssa.State) { s.Goal = 0.5 }, "no way from t = 1 to t = 0.5"},
		{func(s *ssa.State) { s.Done = 30 }, "does not fit"},
		{func(s *ssa.State) { s.Goal = s.Time }, "does not fit"},
		{func(s *ssa.State) { s.Events = -1 }, "does not fit"},
	} {
		s := e.State()
		c.spoil(s)
		if err := e.Restore(s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if after := e.State(); !slices.Equal(after.Counts, before.Counts) || !slices.Equal(after.Chance, before.Chance) || after.Done != before.Done {
		t.Error("a refused state left a trace")
	}
}

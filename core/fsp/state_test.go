package fsp_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"vanscape/core/fsp"
)

// Two ways to a law, for rates that depend on time and for rates that do not.
var dependence = []string{
	"species X = 9\n0 <-> X @ 12, 0.7",
	"species X = 9\n0 <-> X @ 12 + sin(t), 0.7",
}

// Wherever a solver is left, also amid its inner steps, another goes on from its
// state to the same bits.
func TestRestoreGoesOnToTheSameBits(t *testing.T) {
	for _, text := range dependence {
		net := parse(t, text)
		for _, stop := range []int{0, 1, 2, 5, 9} {
			left, whole := solver(t, net, 600), solver(t, net, 600)
			reached := func(s *fsp.Solver) { advance(t, s, 12); advance(t, s, 12.1) }
			advance(t, left, 0.3)
			for range stop {
				if done, err := left.Step(12); done || err != nil {
					t.Fatalf("%s: done %v, %v", text, done, err)
				}
			}
			state := left.State()
			reached(left)
			advance(t, whole, 0.3)
			reached(whole)
			again := solver(t, net, 600)
			advance(t, again, 0.01)                              // what it did before does not matter,
			if done, err := again.Step(12); done || err != nil { // nor what it was about to do
				t.Fatalf("%s: done %v, %v", text, done, err)
			}
			if err := again.Restore(state); err != nil {
				t.Fatal(err)
			}
			reached(again)
			for name, s := range map[string]*fsp.Solver{"looking at its state": left, "going on from it": again} {
				if !slices.Equal(s.Probability(), whole.Probability()) {
					t.Errorf("%s: after %d pieces %s changes the law", text, stop, name)
				}
			}
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	for _, text := range dependence {
		s := solver(t, parse(t, text), 60)
		advance(t, s, 1)
		before := s.State()
		for _, c := range []struct {
			spoil func(*fsp.State)
			want  string
		}{
			{func(f *fsp.State) { f.Probability = f.Probability[:59] }, "a law on 59 states is not one on 60"},
			{func(f *fsp.State) { f.Probability[3] = -0.5 }, "-0.5 is not a probability"},
			{func(f *fsp.State) { f.Probability[3] = math.NaN() }, "NaN is not a probability"},
			{func(f *fsp.State) { f.Time = math.Inf(1) }, "+Inf is not a time"},
			{func(f *fsp.State) { f.Step = -1 }, "-1 is not a time"},
		} {
			state := s.State()
			c.spoil(state)
			if err := s.Restore(state); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, want %q", text, err, c.want)
			}
			if s.Time() != before.Time || !slices.Equal(s.Probability(), before.Probability) {
				t.Fatal("a refused state left a trace")
			}
		}
	}
}

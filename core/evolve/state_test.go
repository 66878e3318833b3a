package evolve

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// resumable are settings whose optimisers remember different things, for a network
// whose limits grow on the way.
var resumable = []Settings{
	{Seed: 3, Samples: 60},
	{Seed: 3, Samples: 60, Head: van.HeadCategorical},
	{Seed: 3, Samples: 30, Method: PolicyGradient, Arch: van.ArchGRU, Width: 4, Updates: 20, Step: 0.01},
	{Seed: 3, Samples: 60, Method: NaturalGradient, Width: 4, Step: 0.002},
	{Seed: 3, Samples: 30, Method: NaturalGradient, Arch: van.ArchNADE, Width: 4, Step: 0.002, Head: van.HeadCategorical},
}

const growing = "species X = 1, Y\n0 -> X @ 20\nX -> X + Y @ 2\nX -> 0 @ 1\nY -> 0 @ 1"

// trace is what a run shows: parameters and means at every time.
func trace(s *Step) []float64 {
	return append(slices.Clone(s.Model.Params()), s.Observe(nil).Mean...)
}

// A run that stops after any time step and goes on from its State is the same run
// to the last bit, frames and all, also before, at and after a reset where it can be.
func TestResumedRunsAreTheSame(t *testing.T) {
	times := []float64{0, 0.05, 0.12}
	for _, set := range resumable {
		for name, text := range map[string]string{"": growing, " with a reset": growing + "\nat t = 0.07: Y = 5"} {
			if set.Arch != van.ArchMLP && text != growing {
				continue
			}
			t.Run(fmt.Sprint(set.Method, set.Arch, set.Head, name), func(t *testing.T) {
				resumesOn(t, generator(t, text, 6, 6), times, set)
			})
		}
	}
}

func resumesOn(t *testing.T, g *cme.Generator, times []float64, set Settings) {
	var whole [][]float64
	var states []*State
	for s, err := range Run(g, times, set) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Frame >= 0 {
			whole = append(whole, trace(s))
		}
		if s.Whole {
			states = append(states, s.State())
		}
	}
	last := states[len(states)-1]
	if last.Next != len(times) || slices.Equal(last.Levels, last.Scale) {
		t.Errorf("%d of %d times yielded, levels %v on the scale %v: nothing grew", last.Next, len(times), last.Levels, last.Scale)
	}
	for k, from := range states {
		if k%max(1, len(states)/6) != 0 && (from.LastStep > 0 || set.Method != Projected) {
			continue
		}
		again, err := cme.New(g.Network(), from.Levels)
		if err != nil {
			t.Fatal(err)
		}
		next, first := from.Next, true
		for s, err := range Resume(again, times, set, from) {
			if err != nil {
				t.Fatal(err)
			}
			if first && (s.Frame >= 0 || s.Time != from.Time) {
				t.Errorf("state %d: the first step is frame %d at %g", k, s.Frame, s.Time)
			}
			first = false
			if s.Frame < 0 {
				continue
			}
			if s.Frame != next || !slices.Equal(trace(s), whole[next]) {
				t.Fatalf("state %d of %d: frame %d differs", k, len(states), s.Frame)
			}
			next++
		}
		if next != len(times) {
			t.Errorf("state %d: ended at frame %d", k, next)
		}
	}
}

func TestStatesOfOtherRuns(t *testing.T) {
	g := generator(t, growing, 8, 8)
	var state *State
	for s, err := range Run(g, []float64{0.01}, resumable[0]) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Whole {
			state = s.State()
			break
		}
	}
	for name, change := range map[string]func(*State){
		"fewer parameters": func(s *State) { s.Params = s.Params[1:] },
		"no memory":        func(s *State) { s.Memory = nil },
		"numbers":          func(s *State) { s.Scalar = s.Scalar[1:] },
		"points":           func(s *State) { s.Points = nil },
	} {
		bad := *state
		change(&bad)
		for _, err := range Resume(g, []float64{0.01}, resumable[0], &bad) {
			var settings *SettingsError
			if !errors.As(err, &settings) {
				t.Errorf("%s: %v", name, err)
			}
			break
		}
	}
}

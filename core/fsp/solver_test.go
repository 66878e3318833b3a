package fsp_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/fsp"
	"vanscape/core/internal/check"
)

// The law at a time does not depend on where one stopped on the way.
func TestStepsDoNotMatter(t *testing.T) {
	for _, text := range []string{
		"species X = 9\n0 <-> X @ 12, 0.7",
		"species X = 9\n0 <-> X @ 12 + sin(t), 0.7",
	} {
		net := parse(t, text)
		direct := solver(t, net, 60)
		advance(t, direct, 5)

		stops := solver(t, net, 60)
		for _, at := range []float64{0.1, 0.1, 2, 4.9} {
			advance(t, stops, at)
		}
		advance(t, stops, 5.5)
		advance(t, direct, 5.5)
		check.CloseSlice(t, text, stops.Probability(), direct.Probability(), 1e-9)
	}
}

// A target nearer than the chunk under way drops it.
func TestANearerTargetDropsTheStepUnderWay(t *testing.T) {
	net := model(t, "toggle-switch")
	s := solver(t, net, 2, 2, 2, 2, 80, 80)
	if done, err := s.Step(1); done || err != nil {
		t.Fatalf("one step reached t = 1: %v, %v", done, err)
	}
	advance(t, s, 0.02)
	if s.Time() != 0.02 {
		t.Fatalf("time %v", s.Time())
	}
	direct := solver(t, net, 2, 2, 2, 2, 80, 80)
	advance(t, direct, 0.02)
	if !slices.Equal(s.Probability(), direct.Probability()) {
		t.Error("the step that was dropped left a trace")
	}
}

// A Step of a small space is short: it returns long before a far target.
func TestStepIsBounded(t *testing.T) {
	s := solver(t, model(t, "toggle-switch"), 2, 2, 2, 2, 80, 80)
	calls := 0
	for done := false; !done; calls++ {
		var err error
		if done, err = s.Step(0.1); err != nil {
			t.Fatal(err)
		}
	}
	if calls < 5 {
		t.Errorf("t = 0.1 took %d steps only", calls)
	}
}

func TestErrors(t *testing.T) {
	net := parse(t, "species X = 3\n0 <-> X @ 1, 1")
	g, err := cme.New(net, []int{30})
	if err != nil {
		t.Fatal(err)
	}
	var tooMany *cme.SpaceError
	if _, err := fsp.New(g, 29); !errors.As(err, &tooMany) {
		t.Errorf("30 states where 29 may be: %v", err)
	}
	s := solver(t, net, 30)
	advance(t, s, 1)
	for _, at := range []float64{0.5, math.NaN(), math.Inf(1)} {
		if err := s.AdvanceUntil(at); err == nil {
			t.Errorf("went from 1 to %v", at)
		}
	}
	var bad *cme.RateError
	late := solver(t, parse(t, "species X = 3\n0 -> X ; 2 - t\nX -> 0 @ 1"), 30)
	if err := late.AdvanceUntil(3); !errors.As(err, &bad) {
		t.Errorf("a law that becomes negative: %v", err)
	}
}

// Without any propensity time passes and nothing else does.
func TestAbsorbed(t *testing.T) {
	for _, text := range []string{
		"species X = 3\n5 X -> 0 @ 1",
		"species X = 3\n5 X -> 0 @ t",
	} {
		s := solver(t, parse(t, text), 8)
		advance(t, s, 1e6)
		check.CloseSlice(t, text, marginal(s, 0), []float64{0, 0, 0, 1}, 0)
		if s.Leak() != 0 || s.Time() != 1e6 {
			t.Errorf("leak %v at t = %v", s.Leak(), s.Time())
		}
	}
}

func TestStepDoesNotAllocate(t *testing.T) {
	for _, text := range []string{
		"species X = 9\n0 <-> X @ 12, 0.7",
		"species X = 9\n0 <-> X @ 12 + sin(t), 0.7",
	} {
		s := solver(t, parse(t, text), 60)
		at := 1.0
		advance(t, s, at)
		if a := testing.AllocsPerRun(20, func() { at += 0.5; _ = s.AdvanceUntil(at) }); a > 2 {
			t.Errorf("%s: %v allocations", text, a)
		}
	}
}

func BenchmarkToggleSwitch(b *testing.B) {
	net := model(b, "toggle-switch")
	for b.Loop() {
		s := solver(b, net, 2, 2, 2, 2, 80, 80)
		advance(b, s, 1)
	}
}

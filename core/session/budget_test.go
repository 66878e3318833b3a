package session

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vanscape/core/protocol"
)

// What a budget leaves to choose is the tolerance, and the run is that of a Start which names it.
func TestBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	timed := func(start protocol.Start) collected {
		now := time.Duration(0)
		return ranBy(func() time.Duration { now += time.Millisecond; return now }, start, newSource, &staff{hire: hireHere})
	}
	start := protocol.Start{Text: geneLast, Times: []float64{0.5, 1}, Seed: 1, Exact: true}
	last := 1.0
	for _, test := range []struct {
		budget      float64
		least, most float64
		note        string
	}{
		{budget: 0.01, least: 0.1, most: 0.1, note: "is the coarsest, and may not keep to the time budget of 0.01 s"},
		{budget: 3, least: 0.01, most: 0.09, note: "was chosen to keep to the time budget of 3 s"},
		{budget: 30, least: 0.002, most: 0.02, note: "was chosen to keep"},
		{budget: 1e5, least: 0.002, most: 0.002, note: "The tolerance 0.002 was chosen to keep to the time budget of 100000 s."},
	} {
		s := start
		s.Budget = test.budget
		c := timed(s)
		if c.failed != nil {
			t.Fatalf("%g s: %s", test.budget, c.failed.Message)
		}
		got := c.started.Tolerance
		if !(got >= test.least && got <= test.most && got < last) {
			t.Errorf("%g s: tolerance %g", test.budget, got)
		}
		last = got
		if !slices.ContainsFunc(c.started.Notes, func(n string) bool { return strings.Contains(n, test.note) }) {
			t.Errorf("%g s: notes %q", test.budget, c.started.Notes)
		}
		s.Budget, s.Tolerance = 0, got
		if named := timed(s); named.frames[1].JointHellinger != c.frames[1].JointHellinger || named.started.Tolerance != 0 {
			t.Errorf("%g s: not the run with that tolerance", test.budget)
		}
	}

	// Where nothing is left to choose, a budget changes nothing.
	for name, change := range map[string]func(*protocol.Start){
		"tolerance": func(s *protocol.Start) { s.Tolerance = 0.03 },
		"method":    func(s *protocol.Start) { s.VAN.Method, s.Samples, s.Step = "natural-gradient", 40, 0.2 },
		"fsp":       func(s *protocol.Start) { s.Solver = protocol.FSP },
	} {
		s := start
		change(&s)
		plain := timed(s)
		s.Budget = 5
		c := timed(s)
		if c.failed != nil || c.started.Tolerance != 0 || c.frames[1].Law.Mean[0] != plain.frames[1].Law.Mean[0] {
			t.Errorf("%s: %+v, failed %+v", name, c.started, c.failed)
		}
	}

	// A pilot that fails leaves the word to the run itself.
	s := start
	s.Text, s.Times, s.Limits, s.Budget = "species A, X = 1\nX -> 2 X @ 1\nX -> X + A @ 0.01", []float64{6}, map[string]int{"X": 50, "A": 50}, 1e4
	if c := timed(s); c.failed == nil || !strings.HasPrefix(c.failed.Message, "probability reached the count limit of ") {
		t.Errorf("failed: %+v", c.failed)
	}
	s.Budget = -1
	if c := timed(s); c.failed == nil || c.failed.Message != "the time budget must be from 0 to 1000000 seconds, not -1" {
		t.Errorf("failed: %+v", c.failed)
	}
}

// A run with half the time for its exact law, or a coarser network beside, has the less for itself.
func TestBudgetIsShared(t *testing.T) {
	alone := protocol.Start{Text: geneLast, Times: []float64{0.5}, Seed: 1, Estimate: protocol.EstimateNever}
	j := job{start: alone, now: func() time.Duration { return 0 }}
	if got := j.spare(10 * time.Second); got != 8*time.Second {
		t.Errorf("alone: %v", got)
	}
	j.start.Estimate = protocol.EstimateAuto
	if got := j.spare(10 * time.Second); got != 5600*time.Millisecond {
		t.Errorf("with a coarser network: %v", got)
	}
	task, err := newTask(alone, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if j.exact, err = newExactLaw(task); err != nil {
		t.Fatal(err)
	}
	if got := j.spare(10 * time.Second); got != 4*time.Second {
		t.Errorf("with an exact law: %v", got)
	}
}

package session

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"vanscape/core/protocol"
)

// kept runs a job and gives every Checkpoint that it sends at every pause, and the
// frames before it.
type kept struct {
	checkpoint protocol.Checkpoint
	frames     []protocol.Frame
}

// saves runs a job that saves whenever it may, until it has enough. It fails when
// the job does.
func saves(t *testing.T, start protocol.Start, enough func([]kept) bool) (all []kept, c collected) {
	t.Helper()
	start.SaveEvery = 1e-9
	var clock time.Duration
	now := func() time.Duration { clock += time.Millisecond; return clock }
	stop := func() error {
		if enough(all) {
			return ErrStop
		}
		return nil
	}
	Run(start, now, stop, func(m protocol.Message) error {
		b := protocol.Encode(m)
		m, err := protocol.Decode(b) // as a file would give it back
		if err != nil {
			t.Fatal(err)
		}
		switch m := m.(type) {
		case protocol.Started:
			c.started = m
		case protocol.Frame:
			c.frames = append(c.frames, m)
		case protocol.Checkpoint:
			all = append(all, kept{m, c.frames[:len(c.frames):len(c.frames)]})
		case protocol.Done:
			c.done = &m
		case protocol.Failed:
			t.Fatal(m.Message)
		}
		return nil
	})
	return all, c
}

func never([]kept) bool { return false }

// keeping are jobs of every kind of solver, small enough to be resumed many times.
func keeping() map[string]protocol.Start {
	jobs := allKeeping()
	if testing.Short() {
		for name := range jobs {
			if !slices.Contains([]string{"van", "natural gradient", "fsp, rates in time", "ssa, trajectories", "fsp", "ssa"}, name) {
				delete(jobs, name)
			}
		}
	}
	return jobs
}

func allKeeping() map[string]protocol.Start {
	const timed = "species X = 3, Y\n0 -> X ; 4 + 3*sin(t)\nX -> Y @ 1\nY -> 0 @ 0.5"
	const reset = "\nat t = 0.75: Y = 6"
	const constant = "species X = 3, Y\n0 -> X @ 4\nX -> Y @ 1\nY -> 0 @ 0.5"
	small := protocol.Start{Text: constant, Times: []float64{0, 0.5, 1}, Seed: 3, Exact: true, Limits: map[string]int{"X": 24, "Y": 32}}
	const wide = "species X, Y, Z\ninit X ~ poisson(9)\ninit Y ~ poisson(9)\ninit Z ~ poisson(9)\nX -> 0 @ 1\nY -> 0 @ 1\nX + Y -> Z @ 0.1\nZ -> 0 @ 1"
	with := func(change func(*protocol.Start)) protocol.Start {
		s := small
		change(&s)
		return s
	}
	return map[string]protocol.Start{
		"van": small,
		// So many states that the exact law takes some pieces, or that what a frame tells is sampled.
		"van, many states": with(func(s *protocol.Start) {
			s.Text, s.Times, s.Limits = wide, []float64{0.05, 0.1}, map[string]int{"X": 29, "Y": 29, "Z": 29}
		}),
		"van, more states": with(func(s *protocol.Start) {
			s.Text, s.Times, s.Exact = "species W\ninit W ~ poisson(9)\nW -> 0 @ 1\n"+wide, []float64{0.05, 0.1}, false
			s.Limits = map[string]int{"W": 29, "X": 29, "Y": 29, "Z": 29}
		}),
		"van, closed form": with(func(s *protocol.Start) {
			s.Text, s.Limits = "0 -> A @ 20\nA -> B @ 1\nB -> C @ 1\nC -> 0 @ 1", map[string]int{"A": 60, "B": 60, "C": 60}
			s.Times, s.Samples, s.Width = []float64{0.05, 0.1}, 40, 2
		}),
		"van, a reset":               with(func(s *protocol.Start) { s.Text = constant + reset }),
		"van, no exact law, a reset": with(func(s *protocol.Start) { s.Exact, s.Text, s.Times = false, constant+reset, []float64{0.7, 1} }),
		"fsp, a reset":               with(func(s *protocol.Start) { s.Solver, s.Text, s.Times = protocol.FSP, constant+reset, []float64{0.7, 80} }),
		"ssa, a reset":               with(func(s *protocol.Start) { s.Solver, s.Text, s.Samples = protocol.SSA, constant+reset, 20_000 }),
		"van, rates in time":         with(func(s *protocol.Start) { s.Text = timed }),
		"van, no exact law":          with(func(s *protocol.Start) { s.Exact = false; s.Times = []float64{0.7, 1} }),
		"van, with a budget":         with(func(s *protocol.Start) { s.Budget = 1e-9 }),
		"policy gradient": with(func(s *protocol.Start) {
			s.VAN = protocol.Network{Method: "policy-gradient", Arch: "gru", Updates: 5}
			s.Samples, s.Width, s.Step = 40, 8, 0.1
		}),
		"natural gradient": with(func(s *protocol.Start) {
			s.VAN = protocol.Network{Method: "natural-gradient", Arch: "nade"}
			s.Samples, s.Width, s.Step = 40, 8, 0.1
		}),
		"steady state": with(func(s *protocol.Start) {
			s.VAN = protocol.Network{Method: "policy-gradient", Updates: 5, Loss: "steady"}
			s.Samples, s.Step = 40, 0.1
		}),
		"fsp":                with(func(s *protocol.Start) { s.Solver = protocol.FSP; s.Times = []float64{0, 80, 200} }),
		"fsp, rates in time": with(func(s *protocol.Start) { s.Solver, s.Text, s.Times = protocol.FSP, timed, []float64{0, 8, 20} }),
		"ssa":                with(func(s *protocol.Start) { s.Solver, s.Samples = protocol.SSA, 20_000 }),
		"ssa, trajectories":  with(func(s *protocol.Start) { s.Solver, s.Samples, s.Trajectories = protocol.SSA, 20_000, 3 }),
		"ssa, many states": with(func(s *protocol.Start) {
			s.Solver, s.Samples, s.Trajectories = protocol.SSA, 2000, 3
			s.Text, s.Times, s.Limits = wide, []float64{0.05, 0.1}, map[string]int{"X": 29, "Y": 29, "Z": 29}
		}),
		"ssa, rates in time": with(func(s *protocol.Start) { s.Solver, s.Text, s.Samples = protocol.SSA, timed, 5000 }),
	}
}

// TestResumeIsTheSameRun resumes jobs from every Checkpoint that they make and finds
// the frames of the run that was never stopped, to the last bit.
func TestResumeIsTheSameRun(t *testing.T) {
	for name, start := range keeping() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			whole := finished(t, start, newSource)
			all, again := saves(t, start, never)
			again.done.WallSeconds, again.done.SolverSeconds, again.done.ExactSeconds = whole.done.WallSeconds, whole.done.SolverSeconds, whole.done.ExactSeconds
			if !reflect.DeepEqual(again.done, whole.done) || !reflect.DeepEqual(again.frames, whole.frames) || !reflect.DeepEqual(again.started, whole.started) {
				t.Fatal("making checkpoints changes the run")
			}
			if len(all) < 5 {
				t.Fatalf("only %d checkpoints", len(all))
			}
			for i := 0; i < len(all); i += max(1, len(all)/6) {
				resumed(t, start, all[i], whole)
			}
			resumed(t, start, all[len(all)-1], whole)
		})
	}
}

// resumed goes on from what was kept and compares with the whole run.
func resumed(t *testing.T, start protocol.Start, k kept, whole collected) {
	t.Helper()
	c := k.checkpoint
	at := fmt.Sprintf("from t = %g before frame %d", c.Time, c.Next)
	if len(k.frames) != c.Next {
		t.Fatalf("%s: %d frames were sent", at, len(k.frames))
	}
	start.From = &c
	rest := ran(start, newSource)
	if rest.failed != nil {
		t.Fatalf("%s: %s", at, rest.failed.Message)
	}
	// Parameters and states may have become more since.
	rest.started.Parameters, rest.started.ExactStates = whole.started.Parameters, whole.started.ExactStates
	if !reflect.DeepEqual(rest.started, whole.started) {
		t.Errorf("%s: started %+v, want %+v", at, rest.started, whole.started)
	}
	if got := append(k.frames, rest.frames...); !reflect.DeepEqual(got, whole.frames) {
		t.Errorf("%s: the frames differ", at)
	}
	if rest.done == nil || rest.done.WallSeconds < c.Seconds || rest.done.SolverSeconds < c.Solver || rest.done.ExactSeconds < c.Exact || rest.done.Change != whole.done.Change || rest.done.Note != whole.done.Note {
		t.Errorf("%s: done %+v after %g s before, want %+v", at, rest.done, c.Seconds, whole.done)
	}
}

// A run until its law is steady looks back to the same frames when it is resumed.
func TestResumeUntilSteady(t *testing.T) {
	start := keeping()["fsp"]
	start.Steady, start.Times = 0.1, []float64{0, 0.2, 0.5, 1, 2, 4, 8, 16}
	all, whole := saves(t, start, never)
	if n := len(whole.frames); n < 4 || n == len(start.Times) || len(all[len(all)-1].frames) != n {
		t.Fatalf("steady after %d frames, the last checkpoint after %d", n, len(all[len(all)-1].frames))
	}
	for _, k := range all {
		resumed(t, start, k, whole)
	}
}

// A run that is stopped, resumed and stopped again is still the same.
func TestResumeOfAResumedRun(t *testing.T) {
	for name, start := range keeping() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			whole := finished(t, start, newSource)
			stopped := start
			var frames []protocol.Frame
			for jobs := 0; ; jobs++ {
				all, c := saves(t, stopped, func(all []kept) bool { return len(all) > 2 && all[len(all)-1].checkpoint.Time > all[0].checkpoint.Time })
				if jobs > 1000 {
					t.Fatalf("the job does not move on from t = %g", all[0].checkpoint.Time)
				}
				frames = append(frames, c.frames...)
				last := all[len(all)-1].checkpoint
				if stopped.From = &last; !c.done.Stopped {
					break
				}
			}
			if !reflect.DeepEqual(frames, whole.frames) {
				t.Error("the frames differ")
			}
		})
	}
}

// New times may follow: the job goes on to them as one that stopped at the old ones.
func TestResumeToLaterTimes(t *testing.T) {
	for name, start := range keeping() {
		all, _ := saves(t, start, never)
		last := all[len(all)-1].checkpoint
		if last.Next != len(start.Times) {
			t.Fatalf("%s: the last checkpoint is before frame %d", name, last.Next)
		}
		start.From = &last
		start.Times = append(start.Times[:len(start.Times):len(start.Times)], 2*start.Times[len(start.Times)-1])
		c := ran(start, newSource)
		if c.failed != nil || len(c.frames) != 1 || c.frames[0].Index != len(start.Times)-1 {
			t.Errorf("%s: %d frames, %+v", name, len(c.frames), c.failed)
			continue
		}
		if f := c.frames[0]; f.Exact != nil && start.VAN.Method == "" && start.Solver != protocol.SSA && f.JointHellinger > 0.15 {
			t.Errorf("%s: the distance at the later time is %g", name, f.JointHellinger)
		}
	}
}

func TestResumeRefuses(t *testing.T) {
	start := keeping()["ssa"]
	all, _ := saves(t, start, never)
	whole := all[len(all)/2].checkpoint
	if whole.SSA.Done == 0 || whole.Next == 0 {
		t.Fatalf("the checkpoint is at frame %d with %d trajectories done: choose another", whole.Next, whole.SSA.Done)
	}
	for _, c := range []struct {
		spoil func(*protocol.Start, *protocol.Checkpoint)
		want  string
	}{
		{func(s *protocol.Start, _ *protocol.Checkpoint) { s.Seed++ }, "the checkpoint is of another model or of other settings"},
		{func(s *protocol.Start, _ *protocol.Checkpoint) { s.Text += "# another" }, "the checkpoint is of another model or of other settings"},
		{func(s *protocol.Start, _ *protocol.Checkpoint) { s.Times = []float64{0, 0.6, 1} }, "the checkpoint is of a run at other times: go on with those, up to 1, and let new ones follow"},
		{func(s *protocol.Start, _ *protocol.Checkpoint) { s.Times = s.Times[:2] }, "the checkpoint is of a run at other times"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Times = nil }, "the checkpoint is of a run at other times"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Next = 9 }, "the checkpoint does not fit its run: it counts 9 frames"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Seconds = -1 }, "the checkpoint does not fit its run: it counts"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Tolerance = math.NaN() }, "the checkpoint does not fit its run: it has the tolerance NaN"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Tolerance = 0.5 }, "the checkpoint does not fit its run: it has the tolerance 0.5"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Next = 0 }, "the checkpoint does not fit its run: its solver stands at t"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.SSA = nil }, "the checkpoint does not fit its run: its solver stands at t = -1"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.SSA.Goal = 7 }, "the checkpoint does not fit its run: its simulations are on the way to t = 7"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.SSA.Counts = nil }, "the checkpoint does not fit its run: 0 counts"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.FSP = nil }, "the checkpoint does not fit its run: it has no exact law"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.FSP.Time = 77 }, "the checkpoint does not fit its run: its solver stands at t = 77"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.FSP.Probability[0] = 7 }, "the checkpoint does not fit its run: 7 is not a probability"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Limits["X"]++ }, "the checkpoint does not fit its run: it has 25 levels of a species that began with 26"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Limits["X"] = 0 }, "the count limit of X must be from 1"},
		{func(_ *protocol.Start, c *protocol.Checkpoint) { c.Limits = map[string]int{"Z": 3} }, `there is no species "Z"`},
		{func(s *protocol.Start, _ *protocol.Checkpoint) { s.SaveEvery = -1 }, "the time between checkpoints must be from 0 to 1000000 seconds, not -1"},
	} {
		m, err := protocol.Decode(protocol.Encode(whole)) // a deep copy
		if err != nil {
			t.Fatal(err)
		}
		copied := m.(protocol.Checkpoint)
		s := start
		c.spoil(&s, &copied)
		s.From = &copied
		got := ran(s, newSource)
		if got.failed == nil || !got.failed.BadInput || !strings.HasPrefix(got.failed.Message, c.want) || len(got.frames) > 0 {
			t.Errorf("got %+v after %d frames, want %q", got.failed, len(got.frames), c.want)
		}
	}
}

// A job that is not asked to makes no checkpoints, and one that is makes them as
// often as it is asked, and one when it ends.
func TestCheckpointsAreAsOftenAsAsked(t *testing.T) {
	for every, want := range map[float64]int{0: 0, 10: 1, 0.25: 4} {
		var clock time.Duration
		now := func() time.Duration { return clock }
		goOn := func() error { clock += 10 * time.Millisecond; return nil }
		got, done := 0, false
		start := fakeStart(1, 5)
		start.SaveEvery = every
		run(start, now, unkept(goOn), func(m protocol.Message) error {
			switch m := m.(type) {
			case protocol.Checkpoint:
				got++
				if m.Job != 1 || done {
					t.Errorf("job %d, done %v", m.Job, done)
				}
			case protocol.Done:
				done = true
			}
			return nil
		}, (&fakeSource{pieces: 20}).build, new(archive), nil)
		if got != want {
			t.Errorf("every %g s: %d checkpoints in %v, want %d", every, got, clock, want)
		}
	}
}

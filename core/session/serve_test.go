package session

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"vanscape/core/protocol"
)

func TestServeRunsJobsOneAfterTheOther(t *testing.T) {
	src := &fakeSource{pieces: 2}
	p := open(t, src.build)
	for job := 1; job <= 2; job++ {
		p.say(fakeStart(job, 3))
		started := want[protocol.Started](p)
		if started.Job != job || started.Species[0] != "X" || started.Limits[0] != 5 || started.Parameters != 7 || started.Samples != 11 {
			t.Errorf("job %d: got %+v", job, started)
		}
		for i := range 3 {
			if f := want[protocol.Frame](p); f.Job != job || f.Index != i || f.Time != float64(i) {
				t.Errorf("frame %d: got job %d, index %d, time %g", i, f.Job, f.Index, f.Time)
			}
		}
		if d := want[protocol.Done](p); d.Job != job || d.Stopped {
			t.Errorf("got %+v", d)
		}
		if !src.closed.Swap(false) {
			t.Error("the source was not closed")
		}
	}
}

func TestServeSendsFramesOnCreditOnly(t *testing.T) {
	p := open(t, (&fakeSource{pieces: 1}).build)
	p.say(fakeStart(1, 3*protocol.Credit))
	want[protocol.Started](p)
	for range protocol.Credit {
		want[protocol.Frame](p)
	}
	p.quiet()
	p.say(protocol.Ack{Job: 7, Frames: 1}) // of another job
	p.quiet()
	p.say(protocol.Ack{Job: 1, Frames: 1})
	want[protocol.Frame](p)
	p.quiet()
	p.say(protocol.Ack{Job: 1, Frames: 1000}) // no more than there were
	for range protocol.Credit {
		want[protocol.Frame](p)
	}
	p.quiet()
	p.say(protocol.Stop{})
	if d := want[protocol.Done](p); !d.Stopped {
		t.Errorf("stopped while waiting for credit: got %+v", d)
	}
}

func TestServePauseResumeStop(t *testing.T) {
	src := &fakeSource{}
	p := open(t, src.build)
	start := fakeStart(1, 2)
	start.SaveEvery = 1e6
	p.say(start)
	want[protocol.Started](p)
	p.say(protocol.Pause{})
	if c := want[protocol.Checkpoint](p); c.Job != 1 {
		t.Errorf("kept before the pause: %+v", c)
	}
	settled := func() int64 { // waits until the pause is heard
		for last := int64(-1); ; time.Sleep(silence) {
			if n := src.work.Load(); n == last {
				return n
			} else {
				last = n
			}
		}
	}
	before := settled()
	p.say(protocol.Resume{})
	for end := time.Now().Add(patience); src.work.Load() == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the job does not go on after Resume")
		}
	}
	p.say(protocol.Pause{})
	want[protocol.Checkpoint](p)
	settled()
	asked := time.Now()
	p.say(protocol.Stop{})
	want[protocol.Checkpoint](p)
	done := want[protocol.Done](p)
	if took := time.Since(asked); took > 100*time.Millisecond {
		t.Errorf("Stop was obeyed after %v", took)
	}
	if !done.Stopped || done.WallSeconds > 0.7*time.Since(asked).Seconds()+0.5 {
		t.Errorf("got %+v", done)
	}
	if !src.closed.Load() {
		t.Error("the source was not closed")
	}
	p.quiet()
}

func TestServeReplacesTheRunningJob(t *testing.T) {
	p := open(t, (&fakeSource{}).build)
	p.say(fakeStart(1, 2))
	want[protocol.Started](p)
	p.say(fakeStart(2, 2))
	if s := want[protocol.Started](p); s.Job != 2 {
		t.Errorf("got %+v", s)
	}
	p.say(protocol.Pause{})
	p.say(fakeStart(3, 2)) // also while paused, and the pause does not outlive its job
	if s := want[protocol.Started](p); s.Job != 3 {
		t.Errorf("got %+v", s)
	}
	p.say(protocol.Stop{})
	if d := want[protocol.Done](p); d.Job != 3 || !d.Stopped {
		t.Errorf("got %+v", d)
	}
}

func TestServeSurvivesFailures(t *testing.T) {
	src := &fakeSource{pieces: 1}
	p := open(t, src.build)

	p.to <- []byte("noise, noise, noise")
	if f := want[protocol.Failed](p); !strings.Contains(f.Message, "not a message") {
		t.Errorf("got %+v", f)
	}

	src.fails = func(frame int) error {
		if frame == 1 {
			var none []int
			_ = none[frame]
		}
		return nil
	}
	p.say(fakeStart(1, 3))
	want[protocol.Started](p)
	want[protocol.Frame](p)
	if f := want[protocol.Failed](p); f.Job != 1 || f.BadInput || !strings.Contains(f.Message, "fault in vanscape itself") || strings.Contains(f.Message, "\n") {
		t.Errorf("a panic: got %+v", f)
	}

	src.fails = func(int) error { return errors.New("it cannot be done") }
	p.say(fakeStart(2, 3))
	want[protocol.Started](p)
	if f := want[protocol.Failed](p); f.Job != 2 || f.BadInput || f.Message != "it cannot be done" {
		t.Errorf("an error: got %+v", f)
	}

	src.fails, src.mean = nil, math.NaN()
	p.say(fakeStart(4, 2))
	want[protocol.Started](p)
	if f := want[protocol.Failed](p); f.Job != 4 || f.BadInput || !strings.Contains(f.Message, "not finite") {
		t.Errorf("a NaN: got %+v", f)
	}

	src.mean = 0
	p.say(fakeStart(3, 2))
	want[protocol.Started](p)
	want[protocol.Frame](p)
	want[protocol.Frame](p)
	want[protocol.Done](p)
}

func TestProgressIsRareAndTells(t *testing.T) {
	src := &fakeSource{}
	p := open(t, src.build)
	begin := time.Now()
	p.say(fakeStart(1, 2))
	count := 0
	var last protocol.Progress
	for count < 4 {
		if m, ok := (<-p.from).(protocol.Progress); ok {
			count++
			last = m
		}
	}
	if took := time.Since(begin); took < 3*reportEvery {
		t.Errorf("4 reports within %v", took)
	}
	if last.Job != 1 || last.Phase != protocol.Solving || last.Horizon != 1 || last.Steps == 0 || last.StepSize != 0.5 || last.StepsPerSecond <= 0 || last.Elapsed <= 0 || last.Remaining != -1 {
		t.Errorf("got %+v", last)
	}
}

func TestPaceForetellsTheEnd(t *testing.T) {
	c := pace{start: time.Second}
	var p protocol.Progress
	for i := range 50 { // a fifth of a unit of model time per second, to 10
		now := time.Second + time.Duration(i)*200*time.Millisecond
		var due bool
		if p, due = c.report(protocol.Progress{Time: 0.04 * float64(i), Horizon: 10, Steps: 3 * i}, now); !due {
			t.Fatalf("report %d is not due", i)
		}
		if _, due := c.report(p, now+reportEvery/2); due {
			t.Fatalf("a report %v after report %d is due", reportEvery/2, i)
		}
	}
	if want := (10 - 0.04*49) / 0.2; p.Remaining < 0.99*want || p.Remaining > 1.01*want {
		t.Errorf("remaining %g s, want %g", p.Remaining, want)
	}
	if p.StepsPerSecond < 14.9 || p.StepsPerSecond > 15.1 {
		t.Errorf("%g steps per second, want 15", p.StepsPerSecond)
	}
}

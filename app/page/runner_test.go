package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vanscape/core/protocol"
)

// fakeHost is a Host whose clock the test turns and whose workers the test plays.
type fakeHost struct {
	now     time.Duration
	alarms  []alarm
	workers []*fakeWorker
}

type alarm struct {
	at time.Duration
	fn func()
}

type fakeWorker struct {
	message func([]byte)
	failed  func(string)
	posted  []protocol.Message
	ended   bool
}

func (h *fakeHost) NewWorker(message func([]byte), failed func(string)) Worker {
	w := &fakeWorker{message: message, failed: failed}
	h.workers = append(h.workers, w)
	return w
}

func (h *fakeHost) Workers() int { return 3 }

func (h *fakeHost) After(d time.Duration, fn func()) {
	h.alarms = append(h.alarms, alarm{h.now + d, fn})
}

// pass lets time go by.
func (h *fakeHost) pass(d time.Duration) {
	end := h.now + d
	for {
		i := -1
		for k, a := range h.alarms {
			if a.at <= end && (i < 0 || a.at < h.alarms[i].at) {
				i = k
			}
		}
		if i < 0 {
			h.now = end
			return
		}
		a := h.alarms[i]
		h.alarms = slices.Delete(h.alarms, i, i+1)
		h.now = a.at
		a.fn()
	}
}

func (h *fakeHost) worker() *fakeWorker { return h.workers[len(h.workers)-1] }

func (w *fakeWorker) Post(b []byte) {
	m, err := protocol.Decode(b)
	if err != nil {
		panic(err)
	}
	w.posted = append(w.posted, m)
}

func (w *fakeWorker) Terminate() { w.ended = true }

func (w *fakeWorker) say(m protocol.Message) { w.message(protocol.Encode(m)) }

func (w *fakeWorker) last() protocol.Message {
	if len(w.posted) == 0 {
		return nil
	}
	return w.posted[len(w.posted)-1]
}

func frame(job, index int) protocol.Frame {
	return protocol.Frame{Job: job, Index: index, Time: float64(index), Law: protocol.Law{
		Mean: []float64{float64(index)}, Var: []float64{1}, Cov: []float64{1}, Marginals: [][]float64{{0.5, 0.5}},
		Joints: []protocol.Joint{{Rows: 2, Cols: 2, P: make([]float32, 4)}},
	}}
}

func started(job int) protocol.Started {
	return protocol.Started{Job: job, Species: []string{"X"}, Limits: []int{1}}
}

// running returns a runner whose first job runs and has shown a frame.
func running(t *testing.T) (*fakeHost, *Runner) {
	t.Helper()
	h := &fakeHost{}
	r := NewRunner(h, func() {}, func(*Result) {})
	h.worker().say(protocol.Ready{})
	r.Start(protocol.Start{Text: "X", Times: []float64{0, 1, 2}})
	h.worker().say(started(1))
	h.worker().say(frame(1, 0))
	if r.Status != Running || r.Result == nil {
		t.Fatalf("status %v, result %v", r.Status, r.Result)
	}
	return h, r
}

func TestRunnerWaitsForReady(t *testing.T) {
	h := &fakeHost{}
	r := NewRunner(h, func() {}, func(*Result) {})
	r.Start(protocol.Start{Text: "a model"})
	if r.Status != Loading || len(h.worker().posted) != 0 {
		t.Fatalf("before Ready: status %v, posted %v", r.Status, h.worker().posted)
	}
	h.worker().say(protocol.Ready{})
	if s, ok := h.worker().last().(protocol.Start); !ok || s.Text != "a model" || s.Job != 1 || r.Status != Starting {
		t.Errorf("after Ready: status %v, posted %v", r.Status, h.worker().posted)
	}
}

func TestRunnerAcknowledgesFrames(t *testing.T) {
	h, r := running(t)
	h.worker().say(frame(1, 1))
	if a, ok := h.worker().last().(protocol.Ack); !ok || a != (protocol.Ack{Job: 1, Frames: 1}) {
		t.Errorf("posted %v", h.worker().last())
	}
	h.worker().say(protocol.Done{Job: 1, WallSeconds: 2})
	if r.Status != Finished || r.Result.Last() != 1 {
		t.Errorf("status %v, %d frames", r.Status, len(r.Result.Frames))
	}
}

// The picture of the old job stays until the new one has a frame, and what the old job still says is not mixed in.
func TestRunnerKeepsOldResultUntilNewFrame(t *testing.T) {
	h, r := running(t)
	old := r.Result
	r.Start(protocol.Start{Text: "another", Times: []float64{0, 5}})
	h.worker().say(frame(1, 1))
	h.worker().say(protocol.Done{Job: 1})
	h.worker().say(started(2))
	h.worker().say(frame(1, 1))
	if r.Result != old || len(old.Frames) != 1 || r.Status != Running {
		t.Fatalf("result %p (old %p) with %d frames, status %v", r.Result, old, len(old.Frames), r.Status)
	}
	h.worker().say(frame(2, 0))
	if r.Result == old || r.Result.Start.Text != "another" || len(r.Result.Frames) != 1 {
		t.Errorf("after the new frame: %+v", r.Result)
	}
}

func TestRunnerPauses(t *testing.T) {
	h, r := running(t)
	r.Pause()
	if _, ok := h.worker().last().(protocol.Pause); !ok || r.Status != Paused {
		t.Fatalf("status %v, posted %v", r.Status, h.worker().last())
	}
	h.pass(time.Hour)
	if r.Status != Paused || h.worker().ended {
		t.Fatalf("a paused worker may be silent; status %v", r.Status)
	}
	r.Resume()
	if _, ok := h.worker().last().(protocol.Resume); !ok || r.Status != Running {
		t.Errorf("status %v, posted %v", r.Status, h.worker().last())
	}
}

func TestRunnerStops(t *testing.T) {
	h, r := running(t)
	r.Stop()
	if _, ok := h.worker().last().(protocol.Stop); !ok {
		t.Fatalf("posted %v", h.worker().last())
	}
	h.worker().say(protocol.Done{Job: 1, Stopped: true})
	h.pass(time.Minute)
	if r.Status != Stopped || len(h.workers) != 1 {
		t.Errorf("status %v, %d workers", r.Status, len(h.workers))
	}
}

func TestRunnerTerminatesADeafWorker(t *testing.T) {
	h, r := running(t)
	r.Stop()
	h.pass(stopPatience)
	if r.Status != Stopped || h.workers[0].ended {
		t.Fatalf("status %v, ended %v: a slow worker keeps its laws", r.Status, h.workers[0].ended)
	}
	h.pass(deafPatience)
	if r.Status != Stopped || !h.workers[0].ended || len(h.workers) != 2 {
		t.Fatalf("status %v, ended %v, %d workers", r.Status, h.workers[0].ended, len(h.workers))
	}
	h.workers[0].say(frame(1, 1))
	if len(r.Result.Frames) != 1 {
		t.Error("a terminated worker was still heard")
	}
	h.worker().say(protocol.Ready{})
	r.Start(protocol.Start{})
	if s, ok := h.worker().last().(protocol.Start); !ok || s.Job != 2 {
		t.Errorf("the new worker got %v", h.worker().last())
	}
}

func TestRunnerNoticesABrokenWorker(t *testing.T) {
	h, r := running(t)
	h.worker().failed("out of memory")
	if r.Status != Failed || !strings.Contains(r.Error.Message, "out of memory") || r.Result == nil {
		t.Fatalf("status %v, error %q, result %v", r.Status, r.Error.Message, r.Result)
	}
	r.Start(protocol.Start{})
	if len(h.workers) != 2 || r.Status != Loading {
		t.Errorf("%d workers, status %v", len(h.workers), r.Status)
	}
	h.worker().say(protocol.Ready{})
	h.worker().say(started(2))
	if r.Status != Running {
		t.Errorf("status %v", r.Status)
	}
}

func TestRunnerNoticesSilence(t *testing.T) {
	h, r := running(t)
	for range 5 {
		h.pass((silentRunning - 1) * pulse)
		h.worker().say(protocol.Progress{Job: 1, Time: 1})
	}
	if r.Status != Running {
		t.Fatalf("status %v while it spoke", r.Status)
	}
	h.pass((silentRunning + 2) * pulse)
	if r.Status != Failed || !h.worker().ended || !strings.Contains(r.Error.Message, "silent") {
		t.Errorf("status %v, error %q", r.Status, r.Error.Message)
	}
}

func TestRunnerTellsFailure(t *testing.T) {
	h, r := running(t)
	h.worker().say(protocol.Failed{Job: 1, Message: "probability reached the count limit of X"})
	if r.Status != Failed || r.Error.Message == "" || h.worker().ended {
		t.Errorf("status %v, error %+v, ended %v", r.Status, r.Error, h.worker().ended)
	}
	h.worker().say(protocol.Failed{Message: "a fault of the worker itself"})
	if !h.worker().ended {
		t.Error("a worker that broke is kept")
	}
}

func TestRunnerHearsGarbage(t *testing.T) {
	h, r := running(t)
	h.worker().message([]byte("garbage"))
	if r.Status != Failed || !h.worker().ended {
		t.Errorf("status %v", r.Status)
	}
}

// A job that follows a stop at once is not lost on a worker that does not hear.
func TestRunnerStartsAfterADeafStop(t *testing.T) {
	h, r := running(t)
	deaf := h.worker()
	r.Stop()
	r.Start(protocol.Start{Text: "next", Times: []float64{1}})
	if r.Status != Starting {
		t.Fatalf("status %v", r.Status)
	}
	h.pass(deafPatience)
	if !deaf.ended || r.Status != Loading {
		t.Fatalf("ended %v, status %v", deaf.ended, r.Status)
	}
	h.worker().say(protocol.Ready{})
	if s, ok := h.worker().last().(protocol.Start); !ok || s.Text != "next" || r.Status != Starting {
		t.Errorf("posted %v, status %v", h.worker().last(), r.Status)
	}

	// A stop must not end the worker of the next job when it has spoken since.
	h, r = running(t)
	r.Stop()
	r.Start(protocol.Start{Text: "next", Times: []float64{1}})
	h.worker().say(protocol.Done{Job: 1, Stopped: true})
	if h.pass(deafPatience); h.worker().ended || r.Status != Starting {
		t.Errorf("ended %v, status %v", h.worker().ended, r.Status)
	}
}

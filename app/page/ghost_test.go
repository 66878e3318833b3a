package page

import (
	"math"
	"testing"
	"time"

	"vanscape/core/protocol"
)

// solve plays the worker of the last Start: frames up to a time.
func solve(h *fakeHost, upTo int) {
	job := h.worker().last().(protocol.Start).Job
	h.worker().say(started(job))
	for i := range upTo + 1 {
		h.worker().say(frame(job, i))
	}
}

// The result before stays as a ghost, through a slider that is dragged, until the species are others.
func TestGhost(t *testing.T) {
	h, l := newLab()
	text := func(k string) string { return "species X\nk = " + k + "\n0 -> X @ k\n" }
	l.Edit(text("1"))
	l.Run()
	solve(h, 8)
	first := l.Runner.Result
	if l.Runner.Ghost != nil {
		t.Fatal("a ghost of nothing")
	}
	l.Run()
	solve(h, 3)
	if l.Runner.Ghost != nil {
		t.Error("the same again is its own ghost")
	}
	l.Runner.Result = first

	for _, k := range []string{"2", "3", "4"} { // dragged: each is given up at once
		l.TypeParameter("k", fieldValue, k)
		h.pass(time.Second)
		h.worker().say(started(l.Runner.job))
		if l.Runner.Result == l.Runner.started {
			t.Error("a result without a frame is shown")
		}
		solve(h, 2)
		if l.Runner.Ghost != first || l.GhostName() != "k = 1" {
			t.Errorf("k = %s: ghost %v, %q", k, l.Runner.Ghost, l.GhostName())
		}
	}
	solved := l.Runner.Result
	h.worker().say(frame(l.Runner.job, 5))
	l.TypeParameter("k", fieldValue, "5")
	h.pass(time.Second)
	solve(h, 0)
	if l.Runner.Ghost != solved || l.GhostName() != "k = 4" {
		t.Errorf("ghost %v, %q", l.Runner.Ghost, l.GhostName())
	}
	if got := len(ghostColumns(l.ShownGhost(), []int{0})); got != 8*2*len(solved.Frames) {
		t.Errorf("%d bytes of %d frames", got, len(solved.Frames))
	}
	l.NoGhost = true
	if l.ShownGhost() != nil || ghostColumns(nil, nil) != nil {
		t.Error("a ghost that is switched off is shown")
	}

	l.Edit("species Y\n0 -> Y @ 1\n")
	l.Run()
	job := l.Runner.job
	s := started(job)
	s.Species = []string{"Y"}
	h.worker().say(s)
	h.worker().say(frame(job, 0))
	if l.Runner.Ghost != nil {
		t.Error("a ghost of other species")
	}
}

// The ghost is drawn at the time that is shown, which its own frames may lie elsewhere around.
func TestPositionAt(t *testing.T) {
	r := &Result{Run: protocol.Run{Start: protocol.Start{Times: []float64{0, 1, 5, 7}}}}
	for _, at := range []float64{0, 0.25, 1, 1.5, 2.75, 3} {
		if got := r.positionAt(r.TimeAt(at)); math.Abs(got-at) > 1e-12 {
			t.Errorf("position %g comes back as %g", at, got)
		}
	}
	if a, b := r.positionAt(-1), r.positionAt(9); a != 0 || b != 3 {
		t.Errorf("outside: %g, %g", a, b)
	}
}

package session

import (
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vanscape/core/protocol"
)

func zeroClock() time.Duration { return 0 }

// noHurry has nothing to say to a job. It lets goroutines run: WebAssembly has one thread.
func noHurry() error {
	runtime.Gosched()
	return nil
}

// Where there is room for ten laws, at least five are there, evenly spread, and the
// newest; the others are said to be gone.
func TestArchiveThinsOut(t *testing.T) {
	a := &archive{room: 80}
	if _, err := a.find(1, 0); err == nil {
		t.Error("an empty archive finds something")
	}
	start := fakeStart(7, 100)
	task, err := newTask(start, noHurry)
	if err != nil {
		t.Fatal(err)
	}
	a.begin(7)
	a.open(task)
	for i := range start.Times {
		a.keep(i, entry{law: &fakeLaw{}})
		var have []int
		for k := range i + 1 {
			if _, err := a.find(7, k); err == nil {
				have = append(have, k)
			}
		}
		if len(have) > 10 || len(have) < min(i+1, 6) || !slices.Contains(have, i) || !slices.Contains(have, 0) {
			t.Fatalf("after frame %d: %v", i, have)
		}
		for k := 2; k+1 < len(have); k++ {
			if have[k]-have[k-1] != have[1] {
				t.Fatalf("after frame %d: %v", i, have)
			}
		}
	}
	_, err = a.find(7, 3)
	if err == nil || !strings.Contains(err.Error(), "the law at t = 3 was let go") || !strings.Contains(err.Error(), "those of every 16th time") {
		t.Errorf("got %v", err)
	}
	a.room = 0
	a.keep(100, entry{law: &fakeLaw{}})
	if len(a.frames) != 1 || a.bytes != 8 {
		t.Errorf("%d laws of %d bytes are kept without room", len(a.frames), a.bytes)
	}
}

// Questions are heard while a job computes, in a pause, without credit, and after the
// end, and each has one answer.
func TestServeAnswersAtAnyTime(t *testing.T) {
	src := &fakeSource{pieces: 300} // at least 30 ms for each frame
	p := open(t, src.build)
	id := 0
	ask := func(q protocol.Query, want string) {
		t.Helper()
		id++
		q.ID = id
		p.say(q)
		begun := time.Now()
		for {
			m := p.next()
			a, ok := m.(protocol.Answer)
			if !ok {
				continue // frames on their way
			}
			if a.ID != id || a.Job != q.Job || a.Frame != q.Frame || !strings.HasPrefix(a.Failed, want) || (want == "") != (a.Failed == "") || want == "" && a.Value != 1 {
				t.Fatalf("asked %+v, got %+v, want %q", q, a, want)
			}
			break
		}
		if took := time.Since(begun); took > 2*time.Second { // a tenth of that on an idle machine
			t.Errorf("answered after %v", took)
		}
	}
	good := protocol.Query{Job: 1, Kind: protocol.AskText, Text: "P(X < 1)"}
	ask(good, "the laws of this run are gone")
	p.say(fakeStart(1, protocol.Credit+2))
	want[protocol.Started](p)
	want[protocol.Frame](p)
	before := src.work.Load()
	ask(good, "")
	if done := src.work.Load() - before; done > 250 {
		t.Errorf("answered after %d pieces of work", done)
	}
	late := good
	late.Frame = protocol.Credit + 1
	ask(late, "the law at t = 5 is not solved yet")
	ask(protocol.Query{Job: 1, Kind: protocol.AskText, Text: "P(X <"}, "a number, a name or a bracket is missing")
	ask(protocol.Query{Job: 1, Kind: protocol.AskText, Text: "H"}, "a fault in vanscape itself")
	p.say(protocol.Pause{})
	ask(good, "")
	p.say(protocol.Resume{})
	for range 100 { // it waits for credit, at last
		time.Sleep(silence)
		if src.work.Load() == 300*(protocol.Credit+1) {
			break
		}
	}
	ask(good, "")
	p.say(protocol.Ack{Job: 1, Frames: protocol.Credit})
	for {
		if _, ok := p.next().(protocol.Done); ok {
			break
		}
	}
	ask(good, "")
	ask(late, "")
	p.say(fakeStart(2, 2))
	want[protocol.Started](p)
	ask(good, "the laws of this run are gone")
	ask(protocol.Query{Job: 2, Kind: protocol.AskText, Text: "H"}, "nothing is solved yet")
	p.say(protocol.Stop{})
	want[protocol.Done](p)
	ask(protocol.Query{Job: 2, Kind: protocol.AskText, Text: "H"}, "nothing is solved yet")
}

// A Stop and a Start are obeyed while an answer takes long, and the answer comes all
// the same.
func TestServeObeysWhileItAnswers(t *testing.T) {
	src := &fakeSource{pieces: 2, rests: new(atomic.Int64)}
	p := open(t, src.build)
	p.say(fakeStart(1, 50))
	want[protocol.Started](p)
	for range protocol.Credit {
		want[protocol.Frame](p)
	}
	src.rests.Store(1 << 40)
	p.say(protocol.Query{Job: 1, ID: 5, Kind: protocol.AskText, Text: "P(X < 1)"})
	p.quiet()
	for m, ok := (protocol.Progress{}), false; !ok || m.Phase != protocol.Answering || m.Job != 1; { // it breathes
		m, ok = (<-p.from).(protocol.Progress)
	}
	p.say(protocol.Stop{})
	asked := time.Now()
	if d := want[protocol.Done](p); !d.Stopped {
		t.Errorf("got %+v", d)
	}
	if took := time.Since(asked); took > time.Second {
		t.Errorf("stopped after %v", took)
	}
	p.quiet() // it thinks on
	src.rests.Store(10)
	if a := want[protocol.Answer](p); a.ID != 5 || a.Value != 1 {
		t.Errorf("got %+v", a)
	}
	src.rests.Store(1 << 40)
	p.say(protocol.Query{Job: 1, ID: 6, Kind: protocol.AskText, Text: "P(X < 1)"})
	p.quiet()
	src.rests.Store(0)
	p.say(fakeStart(2, 2))
	seen := map[string]bool{}
	for !seen["done"] || !seen["answer"] {
		switch m := p.next().(type) {
		case protocol.Answer:
			if seen["answer"] || m.ID != 6 {
				t.Errorf("got %+v", m)
			}
			seen["answer"] = true
		case protocol.Done:
			seen["done"] = m.Job == 2
		}
	}
}

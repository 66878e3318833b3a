package session

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// shared is a job whose network is moved with others, and has a coarser one beside it.
func shared(t *testing.T, workers int) protocol.Start {
	m, ok := gallery.Lookup("toggle-switch")
	if !ok {
		t.Fatal("the gallery has no toggle switch")
	}
	return protocol.Start{Text: m.Text, Times: []float64{0, 0.02, 0.1}, Seed: 1, Samples: 60, Width: 4, Basis: 5, Workers: workers, Estimate: protocol.EstimateAlways,
		Limits: map[string]int{"Px": 30, "Py": 30}}
}

// hired counts who is hired and changes what they say.
type hired struct {
	count   int
	replies atomic.Int64                     // that have come, of all
	change  func(reply int, b []byte) []byte // nil: the helper is lost
}

func (h *hired) staff() *staff {
	return &staff{hire: func() Helper {
		h.count++
		real := hireHere()
		heard := make(chan []byte, 8)
		go func() {
			defer close(heard)
			defer real.Dismiss()
			for b := range real.In {
				reply := int(h.replies.Add(1))
				if h.change != nil {
					b = h.change(reply, b)
				}
				if b == nil {
					go func() {
						for range real.In { // let it end
						}
					}()
					return
				}
				heard <- b
			}
		}()
		return Helper{In: heard, Out: real.Out, Dismiss: real.Dismiss}
	}}
}

// A job gives the same frames to the last bit with any number of workers, and when some are
// lost on the way.
func TestWorkers(t *testing.T) {
	alone := finished(t, shared(t, 0), newSource)
	for name, c := range map[string]struct {
		workers int
		change  func(int, []byte) []byte
		least   int // replies without which nothing was shared
		hired   int
	}{
		"two":   {workers: 2, least: 100, hired: 1},
		"three": {workers: 3, least: 100, hired: 2},
		"a loss": {workers: 2, least: 100, hired: 2, change: func(reply int, b []byte) []byte {
			if reply == 31 {
				return nil
			}
			return b
		}},
		"what cannot be read": {workers: 2, least: 100, hired: 2, change: func(reply int, b []byte) []byte {
			if reply == 32 {
				return b[:len(b)-1]
			}
			return b
		}},
		"losses all the time": {workers: 2, least: 10, hired: 1 + 2*spares, change: func(reply int, b []byte) []byte {
			if reply%5 == 0 {
				return nil
			}
			return b
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := &hired{change: c.change}
			helpers := h.staff()
			got := ranWith(shared(t, c.workers), newSource, helpers)
			helpers.dismiss()
			if got.failed != nil {
				t.Fatal(got.failed.Message)
			}
			if !reflect.DeepEqual(got.frames, alone.frames) {
				t.Errorf("the frames differ: %s", difference(got.frames, alone.frames))
			}
			if replies := int(h.replies.Load()); replies < c.least || h.count > c.hired || c.change == nil && h.count != c.hired {
				t.Errorf("%d hired, who replied %d times", h.count, replies)
			}
		})
	}
}

// So it is across a reset, whose next step each worker makes for itself.
func TestWorkersAcrossReset(t *testing.T) {
	start := shared(t, 2)
	start.Text += "\nat t = 0.03: Px = 4"
	h := &hired{change: func(_ int, b []byte) []byte { return b }}
	helpers := h.staff()
	got := ranWith(start, newSource, helpers)
	helpers.dismiss()
	start.Workers = 0
	if alone := finished(t, start, newSource); got.failed != nil || !reflect.DeepEqual(got.frames, alone.frames) {
		t.Errorf("%v, the frames differ: %s", got.failed, difference(got.frames, alone.frames))
	}
	if h.replies.Load() < 100 {
		t.Errorf("%d replies", h.replies.Load())
	}
}

// A job that is stopped, wherever it is, lets its helpers go.
func TestStopLetsHelpersGo(t *testing.T) {
	h := &hired{}
	helpers := h.staff()
	defer helpers.dismiss()
	for pieces := 100; pieces < 112; pieces++ {
		left := pieces
		goOn := func() error {
			if left--; left == 0 {
				return ErrStop
			}
			return noHurry()
		}
		run(shared(t, 2), zeroClock, unkept(goOn), func(protocol.Message) error { return nil }, newSource, new(archive), helpers)
		for _, h := range helpers.helpers {
			h.mutex.Lock()
			if n := len(h.parts); n > 0 {
				t.Errorf("after %d pieces a helper is in %d crews", pieces, n)
			}
			h.mutex.Unlock()
		}
	}
	if h.count != 1 || h.replies.Load() < 20 {
		t.Errorf("%d hired, who replied %d times", h.count, h.replies.Load())
	}
}

func difference(got, want []protocol.Frame) string {
	for i := range min(len(got), len(want)) {
		if !reflect.DeepEqual(got[i], want[i]) {
			return fmt.Sprintf("at t = %g means %v and %v after %d and %d steps", want[i].Time, got[i].Law.Mean, want[i].Law.Mean, got[i].Steps, want[i].Steps)
		}
	}
	return fmt.Sprintf("%d and %d", len(got), len(want))
}

// A helper that does not know what to do says so, and goes on listening.
func TestAssistRefuses(t *testing.T) {
	h := hireHere()
	defer h.Dismiss()
	h.Out(protocol.Encode(protocol.Parts{Crew: 5}))
	h.Out(protocol.Encode(protocol.Leave{Crew: 5}))
	for crew, text := range []string{"X -> ", "X -> 0 @ 1; species X = 3"} {
		h.Out(protocol.Encode(protocol.Join{Crew: crew, Start: protocol.Start{Text: text, Times: []float64{1}}}))
	}
	for range 3 {
		m, err := protocol.Decode(<-h.In)
		if err != nil {
			t.Fatal(err)
		}
		switch m.(type) {
		case protocol.Ready, protocol.Leave:
		default:
			t.Errorf("it says %T %+v", m, m)
		}
	}
}

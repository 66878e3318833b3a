package page

import (
	"math"
	"strings"
	"testing"
	"time"

	"vanscape/core/protocol"
)

// Every step of a slider has a value of its own that leads back to it, within the bounds.
func TestSlots(t *testing.T) {
	for _, b := range []bounds{{5, 500}, {1e-5, 1e-3}, {0, 1}, {50, 51}, {-200, 0}, {-1, 1}, {1e-300, 1e300}, {1, 1e308}, {-1e308, 1e308}, {0.1, 0.4}, {1e6, 1e6 + 1}} {
		last := math.Inf(-1)
		for slot := range slots + 1 {
			x := b.value(slot)
			if !(x >= b.low && x <= b.high) || x <= last {
				t.Errorf("%v: step %d is %g after %g", b, slot, x, last)
			}
			if got := b.slot(x); got != slot {
				t.Errorf("%v: %g of step %d is at step %d", b, x, slot, got)
			}
			last = x
		}
	}
	for value, want := range map[float64]bounds{50: {5, 500}, 1e-4: {1e-5, 1e-3}, 0: {0, 1}, -3: {-6, 0}} {
		if got := boundsOf(value); got != want || got.slot(value) == 0 && value > 0 {
			t.Errorf("bounds of %g: %v, want %v", value, got, want)
		}
	}
	if x := (bounds{5, 500}).value(120); x != 50 {
		t.Errorf("the middle of 5 and 500 is %g", x)
	}
	if s := (bounds{7, 7}).slot(7); s != 0 {
		t.Errorf("a slider without room is at %d", s)
	}
	if b := boundsOf(1e308); math.IsInf(b.high, 0) {
		t.Errorf("bounds %v", b)
	}
}

func TestWritten(t *testing.T) {
	for x, want := range map[float64]string{50: "50", 1e-5: "1e-5", 2.5e300: "2.5e300", -1e-10: "-1e-10", 0: "0", 1e21: "1e21", 0.001: "0.001"} {
		if got := written(x); got != want {
			t.Errorf("%g is written %q, want %q", x, got, want)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for typed, want := range map[string]float64{"50": 50, " 1e-4 ": 1e-4, "-2.5": -2.5, "- 3": -3, ".5": 0.5, "7.": 7} {
		if x, fault := readNumber(typed); x != want || fault != "" {
			t.Errorf("%q: %g, %q", typed, x, fault)
		}
	}
	for _, typed := range []string{"", " ", "abc", "1e400", "-1e999", "0x10", "1_000", "Inf", "NaN", "1 2", "2*3", "--1", "5 # x", "#", "5;", strings.Repeat("9", 500), "50\x00"} {
		if _, fault := readNumber(typed); fault == "" || len(fault) > 120 {
			t.Errorf("%q: fault %q", typed, fault)
		}
	}
}

// A slider writes into the text, and the model is solved once it rests.
func TestSlide(t *testing.T) {
	h, l := newLab()
	if list := l.Sliders(); len(list) != 3 || list[0].Name != "s" || list[0].Bounds != (bounds{5, 500}) || list[1].Text != "1e-4" {
		t.Fatalf("sliders %+v", list)
	}
	for slot := 121; slot <= 140; slot++ {
		l.Slide("s", slot)
		h.pass(settle / 4)
	}
	if len(h.worker().posted) != 0 {
		t.Error("solved before it rests")
	}
	h.pass(time.Second)
	s, ok := h.worker().last().(protocol.Start)
	if !ok || len(h.worker().posted) != 1 || !strings.Contains(s.Text, "s = 73.4; b = 1e-4") || s.Text != l.Text {
		t.Fatalf("%d messages, the last %+v", len(h.worker().posted), h.worker().last())
	}
	if b := l.Sliders()[0].Bounds; b != (bounds{5, 500}) {
		t.Errorf("the bounds moved to %v", b)
	}
}

func TestTypeIntoSlider(t *testing.T) {
	h, l := newLab()
	text := l.Text
	for _, bad := range []string{"abc", "1e400", ""} {
		l.TypeParameter("s", fieldValue, bad)
		if f := l.Sliders()[0].Fault; f.text != bad || !strings.HasPrefix(f.fault, "For s ") || l.Text != text {
			t.Errorf("%q: %+v", bad, f)
		}
	}
	l.TypeParameter("s", fieldLow, "600")
	if f := l.Sliders()[0].Fault; f.field != fieldLow || f.fault != "For s the lower end must lie below the upper one, 500." {
		t.Errorf("fault %+v", f)
	}
	l.TypeParameter("s", fieldHigh, "1000")
	l.TypeParameter("s", fieldLow, "10")
	if s := l.Sliders()[0]; s.Bounds != (bounds{10, 1000}) || s.Fault != (refused{}) {
		t.Errorf("slider %+v", s)
	}
	if h.pass(time.Second); len(h.worker().posted) != 0 {
		t.Error("bounds made it solve")
	}
	// Beyond its bounds a value widens them.
	l.TypeParameter("s", fieldValue, "2e3")
	if s := l.Sliders()[0]; s.Text != "2e3" || s.Bounds != (bounds{10, 2000}) {
		t.Errorf("slider %+v", s)
	}
	// What the model does not take is told at the text, and its slider can take it back.
	l.TypeParameter("s", fieldValue, "-1")
	if h.pass(time.Second); l.Fault == nil || len(h.worker().posted) != 0 || len(l.Sliders()) != 3 {
		t.Errorf("fault %+v", l.Fault)
	}
	l.TypeParameter("s", fieldValue, "60")
	if h.pass(time.Second); l.Fault != nil || len(h.worker().posted) != 1 {
		t.Errorf("fault %+v, %d messages", l.Fault, len(h.worker().posted))
	}
	// Another model has sliders of its own.
	l.Choose("birth-death")
	if list := l.Sliders(); len(list) != 2 || list[0].Bounds != (bounds{0.01, 1}) {
		t.Errorf("sliders %+v", list)
	}
}

// What a parameter does is shown at the time that was shown before.
func TestSliderStaysAtTheShownTime(t *testing.T) {
	h, l := newLab()
	l.Edit("species X\nk = 1\n0 -> X @ k\n")
	l.Horizon = "200" // one unit of time from frame to frame
	l.Run()
	solve(h, 9)
	advance := func() {
		for range 100 {
			l.Player.Advance(0.1, l.Runner.Result.Last(), frameCount+1, l.Live())
		}
	}
	l.Player.Scrub(4, 9, true)
	l.TypeParameter("k", fieldValue, "2")
	h.pass(time.Second)
	if advance(); l.Player.At != 4 {
		t.Errorf("the old result moved to %g", l.Player.At)
	}
	solve(h, 0)
	if advance(); l.Player.At != 0 {
		t.Errorf("the new result begins at %g", l.Player.At)
	}
	for i := 1; i < 9; i++ {
		h.worker().say(frame(l.Runner.job, i))
		advance()
	}
	if l.Player.At != 4 || l.Player.Follow {
		t.Errorf("it ends at %g", l.Player.At)
	}
}

package page

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

func newLab() (*fakeHost, *Lab) {
	h := &fakeHost{}
	l := NewLab(h, &fakeShelf{runs: map[string]map[int][]byte{}})
	h.worker().say(protocol.Ready{})
	return h, l
}

func TestLabRunsTheToggleSwitch(t *testing.T) {
	h, l := newLab()
	l.Run()
	s, ok := h.worker().last().(protocol.Start)
	if !ok {
		t.Fatalf("posted %v", h.worker().last())
	}
	if l.Model.Name != "toggle-switch" || s.Text != l.Model.Text || !s.Exact || s.Seed != 1 || s.Solver != protocol.VAN {
		t.Errorf("model %s, start %+v", l.Model.Name, s)
	}
	if len(s.Pairs) != 1 || s.Pairs[0] != [2]string{"Px", "Py"} {
		t.Errorf("pairs %v", s.Pairs)
	}
	if n := len(s.Times); n != frameCount+1 || s.Times[0] != 0 || s.Times[25] != 5 || s.Times[n-1] != 40 {
		t.Errorf("%d times, the 25th is %v", n, s.Times[25])
	}
}

// Whatever is chosen in whatever order, the method can move the architecture.
func TestLabChoosesMethodAndArchitecture(t *testing.T) {
	h, l := newLab()
	for _, c := range []struct {
		set          func(string)
		value        string
		method, arch string
	}{
		{l.SetArch, "gru", "policy-gradient", "gru"},
		{l.SetMethod, "natural-gradient", "natural-gradient", "gru"},
		{l.SetArch, "mlp", "natural-gradient", "mlp"},
		{l.SetArch, "transformer", "natural-gradient", "transformer"},
		{l.SetMethod, "projected", "projected", "mlp"},
	} {
		c.set(c.value)
		l.Run()
		if s := h.worker().last().(protocol.Start); s.VAN.Method != c.method || s.VAN.Arch != c.arch {
			t.Errorf("after %s: %+v, want %s and %s", c.value, s.VAN, c.method, c.arch)
		}
	}
}

func TestEveryGalleryModelRuns(t *testing.T) {
	h, l := newLab()
	for _, m := range gallery.All() {
		before := len(h.worker().posted)
		l.Choose(m.Name)
		if l.Fault != nil || len(h.worker().posted) == before {
			t.Errorf("%s: fault %+v", m.Name, l.Fault)
		}
	}
}

func TestLabKeepsTheGoodNetworkWhileTheTextIsBad(t *testing.T) {
	h, l := newLab()
	good := l.Network
	l.Edit("species X\nX -> 0 @ kk\n")
	if l.Fault == nil || l.Fault.Line != 2 || l.Fault.Msg == "" || l.Network != good {
		t.Fatalf("fault %+v", l.Fault)
	}
	if l.Run(); len(h.worker().posted) != 0 {
		t.Error("a bad text was run")
	}
	l.Edit("species X = 3\nX -> 0 @ 1\n")
	if l.Fault != nil || len(l.Network.Species) != 1 {
		t.Errorf("fault %+v", l.Fault)
	}
	// The gallery's pair is not in this model: the solver chooses.
	if l.Run(); len(h.worker().last().(protocol.Start).Pairs) != 0 {
		t.Errorf("start %+v", h.worker().last())
	}
}

func TestLabSettings(t *testing.T) {
	h, l := newLab()
	for _, bad := range []string{"", "x", "-1", "0", "NaN", "Inf"} {
		if l.Horizon = bad; l.HorizonFault() == "" {
			t.Errorf("horizon %q is taken", bad)
		}
	}
	if l.Run(); len(h.worker().posted) != 0 {
		t.Error("a bad horizon was run")
	}
	l.Horizon, l.Seed = " 10 ", "42"
	for _, bad := range []string{"x", "-1", "0", "NaN"} {
		if l.SetSteady(bad); l.SteadyFault() == "" {
			t.Errorf("steady %q is taken", bad)
		}
	}
	if l.Run(); len(h.worker().posted) != 0 {
		t.Error("a bad change was run")
	}
	l.SetSteady("")
	l.Run()
	if s := h.worker().last().(protocol.Start); s.Seed != 42 || s.Times[frameCount] != 10 || s.Steady != 0 {
		t.Errorf("seed %d, end %g, steady %g", s.Seed, s.Times[frameCount], s.Steady)
	}
	l.SetSteady("1e-3")
	l.Run()
	if s := h.worker().last().(protocol.Start); s.Steady != 1e-3 {
		t.Errorf("steady %g", s.Steady)
	}
}

func TestKeysMoveThroughTime(t *testing.T) {
	h, l := newLab()
	if l.Key("Home") {
		t.Error("a key was taken before there is anything to show")
	}
	l.Run()
	h.worker().say(started(1))
	for i := range 5 {
		h.worker().say(frame(1, i))
	}
	for _, step := range []struct {
		key  string
		want float64
	}{{"End", 4}, {"ArrowLeft", 3}, {"ArrowLeft", 2}, {"ArrowRight", 3}, {"Home", 0}, {"ArrowLeft", 0}} {
		if !l.Key(step.key) || l.Player.At != step.want {
			t.Errorf("%s: at %g, want %g", step.key, l.Player.At, step.want)
		}
	}
	if l.Key(" "); !l.Player.Playing {
		t.Error("space does not play")
	}
	if l.Key("x") {
		t.Error("x is taken")
	}
}

// Every widget renders in every state a run passes through.
func TestWidgetsRender(t *testing.T) {
	h, l := newLab()
	s := &stage{lab: l}
	render := func(when string, want ...string) {
		t.Helper()
		var html strings.Builder
		for _, w := range []app.UI{
			&ModelPanel{Lab: l, formulas: true}, &RunBar{Lab: l}, &LandscapeView{Lab: l, Stage: s}, &TimeBar{Lab: l, Stage: s}, &MeansChart{Lab: l, Stage: s, Chart: new(chart)}, &TakeAway{Lab: l, Stage: s, opened: true}, &SettingsFold{Lab: l, open: true}, &Readout{Lab: l, Stage: s},
		} {
			app.PrintHTML(&html, w)
		}
		for _, w := range want {
			if !strings.Contains(html.String(), w) {
				t.Errorf("%s: no %q", when, w)
			}
		}
	}
	render("idle", "Toggle switch", `alttext="Gx + Gx_off = 1"`, "chosen when run", "Press Run", "Settings: projected, mlp")
	l.Edit("nonsense ->")
	render("fault", "Line 1, column", "fault")
	l.Edit("species X = 1\nX -> 0 @ 1")
	l.Run()
	render("starting", "Reading the model", "on its way")
	h.worker().say(started(1))
	h.worker().say(protocol.Progress{Job: 1, Phase: protocol.Solving, Time: 4, Horizon: 40, Remaining: 72, StepsPerSecond: 12})
	render("running", "Solving, t = 4.0 of 40.0", "72 s left", "12 steps/s", "X ≤ 1")
	h.worker().say(frame(1, 0))
	h.worker().say(frame(1, 1))
	l.Player.At = 1
	render("first frame", "Law of X", "No exact law", `data-testid="mean-X"`, "1.00")
	h.worker().say(protocol.Done{Job: 1, WallSeconds: 3, Rested: true, Change: 2e-4, Note: "The law is steady at t = 1."})
	render("steady", "Steady at t = 1.0. Finished in 3.0 s", "The law is steady at t = 1.")
	l.Run()
	h.worker().say(started(2))
	h.worker().say(protocol.Failed{Job: 2, Message: "probability reached the count limit of X", Line: 2, Col: 1})
	render("failed", "Line 2, column 1: Probability reached the count limit of X.")
}

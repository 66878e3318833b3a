package page

import (
	"strings"
	"testing"

	"vanscape/core/protocol"
)

func TestBareLinks(t *testing.T) {
	_, l := newLab()
	l.Choose("early-life-V0.1")
	l.Seed = "42"
	packed := l.Link()
	for link, want := range map[string]bool{
		"m=toggle-switch":                          false,
		"m=toggle-switch&chrome=none":              true,
		"m=toggle-switch&view=landscape&chrome=no": false,
		packed:                  false,
		packed + "&chrome=none": true,
		"%&chrome=none":         false,
	} {
		if got := bareLink(link); got != want {
			t.Errorf("%s: %v", link, got)
		}
	}
	_, other := newLab()
	other.Bare = true
	if fault := other.OpenLink(packed + "&play=1&chrome=none&pair=Y,X"); fault != "" {
		t.Fatal(fault)
	}
	if other.Seed != "42" || !other.Player.Loop || other.Look.View != AsMap {
		t.Errorf("seed %s, loop %v", other.Seed, other.Player.Loop)
	}
	if !bareLink(other.Link()) {
		t.Errorf("a frame that is loaded again by %s has more in it", other.Link())
	}
}

// A run that was followed is played from its start again and again, unless the viewer prefers calm.
func TestPlayerGoesOnByItself(t *testing.T) {
	for _, calm := range []bool{false, true} {
		p := Player{Follow: true, Loop: true, Speed: 1, Calm: calm}
		for p.Advance(0.1, 3, 4, true) {
		}
		if p.At != 3 || p.Playing {
			t.Fatalf("calm %v: follows to %g", calm, p.At)
		}
		p.Advance(0.1, 3, 4, false)
		if p.Playing == calm {
			t.Errorf("calm %v: plays %v, at %g", calm, p.Playing, p.At)
		}
	}
}

func TestEmbedDoesAsItIsTold(t *testing.T) {
	h, l := newLab()
	e := &Embed{lab: l, host: h}
	e.hear("open", "m=birth-death", 0)
	h.worker().say(started(l.Runner.job))
	for i := range 4 {
		h.worker().say(frame(l.Runner.job, i))
	}
	check := func(what string, want framed) {
		t.Helper()
		want.model, want.height = l.Model.Name, l.frameHeight(1000)
		if got := e.state(1000); got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	times := l.Runner.Result.Start.Times // the frames say 0, 1, 2, 3 instead
	end := times[len(times)-1]
	check("solving", framed{status: "solving", end: end})
	e.hear("pause", "", 0)
	check("pause", framed{status: "paused", end: end})
	e.hear("time", "", times[2])
	check("time", framed{status: "paused", time: 2, end: end})
	e.hear("play", "", 0)
	check("play", framed{status: "solving", time: 2, end: end})
	h.worker().say(protocol.Done{Job: l.Runner.job})
	e.hear("play", "", 0)
	check("play a finished run", framed{status: "finished", time: 2, end: end, playing: true})
	e.hear("sing", "", 0)
	check("an unknown message", framed{status: "finished", time: 2, end: end, playing: true})
	e.hear("open", "m=none-such", 0)
	if s := e.state(1000); s.status != "failed" || !strings.Contains(s.fault, "none-such") {
		t.Errorf("a wrong link: %+v", s)
	}
}

func TestSnippet(t *testing.T) {
	const folder = "https://host.example/a/"
	for link, want := range map[string]string{
		"m=early-life-V0.1": ` model="early-life-V0.1" autoplay>`,
		"1.abc-_":           ` link="1.abc-_" autoplay>`,
	} {
		if got := snippet(folder, link); !strings.Contains(got, want) || !strings.HasPrefix(got, `<script src="https://host.example/a/embed.js" async>`) {
			t.Errorf("%s: %s", link, got)
		}
	}
}

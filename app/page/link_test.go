package page

import (
	"strings"
	"testing"
	"time"

	"vanscape/app/picture"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// What a link brings back on a fresh page is what was shown, and runs.
func TestLink(t *testing.T) {
	_, l := newLab()
	if got := l.Link(); got != firstLink {
		t.Errorf("a fresh page has the link %q", got)
	}
	l.Choose("early-life-V0.1")
	if got := l.Link(); got != "m=early-life-V0.1" {
		t.Errorf("link %q", got)
	}
	l.Edit(strings.Replace(l.Text, "V = 0.1", "V = 0.3 # é ☃ & = ;", 1))
	l.Horizon, l.Seed, l.Steady, l.Pair, l.Scale = "6", "42", "1e-4", [2]string{"X", "Y"}, picture.Linear
	l.SetArch("gru")
	l.SetNumber("samples", "250")
	l.SetNumber(limitsID, "X 98")
	l.Hidden["F"], l.Hidden["X"] = true, false
	l.Look.View, l.Look.Colours, l.Look.Contours, l.Look.Runs = AsSurface, picture.Cividis, false, true
	l.Look.Camera = picture.Camera{Yaw: 0.5, Pitch: 1.25}
	link := l.Link()
	if !strings.HasPrefix(link, "1.") || len(link) > 500 || strings.ContainsAny(link, "?&=+/ ") {
		t.Errorf("link %q", link)
	}

	h, other := newLab()
	if fault := other.OpenLink(link); fault != "" {
		t.Fatal(fault)
	}
	if got := other.Link(); got != link {
		t.Errorf("the link to what a link shows is\n%s, not\n%s", got, link)
	}
	s := h.worker().last().(protocol.Start)
	if s.Text != l.Text || s.Seed != 42 || s.Steady != 1e-4 || s.Times[frameCount] != 6 || s.VAN.Arch != "gru" || s.Samples != 250 || s.Limits["X"] != 98 ||
		other.Scale != picture.Linear || other.Look != l.Look || !other.Hidden["F"] || other.Hidden["X"] || s.Pairs[0] != [2]string{"X", "Y"} {
		t.Errorf("start %+v", s)
	}
	// What a link does not name has its default again.
	if fault := other.OpenLink("m=birth-death"); fault != "" || other.Link() != "m=birth-death" || other.Seed != "1" || other.Arch != "mlp" || other.Hidden["F"] || other.Look != newLook() {
		t.Errorf("fault %q, link %q", fault, other.Link())
	}
}

// A model of nobody's gallery is its text alone.
func TestLinkOfOwnModel(t *testing.T) {
	_, l := newLab()
	l.Model = gallery.Model{}
	l.Edit("species Q\n0 -> Q @ 3\n")
	l.Horizon = "2"
	h, other := newLab()
	if fault := other.OpenLink(l.Link()); fault != "" || other.Text != l.Text || other.Model.Name != "" || other.Horizon != "2" {
		t.Errorf("fault %q, text %q, horizon %s", fault, other.Text, other.Horizon)
	}
	if len(h.worker().posted) == 0 {
		t.Error("it does not run")
	}
}

// The time that is held is shown again.
func TestLinkToATime(t *testing.T) {
	h, l := newLab()
	l.Edit("species X\n0 -> X @ 1\n")
	l.Horizon = "200"
	l.Run()
	solve(h, 9)
	l.Player.Scrub(7, 9, false)
	link := l.Link()
	h, other := newLab()
	other.OpenLink(link)
	solve(h, 9)
	for range 100 {
		other.Player.Advance(0.1, 9, frameCount+1, true)
	}
	if other.Player.At != 7 || other.Player.Follow {
		t.Errorf("it shows %g", other.Player.At)
	}
}

func TestBrokenLinks(t *testing.T) {
	_, l := newLab()
	l.Edit(l.Text + "# mine\n")
	whole := l.Link()
	broken := map[string]string{
		"": linkCut, "m": "The gallery has no model", "m=": "The gallery has no model", "seed=3": linkCut, "m=toggle-sw": "The gallery has no model “toggle-sw”", "%zz": linkCut, "m=%zz": linkCut,
		"1.": linkCut, "1.!!": linkCut, "2.abcd": linkNewer, "x.y": linkCut, "1.AAAA": linkCut, "m=" + strings.Repeat("x", 1000): "The gallery has no model",
	}
	for n := 2; n < len(whole); n++ {
		broken[whole[:n]] = linkCut
	}
	text, link := l.Text, l.Link()
	for link, want := range broken {
		fault := l.OpenLink(link)
		if !strings.HasPrefix(fault, want) || len(fault) > 160 {
			t.Errorf("%q: %q, want %q", link, fault, want)
		}
	}
	if l.Text != text || l.Link() != link {
		t.Error("a broken link has changed the page")
	}
}

// A text that no address can hold has no link.
func TestLinkTooLong(t *testing.T) {
	_, l := newLab()
	var b strings.Builder
	for i := range 60_000 { // hardly to be packed
		b.WriteString("# ")
		b.WriteString(strings.Repeat(string(rune('a'+i*i%23)), i%7))
		b.WriteString(string(rune(0x4e00 + (i*7919)%20000)))
	}
	l.Edit(b.String())
	if link := l.Link(); link != "" {
		t.Errorf("a link of %d characters", len(link))
	}
	l.Edit(strings.Repeat("# the same again\n", 1000))
	if l.Link() == "" {
		t.Error("a text that packs well has no link")
	}
}

// The address follows what is shown, not at every keystroke, and a reload keeps what the tab had.
func TestAddress(t *testing.T) {
	h := &fakeHost{}
	shelf := &fakeShelf{runs: map[string]map[int][]byte{}}
	open := func(link string) *Lab {
		l := NewLab(h, shelf)
		l.Links.address.SetLink(link)
		h.worker().say(protocol.Ready{})
		l.Keeper.Open(l.Run)
		l.Watch(l.Links)
		return l
	}
	l := open("")
	h.pass(time.Second)
	if got := l.Links.address.Link(); got != "" {
		t.Errorf("a fresh page has the address %q", got)
	}
	l.Edit(l.Text + "# mine\n")
	if got := l.Links.address.Link(); got != "" {
		t.Errorf("the address changes at once: %q", got)
	}
	h.pass(time.Second)
	mine := l.Links.address.Link()
	if mine != l.Link() {
		t.Errorf("address %q", mine)
	}

	if l = open(mine); !strings.HasSuffix(l.Text, "# mine\n") || l.Links.Fault != "" {
		t.Errorf("after a reload: fault %q, text %q", l.Links.Fault, l.Text)
	}
	if l = open("m=birth-death"); l.Model.Name != "birth-death" || l.Text != l.Model.Text {
		t.Errorf("another link opens %s", l.Model.Name)
	}
	browsed := false
	l = NewLab(h, shelf)
	l.browse = func() { browsed = true }
	l.Links.address.SetLink(mine[:len(mine)/2])
	l.Keeper.Open(l.Run)
	if !browsed || l.Links.Fault != linkCut || l.Runner.Status == Idle {
		t.Errorf("half a link: gallery open %v, fault %q, status %v", browsed, l.Links.Fault, l.Runner.Status)
	}
}

func FuzzOpenLink(f *testing.F) {
	for _, seed := range []string{"m=toggle-switch&seed=2", "1.q1YqLU4tUrJSKkgtSi1TqgUA", "1.", "text=species+X", "m=%", "99.x"} {
		f.Add(seed)
	}
	_, l := newLab()
	f.Fuzz(func(t *testing.T, link string) {
		if fault := l.OpenLink(link); len(fault) > 300 || strings.Contains(fault, "\n") {
			t.Errorf("fault %q", fault)
		}
		l.Link()
	})
}

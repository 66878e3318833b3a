package page

import (
	"testing"

	"vanscape/core/protocol"
)

// What the page says of a text is true of it, however it came to be.
func TestOrigin(t *testing.T) {
	h, l := newLab()
	toggle := l.Model.Text
	for _, c := range []struct {
		what, text, title string
		edited            bool
	}{
		{"untouched", toggle, "Toggle switch", false},
		{"a number changed", toggle + "\n# s = 49", "Toggle switch", true},
		{"taken back", toggle, "Toggle switch", false},
		{"half of it gone", "Px -> 0 @ 1; species Px = 9", "Toggle switch", true},
		{"another model", "A -> 0 @ 1; species A = 9", "Own model", true},
		{"not readable", "A -> 0 @", "Own model", true},
	} {
		l.Edit(c.text)
		from, edited := l.Origin()
		if got := called(from); got != c.title || edited != c.edited {
			t.Errorf("%s: called %q, edited %v; want %q, %v", c.what, got, edited, c.title, c.edited)
		}
	}
	l.Edit("A -> 0 @ 1; species A = 9")
	l.Run()
	if s := h.worker().last().(protocol.Start); s.Model != "" {
		t.Errorf("the run of a model of one's own is called %q", s.Model)
	}
	if name := l.fileName(); name != "run" {
		t.Errorf("its files are called %q", name)
	}
	l.Choose("epidemic")
	if from, edited := l.Origin(); from.Name != "epidemic" || edited {
		t.Errorf("after a choice: %q, edited %v", from.Name, edited)
	}
}

package page

import (
	"strings"
	"testing"

	"vanscape/core/crn/formats"
	"vanscape/core/protocol"
)

const ofAntimony = `model decay()
  species A, B; A = 3; B = 0;
  k = 2;
  J: 2 A -> B; k * A * (A - 1);
end
`

// A model of another program runs at once; what reading it changed is said in its text.
func TestOpenFileTakesAModel(t *testing.T) {
	h, l := newLab()
	l.Horizon = "7"
	said, err := l.OpenFile("my model.ant", []byte(ofAntimony))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(said, "my model.ant was read as Antimony.") {
		t.Errorf("said %q", said)
	}
	if !strings.HasPrefix(l.Text, "# From my-model.ant, which is Antimony.\n") || l.Fault != nil {
		t.Errorf("text %q, fault %v", l.Text, l.Fault)
	}
	start := h.worker().last().(protocol.Start)
	if start.Text != l.Text || start.Model != "" || start.Times[len(start.Times)-1] != 7 || start.Pairs[0] != [2]string{"A", "B"} {
		t.Errorf("it starts %q of %q up to %g with %v", start.Model, start.Text, start.Times[len(start.Times)-1], start.Pairs)
	}
	// Reversible laws become two, which is said.
	l.OpenFile("r.ant", []byte("A = 3; B = 0; k = 2; J: A -> B; k * A - k * B;"))
	if !strings.Contains(l.Text, "\n# ") || !strings.Contains(l.Text[:strings.Index(l.Text, "\n\n")], "J") {
		t.Errorf("the text says nothing of the law of two directions: %q", l.Text)
	}
	// A text stays as it was written.
	const own = "# mine\nspecies A = 5\nA -> 0 @ 1\n"
	if _, err = l.OpenFile("a.txt", []byte(own)); err != nil || l.Text != own {
		t.Errorf("text %q, error %v", l.Text, err)
	}
}

// What is neither a run nor a model is refused in words, and nothing is lost.
func TestOpenFileRefuses(t *testing.T) {
	_, l := newLab()
	l.Run()
	before, job := l.Text, l.Runner.job
	for _, c := range []struct {
		name, content, why string
	}{
		{"cat.png", "\x89PNG\r\n\x1a\n", "it is neither a run of vanscape nor a text"},
		{"disk.img", "a\x00b", "it is neither a run of vanscape nor a text"},
		{"large.txt", strings.Repeat("a", formats.MaxBytes+1), "it is neither a run of vanscape nor a text"},
		{"page.xml", "<sbml xmlns='http://www.sbml.org/sbml/level3/version1/core' level='3' version='1'/>", "as SBML, line 1"},
		{"notes.txt", "Dear diary,\n", "as Text, line 1"},
	} {
		if _, err := l.OpenFile(c.name, []byte(c.content)); err == nil || !strings.HasPrefix(err.Error(), c.why) {
			t.Errorf("%s: %v", c.name, err)
		}
		if l.Text != before || l.Runner.job != job {
			t.Fatalf("%s changes the model or the run", c.name)
		}
	}
}

// The model of the editor goes out in every format and comes back; a text goes out as it stands.
func TestModelFiles(t *testing.T) {
	_, l := newLab()
	l.Edit("# mine\nspecies A = 5, B\nA -> B @ 1\n")
	for _, f := range formats.All() {
		if f.Write == nil {
			continue
		}
		content, _, err := l.modelFile(f)
		if err != nil {
			t.Fatal(err)
		}
		n, _, err := f.Read(content)
		if err != nil || len(n.Reactions) != 1 || n.Species[0].Initial != 5 {
			t.Errorf("%s: %v, %v", f.Name, n, err)
		}
		if f.Name == formats.Text().Name && string(content) != l.Text {
			t.Errorf("the text is written as %q", content)
		}
	}
	l.Edit("A -> ")
	if _, _, err := l.modelFile(formats.All()[0]); err == nil {
		t.Error("a text with a fault is written")
	}
}

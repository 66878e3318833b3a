package page

import (
	"os"
	"strings"
	"testing"
)

// Every setting stands in the documentation with its default, its bounds and its sentence, and every name of a link.
func TestDocumentsHaveEverySetting(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile("../../web/docs/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	text := read("settings")
	want := func(line string) {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("there is no %s", line)
		}
	}
	for _, s := range settings {
		want("| " + s.title + " | " + s.usual + " (" + plainNumber(s.least) + " to " + plainNumber(s.most) + ") | " + s.why + " |")
	}
	for _, m := range methods {
		want("| `" + m.value + "` | " + methodNotes[m.value] + " |")
	}
	for _, a := range architectures {
		want("| `" + a.value + "` | " + archNotes[a.value] + " |")
	}
	want("### Count limits")
	want("### Steady")

	text = read("embedding")
	for _, f := range linkFields {
		if !strings.Contains(text, "`"+f.name+"`") {
			t.Errorf("there is no %s", f.name)
		}
	}
}

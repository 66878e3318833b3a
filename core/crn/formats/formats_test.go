package formats

import (
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// A file is known by what is in it.
func TestDetect(t *testing.T) {
	for text, want := range map[string]string{
		"<?xml version='1.0'?>\n<!-- a <Model> -->\n<sbml/>":  "sbml",
		"\ufeff<sbml:sbml xmlns:sbml='x'>":                    "sbml",
		"<Model><Description/></Model>":                       "stochkit",
		"# made\nbegin parameters\n":                          "net",
		"begin model\nbegin seed species\n":                   "net",
		"model *m()\n":                                        "antimony",
		"A => B; k*A\nk = 1":                                  "antimony",
		"J0: A -> B; k*A":                                     "antimony",
		"# a model: b\nX -> 0 ; k*X // no\n":                  "antimony",
		"# a model: b => c\nspecies X = 3\nX -> 0 @ 1 # a: b": "text",
		"R: X -> 0 @ 1":                                       "text",
		"s = 1; X -> 0 ; s*X":                                 "text",
		"":                                                    "text",
		"\xff":                                                "text",
		"<html>":                                              "text",
	} {
		if got := Detect([]byte(text)); got.Name != want {
			t.Errorf("%q is taken for %s, want %s", text, got.Name, want)
		}
	}
}

// Every model of the gallery is detected in every format that is written, and the way from
// one to the next gives the same network.
func TestGallery(t *testing.T) {
	for _, m := range gallery.All() {
		if got := Detect([]byte(m.Text)); got.Name != "text" {
			t.Errorf("%s is taken for %s", m.Name, got.Name)
		}
		n, err := crn.Parse(m.Text)
		if err != nil {
			t.Fatal(err)
		}
		want := n.String()
		for _, f := range All() {
			if f.Write == nil {
				continue
			}
			out, _ := f.Write(n)
			if got := Detect(out); got.Name != f.Name {
				t.Errorf("%s as %s is taken for %s", m.Name, f.Name, got.Name)
			}
			if n, _, err = f.Read(out); err != nil || n.String() != want {
				t.Fatalf("%s as %s: %v\n%s", m.Name, f.Name, err, n)
			}
		}
	}
}

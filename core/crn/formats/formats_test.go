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
		"at t = 5: X = 0\nX -> 0 @ 1":                         "text",
		"at time >= 5: X = 0\nX => ; X":                       "antimony",
		"":                                                    "text",
		"\xff":                                                "text",
		"<html>":                                              "text",
	} {
		if got := Detect([]byte(text)); got.Name != want {
			t.Errorf("%q is taken for %s, want %s", text, got.Name, want)
		}
	}
}

// What is written is detected and reads back as the same network: every model of the
// gallery, and what it has not.
func TestRoundTrip(t *testing.T) {
	texts := map[string]string{
		"expressions": "species X = 3, Y\na = 2; b = a^2*1e-9; c = -3\n3 X -> Y @ a*b/2\nX -> Y @ if(t < 5 && !(t > 2), a^(b^2), (a^b)^2)\n0 -> X ; max(0, 5 - X - c)*(Y > 2) + ln(2 + Y)^-2\n",
		"names":       "# <&> \"quoted\" // name\nspecies cell = 1, reaction_1, J1, network, R\ncell -> R @ 1\nreaction_1 -> J1 @ sqrt(2)\nnetwork -> R @ 2\n",
		"resets":      "species X, Y = 4\nk = 2\nat t = 2*k + (k > 1): X = min(k, 7), Y = 0\nat t = 10: X = 1\n0 -> X @ k\nX -> Y @ 1\n",
		"laws":        "species X, Y = 4\nk = 2\ninit X ~ table(0.5, 0, 0.25*k)\norder Y, X\n0 -> X @ k\nX -> 0 @ 1\nY -> 2 Y @ abs(cos(pi*t))\n",
	}
	for _, m := range gallery.All() {
		if got := Detect([]byte(m.Text)); got.Name != "text" {
			t.Errorf("%s is taken for %s", m.Name, got.Name)
		}
		texts[m.Name] = m.Text
	}
	for name, text := range texts {
		n, err := crn.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range All() {
			if f.Write == nil {
				continue
			}
			out, _ := f.Write(n)
			if got := Detect(out); got.Name != f.Name {
				t.Errorf("%s as %s is taken for %s", name, f.Name, got.Name)
			}
			again, _, err := f.Read(out)
			if err != nil || again.String() != n.String() {
				t.Errorf("%s as %s: %v\n%s\nbecomes\n%s", name, f.Name, err, n, again)
			}
		}
	}
}

package typeset

import (
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// spoken is a formula as one would say it in a line of text: fractions as (a)/(b),
// powers as a^(b), indices as a_b.
func spoken(t *testing.T, formula string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(formula))
	var read func(tag string) string
	read = func(tag string) string {
		var parts []string
		text := ""
		for {
			token, err := d.Token()
			if err == io.EOF {
				return strings.Join(parts, "")
			}
			if err != nil {
				t.Fatalf("%v in %s", err, formula)
			}
			switch token := token.(type) {
			case xml.CharData:
				text += string(token)
			case xml.StartElement:
				parts = append(parts, read(token.Name.Local))
			case xml.EndElement:
				arguments := map[string]int{"mfrac": 2, "msup": 2, "msub": 2, "mover": 2, "munderover": 3}[tag]
				if arguments > 0 && len(parts) != arguments {
					t.Fatalf("%s has %d parts in %s", tag, len(parts), formula)
				}
				switch tag {
				case "mfrac":
					return "(" + parts[0] + ")/(" + parts[1] + ")"
				case "msup":
					return parts[0] + "^(" + parts[1] + ")"
				case "msub":
					return parts[0] + "_" + parts[1]
				case "mover":
					return " " + parts[0] + "[" + parts[1] + "] "
				case "munderover":
					return " " + parts[0] + "[" + parts[2] + "|" + parts[1] + "] "
				case "msqrt":
					return "√(" + strings.Join(parts, "") + ")"
				case "mtr":
					return strings.Join(parts, " ") + "; "
				}
				if parts == nil {
					return strings.NewReplacer("\u2062", "", "\u2061", "").Replace(text)
				}
				return strings.Join(parts, "")
			}
		}
	}
	return strings.TrimSpace(read(""))
}

func TestExpressions(t *testing.T) {
	for text, want := range map[string]string{
		"b + km*X/(k0 + X)":             "b+(kmX)/(k_0+X)",
		"a*(b + c)":                     "a(b+c)",
		"a - (b - c)":                   "a−(b−c)",
		"2*3*x^2":                       "2·3x^(2)",
		"x*2":                           "x·2",
		"(a + b)^2":                     "(a+b)^(2)",
		"(a^b)^c":                       "(a^(b))^(c)",
		"(a/b)^2":                       "((a)/(b))^(2)",
		"-x^2":                          "−x^(2)",
		"a*(-b)":                        "a(−b)",
		"a + -b":                        "a+(−b)",
		"1e-9*x":                        "10^(−9)x",
		"2.5e300^2":                     "(2.5·10^(300))^(2)",
		"(1e-9)^2":                      "(10^(−9))^(2)",
		"exp(-t/tau)":                   "e^((−t)/(τ))",
		"sqrt(abs(x))":                  "√(|x|)",
		"max(0, 1 - x)":                 "max(0,1−x)",
		"sin(2*pi*t)":                   "sin(2πt)",
		"(X > 3)*5":                     "(X>3)·5",
		"if(X >= 3 && !(Y == 2), a, b)": "{a if\u00a0X≥3∧¬(Y=2); b else; ",
		"if(a < 1 || b != 2, 1, 0)":     "{1 if\u00a0a<1∨b≠2; 0 else; ",
	} {
		e, err := crn.ParseExpr(strings.ReplaceAll(text, "2.5e300^2", "(2.5e300)^2"), 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := spoken(t, formula("", plain(e))); got != strings.TrimSpace(want) {
			t.Errorf("%s is written %q, want %q", text, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for s, want := range map[string]string{"Px": "Px", "Gx_off": "Gx_off", "X15": "X_15", "sigma_u": "σ_u", "k_1_2": "k_1_2", "_x": "_x", "a_": "a_", "beta": "β", "x2y": "x2y", "é3": "é_3"} {
		if got := spoken(t, formula("", name(s))); got != want {
			t.Errorf("%s is written %q, want %q", s, got, want)
		}
	}
}

func TestNetwork(t *testing.T) {
	n, err := crn.Parse("species G = 2, P = 3, G_off\nk = 2*r; r = 1e-9\nG -> G + P @ k\n2 P + G <-> G_off @ r, 0.1\n0 -> P ; k/(1 + P)\nP -> 0 @ 1\nat t = 2/k: P = 3\nat t = 5: P = r*1e9\n")
	if err != nil {
		t.Fatal(err)
	}
	got := func(list []string) string {
		lines := make([]string, len(list))
		for i, f := range list {
			lines[i] = spoken(t, f)
		}
		return strings.Join(lines, "\n")
	}
	if s, want := got(Reactions(n)), "G →[k] G+P\n2P+G ⇌[r|0.1] G_off\n∅→P\u2003(k)/(1+P)\nP →[1] ∅"; s != want {
		t.Errorf("reactions\n%s\nwant\n%s", s, want)
	}
	if s, want := got(Resets(n)), "t=5:\u2003P=r·10^(9)\nt=(2)/(k):\u2003P=3"; s != want {
		t.Errorf("resets\n%s\nwant\n%s", s, want)
	}
	if s := got(Parameters(n)); s != "k=2r\nr=10^(−9)" {
		t.Errorf("parameters\n%s", s)
	}
	if s := spoken(t, ConservationLaw(n, n.ConservationLaws()[0])); s != "G+G_off=2" {
		t.Errorf("conserved: %s", s)
	}
}

// Every model of the gallery is well-formed MathML of known elements, one formula for
// every arrow of its canonical text.
func TestGallery(t *testing.T) {
	known := regexp.MustCompile(`^(math|mrow|mi|mn|mo|mtext|mspace|msub|msup|mfrac|msqrt|mover|munderover|mtable|mtr|mtd)$`)
	for _, m := range gallery.All() {
		n, err := crn.Parse(m.Text)
		if err != nil {
			t.Fatal(err)
		}
		formulas := Reactions(n)
		if want := strings.Count(n.String(), "->"); len(formulas) != want {
			t.Errorf("%s: %d formulas of %d arrows", m.Name, len(formulas), want)
		}
		for _, f := range append(formulas, Parameters(n)...) {
			d := xml.NewDecoder(strings.NewReader(f))
			for {
				token, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s: %v in %s", m.Name, err, f)
				}
				if e, ok := token.(xml.StartElement); ok && !known.MatchString(e.Name.Local) {
					t.Errorf("%s: element %s", m.Name, e.Name.Local)
				}
			}
		}
	}
}

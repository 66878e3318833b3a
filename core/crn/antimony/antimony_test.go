package antimony

import (
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/internal/check"
)

func noted(notes []foreign.Note) string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, n.String())
	}
	return strings.Join(lines, "\n")
}

// Models become the networks that they mean, and the notes tell what changed.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want, notes string }{
		{"a model", `// dimers
model *dimers()
  substanceOnly species P = 10, P2;  # amounts
  P2 = 0
  k1 = 1e-3; k2 = k1*2 /* twice */
  J1: 2 P -> P2; k1*P*(P - 1)/2 - k2*P2
  J2: P2 => ; 0.1*P2
end`, "# dimers\nspecies P = 10, P2\nk1 = 0.001\nk2 = k1*2\n\n2 P <-> P2 @ k1/2, k2\nP2 -> 0 @ 0.1\n",
			"line 1: amounts have no unit: they are taken for numbers of molecules\nline 6: the reversible reaction J1 is split in two: forward k1*P*(P - 1)/2, backward k2*P2\nline 6: J1 is mass action, which has no factor 1/c! here: its rate is k1/2"},
		{"concentrations", `compartment cell = 2
species A in cell, $B in cell
A = 4; B = 3
A => $B; cell*k*A*B
k = 0.5`, "species A = 8\nk = 0.5\ncell = 2\nB = 3\n\nA -> 0 @ k*B\n",
			"line 1: amounts have no unit: they are taken for numbers of molecules\nline 3: B is changed by no reaction, since it is a boundary species or constant: it is a parameter\nline 4: _J0 reads A as a concentration: in counts A/cell"},
		{"tabs", "compartment\tcell = 2\r\nspecies\tA\tin\tcell, $B  in\tcell\r\nA = 4; B = 3\nA\t=> $B; cell*k*A*B\nk = 0.5\nat\ttime > 3: k = 1", "species A = 8\nk = 0.5\ncell = 2\nB = 3\n\nA -> 0 @ if(t < 3, k, 1)*B\n",
			"line 1: amounts have no unit: they are taken for numbers of molecules\nline 3: B is changed by no reaction, since it is a boundary species or constant: it is a parameter\nline 4: _J0 reads A as a concentration: in counts A/cell\nline 6: from t = 3 on k is 1"},
		{"functions, rules, events and time", `function mm(S, K)
  S/(K + S)
end
model m
  substanceOnly species S = 5
  var k = 2
  half := S/2
  S => ; k*mm(S, 3)*piecewise(1, time > 4, 0)
  S => ; half*pow(S, 2)
  at time >= 5: k = 3
  S is "substrate"
end`, "# m\nspecies S = 5\nk = 2\n\nS -> 0 ; if(t < 5, k, 3)*(S/(3 + S))*(t > 4)\nS -> 0 ; S/2*S^2\n",
			"line 1: amounts have no unit: they are taken for numbers of molecules\nline 7: half follows from the others, as S/2: ask for its mean as E(S/2)\nline 10: from t = 5 on k is 3"},
		{"moles", "unit substance = 1e-6 mole; unit extent = 1e-6 mole\nspecies A in c; compartment c = 1e-15; A = 0.9996445184386558\nA => ; c*k*A; k = 1",
			"species A = 602\nk = 1\nc = 1e-15\n\nA -> 0 @ k\n",
			"line 1: amounts are not in molecules but in units of 6.02214076e+17 of them: counts, and rates with them, are converted\nline 3: _J0 reads A as a concentration: in counts A/6.02214076e17/c"},
		{"what libAntimony adds", "// Created by libAntimony v2.12.0\nmodel *m()\n  compartment c; species A in c; c = 1; A = 5; A has item;\n  A => ; A;\n  unit substance = item; unit extent = substance; unit time_unit = 60 second;\n  A is \"alpha\";\nend\nm is \"a model\"\n",
			"# m\nspecies A = 5\n\nA -> 0 @ 1\n", "line 1: times are in the model's unit, 60 second\nline 3: concentrations of A are counts, since the compartment c has the size 1"},
		{"events on counts", "substanceOnly species P = 10, Q = 1\nP => Q; 0.1*P\nE: at time >= 2*5: P = max(3, 4), Q = 0\nat 1 after time > 3: Q = 7",
			"species P = 10, Q = 1\nat t = 3 + 1: Q = 7\nat t = 2*5: P = max(3, 4), Q = 0\n\nP -> Q @ 0.1\n",
			"line 1: amounts have no unit: they are taken for numbers of molecules\nline 3: at t = 10 the count of P is set to 4\nline 3: at t = 10 the count of Q is set to 0\nline 4: at t = 4 the count of Q is set to 7"},
		{"a parameter called t", "substanceOnly species A = 1\nt = 2\nA => ; t*A*time", "species A = 1\nt_ = 2\n\nA -> 0 @ t_*t\n", "line 1: amounts have no unit: they are taken for numbers of molecules\nline 2: t is called t_"},
	} {
		n, notes, err := Read([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := n.String(); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if got := noted(notes); got != c.notes {
			t.Errorf("%s: notes\n%s\nwant\n%s", c.name, got, c.notes)
		}
	}
}

// What is not known is refused by name, at its line.
func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"A -> B":                         "line 1: this reaction has no rate: write it behind a semicolon, as in A -> B; k*A",
		"A -> B;\nA = 3":                 "line 1: this reaction has no rate: write it behind a semicolon, as in A -> B; k*A",
		"species A\nA' = 3":              "line 2: the rate rule for A is not read: the master equation has no quantity that moves continuously by itself",
		"model a()\nend\nmodel b()\nend": "line 3: there is a second model: a file must have one, without models in it",
		"import \"x.ant\"":               `line 1: "import" is not read: other files are not read`,
		"model m\nA: b();\nend":          `line 2: "A: b()" is not read: it is no reaction, no assignment and no declaration`,
		"model m\nk = 1":                 `line 2: "end" is missing`,
		"A => B; k^2^A":                  "line 1, column 12: programs differ in what a^b^c means: write brackets, a^(b^c) or (a^b)^c",
		"A => B; k*":                     "line 1, column 11: a number, a name or a bracket is missing after \"*\", where the end of the text stands",
		"A = 1; B = 0\nA => B; floor(A)": "line 2: the function <floor/> is not read in a formula",
		"A = 1\nA => B; delay(A, 2)":     "line 2: the function delay is not read in a formula",
		"A = 1; B = 0\nA => B; k*A":      `line 2: "k" in the formula is neither a species, nor a parameter, nor a compartment`,
		"A = 1; B = 0\nA => B; k*A; k = 1\nat A > 3: k = 2": "line 3: the event _E waits for a state and sets k, which is not a count",
		"/* x":         "line 1: the comment that begins here with /* does not end",
		"what is that": `line 1: "what is that" is not read: it is no reaction, no assignment and no declaration`,
		"":             "line 1: the model has no reaction that changes a count",
	} {
		if _, _, err := Read([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

// Names that mean something in Antimony are replaced.
func TestWriteNames(t *testing.T) {
	n, err := crn.Parse("species at = 2, model\ntan = 3\n2 at -> model ; tan*at\n")
	if err != nil {
		t.Fatal(err)
	}
	out, notes := Write(n)
	again, _, err := Read(out)
	want := "species at_ = 2, model_\ntan_ = 3\n\n2 at_ -> model_ ; tan_*at_\n"
	if err != nil || again.String() != want || len(notes) != 3 {
		t.Errorf("%v\n%v\n%s\n%s", err, notes, out, again)
	}
}

// Files made to be costly are refused before they are, or are not costly.
func TestHostile(t *testing.T) {
	check.Hostile(t, map[string]string{
		"statements": strings.Repeat("A=1;", maxBytes/4),
		"tangents":   "A => ;" + strings.Repeat("tan(", 900) + "A" + strings.Repeat(")", 900),
		"sums":       "A => ;" + strings.Repeat("A+", maxBytes/2-10) + "A",
		"reactions":  strings.Repeat("A->;A-A*A;", maxBytes/10),
		"options":    "at A>" + strings.Repeat(",", maxBytes-100) + ":k=1",
	}, func(data []byte) error {
		_, _, err := Read(data)
		return err
	})
}

// Whatever the bytes, Read returns a network or an error, and never takes long.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"model m()\nspecies A in c, $B; compartment c = 2\nA = 3; J: A + 2 B -> C; k*A - C; k = 2\nend",
		"function f(x) x^2 end\nat 2 after time > 5, t0=false: k = 3\nA => ; f(k)*piecewise(1, A > 2, 0) // c\n// vanscape: order A",
		"x := tan(A)*root(3, A); const species A = 2; A -o J; unit s = 3; A is \"b\"; substanceOnly species S",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		check.Cheap(t, func() {
			if n, _, err := Read(data); err == nil {
				Write(n)
			}
		})
	})
}

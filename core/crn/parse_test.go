package crn

import (
	"errors"
	"strings"
	"testing"
	"time"
)

const toggle = `# toggle switch
species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
s = 50; b = 1e-4; u = 0.1

Gx -> Gx + Px            @ s         # @ k: mass action
Gy -> Gy + Py            @ s
Px -> 0                  @ 1
Py -> 0                  @ 1
2 Px + Gy <-> Gy_off     @ b, u      # reversible: forward, backward
2 Py + Gx <-> Gx_off     @ b, u
`

func mustParse(t testing.TB, text string) *Network {
	t.Helper()
	n, err := Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return n
}

func TestParseToggle(t *testing.T) {
	n := mustParse(t, toggle)
	if n.Name != "toggle switch" {
		t.Errorf("name %q", n.Name)
	}
	wantSpecies := []Species{{Name: "Gx", Initial: 1}, {Name: "Gy", Initial: 1}, {Name: "Gx_off"}, {Name: "Gy_off"}, {Name: "Px"}, {Name: "Py"}}
	if len(n.Species) != len(wantSpecies) {
		t.Fatalf("species %v", n.Species)
	}
	for i, s := range wantSpecies {
		if n.Species[i] != s || n.Index(s.Name) != i {
			t.Errorf("species %d: %v, want %v", i, n.Species[i], s)
		}
	}
	if n.Index("s") != -1 {
		t.Error("a parameter has an index among the species")
	}
	values := map[string]float64{"s": 50, "b": 1e-4, "u": 0.1}
	if len(n.Parameters) != 3 {
		t.Fatalf("parameters %v", n.Parameters)
	}
	for _, p := range n.Parameters {
		if p.Value != values[p.Name] {
			t.Errorf("%s = %v", p.Name, p.Value)
		}
	}
	want := []string{
		"Gx -> Gx + Px @ s", "Gy -> Gy + Py @ s", "Px -> 0 @ 1", "Py -> 0 @ 1",
		"2 Px + Gy -> Gy_off @ b", "Gy_off -> 2 Px + Gy @ u",
		"2 Py + Gx -> Gx_off @ b", "Gx_off -> 2 Py + Gx @ u",
	}
	if len(n.Reactions) != len(want) {
		t.Fatalf("%d reactions", len(n.Reactions))
	}
	for i, text := range want {
		if got := n.Reactions[i].String(n); got != text {
			t.Errorf("reaction %d: %q, want %q", i, got, text)
		}
	}
	if got := n.Reactions[4].Equation(n); got != "2 Px + Gy -> Gy_off" {
		t.Errorf("equation %q", got)
	}
}

// Each text says the same as its canonical form, which prints as itself.
func TestCanonical(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"X->0@1", "species X\n\nX -> 0 @ 1\n"},
		{"\ufeffX -> 0 @ 1\r\n0 -> X @ 2\r\n", "species X\n\nX <-> 0 @ 1, 2\n"},
		{"0→A @ 1; A ⇌ B @ 1, 2; B → ∅ @ 3·2", "species A, B\n\n0 -> A @ 1\nA <-> B @ 1, 2\nB -> 0 @ 3*2\n"},
		{"0->X @ 1;;; ; X->0 @ 2;", "species X\n\n0 <-> X @ 1, 2\n"},
		{"0 -> X ; 3; X -> 0 @ 2 # ; 4", "species X\n\n0 -> X ; 3\nX -> 0 @ 2\n"},
		{"#  two   words \nA + A -> A + B + 2 A @ 1", "# two words\nspecies A, B\n\n2 A -> 3 A + B @ 1\n"},
		{"b = 2*a; a = 1e-9\nspecies Y = 1e3, X\nX -> Y @ b", "species Y = 1000, X\nb = 2*a\na = 1e-9\n\nX -> Y @ b\n"},
		{"species X=5\nspecies Y\n2X -> 2e1 Y ; ((X))^2*(1+t)", "species X = 5, Y\n\n2 X -> 20 Y ; X^2*(1 + t)\n"},
		{"e -> 2e @ 1", "species e\n\ne -> 2 e @ 1\n"},
		{"µ -> β_1 @ 1", "species µ, β_1\n\nµ -> β_1 @ 1\n"},
		{"X -> 0 @ 0.00002; 0 -> X @ 12345678", "species X\n\nX <-> 0 @ 2e-5, 1.2345678e7\n"},
		{"X -> Y ; X\nY -> X @ 1\nX -> Y @ 1", "species X, Y\n\nX -> Y ; X\nY <-> X @ 1, 1\n"},
	} {
		if got := mustParse(t, test.text).String(); got != test.want {
			t.Errorf("%q gives %q, want %q", test.text, got, test.want)
		}
		if got := mustParse(t, test.want).String(); got != test.want {
			t.Errorf("%q prints as %q", test.want, got)
		}
	}
}

// The longest lists go over several lines and come back.
func TestSpeciesLinesWrap(t *testing.T) {
	names := make([]string, 60)
	for i := range names {
		names[i] = "X" + strings.Repeat("_", i%7) + formatNumber(float64(i))
	}
	text := "species " + strings.Join(names, " = 7, ") + "\nX0 -> 0 @ 1"
	n := mustParse(t, text)
	printed := n.String()
	for line := range strings.Lines(printed) {
		if len(line) > 101 {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
	again := mustParse(t, printed)
	for i, name := range names {
		if again.Species[i].Name != name || again.Species[i] != n.Species[i] {
			t.Errorf("species %d is %v, want %v", i, again.Species[i], n.Species[i])
		}
	}
}

// Noise and excess are refused soon and do not exhaust the stack.
func TestParseBounds(t *testing.T) {
	many := func(count int, f func(i string) string) string {
		var b strings.Builder
		for i := range count {
			b.WriteString(f(formatNumber(float64(i))))
		}
		return b.String()
	}
	for _, test := range []struct{ name, text, want string }{
		{"bytes", strings.Repeat(" ", maxText+1), "the text has 1048577 bytes, a model may have at most 1048576"},
		{"brackets", "0 -> X @ " + strings.Repeat("(", 500_000), "chains more than 2000"},
		{"minuses", "0 -> X @ " + strings.Repeat("-", 500_000), "chains more than 2000"},
		{"powers", "0 -> X @ 1" + strings.Repeat("^1", 500_000), "chains more than 2000"},
		{"sum", "0 -> X @ 1" + strings.Repeat("+1", 500_000), "chains more than 2000"},
		{"calls", "0 -> X @ " + strings.Repeat("exp(", 250_000), "chains more than 2000"},
		{"letters", strings.Repeat("q", 10_000), "longer than 64 characters"},
		{"noise", strings.Repeat("q)7 @,", 2_000), "an arrow, -> or <->, is missing"},
		{"digits", "0 -> X @ " + strings.Repeat("9", 100_000), "is too large"},
		{"species", "species " + many(maxSpecies, func(i string) string { return "X" + i + ", " }) + "Y", "more than 1000 species"},
		{"implied species", many(maxSpecies+1, func(i string) string { return "X" + i + " -> 0 @ 1\n" }), "more than 1000 species"},
		{"parameters", many(maxParameters+1, func(i string) string { return "k" + i + " = 1;" }), "more than 2000 parameters"},
		{"reactions", many(maxReactions+1, func(string) string { return "X -> 0 @ 1\n" }), "more than 10000 reactions"},
	} {
		start := time.Now()
		_, err := Parse(test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %.200v, want %q", test.name, err, test.want)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s took %v", test.name, took)
		}
	}
	// As much as is allowed is accepted and comes back.
	chain := "species X\n" + many(maxParameters-1, func(i string) string { return "k" + i + "_ = 2\n" })
	deep := "0 -> X @ " + strings.Repeat("(", maxDepth) + "1" + strings.Repeat(")", maxDepth) + strings.Repeat(" + 1", maxDepth-1) + "\n"
	n := mustParse(t, chain+deep+strings.Repeat("X -> 0 @ k7_\n", 9000))
	if again := mustParse(t, n.String()); again.String() != n.String() {
		t.Error("a large network does not print as itself")
	}
}

// The name is the comment on the first line, of the length of a heading.
func TestName(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"X -> 0 @ 1 # no", ""},
		{"\n# no\nX -> 0 @ 1", ""},
		{"#\nX -> 0 @ 1", ""},
		{"  ## a \t b  \r\nX -> 0 @ 1", "# a b"},
		{"# " + strings.Repeat("é", 99) + " tail\nX -> 0 @ 1", strings.Repeat("é", 99)},
	} {
		n := mustParse(t, test.text)
		if n.Name != test.want || mustParse(t, n.String()).Name != test.want {
			t.Errorf("%q is named %q, want %q", test.text, n.Name, test.want)
		}
	}
}

func TestSyntaxErrorType(t *testing.T) {
	_, err := Parse("X -> Y @ 1\nY -> Z @ q")
	var syntax *SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("%T", err)
	}
	if syntax.Line != 2 || syntax.Col != 10 || err.Error() != "line 2, column 10: "+syntax.Msg {
		t.Errorf("%+v prints as %q", *syntax, err)
	}
}

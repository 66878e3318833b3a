package foreign

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"vanscape/core/crn"
)

// draft has the species A and B, a parameter k above 0 and one, m, below.
func draft(t *testing.T) *Draft {
	t.Helper()
	d := NewDraft()
	for i, name := range []string{"A", "B"} {
		if err := d.Species(i+1, d.Rename(i+1, name), 5); err != nil {
			t.Fatal(err)
		}
	}
	for name, v := range map[string]float64{"k": 2, "V": 3, "m": -1} {
		d.Values[d.Rename(3, name)] = v
	}
	for _, name := range []string{"k", "V", "m"} {
		d.Parameter(3, name, crn.Const(d.Values[name]))
	}
	return d
}

func law(t *testing.T, text string) *crn.Expr {
	t.Helper()
	e, err := crn.ParseExpr(text, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Laws of A + A -> B, or of A -> B, become mass action where they are it, and
// reversible ones two reactions where their signs are seen.
func TestReact(t *testing.T) {
	for _, c := range []struct {
		copies     int
		law        string
		reversible bool
		want       string // reactions, or the end of the error
		notes      string
	}{
		{1, "k*A", false, "A -> B @ k", ""},
		{1, "A", false, "A -> B @ 1", ""},
		{1, "A*k/V*V", false, "A -> B @ k", ""},
		{1, "k*(A/V)*V", false, "A -> B @ k", ""},
		{1, "k*A/V", false, "A -> B @ k/V", ""},
		{1, "k*A*t", false, "A -> B @ k*t", ""},
		{1, "k*(A/2)/0.5", false, "A -> B @ k", ""},
		{1, "A/0", false, "A -> B ; A/0", ""},
		{1, "-k*A", false, "A -> B @ -k", ""},
		{1, "k*A*B", false, "A -> B ; k*A*B", ""},
		{1, "k*A^2", false, "A -> B ; k*A^2", ""},
		{1, "k*A/(1 + A)", false, "A -> B ; k*A/(1 + A)", ""},
		{1, "k/(1 + A)", false, "A -> B ; k/(1 + A)", "R does not fire while A is below 1, although its law need not be 0 there"},
		{2, "k*A*(A - 1)/2", false, "2 A -> B @ k/2", "R is mass action, which has no factor 1/c! here: its rate is k/2"},
		{2, "0.5*k*A*(A - 1)", false, "2 A -> B @ 0.5*k", ""},
		{2, "k*A*A", false, "2 A -> B ; k*A*A", "R does not fire while A is below 2, although its law need not be 0 there"},
		{2, "k*A*(A - 1)*A", false, "2 A -> B ; k*A*(A - 1)*A", ""},
		{1, "k*A - B", true, "A <-> B @ k, 1", "the reversible reaction R is split in two: forward k*A, backward B"},
		{1, "V*(k*A - B)", true, "A -> B @ V*k\nB -> A @ V", "the reversible reaction R is split in two: forward V*(k*A), backward V*B"},
		{1, "(k*A - B)/(1 + A)", true, "A -> B ; k*A/(1 + A)\nB -> A ; B/(1 + A)", "the reversible reaction R is split in two: forward k*A/(1 + A), backward B/(1 + A)"},
		{1, "A - B*k + A", true, "A -> B ; A + A\nB -> A @ k", "the reversible reaction R is split in two: forward A + A, backward B*k"},
		{1, "-B*k + A", true, "A <-> B @ 1, k", "the reversible reaction R is split in two: forward A, backward B*k"},
		{1, "k*A", true, "A -> B @ k", ""},
		{1, "-k*A", true, "the law of R is never positive: turn the reaction round", ""},
		{1, "m*A - B", true, "write two reactions", ""},
		{1, "k*(A/V)*(A/V - 1/V)", true, "what is subtracted in its law, k*(A/V)*(1/V), is not 0 without B: write two reactions", ""},
		{1, "sin(A) - B", true, "write two reactions", ""},
		{1, "A/(A - B) - B", true, "write two reactions", ""},
	} {
		d := draft(t)
		r := Reaction{Line: 4, Name: "R", Reactants: []Term{{"A", c.copies}}, Products: []Term{{"B", 1}}, Law: law(t, c.law), Reversible: c.reversible}
		err := d.React(r)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line 4: ") || !strings.HasSuffix(err.Error(), c.want) {
				t.Errorf("%s: %v, want %s", c.law, err, c.want)
			}
			continue
		}
		var got, notes []string
		for _, l := range d.reactions {
			got = append(got, l.text)
		}
		for _, n := range d.Notes {
			notes = append(notes, n.Text)
		}
		want := strings.Replace(c.want, "A <-> B @ ", "A -> B @ ", 1)
		if forward, back, ok := strings.Cut(want, ", "); ok && want != c.want {
			want = forward + "\nB -> A @ " + back
		}
		if strings.Join(got, "\n") != want || strings.Join(notes, "\n") != c.notes {
			t.Errorf("%s becomes\n%s\nwith notes %q, want\n%s\nwith %q", c.law, strings.Join(got, "\n"), notes, want, c.notes)
		}
	}
}

// Names are what Parse takes, and no two are the same.
func TestFresh(t *testing.T) {
	d := NewDraft()
	for _, c := range [][2]string{{"X", "X"}, {"X", "X_"}, {"X", "X_2"}, {"t", "t_"}, {"exp", "exp_"}, {"A(b!1)", "A_b_1_"}, {"2x", "_2x"}, {"", "_"}, {"é", "__"}, {strings.Repeat("a", 99), strings.Repeat("a", 64)}, {strings.Repeat("a", 99), strings.Repeat("a", 63) + "_"}} {
		if got := d.Fresh(c[0]); got != c[1] {
			t.Errorf("%q becomes %q, want %q", c[0], got, c[1])
		}
	}
}

// Errors of the text stand at the line of the file that it is from.
func TestNetworkErrors(t *testing.T) {
	d := draft(t)
	d.Name = "a\nname"
	d.React(Reaction{Line: 40, Reactants: []Term{{"A", 1}}, Law: law(t, "k*A")})
	d.React(Reaction{Line: 50, Reactants: []Term{{"A", 200}}, Law: law(t, "k")})
	if _, _, err := d.Network(); err == nil || err.Error() != "line 50: the stoichiometry 200 is larger than 100" {
		t.Error(err)
	}
	d = draft(t)
	if err := d.Verbatim(7, "species A"); err == nil || err.Error() != `line 7: "species A" is neither an initial law nor an order of species` {
		t.Error(err)
	}
	if err := d.Verbatim(7, "init A ~ poisson(q)"); err != nil {
		t.Fatal(err)
	}
	d.React(Reaction{Line: 40, Products: []Term{{"A", 1}}, Law: law(t, "k")})
	if _, _, err := d.Network(); err == nil || !strings.HasPrefix(err.Error(), `line 7: "q" is not a parameter`) {
		t.Error(err)
	}
	for count, want := range map[float64]string{
		2.5:          "C starts with 2.5 molecules: the master equation counts them, so this must be a whole number",
		5e-22:        "C starts with 5e-22 molecules: the master equation counts them, so this must be a whole number",
		6.02214e+25:  "C starts with 6.02214e+25 molecules, and 1000000000 are the most",
		-3:           "C starts with -3 molecules: a count is never negative",
		math.Inf(1):  "C starts with +Inf molecules, and 1000000000 are the most",
		602.00000001: "",
	} {
		err := draft(t).Species(9, "C", count)
		if got := fmt.Sprint(err); got != "line 9: "+want && !(want == "" && err == nil) {
			t.Errorf("%g gives %s, want %s", count, got, want)
		}
	}
}

package crn

import (
	"math"
	"testing"
)

// Expressions that are built print as they parse.
func TestBuild(t *testing.T) {
	x, k := Name("X"), Name("k")
	for _, c := range []struct {
		e    *Expr
		want string
	}{
		{Const(0.5), "0.5"},
		{Const(-2), "-2"},
		{Apply(Multiply, k, Apply(Subtract, x, Const(1))), "k*(X - 1)"},
		{Apply(Raise, x, Const(-1)), "X^-1"},
		{Invoke("if", Apply(Greater, x, Const(3)), k, Const(0)), "if(X > 3, k, 0)"},
		{Apply(Not, Apply(Equal, x, k)), "!(X == k)"},
		{Invoke("max", Const(0), Apply(Negate, x)), "max(0, -X)"},
	} {
		if got := c.e.String(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if again, err := ParseExpr(c.want, 1, 1); err != nil || !sameExpr(again, c.e) {
			t.Errorf("%s reads as %v, %v", c.want, again, err)
		}
	}
}

// Expressions of other languages keep functions that this one does not have, and
// errors count from where the text is in its file.
func TestParseExpr(t *testing.T) {
	e, err := ParseExpr("piecewise(a, X > 3, b)*2", 7, 5)
	if err != nil {
		t.Fatal(err)
	}
	call := e.Args()[0]
	if e.Op() != Multiply || call.Op() != Call || call.Name() != "piecewise" || len(call.Args()) != 3 || e.Args()[1].Value() != 2 {
		t.Errorf("reads as %s", e)
	}
	for text, want := range map[string]string{
		"a +":       "line 7, column 8: a number, a name or a bracket is missing after \"+\", where the end of the text stands",
		"a^b^c":     "line 7, column 8: programs differ in what a^b^c means: write brackets, a^(b^c) or (a^b)^c",
		"a b":       "line 7, column 7: an operator is missing before \"b\": write * for a product, or a new line for a new statement",
		"a, b":      "line 7, column 6: \",\" is not expected behind the expression",
		"if(a,1,2)": "line 7, column 8: a is a number, not a condition: compare it, as in X > 0",
	} {
		if _, err := ParseExpr(text, 7, 5); err == nil || err.Error() != want {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

// Expressions of known numbers have a value, others are NaN.
func TestEvaluateNames(t *testing.T) {
	values := map[string]float64{"a": 3}
	for text, want := range map[string]float64{"2*a^2": 18, "if(a > 2, 1, 1/0)": 1, "t": math.NaN(), "b": math.NaN(), "f(a)": math.NaN(), "cos(pi)": -1} {
		e, err := ParseExpr(text, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Evaluate(values); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s = %g, want %g", text, got, want)
		}
	}
}

// Of if only the value that holds is computed.
func TestIf(t *testing.T) {
	n, err := Parse("species X = 3\n0 -> X ; if(X > 0 && t < 5, 6/X, 7)")
	if err != nil {
		t.Fatal(err)
	}
	r := &n.Reactions[0]
	for _, c := range []struct {
		x    int
		t    float64
		want float64
	}{{3, 0, 2}, {0, 0, 7}, {3, 5, 7}} {
		if got := r.Propensity([]int{c.x}, c.t); got != c.want {
			t.Errorf("X = %d, t = %g: %g, want %g", c.x, c.t, got, c.want)
		}
	}
	if !r.TimeDependent() {
		t.Error("t is not seen in the condition")
	}
}

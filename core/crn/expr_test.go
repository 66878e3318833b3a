package crn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// law parses text as a literal law of a network with the species X = 3 and
// Y = 0 and the parameters a = 2 and k0 = 0.5.
func law(t testing.TB, text string) *Reaction {
	t.Helper()
	n := mustParse(t, "species X = 3, Y\na = 2; k0 = 0.5\nY -> 0 ; "+text)
	return &n.Reactions[0]
}

// The right sides are computed by Go's own compiler.
func TestEvaluate(t *testing.T) {
	const x, y, a, k0, time = 3.0, 5.0, 2.0, 0.5, 1.25
	b := func(v bool) float64 {
		if v {
			return 1
		}
		return 0
	}
	for _, test := range []struct {
		text string
		want float64
	}{
		{"X", x}, {"a", a}, {"t", time}, {"pi", math.Pi}, {"1.5e-3", 1.5e-3}, {".5", 0.5}, {"2.", 2}, {"7E2", 700},
		{"X + Y*a", x + y*a}, {"(X + Y)*a", (x + y) * a}, {"X - Y - a", x - y - a}, {"X - (Y - a)", x - (y - a)},
		{"X/Y/a", x / y / a}, {"X/(Y/a)", x / (y / a)}, {"X/Y*a", x / y * a}, {"2*X^2", 2 * x * x}, {"X^3", x * x * x},
		{"-X^2", -(x * x)}, {"(-X)^2", x * x}, {"2^-a", 0.25}, {"2^a^X", 256}, {"(2^a)^X", 64}, {"X^0.5", math.Pow(x, 0.5)},
		{"X^1", x}, {"--X", x}, {"a*-X", -a * x}, {"a - -X", a + x}, {"-X*a", -x * a}, {"-X + a", -x + a},
		{"X < Y", 1}, {"X > Y", 0}, {"X <= 3", 1}, {"X >= 4", 0}, {"X == 3", 1}, {"X != 3", 0}, {"a*(X < Y) + 1", a + 1},
		{"X + 1 < Y - 1", b(x+1 < y-1)}, {"(X < Y) == (a < 3)", 1},
		{"X < Y && a < 3", 1}, {"X < Y && a > 3", 0}, {"X > Y || a < 3", 1}, {"X > Y || a > 3", 0},
		{"!X > 3", 1}, {"!(X < Y)", 0}, {"!!X < Y", 1}, {"a*(X < Y && !X > 3) + 1", a + 1},
		{"X > Y && X > Y || X < Y", 1}, {"X < Y || X > Y && X > Y", 1}, {"(X < Y || X > Y) && X > Y", 0}, // && binds more tightly
		{"(X > Y || !Y > 3) == 0", 1}, {"X ≤ 3 && Y ≥ 5 && X ≠ Y", 1},
		{"exp(-X/a)", math.Exp(-x / a)}, {"ln(Y)", math.Log(y)}, {"sqrt(X*Y)", math.Sqrt(x * y)}, {"abs(X - Y)", 2},
		{"sin(2*pi*t/6)", math.Sin(2 * math.Pi * time / 6)}, {"cos(t)", math.Cos(time)},
		{"min(X, Y)", 3}, {"max(X, Y)", 5}, {"max(X, a, 9, Y)", 9}, {"min(X, a*k0, Y)", 1},
		{"a*X/(k0 + X)", a * x / (k0 + x)}, {"X^2/(k0^2 + X^2)", x * x / (k0*k0 + x*x)},
	} {
		got := law(t, test.text).Propensity([]int{3, 5}, time)
		if math.Abs(got-test.want) > 1e-15*math.Abs(test.want) {
			t.Errorf("%s = %v, want %v", test.text, got, test.want)
		}
	}
}

func TestExprString(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"((X))", "X"}, {"(X*Y)+a", "X*Y + a"}, {"X*(Y+a)", "X*(Y + a)"}, {"X-(Y-a)", "X - (Y - a)"}, {"(X-Y)-a", "X - Y - a"},
		{"X+(Y+a)", "X + (Y + a)"}, {"X/(Y*a)", "X/(Y*a)"}, {"X*(Y/a)", "X*(Y/a)"}, {"(X^2)^3", "(X^2)^3"}, {"X^(2^3)", "X^2^3"},
		{"(-X)^2", "(-X)^2"}, {"-(X^2)", "-X^2"}, {"-(X*Y)", "-(X*Y)"}, {"(-X)*Y", "-X*Y"}, {"X*(-Y)", "X*-Y"}, {"X^(-Y)", "X^-Y"},
		{"X^(-Y^2)", "X^-Y^2"}, {"X^(Y+1)", "X^(Y + 1)"}, {"(X<Y)*a", "(X < Y)*a"}, {"(X<Y)==1", "(X < Y) == 1"},
		{"X<1||(X>2&&Y<1)", "X < 1 || X > 2 && Y < 1"}, {"(X<1||X>2)&&Y<1", "(X < 1 || X > 2) && Y < 1"}, {"X<1&&(Y<1&&a<1)", "X < 1 && (Y < 1 && a < 1)"},
		{"!X<1", "!(X < 1)"}, {"!!(X<1)", "!(!(X < 1))"}, {"(!X<1)==(a<1)", "(!(X < 1)) == (a < 1)"}, {"!((X<1)==1)", "!((X < 1) == 1)"},
		{"!(X<1&&Y<1)&&a<1", "!(X < 1 && Y < 1) && a < 1"}, {"a*(X<1&&Y<1)", "a*(X < 1 && Y < 1)"},
		{"max( X ,min(Y,1) )", "max(X, min(Y, 1))"}, {"- - X", "--X"}, {"X - -Y", "X - -Y"}, {"0.0000001*X", "1e-7*X"},
		{"1e21 + 1e6 + 1e-5", "1e21 + 1000000 + 1e-5"}, {"exp(X)^2", "exp(X)^2"},
	} {
		if got := law(t, "0*("+test.text+") + 1").Law.args[0].args[1].String(); got != test.want {
			t.Errorf("%s prints as %s, want %s", test.text, got, test.want)
		}
	}
}

// A number comes back to the last bit.
func TestFormatNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	values := []float64{0, 1, 1e6, 1e7, 12345678, 1 << 53, 1e15, 0.1, 1e-4, 1e-5, 5e-324, math.MaxFloat64, 0.3 - 0.1, math.Pi}
	for range 2000 {
		if v := math.Abs(math.Float64frombits(random.Uint64())); v <= math.MaxFloat64 {
			values = append(values, v)
		}
	}
	for _, v := range values {
		text := formatNumber(v)
		if got := law(t, "0*Y + "+text).Law.args[1].value; got != v {
			t.Errorf("%v prints as %s, which reads as %v", v, text, got)
		}
	}
}

// randomExpr makes a tree of at most the given depth over X, Y, a, k0 and t.
func randomExpr(r *rand.Rand, depth int) *Expr {
	if depth == 1 || r.IntN(5) == 0 {
		leaves := []string{"X", "Y", "a", "k0", "t", "pi"}
		if i := r.IntN(len(leaves) + 2); i < len(leaves) {
			return &Expr{op: Symbol, name: leaves[i], depth: 1}
		}
		return &Expr{op: Number, value: math.Round(r.ExpFloat64()*1000) / 100, depth: 1}
	}
	op := Negate + Operator(r.IntN(int(Call-Negate)+1))
	name, count := "", 2
	switch op {
	case Negate, Not:
		count = 1
	case Call:
		name = keys(builtins)[r.IntN(len(builtins))]
		if count = builtins[name].arity; count == 0 {
			count = 2 + r.IntN(2)
		}
	}
	args := make([]*Expr, count)
	for i := range args {
		args[i] = randomExpr(r, depth-1)
		if (op == Not || op == And || op == Or || name == ifName && i == 0) && !args[i].isCondition() {
			args[i], _ = node(Less, "", position{}, args[i], randomExpr(r, 1))
		}
	}
	e, _ := node(op, name, position{}, args...)
	return e
}

func sameExpr(a, b *Expr) bool {
	if a.op != b.op || a.value != b.value || a.name != b.name || len(a.args) != len(b.args) {
		return false
	}
	for i := range a.args {
		if !sameExpr(a.args[i], b.args[i]) {
			return false
		}
	}
	return true
}

// What is printed reads back as the same tree, and so computes the same bits.
func TestExprRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		e := randomExpr(random, 2+random.IntN(6))
		text := e.String()
		got := law(t, text).Law
		if !sameExpr(got, e) {
			t.Fatalf("%s reads as %s", text, got)
		}
	}
}

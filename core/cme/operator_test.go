package cme_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/internal/check"
)

func operator(tb testing.TB, g *cme.Generator) *cme.Operator {
	tb.Helper()
	space, err := cme.NewSpace(g, 100_000)
	if err != nil {
		tb.Fatal(err)
	}
	o, err := cme.NewOperator(space)
	if err != nil {
		tb.Fatal(err)
	}
	return o
}

// The dimer network 0 -> A at 2, A -> 0 at 3, 2A -> B at 5, B -> 2A at 7, with
// A < 3 and B < 2, typed by hand: states in the order AB = 00 01 10 11 20 21,
// columns are where probability comes from.
func TestOperatorAgainstTypedMatrix(t *testing.T) {
	typed := [6][6]float64{
		{-2, 0, 3, 0, 0, 0},
		{0, -2 - 7, 0, 3, 10, 0},
		{2, 0, -2 - 3, 0, 6, 0},
		{0, 2, 0, -2 - 3 - 7, 0, 6},
		{0, 7, 2, 0, -2 - 6 - 10, 0},
		{0, 0, 0, 2, 0, -2 - 6 - 10 - 7},
	}
	o := operator(t, generator(t, "species A, B\n0 <-> A @ 2, 3\n2 A <-> B @ 5, 7", 3, 2))
	if o.Space().Len() != 6 {
		t.Fatalf("%d states", o.Space().Len())
	}
	for from := range 6 {
		p, got, want := make([]float64, 6), make([]float64, 6), make([]float64, 6)
		p[from] = 1
		for to := range 6 {
			want[to] = typed[to][from]
		}
		o.MulTo(got, p, 0)
		check.CloseSlice(t, "column", got, want, 1e-14)
	}
	check.Close(t, "largest exit", o.MaxExit(0), 25, 1e-14)
}

// The definition, state by state, for networks of every kind and at two times.
func TestOperatorAgainstDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, b := range boxes {
		g := generator(t, b.text, b.levels...)
		o := operator(t, g)
		space := o.Space()
		p := make([]float64, space.Len())
		for i := range p {
			p[i] = rng.Float64()
		}
		got := make([]float64, len(p))
		for _, at := range []float64{0, 1.7} {
			want := make([]float64, len(p))
			n, largest := make([]int, g.Species()), 0.0
			for i := range p {
				space.State(n, i)
				largest = max(largest, g.Exit(n, at))
				for r := range g.Reactions() {
					flow := g.Propensity(r, n, at) * p[i]
					want[i] -= flow
					for j, v := range g.Jump(r) {
						n[j] += v
					}
					if to, ok := space.Index(n); ok {
						want[to] += flow
					}
					space.State(n, i)
				}
			}
			o.MulTo(got, p, at)
			check.CloseSlice(t, b.name, got, want, 1e-9)
			check.CloseRel(t, b.name+": largest exit", o.MaxExit(at), largest, 1e-12)
		}
		if o.Err() != nil {
			t.Error(o.Err())
		}
	}
}

func TestOperatorNamesABadRate(t *testing.T) {
	space := func(text string) *cme.Space {
		s, err := cme.NewSpace(generator(t, text, 10), 100)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	var bad *cme.RateError
	if _, err := cme.NewOperator(space("species X = 2\n0 -> X ; 5 - X\nX -> 0 @ 1")); !errors.As(err, &bad) || bad.Value != -1 {
		t.Errorf("a negative law: %v", err)
	}
	for _, text := range []string{
		"species X = 2\n0 -> X ; 5*cos(t)\nX -> 0 @ 1",
		"species X = 2\n0 -> X @ cos(t)\nX -> 0 @ 1",
	} {
		o, err := cme.NewOperator(space(text))
		if err != nil {
			t.Fatal(err)
		}
		p := make([]float64, 10)
		o.MulTo(make([]float64, 10), p, 0)
		if o.Err() != nil {
			t.Errorf("fine at 0: %v", o.Err())
		}
		o.MulTo(make([]float64, 10), p, math.Pi)
		if !errors.As(o.Err(), &bad) || bad.Time != math.Pi {
			t.Errorf("negative at pi: %v", o.Err())
		}
	}
}

func TestMulToDoesNotAllocate(t *testing.T) {
	o := operator(t, generator(t, mixed, 9, 7, 8))
	p, dst, at := make([]float64, o.Space().Len()), make([]float64, o.Space().Len()), 0.0
	if a := testing.AllocsPerRun(10, func() { at++; o.MulTo(dst, p, at) }); a != 0 {
		t.Errorf("%v allocations", a)
	}
}

func BenchmarkMulTo(b *testing.B) {
	o := operator(b, generator(b, toggle, 2, 2, 2, 2, 80, 80))
	p, dst := make([]float64, o.Space().Len()), make([]float64, o.Space().Len())
	p[0] = 1
	for b.Loop() {
		o.MulTo(dst, p, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(o.Entries()), "ns/entry")
}

func BenchmarkEnumerate(b *testing.B) {
	g := generator(b, toggle, 2, 2, 2, 2, 88, 88)
	for b.Loop() {
		operator(b, g)
	}
}

package cme_test

import (
	"slices"
	"testing"

	"vanscape/core/cme"
)

// All probability goes to the states after the reset, whatever dst held before.
func TestPush(t *testing.T) {
	g := generator(t, "species X = 1, Y\nat t = 9: Y = 2\nX -> 0 @ 1\n0 -> Y @ 1", 2, 3)
	s, err := cme.NewSpace(g, 100)
	if err != nil {
		t.Fatal(err)
	}
	p, dst, want := make([]float64, s.Len()), make([]float64, s.Len()), make([]float64, s.Len())
	for i := range p {
		n := make([]int, 2)
		s.State(n, i)
		p[i], dst[i] = float64(1+i), 99
		to, _ := s.Index([]int{n[0], 2})
		want[to] += p[i]
	}
	if s.Push(dst, p, &g.Network().Resets[0]); !slices.Equal(dst, want) {
		t.Errorf("%v, want %v", dst, want)
	}
}

// A count that is set lies within its limit.
func TestSetBeyondLimit(t *testing.T) {
	net := parse(t, "species X\nat t = 9: X = 5\n0 -> X @ 1")
	if _, err := cme.New(net, []int{6}); err != nil {
		t.Error(err)
	}
	const want = "X is set to 5, but its count limit is 4"
	if _, err := cme.New(net, []int{5}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

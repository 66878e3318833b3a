package evolve

import "testing"

// A coarser network is smaller in what was left to the tolerance, and keeps the proportion of what was not.
func TestCoarser(t *testing.T) {
	for _, c := range []struct {
		of, want Settings
	}{
		{Settings{}, Settings{Tolerance: 0.02, Width: 4, Basis: 6}},
		{Settings{Tolerance: 0.005}, Settings{Tolerance: 0.01, Width: 8, Basis: 10}},
		{Settings{Width: 12, Basis: 20}, Settings{Tolerance: 0.02, Width: 12, Basis: 12}},
		{Settings{Tolerance: MaxTolerance, Basis: 1}, Settings{Tolerance: 2 * MaxTolerance, Width: 4, Basis: 1}},
	} {
		got := c.of.Coarser()
		if got.Tolerance != c.want.Tolerance || got.Width != c.want.Width || got.Basis != c.want.Basis {
			t.Errorf("%+v: tolerance %g, width %d, basis %d, want %g, %d, %d", c.of, got.Tolerance, got.Width, got.Basis, c.want.Tolerance, c.want.Width, c.want.Basis)
		}
		if got.Seed == c.of.Seed || got.Check() != nil {
			t.Errorf("%+v: seed %d, %v", c.of, got.Seed, got.Check())
		}
	}
}

package evolve

import "testing"

// Many species do not make the tree of an observation as large as the memory; a few are looked at closely.
func TestObservationsFitIntoMemory(t *testing.T) {
	for _, c := range []struct{ species, samples, want int }{{2, 500, observeSamples}, {90, 500, observeSamples}, {2, 9000, 9000}, {300, 100, 372}, {300, 500, 500}} {
		got := observed(c.species, c.samples)
		if got != c.want || got > c.samples && got*c.species*c.species > observeCounts {
			t.Errorf("%d species, %d samples: %d prefixes", c.species, c.samples, got)
		}
	}
}

package van

import "testing"

// The ends of a scale are read as -1 and 1, and what is between spreads where a law begins
// on a small part of a wide scale.
func TestReading(t *testing.T) {
	for _, test := range []struct {
		levels, start, n int
		want             float32
	}{
		{101, 0, 0, -1}, {101, 0, 100, 1}, {101, 0, 25, 0}, {101, 0, 1, -0.8},
		{101, 10, 25, 0},
		{101, 11, 25, -0.5}, {101, 11, 0, -1}, {101, 11, 100, 1}, // not a small part
		{101, -1, 25, -0.5}, // no certain start
		{33, 0, 8, 0},
		{32, 0, 31, 1}, {29, 0, 7, -0.5}, // not wide
	} {
		s := Sites{Levels: []int{test.levels}, Point: []int{test.start}}
		if got := s.reading(0).of(test.n); got != test.want {
			t.Errorf("%d of %d levels from %d is read as %g, want %g", test.n, test.levels, test.start, got, test.want)
		}
	}
	s := Sites{Levels: []int{201}, Scale: []int{101}, Point: []int{0}}
	if got := s.reading(0).of(25); got != 0 {
		t.Errorf("with more levels on the same scale: %g", got)
	}
}

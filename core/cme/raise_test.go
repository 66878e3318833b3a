package cme_test

import "testing"

func TestRaised(t *testing.T) {
	for _, c := range []struct {
		name, text string
		levels     []int
		want       int
	}{
		{"a quarter", "species X\n0 -> X @ 1", []int{80}, 100},
		{"at least 4", "species X\n0 -> X @ 1", []int{3}, 7},
		{"only deaths", "species X = 2\nX -> 0 @ 1", []int{80}, 80},
		{"a gene", "species G = 1, Off\nG <-> Off @ 1, 1", []int{2, 2}, 2},
		{"below a total", "species A = 9, B\nA <-> B @ 1, 1", []int{10, 10}, 10},
		{"up to a total", "species B, A = 9\nA <-> B @ 1, 1", []int{8, 10}, 10},
	} {
		if got := generator(t, c.text, c.levels...).Raised(0, c.levels[0]); got != c.want {
			t.Errorf("%s: %d levels, want %d", c.name, got, c.want)
		}
	}
}

func TestRaisedEnds(t *testing.T) {
	for levels, want := range map[int]int{200: 250, 300: 320, 320: 320, 400: 400} {
		if got := generator(t, "species X\n0 -> X @ 1", levels).Raised(0, 80); got != want {
			t.Errorf("%d levels that began as 80 become %d, want %d", levels, got, want)
		}
	}
}

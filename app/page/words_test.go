package page

import (
	"slices"
	"testing"

	"vanscape/core/crn"
)

func TestPaint(t *testing.T) {
	n, err := crn.Parse("species X; k = 1\n0 -> X @ k")
	if err != nil {
		t.Fatal(err)
	}
	got := paint(n, "😀 X + z @ k # no")
	want := []int{3, 4, lookSpecies, 5, 6, int(crn.MarkWord), 7, 8, int(crn.NameWord), 9, 10, int(crn.MarkWord), 11, 12, lookParameter, 13, 17, int(crn.CommentWord)}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := paint(nil, "X"); !slices.Equal(got, []int{0, 1, int(crn.NameWord)}) {
		t.Errorf("without a network: %v", got)
	}
}

func TestProposals(t *testing.T) {
	text := "species Px = 1, Py\nspan = 2*3\nPx -> 0 @ span\nPz"
	n, err := crn.Parse("species Px = 1, Py\nspan = 2*3\nPx -> 0 @ span\n")
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][]proposal{
		"p":   {{"Px", "species"}, {"Py", "species"}, {"Pz", "name"}, {"poisson", "initial law"}},
		"Pz":  nil,
		"Px":  nil,
		"sp":  {{"span", "= 2*3"}, {"species", "statement"}},
		"sq":  {{"sqrt", "function"}},
		"P y": nil,
	} {
		if got := proposals(n, text, typed); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
	if got := proposals(nil, "", "ord"); !slices.Equal(got, []proposal{{"order", "statement"}}) {
		t.Errorf("without a network: %v", got)
	}
}

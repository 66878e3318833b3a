package crn

import (
	"fmt"
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	text := `# k = 9
species X = 3, Y = 4; a = 50 # b = 2
b = 1e-4; c = - 2.5 ; d = 2*3; e = a
 f=0
g = 1
g = 2; h = -
3; i = 7 8; j = 1e999
0 -> X @ a; m = 6
k = 5`
	var got []string
	for _, l := range Settings(text) {
		got = append(got, fmt.Sprintf("%s %s %g", l.Name, text[l.From:l.To], l.Value))
	}
	want := "a 50 50, b 1e-4 0.0001, c - 2.5 -2.5, f 0 0, g 1 1, m 6 6, k 5 5"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if l := Settings(""); l != nil {
		t.Errorf("of nothing: %v", l)
	}
}

// Replacing a setting changes the value of its parameter and of those that name it.
func TestSettingsCanBeReplaced(t *testing.T) {
	text := "a = 50; b = 2*a\n0 -> X @ b\n"
	l := Settings(text)[0]
	n, err := Parse(text[:l.From] + "7" + text[l.To:])
	if err != nil {
		t.Fatal(err)
	}
	if k, _ := n.Reactions[0].RateConstant(); k != 14 {
		t.Errorf("rate %g", k)
	}
}

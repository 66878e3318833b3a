package picture

import (
	"slices"
	"strings"
	"testing"
)

// The best points are joined by steps in the order of x, whatever order they come in, and the axes are logarithmic: what is twice as much is as far
// away everywhere.
func TestScatter(t *testing.T) {
	s := Scatter{XTitle: "seconds", YTitle: "error", Kinds: []string{"one", "two"}, Colours: []string{"red", "blue"}, Points: []Point{
		{X: 4, Y: 0.1, Best: true, Label: "last"}, {X: 2, Y: 0.4, Kind: 1}, {X: 1, Y: 0.2, Best: true},
	}}
	scene := s.Scene(400, 300, theme)
	var fills []string
	var line string
	places := map[string]Text{}
	for _, shape := range scene.Shapes {
		switch shape := shape.(type) {
		case Path:
			if shape.Fill != "" {
				fills = append(fills, shape.Fill)
			} else if shape.Stroke == theme.Ink {
				line = shape.D
			}
		case Text:
			places[shape.S] = shape
		}
	}
	if want := []string{"red", "blue", "red", "blue", "red"}; !slices.Equal(fills, want) {
		t.Errorf("marks %v, want those of the legend and the points, %v", fills, want)
	}
	if got := strings.Count(line, "L"); got != 2 || !strings.HasPrefix(line, "M") {
		t.Errorf("the best two are joined by %q, want one step", line)
	}
	if a, b := places["2"].X-places["1"].X, places["2"].X-places["5"].X; a <= 0 || b >= 0 || (a/-b) > 0.76 || (a/-b) < 0.75 { // ln 2 : ln 2.5
		t.Errorf("the ticks 1, 2, 5 are %g and %g apart", a, -b)
	}
	if places["0.1"].Y <= places["0.2"].Y || places["last"].S == "" || places["seconds"].S == "" || places["error"].S == "" {
		t.Errorf("texts %v", places)
	}
	if empty := (&Scatter{}).Scene(400, 300, theme); len(empty.Shapes) == 0 {
		t.Error("no axes without points")
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   []float64
	}{{0.9, 5, []float64{1, 2, 5}}, {0.15, 2.5, []float64{0.2, 0.5, 1, 2}}, {0.01, 100, []float64{0.01, 0.1, 1, 10, 100}}, {3, 4, nil}} {
		if got := logTicks(c.lo, c.hi); !slices.EqualFunc(got, c.want, func(a, b float64) bool { return a/b > 1-1e-12 && a/b < 1+1e-12 }) {
			t.Errorf("%g to %g: %v, want %v", c.lo, c.hi, got, c.want)
		}
	}
}

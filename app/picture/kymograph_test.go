package picture

import (
	"math"
	"strings"
	"testing"
)

func film() *Kymograph {
	return &Kymograph{Name: "X", From: 0, To: 4, Times: []float64{0, 1, 2}, P: [][]float64{{1}, {0.5, 0.5}, {0, 0, 1}}, Mean: []float64{0, 0.5, 2}, Now: 1, Levels: 3, Top: 1, Scale: Linear}
}

// The columns show the law of the nearest time, counts upwards; what is not solved yet is clear.
func TestKymographColours(t *testing.T) {
	k := film()
	rgba := k.colours(nil)
	at := func(t float64, count int) []byte {
		col := int(t / 4 * columns)
		return rgba[4*((2-count)*columns+col):][:4]
	}
	for _, c := range []struct {
		t     float64
		count int
		p     float32
	}{{0.1, 0, 1}, {0.1, 1, 0}, {0.9, 1, 0.5}, {1.4, 0, 0.5}, {1.9, 2, 1}, {1.9, 0, 0}} {
		want := Viridis.shade(c.p)
		if got := at(c.t, c.count); got[0] != want.R || got[2] != want.B || got[3] != 255 {
			t.Errorf("t = %g, count %d: %v, want %v", c.t, c.count, got, want)
		}
	}
	if got := at(2.5, 0); got[3] != 0 {
		t.Errorf("the future has colour %v", got)
	}
	if again := k.colours(rgba); &again[0] != &rgba[0] {
		t.Error("pixels are not used again")
	}
}

func TestKymographScene(t *testing.T) {
	k := film()
	const w, h = 400, 200
	f := k.field(w, h)
	for _, x := range []float64{f.X, f.X + f.Width/2, f.X + f.Width} {
		if got, want := k.TimeAt(x, w, h), 4*(x-f.X)/f.Width; math.Abs(got-want) > 1e-12 {
			t.Errorf("time %g, want %g", got, want)
		}
	}
	if k.TimeAt(-5, w, h) != 0 || k.TimeAt(999, w, h) != 4 {
		t.Error("times outside")
	}
	words := ""
	for _, shape := range k.Scene(w, h, theme, nil).Shapes {
		if text, ok := shape.(Text); ok {
			words += " " + text.S
		}
	}
	for _, want := range []string{"time", "X", " 4", " 2"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in%s", want, words)
		}
	}
	k.Times = nil
	if shapes := k.Scene(w, h, theme, nil).Shapes; len(shapes) == 0 {
		t.Error("no axes without a frame")
	}
}

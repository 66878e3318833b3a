package picture

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var theme = Theme{Ink: "ink", Muted: "muted", Line: "line", Grid: "grid", Accent: "accent", Exact: "exact"}

func example() *Landscape {
	return &Landscape{
		NameX: "Px", NameY: "Py", Table: Table{3, 2, []float32{0.1, 0.2, 0, 0.4, 0.3, 0}},
		X: []float64{0.3, 0.4, 0.3}, Y: []float64{0.4, 0.6}, ExactX: []float64{0.2, 0.5, 0.3}, ExactY: []float64{0.5, 0.5},
		Top: 0.4, TopX: 0.5, TopY: 0.6,
	}
}

// x runs to the right and y upwards; the test finds the place of a state by hand.
func TestHeatMapOrientation(t *testing.T) {
	l := example()
	pixels, _, _ := HeatMap(nil, &l.Table, Viridis, Linear, 0.4, 1, 1)
	for x := range 3 {
		for y := range 2 {
			fromTop := 1 - y
			at := 4 * (fromTop*3 + x)
			c := Viridis.At(l.Table.At(x, y) / 0.4)
			for k, want := range []uint8{c.R, c.G, c.B} {
				// The table of shades has 256 entries.
				if got := int(pixels[at+k]); got < int(want)-2 || got > int(want)+2 {
					t.Errorf("state (%d, %d): colour %v, want %v", x, y, pixels[at:at+3], c)
				}
			}
			if pixels[at+3] != 255 {
				t.Errorf("state (%d, %d) is not opaque", x, y)
			}
		}
	}
}

func TestHeatMapBlocks(t *testing.T) {
	l := example()
	one, _, _ := HeatMap(nil, &l.Table, Viridis, Linear, 0.4, 1, 1)
	many, cols, rows := HeatMap(nil, &l.Table, Viridis, Linear, 0.4, 4, 3)
	if cols != 12 || rows != 6 {
		t.Fatalf("%d x %d pixels", cols, rows)
	}
	for row := range rows {
		for col := range cols {
			for k := range 4 {
				if got, want := many[4*(row*cols+col)+k], one[4*((row/3)*3+col/4)+k]; got != want {
					t.Fatalf("pixel (%d, %d): %d, want %d", col, row, got, want)
				}
			}
		}
	}
}

// A gene with two levels beside a protein with many stays two flat bands.
func TestFewLevelsStayFlat(t *testing.T) {
	l := &Landscape{Table: Table{200, 2, make([]float32, 400)}, Top: 1, TopX: 1, TopY: 1}
	r := l.Scene(300, 300, 1, theme, nil).Shapes[0].(Raster)
	if !r.Smooth || r.Cols != 200 || float64(r.Rows) < 0.9*r.Height {
		t.Errorf("smooth %v, %d x %d pixels for a height of %g", r.Smooth, r.Cols, r.Rows, r.Height)
	}
}

func TestHeatMapPanicsOnMisshapenTable(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for 3 probabilities of 2 x 2 states")
		}
	}()
	HeatMap(nil, &Table{2, 2, make([]float32, 3)}, Viridis, Log, 1, 1, 1)
}

func TestBlend(t *testing.T) {
	got := Blend(nil, []float64{1, 0}, []float64{0, 1, 1}, 0.25)
	if fmt.Sprint(got) != "[0.75 0.25 0.25]" {
		t.Errorf("got %v", got)
	}
	buffer := make([]float64, 8)
	if got := Blend(buffer, []float64{1}, []float64{1}, 0.5); len(got) != 1 || &got[0] != &buffer[0] {
		t.Errorf("a long enough buffer was not used: %v", got)
	}
}

// Everything a picture shows lies on it, at every size a screen may give.
func TestSceneStaysInside(t *testing.T) {
	number := regexp.MustCompile(`-?[0-9.]+`)
	for _, size := range [][3]float64{{300, 300, 1}, {270, 260, 2}, {900, 420, 1.5}, {160, 500, 3}} {
		w, h := size[0], size[1]
		l := example()
		l.Mark = &Cell{2, 1}
		for _, shape := range l.Scene(w, h, size[2], theme, nil).Shapes {
			switch s := shape.(type) {
			case Path:
				for i, text := range number.FindAllString(s.D, -1) {
					v, err := strconv.ParseFloat(text, 64)
					if limit := []float64{w, h}[i%2]; err != nil || v < 0 || v > limit {
						t.Errorf("%vx%v: a path reaches %s, the picture ends at %g", w, h, text, limit)
					}
				}
			case Text:
				if s.X < 0 || s.X > w || s.Y < 0 || s.Y+s.Size > h {
					t.Errorf("%vx%v: %q is at (%g, %g)", w, h, s.S, s.X, s.Y)
				}
			case Raster:
				if s.X < 0 || s.Y < 0 || s.X+s.Width > w || s.Y+s.Height > h || len(s.RGBA) != 4*s.Cols*s.Rows {
					t.Errorf("%vx%v: raster %v %v %v %v", w, h, s.X, s.Y, s.Width, s.Height)
				}
			}
		}
	}
}

func TestCellAtIsUnderTheCell(t *testing.T) {
	l := example()
	f := l.Field(400, 380, 2)
	for x := range 3 {
		for y := range 2 {
			px, py := f.X+f.Width*(float64(x)+0.5)/3, f.Y+f.Height*(1-(float64(y)+0.5)/2)
			if got, ok := l.CellAt(px, py, 400, 380, 2); !ok || got != (Cell{x, y}) {
				t.Errorf("over (%d, %d): got %v, %v", x, y, got, ok)
			}
		}
	}
	for _, p := range [][2]float64{{f.X - 1, f.Y + 5}, {f.X + 5, f.Y - 1}, {f.X + f.Width, f.Y + 5}, {f.X + 5, f.Y + f.Height + 1}} {
		if got, ok := l.CellAt(p[0], p[1], 400, 380, 2); ok {
			t.Errorf("beside the field: got %v", got)
		}
	}
}

func TestLargeCellsAreEven(t *testing.T) {
	l := example()
	for _, scale := range []float64{1, 1.25, 2} {
		f := l.Field(400, 380, scale)
		if cell := f.Width * scale / 3; math.Abs(cell-math.Round(cell)) > 1e-9 {
			t.Errorf("scale %g: a cell is %g device pixels wide", scale, cell)
		}
	}
}

// The staircase of a marginal, read back: a bar of height p/top, the base closed.
func TestSteps(t *testing.T) {
	area, line := steps([]float64{0.5, 1}, Linear, 1, 10, 100, 20, 40, false)
	if want := "M10.00 80.00L20.00 80.00L20.00 60.00L30.00 60.00"; line != want {
		t.Errorf("line %s, want %s", line, want)
	}
	if want := line + "L30.00 100.00L10.00 100.00Z"; area != want {
		t.Errorf("area %s, want %s", area, want)
	}
	turned, _ := steps([]float64{0.5, 1}, Linear, 1, 10, 100, 20, 40, true)
	if want := "M30.00 100.00L30.00 90.00L50.00 90.00L50.00 80.00L10.00 80.00L10.00 100.00Z"; turned != want {
		t.Errorf("turned %s, want %s", turned, want)
	}
	if area, line := steps(nil, Log, 1, 0, 0, 1, 1, false); area != "" || line != "" {
		t.Error("no law, but a staircase")
	}
}

// Labels of the colour bar stand where the heat map has that colour.
func TestColourBarLabels(t *testing.T) {
	field := Box{X: 40, Y: 30, Width: 200, Height: 200}
	const top = 0.4
	for _, c := range []struct {
		scale Scale
		place func(p float64) float64 // 0 at the dark end, 1 at the bright one
	}{{Linear, func(p float64) float64 { return p / top }}, {Log, func(p float64) float64 { return math.Log(p/(top*1e-4)) / math.Log(1e4) }}} {
		labels := 0
		for _, shape := range ColourBar(60, 300, field, Cividis, c.scale, top, theme).Shapes {
			if text, ok := shape.(Text); ok && text.S != "p" {
				labels++
				plain := strings.NewReplacer("10⁻¹", "0.1", "10⁻²", "0.01", "10⁻³", "0.001", "10⁻⁴", "0.0001").Replace(text.S)
				p, err := strconv.ParseFloat(plain, 64)
				want := 230 - 200*c.place(p)
				if err != nil || math.Abs(text.Y-want) > 0.01 {
					t.Errorf("scale %d: label %q at %g, want %g", c.scale, text.S, text.Y, want)
				}
			}
		}
		if labels < 3 {
			t.Errorf("scale %d: %d labels", c.scale, labels)
		}
	}
}

func TestHistogramNamesItsAxes(t *testing.T) {
	h := Histogram{Name: "X", P: []float64{0.5, 0.3, 0.2}, Exact: []float64{0.4, 0.4, 0.2}, Top: 0.6}
	var words []string
	for _, shape := range h.Scene(400, 300, theme).Shapes {
		if text, ok := shape.(Text); ok {
			words = append(words, text.S)
		}
	}
	got := strings.Join(words, " ")
	for _, want := range []string{"X", "probability", "0.2", "2"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q among %q", want, got)
		}
	}
}

func TestTableWidened(t *testing.T) {
	small := Table{LevelsX: 2, LevelsY: 3, P: []float32{1, 2, 3, 4, 5, 6}}
	dirty := []float32{9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}
	wide := small.Widened(dirty, 3, 4)
	sum := float32(0)
	for _, p := range wide.P {
		sum += p
	}
	if wide.LevelsX != 3 || wide.LevelsY != 4 || len(wide.P) != 12 || sum != 21 {
		t.Errorf("%+v", wide)
	}
	for x := range 3 {
		for y := range 4 {
			if wide.At(x, y) != small.At(x, y) {
				t.Errorf("(%d, %d) is %g, not %g", x, y, wide.At(x, y), small.At(x, y))
			}
		}
	}
}

// Every count of a histogram is found under its bar.
func TestCountAt(t *testing.T) {
	h := Histogram{P: make([]float64, 40), Top: 1}
	f := h.field(500, 300)
	for n := range h.P {
		if got, ok := h.CountAt(f.X+f.Width*(float64(n)+0.5)/40, 500, 300); !ok || got != n {
			t.Errorf("at bar %d: %d, %v", n, got, ok)
		}
	}
	for _, x := range []float64{0, f.X - 1, f.X + f.Width, 499} {
		if n, ok := h.CountAt(x, 500, 300); ok {
			t.Errorf("at x = %g: %d", x, n)
		}
	}
}

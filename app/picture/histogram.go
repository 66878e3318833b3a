package picture

import (
	"math"
	"strconv"
)

// Histogram is the law of one species: bars, with the exact law as a line.
type Histogram struct {
	Name  string
	P     []float64
	Exact []float64 // nil = none
	Top   float64   // probability that fills the height
}

// field returns the rectangle of the bars in a picture of width x height CSS pixels.
func (h *Histogram) field(width, height float64) Box {
	return Box{56, 12, max(width-56-12, 1), max(height-12-lowEdge, 1)}
}

// CountAt returns the count whose bar stands at x in a picture of width x height, and whether there is one.
func (h *Histogram) CountAt(x, width, height float64) (int, bool) {
	f := h.field(width, height)
	u := (x - f.X) / f.Width
	return int(u * float64(len(h.P))), u >= 0 && u < 1
}

// Scene draws h.
func (h *Histogram) Scene(width, height float64, th Theme) Scene {
	s := Scene{Width: width, Height: height}
	f := h.field(width, height)
	base := f.Y + f.Height
	var grid, ticks outline
	for _, p := range Ticks(0, h.Top, int(max(2, f.Height/50))) {
		y := base - f.Height*p/h.Top
		grid.move(f.X, y)
		grid.line(f.X+f.Width, y)
		s.add(Text{X: f.X - 8, Y: y, S: TickLabel(p), Size: tickSize, Fill: th.Muted, Align: Right, Anchor: Middle})
	}
	s.add(Path{D: string(grid), Stroke: th.Grid, Width: 1})
	area, _ := steps(h.P, Linear, h.Top, f.X, base, f.Width, f.Height, false)
	s.add(Path{D: area, Fill: th.Accent})
	if h.Exact != nil {
		_, line := steps(h.Exact, Linear, h.Top, f.X, base, f.Width, f.Height, false)
		s.add(Path{D: line, Stroke: th.Exact, Width: 1.5})
	}
	for _, n := range CountTicks(len(h.P)-1, int(max(2, f.Width/64))) {
		x := f.X + f.Width*(float64(n)+0.5)/float64(len(h.P))
		ticks.move(x, base+1)
		ticks.line(x, base+5)
		s.add(Text{X: x, Y: base + 8, S: strconv.Itoa(n), Size: tickSize, Fill: th.Muted, Align: Centre, Anchor: Top})
	}
	s.add(
		Path{D: string(ticks), Stroke: th.Line, Width: 1},
		Text{X: f.X + f.Width/2, Y: base + 24, S: h.Name, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Top, Strong: true},
		Text{X: 10, Y: f.Y + f.Height/2, S: "probability", Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle, Turn: -math.Pi / 2},
	)
	return s
}

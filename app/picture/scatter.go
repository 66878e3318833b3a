package picture

import (
	"math"
	"slices"
)

// Scatter is a field of points on two logarithmic axes, with the best of them joined.
type Scatter struct {
	XTitle, YTitle string
	Points         []Point
	Kinds          []string // of points, in the order of the legend
	Colours        []string // of the kinds; there are no fewer
}

// Point is one point of a Scatter. Both numbers are above 0.
type Point struct {
	X, Y  float64
	Kind  int
	Best  bool   // it is joined with the others that are
	Label string // of one of the best, to the left and below, where no point is
}

// Scene draws s.
func (s *Scatter) Scene(width, height float64, th Theme) Scene {
	out := Scene{Width: width, Height: height}
	f := Box{64, 28, max(width-64-16, 1), max(height-28-lowEdge, 1)}
	base := f.Y + f.Height
	xLow, xHigh := span(s.Points, func(p Point) float64 { return p.X })
	xLow /= math.Sqrt(xHigh / xLow) // a third of the picture, for the labels of what is leftmost
	yLow, yHigh := span(s.Points, func(p Point) float64 { return p.Y })
	across := func(x float64) float64 { return f.X + f.Width*math.Log(x/xLow)/math.Log(xHigh/xLow) }
	up := func(y float64) float64 { return base - f.Height*math.Log(y/yLow)/math.Log(yHigh/yLow) }

	var grid, frame outline
	frame.rect(f)
	for _, x := range logTicks(xLow, xHigh) {
		grid.move(across(x), f.Y)
		grid.line(across(x), base)
		out.add(Text{X: across(x), Y: base + 8, S: TickLabel(x), Size: tickSize, Fill: th.Muted, Align: Centre, Anchor: Top})
	}
	for _, y := range logTicks(yLow, yHigh) {
		grid.move(f.X, up(y))
		grid.line(f.X+f.Width, up(y))
		out.add(Text{X: f.X - 8, Y: up(y), S: TickLabel(y), Size: tickSize, Fill: th.Muted, Align: Right, Anchor: Middle})
	}
	out.add(Path{D: string(grid), Stroke: th.Grid, Width: 1}, Path{D: string(frame), Stroke: th.Line, Width: 1})

	best := slices.DeleteFunc(slices.Clone(s.Points), func(p Point) bool { return !p.Best })
	slices.SortFunc(best, func(a, b Point) int { return int(math.Copysign(1, a.X-b.X)) })
	var front outline
	low := 0.0 // of the label before
	for i, p := range best {
		x, y := across(p.X), up(p.Y)
		if i == 0 {
			front.move(x, y)
		} else {
			front.line(x, up(best[i-1].Y))
			front.line(x, y)
		}
		low = max(low+tickSize, y+9)
		out.add(Text{X: x - 7, Y: low, S: p.Label, Size: tickSize, Fill: th.Ink, Align: Right, Anchor: Middle})
	}
	out.add(Path{D: string(front), Stroke: th.Ink, Width: 1.5})

	x := f.X
	for i, kind := range s.Kinds {
		out.add(
			Path{D: disc(x+5, 12, 4), Fill: s.Colours[i]},
			Text{X: x + 14, Y: 12, S: kind, Size: tickSize, Fill: th.Ink, Align: Left, Anchor: Middle},
		)
		x += 30 + 6.5*float64(len([]rune(kind)))
	}
	for _, p := range s.Points {
		mark := Path{D: disc(across(p.X), up(p.Y), 4), Fill: s.Colours[p.Kind]}
		if p.Best {
			mark.Stroke, mark.Width = th.Ink, 1.5
		}
		out.add(mark)
	}
	out.add(
		Text{X: f.X + f.Width/2, Y: base + 24, S: s.XTitle, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Top},
		Text{X: 10, Y: f.Y + f.Height/2, S: s.YTitle, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle, Turn: -math.Pi / 2},
	)
	return out
}

// span is the range of an axis with some room on both sides.
func span(points []Point, of func(Point) float64) (lo, hi float64) {
	if len(points) == 0 {
		return 1, 10
	}
	lo, hi = math.Inf(1), 0
	for _, p := range points {
		lo, hi = min(lo, of(p)), max(hi, of(p))
	}
	return lo / 1.4, hi * 1.4
}

// logTicks returns the numbers 1, 2 and 5 times a power of ten in [lo, hi], 0 < lo, or only the powers where the range is wide.
func logTicks(lo, hi float64) []float64 {
	factors := []float64{1, 2, 5}
	if hi/lo > 1e3 {
		factors = factors[:1]
	}
	var ticks []float64
	for power := math.Floor(math.Log10(lo)); power <= math.Log10(hi); power++ {
		for _, factor := range factors {
			if x := factor * math.Pow(10, power); lo <= x && x <= hi {
				ticks = append(ticks, x)
			}
		}
	}
	return ticks
}

// disc is the outline of a circle, as a polygon that looks like one at a few pixels.
func disc(x, y, radius float64) string {
	const corners = 16
	var o outline
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		o.to("ML"[min(i, 1)], x+radius*cos, y+radius*sin)
	}
	o.shut()
	return string(o)
}

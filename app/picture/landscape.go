package picture

import (
	"math"
	"strconv"
)

// Landscape is the joint law of two species as a heat map, with their marginal laws along its upper and right edge.
type Landscape struct {
	NameX, NameY   string
	Table          Table
	X, Y           []float64 // marginals, drawn filled
	ExactX, ExactY []float64 // marginals to compare with, drawn as lines; nil = none
	Exact          bool      // the law itself is the exact one: its marginals take the colour Theme.Exact
	Contours       []Contour
	Colours        Colours
	Scale          Scale
	Top            float64 // probability at the bright end of the colour map
	TopX, TopY     float64 // probability that fills the height of the marginals
	Mark           *Cell   // state to point at, or nil
}

// Contour is a line of equal probability, with its place on the colour map.
type Contour struct {
	D     string // outline in the picture, in the path language of SVG
	Shade float64
}

// Cell is a state: the counts of the two species shown.
type Cell struct{ X, Y int }

const (
	labelSize = 12.0 // px, names of species
	tickSize  = 11.0 // px, tick labels
	leftEdge  = 46.0 // px left of the heat map: ticks and name
	lowEdge   = 40.0 // px below it
	edgeGap   = 5.0  // px between the heat map and a marginal
)

// Field returns the rectangle of the heat map in a picture of width x height CSS pixels, where one of them is scale device pixels. Large cells get
// a whole number of device pixels each, since uneven ones show as stripes.
func (l *Landscape) Field(width, height, scale float64) Box {
	margin := l.margin(width, height)
	side := max(min(width-leftEdge-margin-edgeGap-2, height-lowEdge-margin-edgeGap-2), 1)
	f := Box{
		Y:      margin + edgeGap + 1,
		Width:  evenSide(side, scale, l.Table.LevelsX),
		Height: evenSide(side, scale, l.Table.LevelsY),
	}
	f.X = leftEdge + math.Round(max(width-leftEdge-f.Width-edgeGap-margin-1, 0)/2)
	return f
}

// CellAt returns the state under the point (x, y) of a picture of width x height, and whether there is one.
func (l *Landscape) CellAt(x, y, width, height, scale float64) (Cell, bool) {
	f := l.Field(width, height, scale)
	u, v := (x-f.X)/f.Width, 1-(y-f.Y)/f.Height
	if u < 0 || u >= 1 || v < 0 || v >= 1 {
		return Cell{}, false
	}
	return Cell{int(u * float64(l.Table.LevelsX)), int(v * float64(l.Table.LevelsY))}, true
}

// Scene draws l. The colours are written to pixels, which is grown when too short and must stay untouched until the scene is drawn; the scene's
// Raster holds it for the next time.
func (l *Landscape) Scene(width, height, scale float64, th Theme, pixels []byte) Scene {
	s := Scene{Width: width, Height: height}
	f := l.Field(width, height, scale)
	margin := l.margin(width, height)
	// Of a table that is smooth along one axis only, the cells along the other stay flat: each is a block of about as many pixels as the screen
	// will give it.
	wide, high := 1, 1
	cellX, cellY := scale*f.Width/float64(l.Table.LevelsX), scale*f.Height/float64(l.Table.LevelsY)
	smooth := min(cellX, cellY) < smallCell
	if smooth && cellX >= smallCell {
		wide = int(cellX)
	}
	if smooth && cellY >= smallCell {
		high = int(cellY)
	}
	rgba, cols, rows := HeatMap(pixels, &l.Table, l.Colours, l.Scale, l.Top, wide, high)
	s.add(Raster{f.X, f.Y, f.Width, f.Height, cols, rows, rgba, smooth})
	for _, c := range l.Contours {
		s.add(Path{D: c.D, Stroke: contourInk(c.Shade), Width: 1})
	}
	l.marginals(&s, f, margin, th)
	l.axes(&s, f, th)
	if l.Mark != nil {
		l.mark(&s, f)
	}
	return s
}

func (l *Landscape) margin(width, height float64) float64 {
	return min(max(0.16*min(width, height), 28), 80)
}

// contourInk is a colour that is seen on the map around a shade, and leaves the map the louder of the two.
func contourInk(shade float64) string {
	if shade > 0.6 {
		return "rgba(0,0,0,0.4)"
	}
	return "rgba(255,255,255,0.4)"
}

// smallCell is the size in device pixels below which cells are too small to be told apart: they are drawn smoothly instead of sharply.
const smallCell = 4

func evenSide(side, scale float64, levels int) float64 {
	if cell := math.Floor(side * scale / float64(levels)); cell >= smallCell {
		return cell * float64(levels) / scale
	}
	return side
}

func (l *Landscape) marginals(s *Scene, f Box, size float64, th Theme) {
	fill := th.Accent
	if l.Exact {
		fill = th.Exact
	}
	above := func(p []float64) (string, string) {
		return steps(p, l.Scale, l.TopX, f.X, f.Y-edgeGap, f.Width, size, false)
	}
	beside := func(p []float64) (string, string) {
		return steps(p, l.Scale, l.TopY, f.X+f.Width+edgeGap, f.Y+f.Height, f.Height, size, true)
	}
	area, _ := above(l.X)
	s.add(Path{D: area, Fill: fill})
	area, _ = beside(l.Y)
	s.add(Path{D: area, Fill: fill})
	if l.ExactX != nil {
		_, line := above(l.ExactX)
		s.add(Path{D: line, Stroke: th.Exact, Width: 1.5})
	}
	if l.ExactY != nil {
		_, line := beside(l.ExactY)
		s.add(Path{D: line, Stroke: th.Exact, Width: 1.5})
	}
}

// steps returns the staircase of p, as a closed area and as an open line, over a base that starts at (x, y) and is length long; a bar of probability
// top is size high. Turned, the base runs upwards and the bars to the right.
func steps(p []float64, scale Scale, top, x, y, length, size float64, turned bool) (area, line string) {
	if len(p) == 0 || !(top > 0) {
		return "", ""
	}
	place := func(along, up float64) (float64, float64) {
		if turned {
			return x + up, y - along
		}
		return x + along, y - up
	}
	o := make(outline, 0, 32*len(p)+64)
	for i, q := range p {
		up := size * scale.Height(q, top)
		left, right := length*float64(i)/float64(len(p)), length*float64(i+1)/float64(len(p))
		if i == 0 {
			o.move(place(left, up))
		} else {
			o.line(place(left, up))
		}
		o.line(place(right, up))
	}
	line = string(o)
	o.line(place(length, 0))
	o.line(place(0, 0))
	o.shut()
	return string(o), line
}

func (l *Landscape) axes(s *Scene, f Box, th Theme) {
	var ticks, frame outline
	frame.rect(Box{f.X - 0.5, f.Y - 0.5, f.Width + 1, f.Height + 1})
	room := func(length float64) int { return int(max(2, length/42)) }
	base, left := f.Y+f.Height, f.X
	for _, n := range CountTicks(l.Table.LevelsX-1, room(f.Width)) {
		x := f.X + f.Width*(float64(n)+0.5)/float64(l.Table.LevelsX)
		ticks.move(x, base+1)
		ticks.line(x, base+5)
		s.add(Text{X: x, Y: base + 8, S: strconv.Itoa(n), Size: tickSize, Fill: th.Muted, Align: Centre, Anchor: Top})
	}
	for _, n := range CountTicks(l.Table.LevelsY-1, room(f.Height)) {
		y := base - f.Height*(float64(n)+0.5)/float64(l.Table.LevelsY)
		ticks.move(left-1, y)
		ticks.line(left-5, y)
		s.add(Text{X: left - 8, Y: y, S: strconv.Itoa(n), Size: tickSize, Fill: th.Muted, Align: Right, Anchor: Middle})
	}
	s.add(
		Path{D: string(frame), Stroke: th.Line, Width: 1},
		Path{D: string(ticks), Stroke: th.Line, Width: 1},
		Text{X: f.X + f.Width/2, Y: base + 24, S: l.NameX, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Top, Strong: true},
		Text{X: f.X - leftEdge + 10, Y: f.Y + f.Height/2, S: l.NameY, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle, Turn: -math.Pi / 2, Strong: true},
	)
}

// mark points at a state with a cross whose middle is left open.
func (l *Landscape) mark(s *Scene, f Box) {
	x := f.X + f.Width*(float64(l.Mark.X)+0.5)/float64(l.Table.LevelsX)
	y := f.Y + f.Height - f.Height*(float64(l.Mark.Y)+0.5)/float64(l.Table.LevelsY)
	const gap = 4.0
	var o outline
	o.move(f.X, y)
	o.line(max(x-gap, f.X), y)
	o.move(min(x+gap, f.X+f.Width), y)
	o.line(f.X+f.Width, y)
	o.move(x, f.Y)
	o.line(x, max(y-gap, f.Y))
	o.move(x, min(y+gap, f.Y+f.Height))
	o.line(x, f.Y+f.Height)
	s.add(Path{D: string(o), Stroke: "rgba(255,255,255,0.65)", Width: 1})
}

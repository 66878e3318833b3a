package picture

import (
	"math"
	"slices"
	"strconv"
)

// Kymograph is the law of one species over time: a column of colours for every time.
type Kymograph struct {
	Name    string
	From    float64
	To      float64
	Times   []float64   // ascending, of the laws that are there
	P       [][]float64 // by time, then by count
	Mean    []float64   // by time, drawn as a line
	Now     float64     // the time that is shown, drawn as a line
	Levels  int         // counts that the picture has room for
	Scale   Scale
	Colours Colours
	Top     float64 // probability at the bright end of the colour map
}

// field is the rectangle of the colours.
func (k *Kymograph) field(width, height float64) Box {
	return Box{48, 8, max(width-48-14, 1), max(height-8-lowEdge, 1)}
}

// TimeAt returns the time at x in a picture of width x height.
func (k *Kymograph) TimeAt(x, width, height float64) float64 {
	f := k.field(width, height)
	return k.From + min(max((x-f.X)/f.Width, 0), 1)*(k.To-k.From)
}

// columns is the number of columns of colours: more times than that are thinned out.
const columns = 512

// Scene draws k. The colours are written to pixels, which is grown when too short.
func (k *Kymograph) Scene(width, height float64, th Theme, pixels []byte) Scene {
	s := Scene{Width: width, Height: height}
	f := k.field(width, height)
	base := f.Y + f.Height
	across := func(t float64) float64 { return f.X + f.Width*(t-k.From)/(k.To-k.From) }
	up := func(n float64) float64 { return base - f.Height*(n+0.5)/float64(k.Levels) }
	if len(k.Times) > 0 && k.To > k.From {
		rgba := k.colours(pixels)
		s.add(Raster{f.X, f.Y, f.Width, f.Height, columns, k.Levels, rgba, f.Height < smallCell*float64(k.Levels)})
		var mean outline
		for i, t := range k.Times {
			y := min(max(up(k.Mean[i]), f.Y), base)
			if i == 0 {
				mean.move(across(t), y)
			} else {
				mean.line(across(t), y)
			}
		}
		s.add(Path{D: string(mean), Stroke: "#ffffff", Width: 1.5, Dash: []float64{5, 3}})
		var now outline
		now.move(across(k.Now), f.Y)
		now.line(across(k.Now), base)
		s.add(Path{D: string(now), Stroke: th.Ink, Width: 1.5})
	}
	var ticks, frame outline
	frame.rect(Box{f.X - 0.5, f.Y - 0.5, f.Width + 1, f.Height + 1})
	for _, t := range Ticks(k.From, k.To, int(max(2, f.Width/70))) {
		ticks.move(across(t), base+1)
		ticks.line(across(t), base+5)
		s.add(Text{X: across(t), Y: base + 8, S: TickLabel(t), Size: tickSize, Fill: th.Muted, Align: Centre, Anchor: Top})
	}
	for _, n := range CountTicks(k.Levels-1, int(max(2, f.Height/36))) {
		ticks.move(f.X-1, up(float64(n)))
		ticks.line(f.X-5, up(float64(n)))
		s.add(Text{X: f.X - 8, Y: up(float64(n)), S: strconv.Itoa(n), Size: tickSize, Fill: th.Muted, Align: Right, Anchor: Middle})
	}
	s.add(
		Path{D: string(frame), Stroke: th.Line, Width: 1},
		Path{D: string(ticks), Stroke: th.Line, Width: 1},
		Text{X: f.X + f.Width/2, Y: base + 24, S: "time", Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Top},
		Text{X: 10, Y: f.Y + f.Height/2, S: k.Name, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle, Turn: -math.Pi / 2, Strong: true},
	)
	return s
}

// colours are the pixels, one row for a count, of which the highest comes first. What is not solved yet stays clear.
func (k *Kymograph) colours(dst []byte) []byte {
	n := 4 * columns * k.Levels
	if cap(dst) < n {
		dst = make([]byte, n)
	}
	dst = dst[:n]
	clear(dst)
	shade := k.Scale.shader(k.Top)
	last := k.Times[len(k.Times)-1]
	for col := range columns {
		t := k.From + (k.To-k.From)*(float64(col)+0.5)/columns
		i := k.nearest(t)
		if t > last && i == len(k.Times)-1 && t-last > (k.To-k.From)/columns {
			break
		}
		for count := range k.Levels {
			p := 0.0
			if count < len(k.P[i]) {
				p = k.P[i][count]
			}
			c := k.Colours.shade(shade(float32(p)))
			at := 4 * ((k.Levels-1-count)*columns + col)
			dst[at], dst[at+1], dst[at+2], dst[at+3] = c.R, c.G, c.B, 255
		}
	}
	return dst
}

// nearest is the index of the time next to t.
func (k *Kymograph) nearest(t float64) int {
	i, _ := slices.BinarySearch(k.Times, t)
	switch {
	case i == len(k.Times):
		return i - 1
	case i > 0 && t-k.Times[i-1] < k.Times[i]-t:
		return i - 1
	}
	return i
}

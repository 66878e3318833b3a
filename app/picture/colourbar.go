package picture

import "math"

// ColourBar draws the scale of a heat map whose bright end is the probability top, beside the rectangle field of the heat map: upright when the picture
// is taller than wide, otherwise lying.
func ColourBar(width, height float64, field Box, colours Colours, scale Scale, top float64, th Theme) Scene {
	s := Scene{Width: width, Height: height}
	upright := height > width
	const thick, cells = 12.0, 128
	unit := Text{S: scale.Unit(), Size: labelSize, Fill: th.Ink, Align: Left}
	f := Box{field.X, 1, field.Width - 48, thick}
	unit.X, unit.Y, unit.Anchor = f.X+f.Width+8, 1+thick/2, Middle
	if upright {
		f = Box{1, field.Y, thick, field.Height}
		unit.X, unit.Y, unit.Anchor = 0, field.Y-10, Bottom
	}
	pixels := make([]byte, 0, 4*cells)
	for i := range cells {
		u := float64(i) / (cells - 1)
		if upright {
			u = 1 - u
		}
		c := colours.At(u)
		pixels = append(pixels, c.R, c.G, c.B, 255)
	}
	cols, rows := cells, 1
	if upright {
		cols, rows = 1, cells
	}
	s.add(Raster{f.X, f.Y, f.Width, f.Height, cols, rows, pixels, true})

	s.add(unit)
	var ticks outline
	length, apart := f.Width, 48.0
	if upright {
		length, apart = f.Height, 22.0
	}
	last := math.Inf(1)
	marks := scale.ticks(top)
	for i := len(marks) - 1; i >= 0; i-- {
		along := length * scale.Shade(marks[i], top)
		if last-along < apart {
			continue
		}
		last = along
		t := Text{S: scale.label(marks[i]), Size: tickSize, Fill: th.Muted}
		if upright {
			y := f.Y + f.Height - along
			ticks.move(f.X+thick, y)
			ticks.line(f.X+thick+4, y)
			t.X, t.Y, t.Align, t.Anchor = f.X+thick+8, y, Left, Middle
		} else {
			x := f.X + along
			ticks.move(x, f.Y+thick)
			ticks.line(x, f.Y+thick+4)
			t.X, t.Y, t.Align, t.Anchor = x, f.Y+thick+6, Centre, Top
		}
		s.add(t)
	}
	s.add(Path{D: string(ticks), Stroke: th.Line, Width: 1})
	return s
}

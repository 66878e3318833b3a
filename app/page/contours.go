package page

import (
	"encoding/binary"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// contourLines draws the lines of equal probability of one picture after the other, in the same memory. The finding itself is d3-contour's, in contours.js.
type contourLines struct {
	pooled []float32
	shades []float32
	bytes  []byte
	buffer app.Value // Uint8Array of len(bytes)
}

// fewLevels is the number of levels below which a species is no landscape: between the few counts of a gene there are no lines.
const fewLevels = 8

// prepare gives the browser the shades of l and returns the levels of its lines, nil for none, and the size of the table of shades.
func (c *contourLines) prepare(l *picture.Landscape) (levels []float64, cols, rows int) {
	levels = l.Scale.Contours(l.Top)
	if min(l.Table.LevelsX, l.Table.LevelsY) < fewLevels || len(levels) == 0 {
		return nil, 0, 0
	}
	table := l.Table.Pooled(c.pooled, picture.MeshSide)
	if len(table.P) != len(l.Table.P) {
		c.pooled = table.P
	}
	c.shades = table.Shades(c.shades, l.Scale, l.Top)
	c.bytes = c.bytes[:0]
	for _, u := range c.shades {
		c.bytes = binary.LittleEndian.AppendUint32(c.bytes, math.Float32bits(u))
	}
	if c.buffer == nil || c.buffer.Length() != len(c.bytes) {
		c.buffer = app.Window().Get("Uint8Array").New(len(c.bytes))
	}
	app.CopyBytesToJS(c.buffer, c.bytes)
	return levels, table.LevelsX, table.LevelsY
}

// stroke draws the lines of l on a canvas where its heat map stands already.
func (c *contourLines) stroke(on *canvas, l *picture.Landscape, field picture.Box) {
	c.lines(on, l, field, field, nil, picture.ContourInk)
}

// strokeDashed draws the lines of before, faintly, on a canvas where the heat map of l stands in field.
func (c *contourLines) strokeDashed(on *canvas, before *picture.Landscape, field picture.Box, l *picture.Landscape) {
	own := field // of the levels that before has
	own.Width *= float64(before.Table.LevelsX) / float64(l.Table.LevelsX)
	own.Height *= float64(before.Table.LevelsY) / float64(l.Table.LevelsY)
	own.Y += field.Height - own.Height
	c.lines(on, before, own, field, []any{4, 4}, func(float64) string { return "rgba(255,255,255,0.6)" })
}

// lines draws the lines of l, whose counts fill own, as far as they are within clip.
func (c *contourLines) lines(on *canvas, l *picture.Landscape, own, clip picture.Box, dash []any, ink func(shade float64) string) {
	levels, cols, rows := c.prepare(l)
	if levels == nil {
		return
	}
	at, inks := make([]any, len(levels)), make([]any, len(levels))
	for i, u := range levels {
		at[i], inks[i] = u, ink(u)
	}
	app.Window().Get("vanscape").Call("strokeContours", on.context, c.buffer, cols, rows, at, inks, dash, boxOf(own), boxOf(clip))
}

// find returns the lines of l, for a picture to take away.
func (c *contourLines) find(l *picture.Landscape, field picture.Box) []picture.Contour {
	levels, cols, rows := c.prepare(l)
	if levels == nil {
		return nil
	}
	at := make([]any, len(levels))
	for i, u := range levels {
		at[i] = u
	}
	paths := app.Window().Get("vanscape").Call("contourPaths", c.buffer, cols, rows, at, boxOf(field))
	lines := make([]picture.Contour, len(levels))
	for i, u := range levels {
		lines[i] = picture.Contour{D: paths.Index(i).String(), Shade: u}
	}
	return lines
}

func boxOf(b picture.Box) map[string]any {
	return map[string]any{"x": b.X, "y": b.Y, "width": b.Width, "height": b.Height}
}

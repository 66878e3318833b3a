package page

import (
	"encoding/binary"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// contourLines finds the lines of equal probability of one picture after the other, in the same memory. The finding itself is d3-contour's, in contours.js.
type contourLines struct {
	pooled []float32
	shades []float32
	bytes  []byte
	buffer app.Value // Uint8Array of len(bytes)
}

// fewLevels is the number of levels below which a species is no landscape: between the few counts of a gene there are no lines.
const fewLevels = 8

// find returns the lines of l, which has its table and scale, in a field of its picture.
func (c *contourLines) find(l *picture.Landscape, field picture.Box) []picture.Contour {
	levels := l.Scale.Contours(l.Top)
	if min(l.Table.LevelsX, l.Table.LevelsY) < fewLevels || len(levels) == 0 {
		return nil
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
	at := app.Window().Get("Array").New()
	for _, u := range levels {
		at.Call("push", u)
	}
	paths := app.Window().Get("vanscape").Call("contourPaths", c.buffer, table.LevelsX, table.LevelsY, at, field.X, field.Y, field.Width, field.Height)
	lines := make([]picture.Contour, len(levels))
	for i, u := range levels {
		lines[i] = picture.Contour{D: paths.Index(i).String(), Shade: u}
	}
	return lines
}

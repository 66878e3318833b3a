package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// surfaceCanvas draws surfaces on a canvas by WebGL, through surface.js.
type surfaceCanvas struct {
	element    app.Value
	drawer     app.Value // of surface.js; null where there is no WebGL
	cols, rows int       // of the drawer's mesh

	pooled          []float32
	places, colours []byte
	jsPlaces        app.Value // Uint8Arrays of these lengths
	jsColours       app.Value
}

func newSurfaceCanvas(element app.Value) *surfaceCanvas {
	return &surfaceCanvas{element: element, drawer: app.Window().Get("vanscape").Call("surface", element)}
}

// works says whether there is WebGL.
func (c *surfaceCanvas) works() bool { return c.drawer.Truthy() }

// surface is l as a surface; l's table must not change before it is drawn.
func (c *surfaceCanvas) surface(l *picture.Landscape, camera picture.Camera) *picture.Surface {
	table := l.Table.Pooled(c.pooled, picture.MeshSide)
	if len(table.P) != len(l.Table.P) {
		c.pooled = table.P
	}
	return &picture.Surface{
		NameX: l.NameX, NameY: l.NameY, Table: table, LevelsX: l.Table.LevelsX, LevelsY: l.Table.LevelsY,
		Scale: l.Scale, Colours: l.Colours, Top: l.Top, Camera: camera,
	}
}

// draw draws s in width x height CSS pixels, of which one is scale device pixels.
func (c *surfaceCanvas) draw(s *picture.Surface, width, height, scale float64) {
	if t := &s.Table; c.cols != t.LevelsX || c.rows != t.LevelsY {
		c.cols, c.rows = t.LevelsX, t.LevelsY
		c.drawer.Call("mesh", c.cols, c.rows, toJS(picture.Triangles(c.cols, c.rows)))
		c.jsPlaces, c.jsColours = nil, nil
	}
	c.places, c.colours = s.Mesh(c.places, c.colours)
	if c.jsPlaces == nil {
		c.jsPlaces, c.jsColours = toJS(c.places), toJS(c.colours)
	} else {
		app.CopyBytesToJS(c.jsPlaces, c.places)
		app.CopyBytesToJS(c.jsColours, c.colours)
	}
	matrix := s.Matrix(width, height)
	entries := make([]any, len(matrix))
	for i, x := range matrix {
		entries[i] = x
	}
	c.drawer.Call("draw", c.jsPlaces, c.jsColours, entries, width, height, scale)
}

// end gives back what the browser holds for the canvas.
func (c *surfaceCanvas) end() {
	if c.works() {
		c.drawer.Call("end")
	}
}

package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// canvas draws scenes on an HTML canvas, crisp at the screen's own resolution.
type canvas struct {
	element app.Value
	context app.Value
	rasters []raster // of the present scene, kept for the next
}

// raster is an image of one pixel per cell, which the browser then stretches.
type raster struct {
	cols, rows int
	element    app.Value // canvas of cols x rows
	context    app.Value
	image      app.Value // ImageData
}

func newCanvas(element app.Value) *canvas {
	return &canvas{element: element, context: element.Call("getContext", "2d")}
}

// size returns the canvas's size in CSS pixels and how many device pixels make one of them.
func (c *canvas) size() (width, height, scale float64) {
	scale = app.Window().Get("devicePixelRatio").Float()
	if !(scale > 0) {
		scale = 1
	}
	return c.element.Get("clientWidth").Float(), c.element.Get("clientHeight").Float(), scale
}

func (c *canvas) draw(s picture.Scene, th picture.Theme, scale float64) {
	w, h := int(s.Width*scale+0.5), int(s.Height*scale+0.5)
	if c.element.Get("width").Int() != w || c.element.Get("height").Int() != h {
		c.element.Set("width", w)
		c.element.Set("height", h)
	}
	c.context.Call("setTransform", scale, 0, 0, scale, 0, 0)
	c.context.Call("clearRect", 0, 0, s.Width, s.Height)
	c.shapes(s.Shapes, 0, th, scale)
}

// shapes draws some shapes, behind a number of rasters of the same scene, and returns the number of rasters behind them.
func (c *canvas) shapes(shapes []picture.Shape, rasters int, th picture.Theme, scale float64) int {
	for _, shape := range shapes {
		switch shape := shape.(type) {
		case picture.Raster:
			c.raster(rasters, shape, scale)
			rasters++
		case picture.Path:
			c.path(shape)
		case picture.Text:
			c.text(shape, th.Font)
		case picture.Group:
			c.context.Call("save")
			c.context.Call("translate", shape.X, shape.Y)
			rasters = c.shapes(shape.Shapes, rasters, th, scale)
			c.context.Call("restore")
		}
	}
	return rasters
}

func (c *canvas) path(p picture.Path) {
	if p.D == "" {
		return
	}
	path := app.Window().Get("Path2D").New(p.D)
	if p.Fill != "" {
		c.context.Set("fillStyle", p.Fill)
		c.context.Call("fill", path)
	}
	if p.Stroke != "" {
		dash := make([]any, len(p.Dash))
		for i, d := range p.Dash {
			dash[i] = d
		}
		c.context.Set("strokeStyle", p.Stroke)
		c.context.Set("lineWidth", p.Width)
		c.context.Set("lineJoin", "round")
		c.context.Call("setLineDash", dash)
		c.context.Call("stroke", path)
	}
}

func (c *canvas) text(t picture.Text, families string) {
	weight := "400 "
	if t.Strong {
		weight = "600 "
	}
	c.context.Set("font", weight+picture.Fixed(t.Size, 1)+"px "+families)
	c.context.Set("fillStyle", t.Fill)
	c.context.Set("textAlign", string(t.Align))
	c.context.Set("textBaseline", string(t.Anchor))
	if t.Turn == 0 {
		c.context.Call("fillText", t.S, t.X, t.Y)
		return
	}
	c.context.Call("save")
	c.context.Call("translate", t.X, t.Y)
	c.context.Call("rotate", t.Turn)
	c.context.Call("fillText", t.S, 0, 0)
	c.context.Call("restore")
}

// raster draws the i-th raster of a scene. Its edges are put on device pixels, or cells would blur at them.
func (c *canvas) raster(i int, r picture.Raster, scale float64) {
	if i == len(c.rasters) {
		c.rasters = append(c.rasters, raster{})
	}
	have := &c.rasters[i]
	if have.cols != r.Cols || have.rows != r.Rows {
		e := app.Window().Get("document").Call("createElement", "canvas")
		e.Set("width", r.Cols)
		e.Set("height", r.Rows)
		ctx := e.Call("getContext", "2d")
		*have = raster{r.Cols, r.Rows, e, ctx, ctx.Call("createImageData", r.Cols, r.Rows)}
	}
	app.CopyBytesToJS(have.image.Get("data"), r.RGBA)
	have.context.Call("putImageData", have.image, 0, 0)
	snap := func(x float64) float64 { return float64(int(x*scale+0.5)) / scale }
	x, y := snap(r.X), snap(r.Y)
	c.context.Set("imageSmoothingEnabled", r.Smooth)
	c.context.Set("imageSmoothingQuality", "high")
	c.context.Call("drawImage", have.element, x, y, snap(r.X+r.Width)-x, snap(r.Y+r.Height)-y)
}

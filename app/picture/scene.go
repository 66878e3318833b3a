// Package picture turns a probability law into shapes and pixels. It knows nothing of browsers: a Scene is a list of shapes that any canvas
// can draw, so every picture is tested natively and can be written as a file as well as shown.
package picture

import (
	"math"
	"strconv"
)

// Scene is a picture: shapes in the order in which they are drawn, in CSS pixels with the origin at the top left.
type Scene struct {
	Width, Height float64
	Shapes        []Shape
}

// Shape is a Path, a Text, a Raster or a Group.
type Shape interface{ shape() }

// Path is an outline in the path language of SVG. An empty Fill or Stroke means none.
type Path struct {
	D            string
	Fill, Stroke string    // CSS colours
	Width        float64   // of the stroke
	Dash         []float64 // lengths of strokes and gaps; nil = solid
}

// Text is one line of text.
type Text struct {
	X, Y   float64
	S      string
	Size   float64 // font size
	Fill   string  // CSS colour
	Align  Align   // where (X, Y) is on the line, horizontally
	Anchor Anchor  // and vertically
	Turn   float64 // radians, clockwise about (X, Y)
	Strong bool
}

// Raster is a block of cells, each a flat colour or smoothed into its neighbours, stretched over a rectangle.
type Raster struct {
	X, Y, Width, Height float64
	Cols, Rows          int
	RGBA                []byte // Rows x Cols x 4, the top row first
	Smooth              bool
}

// Group is a picture in a picture, with its origin at (X, Y).
type Group struct {
	X, Y   float64
	Shapes []Shape
}

// Align is the horizontal place of a Text's point.
type Align string

// The alignments, in the words of the canvas.
const (
	Left   Align = "left"
	Centre Align = "center"
	Right  Align = "right"
)

// Anchor is the vertical place of a Text's point.
type Anchor string

// The anchors, in the words of the canvas.
const (
	Top    Anchor = "top"
	Middle Anchor = "middle"
	Bottom Anchor = "alphabetic"
)

func (Path) shape()   {}
func (Text) shape()   {}
func (Raster) shape() {}
func (Group) shape()  {}

// Theme is the set of CSS colours, and the fonts, a picture is drawn with.
type Theme struct {
	Font   string // CSS font families
	Ink    string // text and axes
	Muted  string // tick labels
	Line   string // frames and ticks
	Grid   string // lines behind a picture
	Accent string // the solver's law
	Exact  string // the exact law
}

func (s *Scene) add(shapes ...Shape) { s.Shapes = append(s.Shapes, shapes...) }

// outline collects a path; two digits after the point are a hundredth of a pixel.
type outline []byte

func (o *outline) to(command byte, x, y float64) {
	*o = hundredths(append(hundredths(append(*o, command), x), ' '), y)
}

// hundredths appends a number with two digits after the point. A picture has thousands of them in every animation frame, and strconv.AppendFloat takes most of
// its time.
func hundredths(b []byte, x float64) []byte {
	n := int(math.Round(100 * x))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/100), 10)
	return append(b, '.', byte('0'+n/10%10), byte('0'+n%10))
}

func (o *outline) move(x, y float64) { o.to('M', x, y) }
func (o *outline) line(x, y float64) { o.to('L', x, y) }
func (o *outline) shut()             { *o = append(*o, 'Z') }

func (o *outline) rect(b Box) {
	o.move(b.X, b.Y)
	o.line(b.X+b.Width, b.Y)
	o.line(b.X+b.Width, b.Y+b.Height)
	o.line(b.X, b.Y+b.Height)
	o.shut()
}

// Box is a rectangle.
type Box struct{ X, Y, Width, Height float64 }

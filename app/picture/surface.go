package picture

import (
	"encoding/binary"
	"math"
	"slices"
)

// Surface is the joint law of two species as a surface over their plane, seen from a Camera. Its mesh is for a drawer that knows triangles; what
// stands around it is a Scene.
type Surface struct {
	NameX, NameY     string
	Table            Table // at most MeshSide cells along each axis
	LevelsX, LevelsY int   // of the law itself, for the axes
	Scale            Scale
	Colours          Colours
	Top              float64 // probability at the bright end of the colour map
	Camera           Camera
}

// MeshSide is the largest number of cells along an axis of a mesh.
const MeshSide = 96

// Camera is a direction to look from, in radians: Yaw turns the plane about its middle, Pitch is 0 for a look from the side and π/2 from above.
type Camera struct{ Yaw, Pitch float64 }

// FirstLook is the camera before it is turned.
var FirstLook = Camera{Yaw: -0.62, Pitch: 0.62}

// Turned returns the camera turned by some radians, as far as the plane stays seen from above.
func (c Camera) Turned(yaw, pitch float64) Camera {
	return Camera{math.Remainder(c.Yaw+yaw, 2*math.Pi), min(max(c.Pitch+pitch, 0.12), math.Pi/2)}
}

// high is the height of the largest value, where the plane is 2 x 2.
const high = 1.0

// Mesh writes a vertex for every cell of the table: its place, three little-endian float32, to places, and its colour, four bytes RGBA, to colours;
// both are grown when too short. The plane is [-1, 1] x [-1, 1], heights go from 0 to 1 with Shade; those of Potential hang down from 1.
func (s *Surface) Mesh(places, colours []byte) (ps, cs []byte) {
	ps, cs = places[:0], colours[:0]
	t := &s.Table
	stepX, stepY := 2/float64(t.LevelsX), 2/float64(t.LevelsY)
	shades := t.Shades(nil, s.Scale, s.Top)
	shade := func(x, y int) float32 {
		return shades[min(max(x, 0), t.LevelsX-1)*t.LevelsY+min(max(y, 0), t.LevelsY-1)]
	}
	height := func(x, y int) float64 {
		u := shade(x, y)
		if s.Scale == Potential {
			u = 1 - u
		}
		return high * float64(u)
	}
	for x := range t.LevelsX {
		for y := range t.LevelsY {
			z := height(x, y)
			for _, v := range [3]float64{-1 + stepX*(float64(x)+0.5), -1 + stepY*(float64(y)+0.5), z} {
				ps = binary.LittleEndian.AppendUint32(ps, math.Float32bits(float32(v)))
			}
			light := lit((height(x+1, y)-height(x-1, y))/(2*stepX), (height(x, y+1)-height(x, y-1))/(2*stepY))
			c := s.Colours.shade(shade(x, y))
			cs = append(cs, uint8(light*float64(c.R)+0.5), uint8(light*float64(c.G)+0.5), uint8(light*float64(c.B)+0.5), 255)
		}
	}
	return ps, cs
}

// lit is how bright a slope is: light comes from above, a little from the side, and most of it from everywhere.
func lit(slopeX, slopeY float64) float64 {
	const x, y, z, ambient = -0.30, -0.42, 0.857, 0.68
	cosine := (z - x*slopeX - y*slopeY) / math.Sqrt(1+slopeX*slopeX+slopeY*slopeY)
	return ambient + (1-ambient)*max(cosine, 0)
}

// Triangles returns the corners of the mesh of a table of cols x rows cells, three little-endian uint16 each.
func Triangles(cols, rows int) []byte {
	var b []byte
	for x := range cols - 1 {
		for y := range rows - 1 {
			at := x*rows + y
			for _, v := range [6]int{at, at + rows, at + 1, at + 1, at + rows, at + rows + 1} {
				b = binary.LittleEndian.AppendUint16(b, uint16(v))
			}
		}
	}
	return b
}

// view is how the model is put on the screen: a turn, a tilt, and a scale.
type view struct {
	sinYaw, cosYaw, sinPitch, cosPitch float64
	x, y, scale                        float64 // px: the middle of the plane, and the length of 1
}

const (
	surfaceSide  = 42.0 // px left and right of a surface: names and ticks
	surfaceAbove = 10.0
	surfaceBelow = 34.0
)

func (s *Surface) view(width, height float64) view {
	v := view{x: width / 2}
	v.sinYaw, v.cosYaw = math.Sincos(s.Camera.Yaw)
	v.sinPitch, v.cosPitch = math.Sincos(s.Camera.Pitch)
	// The plane's corners turn on a circle of radius √2: a scale that does not depend on yaw keeps the picture calm while it turns.
	tall := 2*math.Sqrt2*v.sinPitch + high*v.cosPitch
	v.scale = max(min((width-2*surfaceSide)/(2*math.Sqrt2), (height-surfaceAbove-surfaceBelow)/tall), 1)
	spare := height - surfaceAbove - surfaceBelow - v.scale*tall
	v.y = surfaceAbove + spare/2 + v.scale*(math.Sqrt2*v.sinPitch+high*v.cosPitch)
	return v
}

// place projects a point: px from the top left, and how far away it is.
func (v *view) place(x, y, z float64) (px, py, depth float64) {
	right := x*v.cosYaw - y*v.sinYaw
	back := x*v.sinYaw + y*v.cosYaw
	return v.x + v.scale*right, v.y - v.scale*(z*v.cosPitch+back*v.sinPitch), back*v.cosPitch - z*v.sinPitch
}

// Matrix returns what takes the mesh into the clip space of a picture of width x height, column by column, as WebGL takes it.
func (s *Surface) Matrix(width, height float64) [16]float64 {
	v := s.view(width, height)
	var m [16]float64
	put := func(col int, x, y, z, base float64) {
		px, py, depth := v.place(x, y, z)
		m[4*col] = 2*px/width - base
		m[4*col+1] = base - 2*py/height
		m[4*col+2] = depth / 4
	}
	put(3, 0, 0, 0, 1)
	for col, unit := range [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}} {
		put(col, unit[0], unit[1], unit[2], 1)
		for row := range 3 {
			m[4*col+row] -= m[12+row]
		}
	}
	m[15] = 1
	return m
}

// Scene draws the axes: counts along the two near edges of the plane, the scale at the corner farthest to the left.
func (s *Surface) Scene(width, height float64, th Theme) Scene {
	v := s.view(width, height)
	scene := Scene{Width: width, Height: height}
	var lines outline
	nearX, nearY := -1.0, -1.0 // on which sides the near edges lie
	if v.sinYaw < 0 {
		nearX = 1
	}
	if v.cosYaw < 0 {
		nearY = 1
	}
	s.along(&scene, &lines, &v, s.NameX, s.LevelsX, th, func(u, out float64) (x, y float64) { return u, nearY * (1 + out) })
	s.along(&scene, &lines, &v, s.NameY, s.LevelsY, th, func(u, out float64) (x, y float64) { return nearX * (1 + out), u })
	s.upright(&scene, &lines, &v, th)
	scene.add(Path{D: string(lines), Stroke: th.Line, Width: 1})
	return scene
}

// along draws the axis of a species. at is the place of u, -1 to 1 along the edge, and of how far outside of it.
func (s *Surface) along(scene *Scene, lines *outline, v *view, name string, levels int, th Theme, at func(u, out float64) (x, y float64)) {
	flat := func(u, out float64) (float64, float64) {
		x, y := at(u, out)
		px, py, _ := v.place(x, y, 0)
		return px, py
	}
	lines.move(flat(-1, 0))
	lines.line(flat(1, 0))
	x0, y0 := flat(-1, 0)
	x1, y1 := flat(1, 0)
	length := math.Hypot(x1-x0, y1-y0)
	if length > 60 {
		for _, n := range CountTicks(levels-1, int(max(2, length/48))) {
			u := -1 + 2*(float64(n)+0.5)/float64(levels)
			lines.move(flat(u, 0))
			lines.line(flat(u, 0.04))
			x, y := flat(u, max(0.18, 15/v.scale))
			if slices.ContainsFunc(scene.Shapes, func(shape Shape) bool {
				t, ok := shape.(Text)
				return ok && math.Hypot(t.X-x, t.Y-y) < 22
			}) {
				continue // the other axis has said so much where they meet
			}
			scene.add(Text{X: x, Y: y, S: TickLabel(float64(n)), Size: tickSize, Fill: th.Muted, Align: Centre, Anchor: Middle})
		}
	}
	x, y := flat(0, max(0.47, 38/v.scale))
	scene.add(Text{X: x, Y: min(y, scene.Height-8), S: name, Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle, Strong: true})
}

func (s *Surface) upright(scene *Scene, lines *outline, v *view, th Theme) {
	left, x, y := math.Inf(1), 0.0, 0.0
	for _, c := range [4][2]float64{{-1, -1}, {-1, 1}, {1, -1}, {1, 1}} {
		if px, _, _ := v.place(c[0], c[1], 0); px < left {
			left, x, y = px, c[0], c[1]
		}
	}
	at := func(z float64) (float64, float64) { px, py, _ := v.place(x, y, z); return px, py }
	lines.move(at(0))
	lines.line(at(high))
	_, low := at(0)
	_, tip := at(high)
	if low-tip < 40 {
		return
	}
	last := math.Inf(1)
	for _, p := range s.Scale.ticks(s.Top) {
		z := high * s.Scale.Shade(p, s.Top)
		if s.Scale == Potential {
			z = high - z
		}
		px, py := at(z)
		if math.Abs(last-py) < 20 {
			continue
		}
		last = py
		lines.move(px, py)
		lines.line(px-4, py)
		scene.add(Text{X: px - 7, Y: py, S: s.Scale.label(p), Size: tickSize, Fill: th.Muted, Align: Right, Anchor: Middle})
	}
	scene.add(Text{X: left - 4, Y: max(tip-12, 8), S: s.Scale.Unit(), Size: labelSize, Fill: th.Ink, Align: Centre, Anchor: Middle})
}

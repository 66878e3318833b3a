package picture

import (
	"encoding/binary"
	"math"
	"testing"
)

func bump() *Surface {
	return &Surface{NameX: "X", NameY: "Y", Table: Table{3, 2, []float32{0.1, 0, 0, 0, 0, 0.4}}, LevelsX: 3, LevelsY: 2, Top: 0.4, Scale: Linear, Camera: FirstLook}
}

func TestMesh(t *testing.T) {
	s := bump()
	places, colours := s.Mesh(nil, nil)
	if len(places) != 6*12 || len(colours) != 6*4 {
		t.Fatalf("%d and %d bytes of 6 vertices", len(places), len(colours))
	}
	at := func(i int) (x, y, z float64) {
		v := func(k int) float64 {
			return float64(math.Float32frombits(binary.LittleEndian.Uint32(places[12*i+4*k:])))
		}
		return v(0), v(1), v(2)
	}
	for i, want := range [][3]float64{{-2. / 3, -0.5, 0.25}, {-2. / 3, 0.5, 0}, {0, -0.5, 0}, {0, 0.5, 0}, {2. / 3, -0.5, 0}, {2. / 3, 0.5, 1}} {
		x, y, z := at(i)
		if math.Abs(x-want[0])+math.Abs(y-want[1])+math.Abs(z-want[2]) > 1e-6 {
			t.Errorf("vertex %d at %g, %g, %g, want %v", i, x, y, z, want)
		}
	}
	// What is likely lies low in a potential, in the same colour.
	s.Scale = Potential
	places, _ = s.Mesh(places, colours)
	if _, _, z := at(5); z != 0 {
		t.Errorf("the highest probability lies at %g", z)
	}
	if _, _, z := at(1); z != 1 {
		t.Errorf("no probability lies at %g", z)
	}
	// Flat ground is lit from above and not changed in colour by more than the light.
	flat := Surface{Table: Table{2, 2, []float32{1, 1, 1, 1}}, Top: 1}
	_, colours = flat.Mesh(nil, nil)
	if c := Viridis.At(1); colours[0] < uint8(0.9*float64(c.R)) || colours[3] != 255 {
		t.Errorf("flat ground has colour %v", colours[:4])
	}
}

// Every cell but those at the upper edges is cut into two triangles that turn the same way.
func TestTriangles(t *testing.T) {
	const cols, rows = 4, 3
	b := Triangles(cols, rows)
	if len(b) != 2*3*2*(cols-1)*(rows-1) {
		t.Fatalf("%d bytes", len(b))
	}
	area := 0.0
	for ; len(b) > 0; b = b[6:] {
		var p [3][2]float64
		for k := range p {
			v := int(binary.LittleEndian.Uint16(b[2*k:]))
			p[k] = [2]float64{float64(v / rows), float64(v % rows)}
		}
		twice := (p[1][0]-p[0][0])*(p[2][1]-p[0][1]) - (p[2][0]-p[0][0])*(p[1][1]-p[0][1])
		if twice != 1 {
			t.Errorf("a triangle %v has area %g", p, twice/2)
		}
		area += twice / 2
	}
	if area != (cols-1)*(rows-1) {
		t.Errorf("the triangles cover %g cells", area)
	}
}

// The matrix puts a point where the axes' projection puts it, and what is nearer lies in front.
func TestMatrixAgreesWithAxes(t *testing.T) {
	const w, h = 420, 300
	for _, camera := range []Camera{FirstLook, {0, 0.12}, {2.5, 1.2}, {-3, math.Pi / 2}} {
		s := bump()
		s.Camera = camera
		m := s.Matrix(w, h)
		v := s.view(w, h)
		for _, p := range [][3]float64{{0, 0, 0}, {1, -1, 0}, {-1, 1, 1}, {0.3, 0.2, 0.7}, {1, 1, 1}, {-1, -1, 0}} {
			var clip [4]float64
			for row := range clip {
				clip[row] = m[row]*p[0] + m[4+row]*p[1] + m[8+row]*p[2] + m[12+row]
			}
			x, y, depth := v.place(p[0], p[1], p[2])
			if math.Abs((clip[0]+1)*w/2-x) > 1e-9 || math.Abs((1-clip[1])*h/2-y) > 1e-9 || math.Abs(4*clip[2]-depth) > 1e-9 || clip[3] != 1 {
				t.Errorf("camera %v, point %v: clip %v, place %g, %g, %g", camera, p, clip, x, y, depth)
			}
			if x < 0 || x > w || y < 0 || y > h || math.Abs(clip[2]) > 1 {
				t.Errorf("camera %v: point %v is outside at %g, %g, depth %g", camera, p, x, y, depth)
			}
		}
		_, _, above := v.place(0, 0, 1)
		_, _, below := v.place(0, 0, 0)
		if above > below {
			t.Errorf("camera %v: what is higher lies behind", camera)
		}
	}
}

// The axes stay inside of the picture and name both species from wherever it is seen.
func TestSurfaceAxes(t *testing.T) {
	for yaw := -3.0; yaw < 3.2; yaw += 0.25 {
		for _, pitch := range []float64{0.12, 0.6, 1.5} {
			s := bump()
			s.LevelsX, s.LevelsY = 101, 98
			s.Camera = Camera{yaw, pitch}
			const w, h = 300, 260
			names := 0
			for _, shape := range s.Scene(w, h, theme).Shapes {
				text, ok := shape.(Text)
				if !ok {
					continue
				}
				if text.X < 0 || text.X > w || text.Y < 0 || text.Y > h {
					t.Errorf("camera %v: %q at %g, %g", s.Camera, text.S, text.X, text.Y)
				}
				if text.S == "X" || text.S == "Y" {
					names++
				}
			}
			if names != 2 {
				t.Errorf("camera %v: %d names", s.Camera, names)
			}
		}
	}
}

func TestTurned(t *testing.T) {
	c := Camera{3, 0.5}.Turned(0.5, -2)
	if math.Abs(c.Yaw-(3.5-2*math.Pi)) > 1e-12 || c.Pitch != 0.12 {
		t.Errorf("turned to %v", c)
	}
	if c = (Camera{0, 1}).Turned(0, 9); c.Pitch != math.Pi/2 {
		t.Errorf("turned to %v", c)
	}
}

func TestPooled(t *testing.T) {
	wide := Table{5, 3, make([]float32, 15)}
	total := 0.0
	for i := range wide.P {
		wide.P[i] = float32(i)
		total += float64(i)
	}
	p := wide.Pooled(nil, 2)
	if p.LevelsX != 2 || p.LevelsY != 2 || len(p.P) != 4 {
		t.Fatalf("%d x %d", p.LevelsX, p.LevelsY)
	}
	sum := 0.0
	for _, q := range p.P {
		sum += float64(q) * 3 * 2
	}
	if math.Abs(sum-total) > 1e-4 {
		t.Errorf("%g of %g is left", sum, total)
	}
	if want := float32(0+1+3+4+6+7) / 6; math.Abs(float64(p.P[0]-want)) > 1e-6 {
		t.Errorf("the first block is %g, want %g", p.P[0], want)
	}
	if same := wide.Pooled(nil, 5); &same.P[0] != &wide.P[0] {
		t.Error("a small table is copied")
	}
	if s := wide.Shades(nil, Linear, 14); s[14] != 1 || s[7] != 0.5 || len(s) != 15 {
		t.Errorf("shades %v", s)
	}
}

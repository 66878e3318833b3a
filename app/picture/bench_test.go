package picture

import (
	"math"
	"testing"
)

// Two peaks on 100 x 100 states, as the toggle switch has them.
func peaks() *Landscape {
	const n = 100
	l := &Landscape{NameX: "Px", NameY: "Py", Table: Table{n, n, make([]float32, n*n)}, Top: 1e-2, TopX: 0.1, TopY: 0.1}
	for x := range n {
		for y := range n {
			bump := func(a, b float64) float64 {
				return math.Exp(-((float64(x)-a)*(float64(x)-a) + (float64(y)-b)*(float64(y)-b)) / 80)
			}
			l.Table.P[x*n+y] = float32(1e-2 * (bump(50, 5) + bump(5, 50)))
		}
		l.X = append(l.X, 0.1*math.Exp(-float64(x)/20))
	}
	l.Y = l.X
	return l
}

func BenchmarkLandscape(b *testing.B) {
	l := peaks()
	var pixels []byte
	for b.Loop() {
		for _, s := range l.Scene(280, 280, 1, theme, pixels).Shapes {
			if r, ok := s.(Raster); ok {
				pixels = r.RGBA
			}
		}
	}
}

func BenchmarkHeatMap(b *testing.B) {
	l := peaks()
	var pixels []byte
	for b.Loop() {
		pixels, _, _ = HeatMap(pixels, &l.Table, Viridis, Log, l.Top, 1, 1)
	}
}

func BenchmarkMesh(b *testing.B) {
	l := peaks()
	s := Surface{Table: l.Table.Pooled(nil, MeshSide), Top: l.Top, LevelsX: 100, LevelsY: 100, Camera: FirstLook}
	var places, colours []byte
	for b.Loop() {
		places, colours = s.Mesh(places, colours)
	}
}

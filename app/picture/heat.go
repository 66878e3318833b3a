package picture

import "fmt"

// Table is a joint law of two counts: P[x*Levels_y + y] for x < LevelsX, y < LevelsY.
type Table struct {
	LevelsX, LevelsY int
	P                []float32 // LevelsX x LevelsY
}

// At is the probability of (x, y), 0 outside the table.
func (t *Table) At(x, y int) float64 {
	if x < 0 || y < 0 || x >= t.LevelsX || y >= t.LevelsY {
		return 0
	}
	return float64(t.P[x*t.LevelsY+y])
}

// Top is the largest probability in the table.
func (t *Table) Top() float64 {
	var top float32
	for _, p := range t.P {
		top = max(top, p)
	}
	return float64(top)
}

// HeatMap writes the colours of t to dst (LevelsY x LevelsX x 4, grown when too short) and returns it: x to the right, y upwards. The colour of
// p is Viridis(Shade(p, top)). It panics when P does not fit the levels.
func HeatMap(dst []byte, t *Table, top float64) []byte {
	if len(t.P) != t.LevelsX*t.LevelsY {
		panic(fmt.Sprintf("picture: a table of %d x %d has %d entries", t.LevelsX, t.LevelsY, len(t.P)))
	}
	n := 4 * len(t.P)
	if cap(dst) < n {
		dst = make([]byte, n)
	}
	dst = dst[:n]
	for x := range t.LevelsX {
		column := t.P[x*t.LevelsY : (x+1)*t.LevelsY]
		for y, p := range column {
			c := shades[int(255*Shade(float64(p), top)+0.5)]
			at := 4 * ((t.LevelsY-1-y)*t.LevelsX + x)
			dst[at], dst[at+1], dst[at+2], dst[at+3] = c.R, c.G, c.B, 255
		}
	}
	return dst
}

// Blend writes (1-f) a + f b to dst (grown when too short) and returns it: the picture between two frames. A shorter slice counts as padded with
// zeros.
func Blend[F float32 | float64](dst, a, b []F, f float64) []F {
	n := max(len(a), len(b))
	if cap(dst) < n {
		dst = make([]F, n)
	}
	dst = dst[:n]
	u, v := F(1-f), F(f)
	for i := range dst {
		var x F
		if i < len(a) {
			x = u * a[i]
		}
		if i < len(b) {
			x += v * b[i]
		}
		dst[i] = x
	}
	return dst
}

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

// Widened returns the table on at least so many levels, new states without probability. dst is used for it when it is long enough.
func (t Table) Widened(dst []float32, levelsX, levelsY int) Table {
	levelsX, levelsY = max(levelsX, t.LevelsX), max(levelsY, t.LevelsY)
	if cap(dst) < levelsX*levelsY {
		dst = make([]float32, levelsX*levelsY)
	}
	dst = dst[:levelsX*levelsY]
	clear(dst)
	for x := range t.LevelsX {
		copy(dst[x*levelsY:], t.P[x*t.LevelsY:(x+1)*t.LevelsY])
	}
	return Table{levelsX, levelsY, dst}
}

// Pooled returns the table with at most so many cells along each axis: the mean probability of whole blocks of states. dst is used for it when it is long
// enough; a table that is small already is returned as it is.
func (t Table) Pooled(dst []float32, most int) Table {
	block := func(levels int) int { return (levels + most - 1) / most }
	wide, high := block(t.LevelsX), block(t.LevelsY)
	if wide <= 1 && high <= 1 {
		return t
	}
	p := Table{(t.LevelsX + wide - 1) / wide, (t.LevelsY + high - 1) / high, dst}
	if cap(p.P) < p.LevelsX*p.LevelsY {
		p.P = make([]float32, p.LevelsX*p.LevelsY)
	}
	p.P = p.P[:p.LevelsX*p.LevelsY]
	clear(p.P)
	share := 1 / float32(wide*high)
	for x := range t.LevelsX {
		to := p.P[x/wide*p.LevelsY:]
		for y, q := range t.P[x*t.LevelsY : (x+1)*t.LevelsY] {
			to[y/high] += share * q
		}
	}
	return p
}

// Shades writes the shades of all entries to dst (grown when too short), in their order.
func (t *Table) Shades(dst []float32, scale Scale, top float64) []float32 {
	dst = dst[:0]
	shade := scale.shader(top)
	for _, p := range t.P {
		dst = append(dst, shade(p))
	}
	return dst
}

// HeatMap returns the colours of t as pixels, each state a block of wide x high of them: x to the right, y upwards. They are written to dst, which
// is grown when too short. The colour of p is that of scale.Shade(p, top). It panics when P does not fit the levels.
func HeatMap(dst []byte, t *Table, colours Colours, scale Scale, top float64, wide, high int) (rgba []byte, cols, rows int) {
	if len(t.P) != t.LevelsX*t.LevelsY {
		panic(fmt.Sprintf("picture: a table of %d x %d has %d entries", t.LevelsX, t.LevelsY, len(t.P)))
	}
	cols, rows = t.LevelsX*wide, t.LevelsY*high
	n := 4 * cols * rows
	if cap(dst) < n {
		dst = make([]byte, n)
	}
	dst = dst[:n]
	shade := scale.shader(top)
	for y := range t.LevelsY {
		row := 4 * cols * high * (t.LevelsY - 1 - y)
		at := row
		for x := range t.LevelsX {
			c := colours.shade(shade(t.P[x*t.LevelsY+y]))
			for range wide {
				dst[at], dst[at+1], dst[at+2], dst[at+3] = c.R, c.G, c.B, 255
				at += 4
			}
		}
		for k := 1; k < high; k++ {
			copy(dst[row+4*cols*k:], dst[row:row+4*cols])
		}
	}
	return dst, cols, rows
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

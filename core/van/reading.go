package van

import "math"

// A reading is how a network sees the count of a site: from -1 for none to 1 for the
// highest of its scale, evenly or by the square root.
type reading struct {
	scale float64 // 1 over the highest count
	root  bool
}

// A law that begins at a small part of a wide scale lives for a while on a few counts, which evenly
// spaced look all the same: what a conditional then does not tell apart is lost for long.
const (
	wideScale = 32 // levels
	smallPart = 10 // of the scale
)

// reading returns how counts of site i are read.
func (s *Sites) reading(i int) reading {
	top := s.scale(i) - 1
	point := s.point(i)
	return reading{1 / float64(top), top >= wideScale && point >= 0 && smallPart*point <= top}
}

func (r reading) of(n int) float32 {
	x := r.scale * float64(n)
	if r.root {
		x = math.Sqrt(x)
	}
	return float32(float64(2*x) - 1)
}

package crn

// A ray is a non-negative vector and the set of its species as bits.
type ray struct {
	w   []int
	set []uint64
}

// extremeRays returns the extreme rays of the cone {w >= 0, w . v = 0 for all
// v}: every non-negative law is a non-negative sum of them. It returns nil
// when they are too many.
//
// The changes v cut the cone one after another; of the rays on either side of
// a cut, each adjacent pair gives one on it (the double description method,
// Fukuda and Prodon 1996, doi 10.1007/3-540-61576-8_77).
func extremeRays(size int, changes []change) [][]int {
	rays := make([]ray, size)
	for i, w := range unitVectors(size) {
		rays[i] = newRay(w)
	}
	work := 0
	for _, v := range changes {
		var on, above, below []ray
		for _, r := range rays {
			switch d := v.dot(r.w); {
			case d == 0:
				on = append(on, r)
			case d > 0:
				above = append(above, r)
			default:
				below = append(below, r)
			}
		}
		for _, a := range above {
			for _, b := range below {
				if work += len(rays); work > maxRayWork || len(on) > maxRays+size {
					return nil
				}
				if !adjacent(a, b, rays) {
					continue
				}
				if w, ok := combine(-v.dot(b.w), a.w, v.dot(a.w), b.w); ok {
					on = append(on, newRay(w))
				}
			}
		}
		rays = on
	}
	laws := make([][]int, len(rays))
	for i, r := range rays {
		laws[i] = r.w
	}
	return laws
}

func newRay(w []int) ray {
	r := ray{w: w, set: make([]uint64, (len(w)+63)/64)}
	for i, x := range w {
		if x != 0 {
			r.set[i/64] |= 1 << (i % 64)
		}
	}
	return r
}

// adjacent reports whether no third ray lies within the species of a and b.
func adjacent(a, b ray, rays []ray) bool {
	for _, c := range rays {
		if &c.w[0] != &a.w[0] && &c.w[0] != &b.w[0] && c.within(a, b) {
			return false
		}
	}
	return true
}

// within reports whether every species of c is one of a or b.
func (c ray) within(a, b ray) bool {
	for i, bits := range c.set {
		if bits&^(a.set[i]|b.set[i]) != 0 {
			return false
		}
	}
	return true
}

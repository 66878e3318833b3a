package van

import "math/bits"

// A merger numbers the children of a depth by the counts of the sites that are
// kept, as one number in mixed radix. Where nothing is dropped, or the number would not fit
// into 64 bits, every child is its own.
type merger struct {
	active bool
	radix  []uint64 // S: of each site, 0 where it is not kept
	seen   map[uint64]int
}

// prepare sets the sites kept at a depth.
func (m *merger) prepare(keep [][]int, depth int, levels []int) {
	m.active = keep != nil && len(keep[depth]) < depth
	if !m.active {
		return
	}
	radix := grow(&m.radix, len(levels))
	clear(radix)
	size := uint64(1)
	for _, j := range keep[depth] {
		radix[j] = size
		over, next := bits.Mul64(size, uint64(levels[j]))
		if over != 0 {
			m.active = false
			return
		}
		size = next
	}
	if m.seen == nil {
		m.seen = map[uint64]int{}
	}
}

// reset forgets the children met.
func (m *merger) reset() {
	if m.active {
		clear(m.seen)
	}
}

// key returns the number of prefix n with count 0 at site i, and what each count
// there adds.
func (m *merger) key(n []int, i int) (key, step uint64) {
	if !m.active {
		return 0, 0
	}
	for j, r := range m.radix[:i] {
		key += r * uint64(n[j])
	}
	return key, m.radix[i]
}

// find returns which child has a key, or makes it number next.
func (m *merger) find(key uint64, next int) (child int, seen bool) {
	if !m.active {
		return next, false
	}
	child, seen = m.seen[key]
	if !seen {
		m.seen[key] = next
	}
	return child, seen
}

// forget sets the sites of n that are not kept to 0.
func (m *merger) forget(n []int) {
	if !m.active {
		return
	}
	for j, r := range m.radix {
		if r == 0 {
			n[j] = 0
		}
	}
}

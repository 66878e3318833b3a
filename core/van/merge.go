package van

import (
	"math/bits"
	"slices"
)

// A merger finds the children of a depth that agree on the counts of the sites that are
// kept, by the counts before the last as one number in mixed radix. Where nothing is dropped, or the number would not fit
// into 64 bits, every child is its own.
type merger struct {
	active bool
	radix  []uint64       // S: of each site, 0 where it is not kept
	first  map[uint64]int // of each number, where its slots begin
	slots  []int32        // by the count of the last site: 1 + the number of the child
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
	if m.first == nil {
		m.first = map[uint64]int{}
	}
}

// reset forgets the children met.
func (m *merger) reset() {
	if m.active {
		clear(m.first)
		m.slots = m.slots[:0]
	}
}

// of returns the slots for the children of prefix n, of site i with k levels: that for a count is at count*stride. A slot is 0 as long
// as there is no child that agrees with it. There are none, nil, where every child is its own.
func (m *merger) of(n []int, i, k int) (slots []int32, stride int) {
	if !m.active {
		return nil, 0
	}
	size := 1
	if m.radix[i] != 0 {
		size, stride = k, 1
	}
	key := uint64(0)
	for j, r := range m.radix[:i] {
		key += r * uint64(n[j])
	}
	at, met := m.first[key]
	if !met {
		at = len(m.slots)
		m.first[key] = at
		m.slots = slices.Grow(m.slots, size)[:at+size]
		clear(m.slots[at:])
	}
	return m.slots[at : at+size], stride
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

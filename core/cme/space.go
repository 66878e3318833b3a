package cme

import (
	"fmt"
	"slices"
)

// A SpaceError says that a box holds more states than the caller wants to
// enumerate.
type SpaceError struct {
	Max int
}

func (e *SpaceError) Error() string {
	return fmt.Sprintf("the network reaches more than %d states within its count limits", e.Max)
}

// A Space is the list of states that a network can reach from its start
// without leaving its box, in lexicographic order. A reaction counts as
// possible wherever its reactants are present, whatever its law says there: so a
// rate that is zero now, or here, changes no list. States that a conservation
// law, found or not, forbids never appear.
type Space struct {
	g      *Generator
	states []int32 // N x S
	slots  []int32 // open addressing: state index + 1, 0 where free
}

// NewSpace enumerates the states of g. It returns a *SpaceError when there are
// more than maxStates of them, after the work that maxStates states take.
func NewSpace(g *Generator, maxStates int) (*Space, error) {
	s := &Space{g: g, slots: make([]int32, 1024)}
	width := g.Species()
	n := slices.Clone(g.start)
	s.add(n)
	// Breadth first: the list is its own queue.
	for i := 0; i < s.Len(); i++ {
		for r := range g.reactions {
			s.State(n, i)
			rx := &g.reactions[r]
			if !rx.possible(n) || !g.InsideAfter(r, n) {
				continue
			}
			for _, j := range rx.moves {
				n[j] += rx.jump[j]
			}
			s.add(n)
		}
		if s.Len() > maxStates {
			return nil, &SpaceError{Max: maxStates}
		}
	}
	s.sort(width)
	return s, nil
}

// possible reports whether the reactants are present.
func (rx *reaction) possible(n []int) bool {
	for _, term := range rx.of.Reactants {
		if n[term.Species] < term.Count {
			return false
		}
	}
	return true
}

// Generator returns the generator whose states these are.
func (s *Space) Generator() *Generator { return s.g }

// Len returns N, the number of states.
func (s *Space) Len() int { return len(s.states) / s.g.Species() }

// State copies state i to dst, length S.
func (s *Space) State(dst []int, i int) {
	width := s.g.Species()
	for j, k := range s.states[i*width : (i+1)*width] {
		dst[j] = int(k)
	}
}

// Counts returns all states, N x S, shared: do not write to it.
func (s *Space) Counts() []int32 { return s.states }

// Index returns the position of state n, length S; ok is false when n is not in
// the space.
func (s *Space) Index(n []int) (i int, ok bool) {
	slot := s.slot(n)
	return int(s.slots[slot]) - 1, s.slots[slot] != 0
}

// add appends n unless it is there already.
func (s *Space) add(n []int) {
	slot := s.slot(n)
	if s.slots[slot] != 0 {
		return
	}
	for _, k := range n {
		s.states = append(s.states, int32(k))
	}
	s.slots[slot] = int32(s.Len())
	if 2*s.Len() > len(s.slots) {
		s.rehash(2 * len(s.slots))
	}
}

// slot returns where the index of n stands, or the free slot where it would.
func (s *Space) slot(n []int) int {
	mask := len(s.slots) - 1
	width := len(n)
	for slot := int(hash(n)) & mask; ; slot = (slot + 1) & mask {
		i := int(s.slots[slot]) - 1
		if i < 0 || same(s.states[i*width:(i+1)*width], n) {
			return slot
		}
	}
}

// rehash files all states into a table of the given size, a power of two.
func (s *Space) rehash(size int) {
	s.slots = make([]int32, size)
	n := make([]int, s.g.Species())
	for i := range s.Len() {
		s.State(n, i)
		s.slots[s.slot(n)] = int32(i + 1)
	}
}

// sort brings the states into lexicographic order, so that neighbours in the
// last species are neighbours in memory.
func (s *Space) sort(width int) {
	order := make([]int32, s.Len())
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return slices.Compare(s.states[int(a)*width:int(a+1)*width], s.states[int(b)*width:int(b+1)*width])
	})
	sorted := make([]int32, 0, len(s.states))
	for _, i := range order {
		sorted = append(sorted, s.states[int(i)*width:int(i+1)*width]...)
	}
	s.states = sorted
	s.rehash(len(s.slots))
}

func same(stored []int32, n []int) bool {
	for i, k := range stored {
		if int(k) != n[i] {
			return false
		}
	}
	return true
}

// hash mixes a state into 64 bits; the multiplier is that of Knuth's MMIX
// generator, and the last step brings the high bits, which are the mixed ones,
// down to where the table looks.
func hash(n []int) uint64 {
	h := uint64(14695981039346656037)
	for _, k := range n {
		h = (h ^ uint64(k)) * 6364136223846793005
		h ^= h >> 32
	}
	return h
}

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

// A Space is the list of states that a network can reach from its start, in
// lexicographic order. States that a conservation law, found or not, forbids
// never appear.
//
// A reaction counts as possible wherever its reactants are present, whatever its
// law says there, so a rate that is zero now, or here, changes no list; and a reset as
// possible at any time. And a
// path may leave the box by one jump: else a wall would cut off states beside
// it, and the list would depend on the wall more than on the network.
type Space struct {
	g      *Generator
	states []int32 // N x S
	slots  []int32 // open addressing: state index + 1, 0 where free
}

// outsideShare bounds the states that an enumeration visits beside the box, as
// a multiple of those that it may find inside.
const outsideShare = 8

// restEvery is the number of states that are worked on without a rest: some
// milliseconds even where they have hundreds of species.
const restEvery = 256

func goOnAlways() error { return nil }

// NewSpace enumerates the states of g. It returns a *SpaceError when there are
// more than maxStates of them, after work in proportion to maxStates.
func NewSpace(g *Generator, maxStates int) (*Space, error) {
	return NewSpaceWhile(g, maxStates, goOnAlways)
}

// NewSpaceWhile is NewSpace, which takes seconds for hundreds of species: it calls
// goOn every few milliseconds, and gives up with its error.
func NewSpaceWhile(g *Generator, maxStates int, goOn func() error) (*Space, error) {
	s := &Space{g: g, slots: make([]int32, 1024)}
	wide := g.widened()
	if !s.addInitial(maxStates) {
		return nil, &SpaceError{Max: maxStates}
	}
	n := make([]int, g.Species())
	inside := 0
	// Breadth first: the list is its own queue.
	for i := 0; i < s.Len(); i++ {
		s.State(n, i)
		if g.Inside(n) {
			inside++
		}
		if inside > maxStates || s.Len() > outsideShare*(maxStates+1) {
			return nil, &SpaceError{Max: maxStates}
		}
		if i%restEvery == restEvery-1 {
			if err := goOn(); err != nil {
				return nil, err
			}
		}
		for r := range g.reactions {
			rx := &g.reactions[r]
			if !rx.possible(n) || !rx.fits(n, wide) {
				continue
			}
			for _, j := range rx.moves {
				n[j] += rx.jump[j]
			}
			s.add(n)
			for _, j := range rx.moves {
				n[j] -= rx.jump[j]
			}
		}
		s.addResets(n, i)
	}
	if err := s.settle(goOn); err != nil {
		return nil, err
	}
	return s, nil
}

// addResets adds the states that resets make of state i; n, length S, is scratch.
func (s *Space) addResets(n []int, i int) {
	for r := range s.g.net.Resets {
		s.State(n, i)
		s.g.net.Resets[r].Apply(n)
		s.add(n)
	}
}

// widened returns the levels of a box that is larger by one jump.
func (g *Generator) widened() []int {
	wide := slices.Clone(g.levels)
	for i := range wide {
		furthest := 0
		for r := range g.reactions {
			furthest = max(furthest, g.reactions[r].jump[i], -g.reactions[r].jump[i])
		}
		wide[i] += furthest
	}
	return wide
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

// settle leaves out the states outside the box and brings the others into
// lexicographic order, so that neighbours in the last species are neighbours in
// memory. They are filed by one species after the other, the last first.
func (s *Space) settle(goOn func() error) error {
	width := s.g.Species()
	var order []int32
	err := s.each(goOn, func(i int, n []int) error {
		if s.g.Inside(n) {
			order = append(order, int32(i))
		}
		return nil
	})
	filed := make([]int32, len(order))
	for j := width - 1; j >= 0 && err == nil; j-- {
		begin := make([]int32, s.g.levels[j]+1)
		for _, i := range order {
			begin[s.states[int(i)*width+j]+1]++
		}
		for k := range s.g.levels[j] {
			begin[k+1] += begin[k]
		}
		for _, i := range order {
			k := s.states[int(i)*width+j]
			filed[begin[k]] = i
			begin[k]++
		}
		order, filed = filed, order
		err = goOn()
	}
	if err != nil {
		return err
	}
	sorted := make([]int32, 0, len(order)*width)
	for _, i := range order {
		sorted = append(sorted, s.states[int(i)*width:int(i+1)*width]...)
	}
	s.states = sorted
	s.rehash(len(s.slots))
	return nil
}

// each visits all states until there is an error, of visit or of goOn. n, length S,
// is valid during the call.
func (s *Space) each(goOn func() error, visit func(i int, n []int) error) error {
	n := make([]int, s.g.Species())
	for i := range s.Len() {
		if i%restEvery == restEvery-1 {
			if err := goOn(); err != nil {
				return err
			}
		}
		s.State(n, i)
		if err := visit(i, n); err != nil {
			return err
		}
	}
	return nil
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

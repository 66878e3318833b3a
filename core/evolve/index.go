package evolve

// A place is a row of a block's batch.
type place struct{ block, row int32 }

// foreign reports whether the block is one that the run does not work on: it has no rows.
func (p place) foreign() bool { return p.row < 0 }

// An index finds the place of a key, the counts of a prefix that matter. It is an open-addressing table that is
// emptied in O(1), since it is filled anew for every site and evaluation.
type index struct {
	slots []slot
	round uint32
	used  int
}

type slot struct {
	round uint32
	hash  uint64
	place place
}

// reset empties the table.
func (x *index) reset() {
	x.round++
	x.used = 0
	if x.slots == nil {
		x.slots = make([]slot, 1024)
	}
}

// find returns the slot of a key: the one that holds it, or the free one where it
// belongs. at reports whether a place has a key.
func (x *index) find(key []int, at func(place, []int) bool) *slot {
	if 2*x.used >= len(x.slots) {
		x.enlarge()
	}
	h := hash(key)
	for i := h; ; i++ {
		s := &x.slots[i&uint64(len(x.slots)-1)]
		if s.round != x.round {
			s.hash = h
			return s
		}
		if s.hash == h && at(s.place, key) {
			return s
		}
	}
}

// holds reports whether a slot from find is taken.
func (x *index) holds(s *slot) bool { return s.round == x.round }

// put takes a free slot from find.
func (x *index) put(s *slot, p place) {
	s.round, s.place = x.round, p
	x.used++
}

func (x *index) enlarge() {
	old := x.slots
	x.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.round != x.round {
			continue
		}
		for i := s.hash; ; i++ {
			to := &x.slots[i&uint64(len(x.slots)-1)]
			if to.round != x.round {
				*to = s
				break
			}
		}
	}
}

// hash mixes counts with the finalising steps of splitmix64.
func hash(n []int) uint64 {
	h := uint64(len(n))
	for _, k := range n {
		h += uint64(k) + 0x9E3779B97F4A7C15
		h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
		h = (h ^ h>>27) * 0x94D049BB133111EB
		h ^= h >> 31
	}
	return h
}

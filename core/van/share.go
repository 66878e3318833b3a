package van

// A share sorts the rows of a batch of states into classes that agree on the counts
// read of them so far, so that what follows from these is worked out once for each
// class: the 500 states of a tree have some hundred prefixes before the last site,
// and four before the first protein.
type share struct {
	of   []int32 // B: class of each row
	lead []int32 // C: a state of each class
	up   []int32 // C: its class before the last counts were read
}

// whole puts all rows of a batch into one class, or each into its own.
func (s *share) whole(rows []int32, apart bool) {
	of := grow(&s.of, len(rows))
	clear(of)
	s.lead = append(s.lead[:0], rows[0])
	if !apart {
		return
	}
	for r := range of {
		of[r] = int32(r)
	}
	s.lead = append(s.lead[:0], rows...)
}

// A sorter splits classes. It is an open-addressing table that holds chunk rows
// and is emptied in O(1).
type sorter struct {
	slots [2 * chunk]struct {
		key   uint64
		round uint32
		class int32
	}
	round uint32
}

// split sets s to the classes of rows that agree on the counts at some sites of
// the states n (rows of size counts), among those that share a class of before.
func (t *sorter) split(s *share, before *share, rows []int32, n []int, size int, sites []int) {
	of := grow(&s.of, len(rows))
	copy(of, before.of)
	s.lead, s.up = append(s.lead[:0], before.lead...), s.up[:0]
	for c := range s.lead {
		s.up = append(s.up, int32(c))
	}
	for _, i := range sites {
		t.round++
		s.lead, s.up = s.lead[:0], s.up[:0]
		last, class := ^uint64(0), int32(0)
		for r, row := range rows {
			key := uint64(of[r])<<32 | uint64(uint32(n[int(row)*size+i]))
			if key != last {
				last, class = key, t.class(key, int32(len(s.lead)))
				if int(class) == len(s.lead) {
					s.lead, s.up = append(s.lead, row), append(s.up, before.of[r])
				}
			}
			of[r] = class
		}
	}
}

// class returns the class of a key, which is next when the key is new.
func (t *sorter) class(key uint64, next int32) int32 {
	for h := key * 0x9E3779B97F4A7C15 >> 32; ; h++ {
		slot := &t.slots[h%uint64(len(t.slots))]
		if slot.round != t.round {
			slot.key, slot.round, slot.class = key, t.round, next
			return next
		}
		if slot.key == key {
			return slot.class
		}
	}
}

// addUp adds the rows of x (C x h) to those of dst that up names.
func addUp(dst, x []float64, up []int32, h int) {
	for r, to := range up {
		sum := dst[int(to)*h : (int(to)+1)*h]
		for i, v := range x[r*h : (r+1)*h] {
			sum[i] += v
		}
	}
}

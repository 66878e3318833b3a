package van

import "fmt"

// support knows which prefixes can be completed to a state that obeys every
// law. A law is an account: each site spends Weights[i] n_i of what is left,
// and the last must spend exactly the rest. The accounts of all laws together
// make one key, so that laws that share species are obeyed together.
type support struct {
	sites *Sites
	held  []bool // site i takes part in some law
	fixed []bool // at most one level is possible whatever the prefix
	known map[string]bool
	left  []int // scratch: what each law has left
	key   []byte
}

// newSupport panics when a law is no law of these sites, or when all of them
// together leave no state.
func newSupport(s *Sites) *support {
	u := &support{
		sites: s,
		held:  make([]bool, s.Len()),
		fixed: make([]bool, s.Len()),
		known: map[string]bool{},
		left:  make([]int, len(s.Laws)),
	}
	for l, law := range s.Laws {
		if len(law.Weights) != s.Len() {
			panic(fmt.Sprintf("van: law %d has %d weights for %d sites", l, len(law.Weights), s.Len()))
		}
		last := -1
		for i, w := range law.Weights {
			if w < 0 {
				panic(fmt.Sprintf("van: law %d has the weight %d", l, w))
			}
			if w != 0 {
				u.held[i], last = true, i
			}
		}
		if last >= 0 {
			u.fixed[last] = true
		}
	}
	u.spend(0, nil)
	if !u.open(0) {
		panic("van: no state obeys the laws")
	}
	return u
}

// spend sets left to what the sites before i leave of each law.
func (u *support) spend(i int, n []int) {
	for l, law := range u.sites.Laws {
		u.left[l] = law.Total
		for j, w := range law.Weights[:i] {
			u.left[l] -= w * n[j]
		}
	}
}

// affords reports whether site i can take k out of left, which it keeps.
func (u *support) affords(i, k int) bool {
	u.take(i, k)
	ok := u.open(i + 1)
	u.take(i, -k)
	return ok
}

func (u *support) take(i, k int) {
	for l := range u.left {
		u.left[l] -= k * u.sites.Laws[l].Weights[i]
	}
}

// open reports whether the sites from i on can spend exactly what is left.
// Answers are remembered, so the search meets each account once.
func (u *support) open(i int) bool {
	for i < u.sites.Len() && !u.held[i] {
		i++
	}
	rest := 0
	for _, v := range u.left {
		if v < 0 {
			return false
		}
		rest += v
	}
	if i == u.sites.Len() {
		return rest == 0
	}
	u.key = append(u.key[:0], byte(i), byte(i>>8))
	for _, v := range u.left {
		u.key = append(u.key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	if ok, seen := u.known[string(u.key)]; seen {
		return ok
	}
	key := string(u.key) // the search below writes over u.key
	ok := false
	for k := 0; k < u.sites.Levels[i] && !ok; k++ {
		ok = u.affords(i, k)
	}
	u.known[key] = ok
	return ok
}

// mask sets dst (K_i) to the levels of site i that the sites before it leave
// possible.
func (u *support) mask(dst []bool, i int, n []int) {
	u.spend(i, n)
	for k := range dst {
		dst[k] = u.affords(i, k)
	}
}

// obeys reports whether n is a possible state.
func (u *support) obeys(n []int) bool {
	for i, k := range n {
		if k < 0 || k >= u.sites.Levels[i] {
			return false
		}
	}
	u.spend(len(n), n)
	for _, v := range u.left {
		if v != 0 {
			return false
		}
	}
	return true
}

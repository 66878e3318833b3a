package crn

import "slices"

// A Reset gives some counts other values at a time, whatever they were. The law of the
// state is then pushed forward by the map that sets them: all other counts stay, and
// at the time itself the law is that after the Reset.
type Reset struct {
	At   *Expr   // of numbers and parameters
	Time float64 // its value, in the unit of the network's rates: finite and above 0
	Sets []Set   // by species, ascending, of which none stands twice
}

// A Set is one count that a Reset gives.
type Set struct {
	Species int   // index in Network.Species
	Value   *Expr // of numbers and parameters
	Count   int   // its value, 0 or more
}

// Has reports whether the Reset sets species i.
func (r *Reset) Has(i int) bool {
	return slices.ContainsFunc(r.Sets, func(s Set) bool { return s.Species == i })
}

// Apply sets the counts in the state n, length S.
func (r *Reset) Apply(n []int) {
	for _, s := range r.Sets {
		n[s.Species] = s.Count
	}
}

// NextReset returns the first Reset after the time t, or nil when there is none.
func (n *Network) NextReset(t float64) *Reset {
	for i := range n.Resets {
		if r := &n.Resets[i]; r.Time > t {
			return r
		}
	}
	return nil
}

// CutAtReset returns where the way from the time t until another is cut: at the first Reset on
// it, which may stand at its end, or at the end itself, with nil.
func (n *Network) CutAtReset(t, until float64) (*Reset, float64) {
	if r := n.NextReset(t); r != nil && r.Time <= until {
		return r, r.Time
	}
	return nil, until
}

// ResetsOf returns how many Resets set each species, length S.
func (n *Network) ResetsOf() []int {
	times := make([]int, len(n.Species))
	for _, r := range n.Resets {
		for _, s := range r.Sets {
			times[s.Species]++
		}
	}
	return times
}

// HighestSet returns the largest count that a Reset gives species i, 0 for none.
func (n *Network) HighestSet(i int) int {
	highest := 0
	for _, r := range n.Resets {
		for _, s := range r.Sets {
			if s.Species == i {
				highest = max(highest, s.Count)
			}
		}
	}
	return highest
}

// sortSets brings the sets of r into the order of species.
func (r *Reset) sortSets() {
	slices.SortFunc(r.Sets, func(a, b Set) int { return a.Species - b.Species })
}

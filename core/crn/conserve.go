package crn

import (
	"cmp"
	"slices"
	"strconv"
)

// Limits of ConservationLaws. The number of rays may grow exponentially with
// the network; past maxRays of them, or maxRayWork comparisons, the search for
// non-negative laws is given up.
//
// maxWeight keeps the arithmetic exact in 63 bits. With at most maxSpecies in a
// change and maxStoichiometry of each, w . v is below 1e5 maxWeight and a
// combination below 2e5 maxWeight^2 = 3.6e18. The total w . n is below
// maxSpecies maxWeight maxCount = 4.2e18.
const (
	maxWeight  = 1 << 22
	maxRays    = 400
	maxRayWork = 5_000_000
)

// ConservationLaws returns integer vectors w, each of length S, for which the
// sum w . n never changes: w . v_r = 0 for the net change v_r of every
// reaction, and w_i = 0 for every species that a Reset sets. They are independent and span all such vectors, with as many
// non-negative ones as can be found, and those first. Each has greatest common
// divisor 1; a non-negative one names no species without need, and in any
// other the first weight is positive. Laws with a weight above four million
// are left out. It returns nil when nothing is conserved.
func (n *Network) ConservationLaws() [][]int {
	changes := n.distinctChanges()
	rays := extremeRays(len(n.Species), changes)
	slices.SortStableFunc(rays, bySupport)
	rest := nullSpace(len(n.Species), changes)
	slices.SortStableFunc(rest, func(a, b []int) int {
		return cmp.Or(cmp.Compare(negatives(a), negatives(b)), bySupport(a, b))
	})
	var laws [][]int
	var chosen echelon
	for _, w := range slices.Concat(rays, rest) {
		if chosen.add(w) {
			laws = append(laws, w)
		}
	}
	return laws
}

// A change is a net change v_r without its zeros; Count may be negative.
type change []Term

// dot returns w . v.
func (v change) dot(w []int) int {
	sum := 0
	for _, t := range v {
		sum += w[t.Species] * t.Count
	}
	return sum
}

// distinctChanges returns the net changes that differ by more than a factor,
// those of few species first: they combine the fewest rows. A count that is set may
// change by any number: by one, for a law.
func (n *Network) distinctChanges() []change {
	dense := make([]int, len(n.Species))
	seen := make(map[string]bool)
	var changes []change
	var key []byte
	for i := range n.Reactions {
		n.Reactions[i].Change(dense)
		reduce(dense)
		var v change
		key = key[:0]
		for j, x := range dense {
			if x != 0 {
				v = append(v, Term{Species: j, Count: x})
				key = strconv.AppendInt(append(strconv.AppendInt(key, int64(j), 10), ' '), int64(x), 10)
				key = append(key, ',')
			}
		}
		if v != nil && !seen[string(key)] {
			seen[string(key)] = true
			changes = append(changes, v)
		}
	}
	for i, times := range n.ResetsOf() {
		if times > 0 {
			changes = append(changes, change{{Species: i, Count: 1}})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(len(a), len(b)) })
	return changes
}

// nullSpace returns a basis of the w with w . v = 0 for all v. It begins with
// the unit vectors; each v in turn eliminates one of them from the others.
func nullSpace(size int, changes []change) [][]int {
	basis := unitVectors(size)
	for _, v := range changes {
		pivot, least := -1, 0
		for i, w := range basis {
			if d := v.dot(w); d != 0 && (pivot < 0 || max(d, -d) < least) {
				pivot, least = i, max(d, -d)
			}
		}
		if pivot < 0 {
			continue
		}
		p := basis[pivot]
		var rest [][]int
		for i, w := range basis {
			if i == pivot {
				continue
			}
			if d := v.dot(w); d != 0 {
				var ok bool
				if w, ok = combine(v.dot(p), w, -d, p); !ok {
					continue
				}
			}
			rest = append(rest, w)
		}
		basis = rest
	}
	return basis
}

// combine returns x a + y b without common divisor and with a positive first
// weight; ok is false when a weight is too large to go on exactly.
func combine(x int, a []int, y int, b []int) (sum []int, ok bool) {
	sum = make([]int, len(a))
	for i := range a {
		sum[i] = x*a[i] + y*b[i]
	}
	reduce(sum)
	return sum, slices.Max(sum) <= maxWeight && slices.Min(sum) >= -maxWeight
}

func unitVectors(size int) [][]int {
	vectors := make([][]int, size)
	for i := range vectors {
		vectors[i] = make([]int, size)
		vectors[i][i] = 1
	}
	return vectors
}

// reduce divides w by its greatest common divisor and makes its first weight
// positive.
func reduce(w []int) {
	g, sign := 0, 0
	for _, x := range w {
		g = gcd(g, max(x, -x))
		if sign == 0 {
			sign = cmp.Compare(x, 0)
		}
	}
	if g *= sign; g == 0 || g == 1 {
		return
	}
	for i := range w {
		w[i] /= g
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// bySupport orders laws of few species first, then those of early species.
func bySupport(a, b []int) int {
	return cmp.Or(cmp.Compare(support(a), support(b)), -slices.Compare(a, b))
}

func support(w []int) int {
	count := 0
	for _, x := range w {
		if x != 0 {
			count++
		}
	}
	return count
}

// negatives is 1 when a weight of w is negative.
func negatives(w []int) int {
	if slices.Min(w) < 0 {
		return 1
	}
	return 0
}

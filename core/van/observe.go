package van

import "math"

// A Snapshot is what a law says of its sites one by one and in pairs.
type Snapshot struct {
	Mean      []float64   // S
	Cov       []float64   // S x S
	Marginals [][]float64 // of every site, K_i
	Joints    []Joint
}

// A Joint is the law of two sites, K_A x K_B.
type Joint struct {
	A, B int
	P    []float64
}

// Observe reads a Snapshot off a tree with the joint laws of some pairs. It
// averages conditionals over prefixes, which is smooth where a histogram of
// samples would be rough.
func (t *Tree) Observe(sites *Sites, pairs [][2]int) *Snapshot {
	return t.ObserveWhile(sites, pairs, func() bool { return true })
}

// ObserveWhile is Observe, which takes a second for hundreds of sites: it calls goOn after
// every one, and returns nil when that says no.
func (t *Tree) ObserveWhile(sites *Sites, pairs [][2]int, goOn func() bool) *Snapshot {
	s := sites.Len()
	o := &Snapshot{Mean: make([]float64, s), Cov: make([]float64, s*s)}
	for i, k := range sites.Levels {
		d := &t.Depths[i]
		marginal := make([]float64, k)
		for r, w := range d.Weight {
			for level, p := range d.P[r*k : (r+1)*k] {
				marginal[level] += w * p
			}
		}
		for level, p := range marginal {
			o.Mean[i] += p * float64(level)
		}
		o.Marginals = append(o.Marginals, marginal)
	}
	for i, k := range sites.Levels {
		if t.covariance(o, i, k); !goOn() {
			return nil
		}
	}
	for _, pair := range pairs {
		o.Joints = append(o.Joints, t.joint(sites, pair[0], pair[1]))
	}
	return o
}

// covariance fills row and column i of a snapshot's Cov up to the diagonal.
// Counts are taken from their means first: the conditionals sum to 1 up to
// float32 rounding only, which the square of a large mean would multiply.
func (t *Tree) covariance(o *Snapshot, i, levels int) {
	s := len(o.Mean)
	d := &t.Depths[i]
	row := o.Cov[i*s : i*s+i+1]
	for r, w := range d.Weight {
		mean := 0.0
		for level, p := range d.P[r*levels : (r+1)*levels] {
			x := float64(level) - o.Mean[i]
			mean += p * x
			row[i] += w * p * x * x
		}
		for j, n := range d.N[r*s : r*s+i] {
			row[j] += w * mean * (float64(n) - o.Mean[j])
		}
	}
	for j, c := range row {
		o.Cov[j*s+i] = c
	}
}

// Each calls visit for the states of the sites up to i that follow from the prefixes
// of site i, with their weights, which sum to 1 up to rounding. n (S) is valid during
// the call; sites behind i, and those that are not kept, stand as 0. The tree must
// reach there, by Grow or GrowTo.
func (t *Tree) Each(sites *Sites, i int, visit func(n []int, weight float64)) {
	s, k := sites.Len(), sites.Levels[i]
	d, n := &t.Depths[i], make([]int, s)
	for r, w := range d.Weight {
		copy(n, d.N[r*s:(r+1)*s])
		for level, p := range d.P[r*k : (r+1)*k] {
			if p > 0 {
				n[i] = level
				visit(n, w*p)
			}
		}
	}
}

// Entropy returns the entropy of the law in nats, the sum over all sites of the mean
// entropy of their conditionals. The tree must reach the prefixes of the last site.
func (t *Tree) Entropy(sites *Sites) float64 {
	sum := 0.0
	for i, k := range sites.Levels {
		d := &t.Depths[i]
		for r, w := range d.Weight {
			for _, p := range d.P[r*k : (r+1)*k] {
				if p > 0 {
					sum -= w * p * math.Log(p)
				}
			}
		}
	}
	return sum
}

// joint averages the conditional of the later site of a pair.
func (t *Tree) joint(sites *Sites, a, b int) Joint {
	s, rows, cols := sites.Len(), sites.Levels[a], sites.Levels[b]
	j := Joint{A: a, B: b, P: make([]float64, rows*cols)}
	later, k := max(a, b), sites.Levels[max(a, b)]
	d := &t.Depths[later]
	for r, w := range d.Weight {
		n := d.N[r*s : (r+1)*s]
		for level, p := range d.P[r*k : (r+1)*k] {
			switch {
			case a == b:
				j.P[level*cols+level] += w * p
			case a < b:
				j.P[n[a]*cols+level] += w * p
			default:
				j.P[level*cols+n[b]] += w * p
			}
		}
	}
	return j
}

package van

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
		t.covariance(o, i, k)
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

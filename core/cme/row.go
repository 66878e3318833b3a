package cme

import "vanscape/core/crn"

// factor is n (n-1) ... (n-c+1) of one reactant of a mass action, tabulated.
type factor struct {
	site  int
	table []float64 // by the count, 0..K_site-1
}

func newFactor(term crn.Term, levels int) factor {
	f := factor{site: term.Species, table: make([]float64, levels)}
	for k := range f.table {
		product := 1.0
		for c := range term.Count {
			product *= float64(max(k-c, 0))
		}
		f.table[k] = product
	}
	return f
}

// Row sets dst, length K_site, to the propensities of reaction r along one
// site: dst[k] = a_r(n with n_site = k, t), and 0 where the jump would carry the
// site out of 0..K_site-1 from there. The other sites of n, length S, must lie
// in the box; where they jump to does not matter. A literal law writes to
// n[site] on the way and restores it. Row does not allocate.
func (g *Generator) Row(dst []float64, r, site int, n []int, t float64) {
	rx := &g.reactions[r]
	levels := g.levels[site]
	dst = dst[:levels]

	v := rx.jump[site]
	lo := min(max(0, -v), levels)
	hi := max(min(levels, levels-v), lo)
	clear(dst[:lo])
	clear(dst[hi:])
	if rx.literal {
		rx.literalRow(dst, lo, hi, site, n, t)
		return
	}

	scale := rx.rateAt(t)
	var own []float64
	for i := range rx.factors {
		f := &rx.factors[i]
		if f.site == site {
			own = f.table
		} else {
			scale *= f.table[n[f.site]]
		}
	}
	inner := dst[lo:hi]
	if own == nil {
		for k := range inner {
			inner[k] = scale
		}
		return
	}
	own = own[lo:hi]
	for k := range inner {
		inner[k] = scale * own[k]
	}
}

// rateAt is the rate of a mass action at time t.
func (rx *reaction) rateAt(t float64) float64 {
	if !rx.timed {
		return rx.rate
	}
	k, _ := rx.of.RateAt(t)
	return k
}

// literalRow fills dst[lo:hi] with the law's value along a site.
func (rx *reaction) literalRow(dst []float64, lo, hi, site int, n []int, t float64) {
	reads := false
	for _, i := range rx.of.Depends() {
		reads = reads || i == site
	}
	if !reads {
		a := rx.of.Propensity(n, t)
		for k := lo; k < hi; k++ {
			dst[k] = a
		}
		return
	}
	kept := n[site]
	for k := lo; k < hi; k++ {
		n[site] = k
		dst[k] = rx.of.Propensity(n, t)
	}
	n[site] = kept
}

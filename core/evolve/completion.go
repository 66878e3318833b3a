package evolve

import "vanscape/core/cme"

// A completion fills in the species behind a site that the conservation laws
// determine from the site and those before it, so that propensities which read
// them need no sample of them.
type completion struct {
	i     int
	known []bool // S: up to the site, or determined
	fills []fill
}

// A fill determines a species as what a law has left.
type fill struct {
	species int
	law     cme.Law
}

func newCompletion(g *cme.Generator, i int) completion {
	c := completion{i: i, known: make([]bool, g.Species())}
	for j := range i + 1 {
		c.known[j] = true
	}
	for again := true; again; {
		again = false
		for _, law := range g.Laws() {
			if j := c.open(law); j >= 0 {
				c.known[j], again = true, true
				c.fills = append(c.fills, fill{j, law})
			}
		}
	}
	return c
}

// open returns the only species of a law that is not known, or -1.
func (c *completion) open(law cme.Law) int {
	only := -1
	for j, w := range law.Weights {
		if w != 0 && !c.known[j] {
			if only >= 0 {
				return -1
			}
			only = j
		}
	}
	return only
}

// row does what cme.Generator.Row does, with the determined species of n
// completed for every level of the site. n is restored to 0 behind the site.
func (c *completion) row(dst []float64, g *cme.Generator, r int, n []int, t float64) {
	v := g.Jump(r)[c.i]
	for k := range dst {
		dst[k] = 0
		if k+v < 0 || k+v >= len(dst) {
			continue
		}
		n[c.i] = k
		if c.fill(n) {
			dst[k] = g.Propensity(r, n, t)
		}
	}
	clear(n[c.i:])
}

// fill sets the determined species and reports whether that is possible.
func (c *completion) fill(n []int) bool {
	for _, f := range c.fills {
		n[f.species] = 0
		left := f.law.Total
		for j, w := range f.law.Weights {
			left -= w * n[j]
		}
		w := f.law.Weights[f.species]
		if left < 0 || left%w != 0 {
			return false
		}
		n[f.species] = left / w
	}
	return true
}

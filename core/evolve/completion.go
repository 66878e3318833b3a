package evolve

import "vanscape/core/cme"

// A completion is what is known of a state when a site and those before it are:
// beside these, the species behind that conservation laws then determine.
// Propensities which read them need no sample of them.
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

// lastRead returns the first site from i on whose completion knows all the
// species that a propensity reads.
func lastRead(known []completion, reads []int, i int) int {
	for {
		all := true
		for _, d := range reads {
			all = all && known[i].known[d]
		}
		if all {
			return i
		}
		i++
	}
}

// propensities sets dst (K_i) to those of reaction r along the site, as
// cme.Generator.Row does, with the determined species completed for every level.
// n is 0 from the site on, and is so again afterwards.
func (c *completion) propensities(dst []float64, g *cme.Generator, r int, n []int, t float64) error {
	if !c.reads(g.Depends(r)) {
		g.Row(dst, r, c.i, n, t)
	} else {
		v := g.Jump(r)[c.i]
		for k := range dst {
			dst[k] = 0
			n[c.i] = k
			if k+v >= 0 && k+v < len(dst) && c.fill(n) {
				dst[k] = g.Propensity(r, n, t)
			}
		}
	}
	for k, a := range dst {
		if !(a >= 0) {
			n[c.i] = k
			c.fill(n)
			err := g.Check(a, r, n, t)
			clear(n[c.i:])
			return err
		}
	}
	clear(n[c.i:])
	return nil
}

// reads reports whether any of the species is behind the site.
func (c *completion) reads(species []int) bool {
	return len(species) > 0 && species[len(species)-1] > c.i
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

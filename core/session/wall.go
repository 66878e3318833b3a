package session

import "vanscape/core/cme"

// nearLimit is how close to its limit a count belongs to the wall mass.
const nearLimit = 2

// wall returns the site with the most probability within nearLimit counts of
// its limit, and that probability. Only sites that could go beyond count: a
// conservation law that ends at the limit keeps a gene at 1, and a species that
// no reaction makes never exceeds its start. Where no site counts it is site 0
// with mass 0.
func wall(g *cme.Generator, marginals [][]float64) (site int, mass float64) {
	mass = -1
	for i, p := range marginals {
		if !canExceed(g, i) {
			continue
		}
		near := 0.0
		for _, x := range p[max(0, len(p)-1-nearLimit):] {
			near += x
		}
		if near > mass {
			site, mass = i, near
		}
	}
	return site, max(mass, 0)
}

// canExceed reports whether the network itself would let a site pass its limit.
func canExceed(g *cme.Generator, site int) bool {
	for _, law := range g.Laws() {
		if count, ok := law.Cap(site); ok && count < g.Levels()[site] {
			return false
		}
	}
	for r := range g.Reactions() {
		if g.Jump(r)[site] > 0 {
			return true
		}
	}
	return false
}

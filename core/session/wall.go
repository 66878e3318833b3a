package session

import "vanscape/core/cme"

// nearLimit is how close to its limit a count belongs to the wall mass.
const nearLimit = 2

// limitError names the site with the most probability at its limit.
func limitError(g *cme.Generator, marginals [][]float64) error {
	site, _ := wall(g, marginals)
	return &cme.LimitError{Species: g.Network().Species[site].Name, Limit: g.Levels()[site] - 1}
}

// wall returns the site with the most probability within nearLimit counts of
// its limit, and that probability. Only sites that could go beyond count. Where no
// site does it is site 0 with mass 0.
func wall(g *cme.Generator, marginals [][]float64) (site int, mass float64) {
	mass = -1
	for i, p := range marginals {
		if !g.CanExceed(i) {
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

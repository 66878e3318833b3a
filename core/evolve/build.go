package evolve

import (
	"math/rand/v2"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// sitesOf is the state space of a generator as a model sees it.
func sitesOf(g *cme.Generator) van.Sites {
	sites := van.Sites{Levels: g.Levels()}
	for _, l := range g.Laws() {
		sites.Laws = append(sites.Laws, van.Law{Weights: l.Weights, Total: l.Total})
	}
	return sites
}

// newModel returns a model of the settings at the generator's start.
func newModel(g *cme.Generator, set Settings, rng *rand.Rand) (van.Model, error) {
	m := van.NewMLP(sitesOf(g), van.MLPSettings{Width: set.Width, Basis: set.Basis}, rng)
	m.Start(g.Start())
	return m, nil
}

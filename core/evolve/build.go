package evolve

import (
	"math/rand/v2"
	"slices"
	"strings"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// sitesOf is the state space of a generator as a model sees it, with features laid
// out on scale (S).
func sitesOf(g *cme.Generator, scale []int) van.Sites {
	sites := van.Sites{Levels: g.Levels(), Scale: scale, Points: points(g)}
	for _, l := range g.Laws() {
		sites.Laws = append(sites.Laws, van.Law{Weights: l.Weights, Total: l.Total})
	}
	return sites
}

// maxPoints bounds the counts of a site that have functions of their own.
const maxPoints = 4

// points returns for each site the counts that are certain at the start and at resets,
// of these the first. They have functions of their own: what has not moved yet is a spike
// beside what has, and bumps would smear it.
func points(g *cme.Generator) [][]int {
	all := make([][]int, g.Species())
	add := func(i, n int) {
		if len(all[i]) < maxPoints && !slices.Contains(all[i], n) {
			all[i] = append(all[i], n)
		}
	}
	for i, n := range g.Start() {
		if g.InitialLaw(i) == nil {
			add(i, n)
		}
	}
	for _, r := range g.Network().Resets {
		for _, s := range r.Sets {
			add(s.Species, s.Count)
		}
	}
	for _, p := range all {
		slices.Sort(p)
	}
	return all
}

// contextHops is how far from a species in the reaction graph those may be that
// its conditional depends on. Two hops reach from one gene's protein to another's.
const contextHops = 2

// Streams of random numbers that a seed begins. Each has its own, so that none
// depends on how many numbers another has taken.
const (
	weightStream = 0x76616e7363617065 + iota
	pointStream
	lensStream
	coarserStream
)

func random(set Settings, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(set.Seed, stream))
}

// newModel returns a model of the settings at the generator's start, with features
// laid out on scale (S). The error is a *SettingsError.
func newModel(g *cme.Generator, scale []int, set Settings) (van.Model, error) {
	shape := van.Settings{Width: set.Width, Basis: set.Basis, Depth: set.Depth, Heads: set.Heads, Head: set.Head, Near: g.Near(contextHops)}
	if set.Method == Projected {
		shape.Narrow = narrow(set.Tolerance)
	}
	m, err := van.New(set.Arch, sitesOf(g, scale), shape, random(set, weightStream))
	if err != nil {
		return nil, &SettingsError{strings.TrimPrefix(err.Error(), "van: ")}
	}
	m.StartFrom(g.Start(), initialLaws(g))
	return m, nil
}

// initialLaws returns the initial laws of the sites, nil for a certain count.
func initialLaws(g *cme.Generator) [][]float64 {
	laws := make([][]float64, g.Species())
	for i := range laws {
		laws[i] = g.InitialLaw(i)
	}
	return laws
}

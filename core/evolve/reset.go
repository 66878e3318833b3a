package evolve

import (
	"fmt"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// A reset pushes the law forward by a map that sets counts. Where the species that are
// set stand last in the order, the conditionals of those before them stay as they are, and
// theirs become narrow laws around the counts, whatever stands before: what the network
// loses is only that a certain count is narrow and not sharp, as at a start.

// stop returns where the way from a time until another is cut, and the reset there or nil.
func stop(g *cme.Generator, time, until float64) (*crn.Reset, float64) {
	if r := g.NextReset(time); r != nil && r.Time <= until {
		return r, r.Time
	}
	return nil, until
}

// checkResets returns a *SettingsError where a model of the settings, with its sites in the
// order of the generator, could not be set.
func checkResets(g *cme.Generator, set Settings) error {
	net := g.Network()
	for i := range net.Resets {
		r := &net.Resets[i]
		last := net.Species[r.Sets[len(r.Sets)-1].Species].Name
		if set.Arch != van.ArchMLP {
			return &SettingsError{fmt.Sprintf("%s is set at t = %g, and the species of the architecture %v share what would have to be set: take mlp, or the solver fsp or ssa", last, r.Time, set.Arch)}
		}
		first := r.Sets[0].Species
		for s := first; s < g.Species(); s++ {
			if !slices.ContainsFunc(r.Sets, func(x crn.Set) bool { return x.Species == s }) {
				return &SettingsError{fmt.Sprintf("%s is set at t = %g and stands before %s, which is not: the network can set the last species of the order only, so change the order, or take the solver fsp or ssa", net.Species[first].Name, r.Time, net.Species[s].Name)}
			}
		}
	}
	return nil
}

// startSites gives the sites that a reset sets the conditionals that a run would start from
// at those counts. The error is that of newModel.
func startSites(m *van.MLP, g *cme.Generator, scale []int, set Settings, r *crn.Reset) error {
	started, err := newModel(g, scale, set)
	if err != nil {
		return err
	}
	n, laws := slices.Clone(g.Start()), make([][]float64, g.Species())
	r.Apply(n)
	started.StartFrom(n, laws)
	for _, s := range r.Sets {
		for _, b := range m.Conditional(s.Species).Blocks {
			copy(m.BlockParams(b), started.(*van.MLP).BlockParams(b))
		}
	}
	return nil
}

// fresh reports whether no time step has been made since the start or the last reset:
// there is nothing that the next could be compared with.
func (r *run) fresh() bool { return r.lastSize == 0 }

// reset sets counts, between two time steps. All velocities are unknown from here, since
// rates may depend on what was set, and what was set stands as at a start.
func (r *run) reset(at *crn.Reset) error {
	if err := startSites(r.m, r.g, r.scale, r.set, at); err != nil {
		return err
	}
	r.lastSize = 0
	for _, s := range r.sites {
		started := slices.ContainsFunc(at.Sets, func(x crn.Set) bool { return x.Species == s.i })
		for b := range s.blocks {
			bl := &s.blocks[b]
			for _, v := range bl.remembered() {
				clear(v)
			}
			if started {
				bl.jumps, bl.damped.Lambda = 0, 0
			}
		}
	}
	return nil
}

// reset sets counts, between two time steps. What the optimiser remembers led elsewhere.
func (f *fit) reset(at *crn.Reset) error {
	f.adam = optim.Adam{}
	each(f.blocks, func(b *block) { b.damped.Lambda = 0 })
	return startSites(f.m.(*van.MLP), f.g, f.scale, f.set, at)
}

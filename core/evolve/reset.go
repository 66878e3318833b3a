package evolve

import (
	"fmt"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// A reset pushes the law forward by a map that sets counts. Where the species that are
// set stand last in the order, the conditionals of those before them stay as they are, and
// theirs become narrow laws around the counts, whatever stands before: what the network
// loses is only that a certain count is narrow and not sharp, as at a start.

// checkNetwork returns a *SettingsError where the settings aim at a law that the network has
// not, or where a model of them, with its sites in the order of the generator, could not be set.
func checkNetwork(g *cme.Generator, set Settings) error {
	net := g.Network()
	if set.Loss == Steady && net.TimeDependent() {
		return &SettingsError{"the loss steady aims at a law that does not change, and rates that depend on time leave none: take the loss kl"}
	}
	for i := range net.Resets {
		r := &net.Resets[i]
		last := net.Species[r.Sets[len(r.Sets)-1].Species].Name
		if set.Loss == Steady {
			return &SettingsError{fmt.Sprintf("%s is set at t = %g, and the loss steady aims at a law that does not change: take the loss kl, or leave the set out", last, r.Time)}
		}
		if set.Arch != van.ArchMLP {
			return &SettingsError{fmt.Sprintf("%s is set at t = %g, and the species of the architecture %v share what would have to be set: take mlp, or the solver fsp or ssa", last, r.Time, set.Arch)}
		}
		first := r.Sets[0].Species
		for s := first; s < g.Species(); s++ {
			if !r.Has(s) {
				return &SettingsError{fmt.Sprintf("%s is set at t = %g and stands before %s, which is not: the network can set the last species of the order only, so change the order, or take the solver fsp or ssa", net.Species[first].Name, r.Time, net.Species[s].Name)}
			}
		}
	}
	return nil
}

// fresh reports whether no time step has been made since the start or the last reset:
// there is nothing that the next could be compared with.
func (r *run) fresh() bool { return r.lastSize == 0 }

// anew builds a mover anew at the time of a reset that it has reached, and returns its state
// before and after: the conditionals of what is set as at a start, and those of the others
// as they were, to the last bit. What the state after it remembers is nothing.
func anew(m mover, g *cme.Generator, at *crn.Reset) (before, after *State, err error) {
	before, old := m.state(), m.model().(*van.MLP)
	if err := m.build(g, before.Scale, before.Time); err != nil {
		return nil, nil, err
	}
	now := m.model().(*van.MLP)
	for i := range g.Species() {
		if at.Has(i) {
			continue
		}
		for k, b := range now.Conditional(i).Blocks {
			copy(now.BlockParams(b), old.BlockParams(old.Conditional(i).Blocks[k]))
		}
	}
	after = m.state()
	after.Points = before.Points
	return before, after, nil
}

// reset sets counts, between two time steps. All velocities are unknown from here, since
// rates may depend on what was set. What was not set keeps its jumps and its damping.
func (r *run) reset(at *crn.Reset) error {
	before, s, err := anew(r, r.g, at)
	if err != nil {
		return err
	}
	s.LastStep = 0
	i := 0
	for _, site := range r.sites {
		for range site.blocks {
			if !at.Has(site.i) {
				copy(s.Scalar[i:i+blockNumbers], before.Scalar[i:])
			}
			i += blockNumbers
		}
	}
	r.restore(s)
	return nil
}

// reset sets counts, between two time steps. What the optimiser remembers led elsewhere.
func (f *fit) reset(at *crn.Reset) error {
	f.adam = optim.Adam{}
	loss := f.loss
	_, s, err := anew(f, f.g, at)
	if err != nil {
		return err
	}
	f.restore(s)
	f.loss = loss
	return nil
}

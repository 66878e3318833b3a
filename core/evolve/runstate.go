package evolve

import (
	"cmp"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// build implements mover.
func (r *run) build(g *cme.Generator, scale []int, time float64) error {
	m, err := newModel(g, scale, time, r.set)
	if err != nil {
		return err
	}
	r.g, r.m, r.scale = g, m.(*van.MLP), scale
	if err := cmp.Or(checkTree(m, r.set.Samples, 1+moreSamples), checkBlocks(r.m, (1+moreSamples)*r.set.Samples)); err != nil {
		return err
	}
	r.points, r.lens = newPoints(g, r.set), newLens(m, g, r.set)
	known := make([]completion, g.Species())
	for i := range known {
		known[i] = newCompletion(g, i)
	}
	r.sites = nil
	work := new(scratch)
	for i := range known {
		if !r.m.Conditional(i).Determined() {
			r.sites = append(r.sites, newFluxSite(g, r.m, known, i, work))
		}
	}
	r.tree.Keep, r.tree.More = keep(g, r.m, r.sites), moreSamples
	return nil
}

// model implements mover.
func (r *run) model() van.Model { return r.m }

// blockNumbers is how many numbers of a block State.Scalar holds.
const blockNumbers = 3

// state implements mover. It remembers the motion of every block: its mean and its
// last velocity and what the last step left, its damping, its jumps and its
// effort, by which a crew shares the work.
func (r *run) state() *State {
	s := &State{
		Next: r.next, Steps: r.steps, Time: r.time, NextStep: r.h, LastStep: r.lastSize,
		Levels: slices.Clone(r.g.Levels()), Scale: slices.Clone(r.scale), Params: slices.Clone(r.m.Params()),
		Memory: make([]float64, 3*len(r.m.Params())),
		Points: []uint64{r.points.Passed(), r.lens.points.Passed()},
	}
	each(r.sites, func(b *block) {
		for k, v := range b.remembered() {
			copy(s.Memory[k*len(s.Params)+b.Offset:], v)
		}
		s.Scalar = append(s.Scalar, b.damped.Lambda, b.jumps, b.effort)
	})
	return s
}

// remembers implements mover.
func (r *run) remembers(vectors, numbers int) bool {
	blocks := 0
	each(r.sites, func(*block) { blocks++ })
	return vectors == 3 && numbers == blockNumbers*blocks
}

// restore implements mover.
func (r *run) restore(s *State) {
	r.next, r.steps, r.time, r.h, r.lastSize = s.Next, s.Steps, s.Time, s.NextStep, s.LastStep
	copy(r.m.Params(), s.Params)
	r.points.Seek(s.Points[0])
	r.lens.points.Seek(s.Points[1])
	i := 0
	each(r.sites, func(b *block) {
		for k, v := range b.remembered() {
			copy(v, s.Memory[k*len(s.Params)+b.Offset:])
		}
		b.damped.Lambda, b.jumps, b.effort = s.Scalar[i], s.Scalar[i+1], s.Scalar[i+2]
		i += blockNumbers
	})
}

// each visits every block of some sites.
func each(sites []*site, visit func(*block)) {
	for _, s := range sites {
		for b := range s.blocks {
			visit(&s.blocks[b])
		}
	}
}

package evolve

import (
	"math"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// build implements mover.
func (f *fit) build(g *cme.Generator, scale []int, time float64) (err error) {
	if f.m, err = newModel(g, scale, time, f.set); err != nil {
		return err
	}
	if f.target.old, err = newModel(g, scale, time, f.set); err != nil {
		return err
	}
	if err := f.fits(); err != nil {
		return err
	}
	f.g, f.target.g, f.scale = g, g, scale
	f.points, f.lens = newPoints(g, f.set), newLens(f.m, g, f.set)
	f.gradient = make([]float64, len(f.m.Params()))
	f.blocks = nil
	if m := f.blockwise(); m != nil {
		f.blocks = newBlocks(m)
	}
	f.loss = math.NaN()
	return nil
}

// fits returns a *SettingsError when the fit would not fit into memory.
func (f *fit) fits() error {
	samples := f.set.Samples
	if err := checkTree(f.m, samples, 1); err != nil || f.set.Method != NaturalGradient {
		return err
	}
	if m := f.blockwise(); m != nil {
		return checkBlocks(m, samples)
	}
	return checkScores(f.m, samples)
}

// blockwise returns the model when NaturalGradient moves it by blocks, and otherwise
// nil.
func (f *fit) blockwise() *van.MLP {
	m, ok := f.m.(*van.MLP)
	if !ok || f.set.Method != NaturalGradient || !byBlocks(m, f.set.Samples) {
		return nil
	}
	return m
}

// model implements mover.
func (f *fit) model() van.Model { return f.m }

// state implements mover. PolicyGradient remembers what Adam does, NaturalGradient
// the damping of every block, both the loss of the last time step.
func (f *fit) state() *State {
	s := &State{
		Next: f.next, Steps: f.steps, Time: f.time, LastStep: f.lastSize,
		Levels: slices.Clone(f.g.Levels()), Scale: slices.Clone(f.scale), Params: slices.Clone(f.m.Params()),
		Points: []uint64{f.points.Passed(), f.lens.points.Passed()},
	}
	s.Memory, s.Scalar = f.adam.Memory()
	s.Scalar = append(s.Scalar, f.loss)
	each(f.blocks, func(b *block) { s.Scalar = append(s.Scalar, b.damped.Lambda) })
	return s
}

// remembers implements mover.
func (f *fit) remembers(vectors, numbers int) bool {
	each(f.blocks, func(*block) { numbers-- })
	return (vectors == 0 || vectors == 2) && numbers == 4
}

// restore implements mover.
func (f *fit) restore(s *State) {
	f.next, f.steps, f.time, f.lastSize = s.Next, s.Steps, s.Time, s.LastStep
	copy(f.m.Params(), s.Params)
	f.points.Seek(s.Points[0])
	f.lens.points.Seek(s.Points[1])
	f.adam = optim.Remember(s.Memory, s.Scalar)
	f.loss = s.Scalar[3]
	i := 4
	each(f.blocks, func(b *block) {
		b.damped.Lambda = s.Scalar[i]
		i++
	})
}

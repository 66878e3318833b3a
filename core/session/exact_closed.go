package session

import (
	"fmt"

	"vanscape/core/closed"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

const closedStream = 0x636c6f736564

// closedLaw is a closed form beside a solver: exact where the states are too many
// to list.
type closedLaw struct {
	task     *task
	form     *closed.Poisson
	distance *sampledDistance
}

// newClosedLaw returns nil where the network has none.
func newClosedLaw(t *task) *closedLaw {
	form, ok := closed.NewPoisson(t.gen.Network())
	if !ok {
		return nil
	}
	t.notes = append([]string{fmt.Sprintf("The states are too many to list, but the exact law is known in closed form: all species are independent Poisson laws. "+
		"A network's distance to it as a whole is taken from %d samples of each.", distanceSamples)}, t.notes...)
	return &closedLaw{task: t, form: form, distance: newSampledDistance(t.gen.Species())}
}

func (c *closedLaw) advance(i int) (bool, error) {
	c.distance.begin(c.task.start.Seed, closedStream+uint64(i))
	c.form.Set(c.task.start.Times[i])
	return true, nil
}

func (c *closedLaw) states() int { return 0 }

// save has nothing to add: the form is known at any time.
func (c *closedLaw) save(*protocol.Checkpoint) bool { return true }

func (c *closedLaw) law() protocol.Law {
	levels, mean := c.task.gen.Levels(), c.form.Mean()
	l := protocol.Law{Mean: append([]float64(nil), mean...), Var: append([]float64(nil), mean...), Cov: make([]float64, len(mean)*len(mean))}
	inside := 1.0
	for i, k := range levels {
		l.Cov[i*len(mean)+i] = mean[i]
		p := make([]float64, k)
		c.form.Marginal(p, i)
		inside *= dist.Mass(p)
		l.Marginals = append(l.Marginals, p)
	}
	l.LostMass = max(0, 1-inside)
	for _, pair := range c.task.sitePairs() {
		a, b := l.Marginals[pair[0]], l.Marginals[pair[1]]
		p := make([]float64, 0, len(a)*len(b))
		for _, x := range a {
			for _, y := range b {
				p = append(p, x*y)
			}
		}
		l.Joints = append(l.Joints, newJoint(pair, levels, p))
	}
	return l
}

// compare draws from the solver and from the closed form in turn.
func (c *closedLaw) compare(src source, f *protocol.Frame) (done bool) {
	model := src.model()
	if model == nil {
		return true
	}
	f.JointHellinger, f.HasJoint = c.distance.draw(bounded{model, src.gen()}, bounded{c.form, nil})
	return f.HasJoint
}

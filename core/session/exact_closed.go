package session

import (
	"fmt"
	"math"
	"math/rand/v2"

	"vanscape/core/closed"
	"vanscape/core/cme"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// Samples of each law by which a solver is compared with a closed form, and how
// many of them in one piece of work.
const (
	closedStream  = 0x636c6f736564
	closedSamples = 4000
	closedAtOnce  = 500
)

// closedLaw is a closed form beside a solver: exact where the states are too many
// to list.
type closedLaw struct {
	task *task
	form *closed.Poisson
	rng  *rand.Rand

	ofSolver, ofForm []float64 // ln(exact/solver) at samples of each
	u                []float64 // closedAtOnce x S
	n                []int     // closedAtOnce x S
	lnp, lnq         []float64 // closedAtOnce
}

// newClosedLaw returns nil where the network has none.
func newClosedLaw(t *task) *closedLaw {
	form, ok := closed.NewPoisson(t.gen.Network())
	if !ok {
		return nil
	}
	t.notes = append([]string{fmt.Sprintf("The states are too many to list, but the exact law is known in closed form: all species are independent Poisson laws. "+
		"A network's distance to it as a whole is taken from %d samples of each.", closedSamples)}, t.notes...)
	size := t.gen.Species() * closedAtOnce
	return &closedLaw{task: t, form: form,
		u: make([]float64, size), n: make([]int, size), lnp: make([]float64, closedAtOnce), lnq: make([]float64, closedAtOnce)}
}

func (c *closedLaw) advance(i int) (bool, error) {
	// A stream for each frame: a job that goes on from a Checkpoint draws the same.
	c.rng = rand.New(rand.NewPCG(c.task.start.Seed, closedStream+uint64(i)))
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
	for i := range c.u {
		c.u[i] = c.rng.Float64()
	}
	to := &c.ofSolver
	if len(c.ofSolver) < closedSamples {
		model.Sample(c.n, c.u)
	} else {
		to = &c.ofForm
		c.form.Sample(c.n, c.u)
	}
	c.form.LogProb(c.lnq, c.n)
	c.solverLogProb(model, src.gen())
	for b, lnq := range c.lnq {
		*to = append(*to, lnq-c.lnp[b])
	}
	if len(c.ofForm) < closedSamples {
		return false
	}
	f.HasJoint, f.JointHellinger = true, dist.SampledHellinger(c.ofSolver, c.ofForm)
	c.ofSolver, c.ofForm = c.ofSolver[:0], c.ofForm[:0]
	return true
}

// solverLogProb sets lnp for the states n, and takes those beyond the count
// limits, which the model does not know, out of n.
func (c *closedLaw) solverLogProb(model density, g *cme.Generator) {
	size := c.task.gen.Species()
	var beyond []int
	for b := range c.lnp {
		if n := c.n[b*size : (b+1)*size]; !g.Inside(n) {
			beyond = append(beyond, b)
			clear(n)
		}
	}
	model.LogProb(c.lnp, c.n)
	for _, b := range beyond {
		c.lnp[b] = math.Inf(-1)
	}
}

package evolve

import (
	"fmt"
	"math"

	"vanscape/core/cme"
	"vanscape/core/optim"
	"vanscape/core/van"
)

// A fit is the state of Run for PolicyGradient and NaturalGradient. A time step
// keeps a copy of the law, takes the Euler target T p of that copy, and brings
// the law to the target by some updates down the gradient of a Loss,
//
//	E_p[ (R(n) - E_p[R]) grad ln p(n) ],   R = ln p - ln T p_old for KL.
//
// The mean of R is a baseline: it changes no gradient and takes most of its
// noise. PolicyGradient, the method of Tang, Weng and Zhang (2023), hands the
// gradient, clipped to the norm 1, to Adam; NaturalGradient, that of their sequel
// (arXiv:2512.10309), solves with the Fisher matrix of the same samples. As
// published, the first step is a tenth as long and has ten times the updates.
//
// Unlike the published code, which draws independent samples, expectations run
// over the weighted prefixes of a van.Tree: a law on few states is enumerated,
// and the target of a state is worked out once in a time step.
//
// A seed gives one run on one platform. Between platforms the last bits may
// differ, because logarithms of probabilities are added by math.Exp and math.Log,
// which processors do in their own ways.
type fit struct {
	g      *cme.Generator
	m      van.Model
	set    Settings
	scale  []int
	points *van.Points
	lens   lens
	tree   van.Tree
	target target

	blocks   []*site // of an MLP under NaturalGradient, otherwise nil
	adam     optim.Adam
	sampled  optim.Sampled
	gradient []float64 // P: or the step of the natural gradient
	score    []float64 // B x P
	mean     []float64 // P: of the scores
	lnp, lnq []float64 // B
	reward   []float64 // B

	next     int // number of times yielded
	time     float64
	steps    int
	lastSize float64
	loss     float64 // of the last time step
	yield    func(*Step, error) bool
	out      Step
}

// Constants of the time steps and updates.
const (
	firstShare   = 0.1     // of the step size in the first step
	firstUpdates = 10      // times the updates in the first step
	stepShare    = 0.2     // of the mean time to the next jump, when no step is set
	clipNorm     = 1       // of the gradient that Adam is given
	lossShare    = 0.1     // of the updates of a time step, the last ones, that Step.Loss is the mean of
	halvings     = 20      // of a time step that is too long, at most
	pieceWork    = 1 << 22 // parameters times states between two pauses
	pieceMost    = 512
	pieceLeast   = 16
	likelyShare  = 0.1 // of the weight of one among as many equal samples: a state that counts for Adaptive
)

// run implements mover.
func (f *fit) run(times []float64, yield func(*Step, error) bool) {
	f.yield = yield
	if err := f.through(times); err != nil {
		yield(nil, err)
	}
}

// through goes through the times that were not yielded.
func (f *fit) through(times []float64) error {
	for f.next < len(times) {
		until := times[f.next]
		for f.time < until {
			if err := f.within(); err != nil {
				return err
			}
			reset, goal := f.g.Network().CutAtReset(f.time, until)
			if goOn, err := f.move(goal); err != nil || !goOn {
				return err
			}
			if reset != nil && f.time == reset.Time {
				if err := f.reset(reset); err != nil {
					return err
				}
			}
			if !f.pause(-1, true) {
				return nil
			}
		}
		f.next++
		if !f.pause(f.next-1, true) {
			return nil
		}
	}
	return nil
}

// step implements mover.
func (f *fit) step(frame int, whole bool) *Step {
	f.out = Step{Time: f.time, Steps: f.steps, StepSize: f.lastSize, Updates: f.updates(), Frame: frame, Whole: whole, Loss: f.loss, Model: f.m, Generator: f.g, lens: &f.lens, of: f}
	return &f.out
}

// updates is how many updates the time steps have had.
func (f *fit) updates() int {
	if f.steps == 0 {
		return 0
	}
	return (f.steps + firstUpdates - 1) * f.set.Updates
}

// pause yields what is reached and reports whether to go on.
func (f *fit) pause(frame int, whole bool) bool { return f.yield(f.step(frame, whole), nil) }

func (f *fit) amid() bool { return f.pause(-1, false) }

// within samples the law, on limits that hold it.
func (f *fit) within() error {
	for {
		f.sample()
		levels := wider(f.g, f.m.Sites(), &f.tree, func(int) bool { return false })
		if levels == nil {
			return nil
		}
		if err := widen(f, f.g.Network(), levels); err != nil {
			return err
		}
	}
}

// move makes one time step toward a time from samples of the law. It reports false
// when the caller stops.
func (f *fit) move(until float64) (bool, error) {
	f.remember()
	n, w := f.states()
	if goOn, err := f.target.learn(n, f.amid); err != nil || !goOn {
		return false, err
	}
	left := until - f.time
	h := f.size(n, w, left)
	updates := f.set.Updates
	if f.steps == 0 {
		updates *= firstUpdates
	}
	if h < leastStep*until {
		return false, fmt.Errorf("time steps of %.1g at t = %.4g lead nowhere: set a longer step, or slow down the fastest reactions", h, f.time)
	}
	if h >= left*(1-leastStep) {
		h = left
	} else if 2*h > left {
		h = left / 2
	}
	loss, last := 0.0, max(1, int(lossShare*float64(updates)))
	for k := range updates {
		if f.set.Loss == Steady {
			f.remember()
		}
		if goOn, err := f.update(h); err != nil || !goOn {
			return false, err
		}
		if k >= updates-last {
			loss += f.set.Loss.estimate(f.lnp, f.lnq, f.tree.Depths[f.g.Species()].Weight)
		}
	}
	f.loss = loss / float64(last)
	f.steps++
	f.lastSize = h
	f.time += h
	if until-f.time < leastStep*until {
		f.time = until
	}
	return true, nil
}

// remember makes the present law the old one.
func (f *fit) remember() {
	copy(f.target.old.Params(), f.m.Params())
	f.target.reset(f.time)
}

// sample returns states of the present law (B x S) and their weights (B).
func (f *fit) sample() (n []int, w []float64) {
	f.tree.Grow(f.m, f.set.Samples, f.points)
	return f.states()
}

// states returns what sample did.
func (f *fit) states() (n []int, w []float64) {
	last := &f.tree.Depths[f.g.Species()]
	return last.N, last.Weight
}

// size chooses a time step from known samples of the old law, for the time that is
// left to the next frame.
func (f *fit) size(n []int, w []float64, left float64) float64 {
	h := f.set.Step
	if h == 0 {
		h = min(left, stepShare/f.exit(n, w, f.time))
		if f.g.TimeDependent() {
			for range halvings {
				if !(h*f.exit(n, w, f.time+h) > 2*stepShare) {
					break
				}
				h /= 2
			}
		}
	}
	if f.steps == 0 {
		h *= firstShare
	}
	if f.set.Adaptive {
		for range halvings {
			if !f.negative(n, w, h) {
				break
			}
			h /= 2
		}
	}
	return h
}

// exit is the mean rate at which samples are left at a time.
func (f *fit) exit(n []int, w []float64, t float64) float64 {
	s := f.g.Species()
	sum := 0.0
	for r, v := range w {
		sum += v * f.g.Exit(n[r*s:(r+1)*s], t)
	}
	return sum
}

// negative reports whether the target of a time step is negative at any likely sample.
func (f *fit) negative(n []int, w []float64, h float64) bool {
	s := f.g.Species()
	for r, v := range w {
		if v > likelyShare/float64(f.set.Samples) && f.target.at(n[r*s:(r+1)*s]).negative(h) {
			return true
		}
	}
	return false
}

// update moves the parameters once toward the target of a time step h.
func (f *fit) update(h float64) (bool, error) {
	n, w := f.sample()
	if goOn, err := f.target.learn(n, f.amid); err != nil || !goOn {
		return false, err
	}
	f.advantages(n, w, h)
	if !f.amid() {
		return false, nil
	}
	switch {
	case f.blocks != nil:
		if goOn, err := f.naturalBlocks(); err != nil || !goOn {
			return false, err
		}
	case f.set.Method == NaturalGradient:
		if !f.natural(n, w) {
			return false, nil
		}
	default:
		if !f.descend(n, w) {
			return false, nil
		}
	}
	for _, v := range f.m.Params() {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false, fmt.Errorf("the updates lost their way at t = %.4g: lower the rate or the step", f.time)
		}
	}
	return f.amid(), nil
}

// piece is how many states are treated between two pauses: fewer the larger the model.
func (f *fit) piece() int {
	return max(pieceLeast, min(pieceMost, pieceWork/len(f.m.Params())))
}

// descend moves the parameters by Adam. It reports false when the caller stops.
func (f *fit) descend(n []int, w []float64) bool {
	for r, v := range w {
		f.reward[r] *= v
	}
	clear(f.gradient)
	s, rows := f.g.Species(), f.piece()
	for from := 0; from < len(w); from += rows {
		to := min(from+rows, len(w))
		f.m.AddGradient(f.gradient, n[from*s:to*s], f.reward[from:to])
		if !f.amid() {
			return false
		}
	}
	optim.Clip(f.gradient, clipNorm)
	f.adam.Step(f.m.Params(), f.gradient, f.set.Rate)
	return true
}

// advantages fills reward with R less its mean.
func (f *fit) advantages(n []int, w []float64, h float64) {
	f.lnp, f.lnq, f.reward = sized(f.lnp, len(w)), sized(f.lnq, len(w)), sized(f.reward, len(w))
	f.m.LogProb(f.lnp, n)
	f.target.lnEuler(f.lnq, n, h)
	f.set.Loss.rewards(f.reward, f.lnp, f.lnq)
	mean, total := 0.0, 0.0
	for r, v := range w {
		mean += v * f.reward[r]
		total += v
	}
	for r := range f.reward {
		f.reward[r] -= mean / total
	}
}

func sized(s []float64, n int) []float64 {
	if cap(s) < n {
		s = make([]float64, n+n/2)
	}
	return s[:n]
}

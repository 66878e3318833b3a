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

	adam     optim.Adam
	sampled  optim.Sampled
	gradient []float64 // P: or the step of the natural gradient
	score    []float64 // B x P
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
	firstShare   = 0.1 // of the step size in the first step
	firstUpdates = 10  // times the updates in the first step
	stepShare    = 0.2 // of the mean time to the next jump, when no step is set
	clipNorm     = 1   // of the gradient that Adam is given
	lossShare    = 0.1 // of the updates of a time step, the last ones, that Step.Loss is the mean of
	halvings     = 20  // of a time step that is too long, at most
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
			if goOn, err := f.move(until); err != nil || !goOn {
				return err
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
		levels := wider(f.g, f.m.Sites(), &f.tree)
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
	h := f.size(n, w)
	updates := f.set.Updates
	if f.steps == 0 {
		updates *= firstUpdates
	}
	if left := until - f.time; h >= left*(1-leastStep) {
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

// size chooses a time step from known samples of the old law.
func (f *fit) size(n []int, w []float64) float64 {
	h := f.set.Step
	s := f.g.Species()
	if h == 0 {
		exit := 0.0
		for r, v := range w {
			exit += v * f.target.at(n[r*s:(r+1)*s]).exit
		}
		h = stepShare / exit
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
	if f.set.Method == NaturalGradient {
		f.natural(n, w)
	} else {
		for r, v := range w {
			f.reward[r] *= v
		}
		clear(f.gradient)
		f.m.AddGradient(f.gradient, n, f.reward)
		optim.Clip(f.gradient, clipNorm)
		f.adam.Step(f.m.Params(), f.gradient, f.set.Rate)
	}
	for _, v := range f.m.Params() {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false, fmt.Errorf("the updates lost their way at t = %.4g: lower the rate or the step", f.time)
		}
	}
	return f.amid(), nil
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

// Constants of the natural gradient.
const (
	sampledDamping = 1e-3 // of the mean square of the scores: lambda
	maxUpdate      = 0.5  // length of an update in the Fisher metric
)

// natural moves the parameters by the natural gradient. The scores are taken
// from their mean, which is 0 but for sampling, so that the baseline is exact. An
// update longer than maxUpdate, far outside of where the Fisher matrix describes
// the law, is shortened.
func (f *fit) natural(n []int, w []float64) {
	params := f.m.Params()
	p := len(params)
	f.score = sized(f.score, len(w)*p)
	f.m.Score(f.score, n)
	mean := make([]float64, p)
	for r, v := range w {
		for i, s := range f.score[r*p : (r+1)*p] {
			mean[i] += v * s
		}
	}
	square := 0.0
	for r, v := range w {
		root := math.Sqrt(v)
		f.reward[r] *= root
		row := f.score[r*p : (r+1)*p]
		for i := range row {
			row[i] = root * (row[i] - mean[i])
			square += row[i] * row[i]
		}
	}
	if !f.sampled.Step(f.gradient, f.score, f.reward, sampledDamping*square/float64(len(w))) {
		return
	}
	length := 0.0
	for r := range w {
		along := 0.0
		for i, s := range f.score[r*p : (r+1)*p] {
			along += s * f.gradient[i]
		}
		length += along * along
	}
	rate := f.set.Rate
	if length = math.Sqrt(length) * rate; length > maxUpdate {
		rate *= maxUpdate / length
	}
	for i, v := range f.gradient {
		params[i] -= rate * v
	}
}

func sized(s []float64, n int) []float64 {
	if cap(s) < n {
		s = make([]float64, n+n/2)
	}
	return s[:n]
}

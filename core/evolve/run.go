package evolve

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"vanscape/core/cme"
	"vanscape/core/van"
)

// run is the state of Run for Projected.
type run struct {
	g      *cme.Generator
	m      *van.MLP
	set    Settings
	scale  []int
	points *van.Points
	lens   lens
	tree   van.Tree
	sites  []*site

	next     int     // number of times yielded
	time, h  float64 // present time, next step size
	steps    int
	lastSize float64
	out      Step

	crew
}

// Run moves an autoregressive law under the generator's master equation, from
// its initial law at time 0 through the given times, which ascend and are not
// negative. It yields after every time step, at every time asked for, and amid
// a step whenever it has sampled some sites or worked on one, so that its caller can pause or
// stop it every few milliseconds; a Method that fits yields amid every update and
// after it, which can take a tenth of a second with 500 samples of shared weights.
// Where probability nears a count limit the limit grows, see Step.Generator. At the time of
// a crn.Reset it yields the law after that.
// An error ends the sequence: a *SettingsError, a *cme.RateError, or one that says
// where the run lost its way.
func Run(g *cme.Generator, times []float64, set Settings) iter.Seq2[*Step, error] {
	return moved(g, times, set, nil)
}

// moved is Run, or Resume when there is a state to go on from.
func moved(g *cme.Generator, times []float64, set Settings, from *State) iter.Seq2[*Step, error] {
	return func(yield func(*Step, error) bool) {
		if err := set.Check(); err != nil {
			yield(nil, err)
			return
		}
		set = set.withDefaults()
		var m mover
		if set.Method == Projected {
			m = newRun(times, set)
		} else {
			m = &fit{set: set}
		}
		scale, time := g.Levels(), 0.0
		if from != nil {
			scale, time = from.Scale, from.Time
		}
		err := checkNetwork(g, set)
		if err == nil {
			err = m.build(g, scale, time)
		}
		if err == nil && from != nil {
			err = resume(m, from)
		}
		if err != nil {
			yield(nil, err)
			return
		}
		if from == nil || yield(m.step(-1, true), nil) {
			m.run(times, yield)
		}
	}
}

func newRun(times []float64, set Settings) *run {
	r := &run{set: set}
	if len(times) > 0 {
		r.h = times[len(times)-1] / 100
	}
	return r
}

// run implements mover.
func (r *run) run(times []float64, yield func(*Step, error) bool) {
	for r.next < len(times) {
		if !r.advance(times[r.next], yield) {
			return
		}
		r.next++
		if !yield(r.step(r.next-1, true), nil) {
			return
		}
	}
}

func (r *run) step(frame int, whole bool) *Step {
	r.out = Step{Time: r.time, Steps: r.steps, StepSize: r.lastSize, Frame: frame, Whole: whole, Loss: math.NaN(), Model: r.m, Generator: r.g, lens: &r.lens, of: r}
	return &r.out
}

// advance makes steps up to a time. It reports false when the run is over.
func (r *run) advance(until float64, yield func(*Step, error) bool) bool {
	for r.time < until {
		reset, goal := r.g.Network().CutAtReset(r.time, until)
		if err := r.muster(); err != nil {
			yield(nil, err)
			return false
		}
		if !r.sample(yield) {
			return false
		}
		r.divide()
		if !r.flux(yield) {
			return false
		}
		err := r.move(goal)
		if err == nil && reset != nil && r.time == reset.Time {
			err = r.reset(reset)
		}
		if err != nil {
			yield(nil, err)
			return false
		}
		if !yield(r.step(-1, true), nil) {
			return false
		}
	}
	return true
}

// flux works out f and its metric for every block of this member from the tree.
func (r *run) flux(yield func(*Step, error) bool) bool {
	for _, s := range r.sites {
		if err := r.fluxOf(s); err != nil {
			yield(nil, err)
			return false
		}
		if !yield(r.step(-1, false), nil) {
			return false
		}
	}
	return true
}

func (r *run) fluxOf(s *site) error {
	s.look(&r.tree)
	if !s.busy() {
		return nil
	}
	if err := s.collect(r.g, r.m, &r.tree, r.time); err != nil {
		return err
	}
	if err := s.flow(r.g, &r.tree, r.time); err != nil {
		return err
	}
	for b := range s.blocks {
		if bl := &s.blocks[b]; bl.mine {
			bl.bend(s, r.m.BlockParams(bl.Block))
		}
	}
	return nil
}

// sampledAtOnce is the number of sites that are sampled between two yields: a site takes far less than its flux.
const sampledAtOnce = 16

// sample grows the tree, on limits that hold it.
func (r *run) sample(yield func(*Step, error) bool) bool {
	sites := 0
	goOn := func() bool {
		sites++
		return sites%sampledAtOnce != 0 || yield(r.step(-1, false), nil)
	}
	for {
		if !r.tree.GrowWhile(r.m, r.set.Samples, r.points, goOn) {
			return false
		}
		levels := wider(r.g, r.m.Sites(), &r.tree, r.fills)
		if levels == nil {
			return true
		}
		if err := widen(r, r.g.Network(), levels); err != nil {
			yield(nil, err)
			return false
		}
	}
}

// fills reports whether the master equation brings probability near the limit of site i. Every
// member of a crew works that out for itself.
func (r *run) fills(i int) bool {
	at := slices.IndexFunc(r.sites, func(s *site) bool { return s.i == i })
	if at < 0 {
		return false
	}
	s := r.sites[at]
	for b := range s.blocks {
		s.blocks[b].mine = true // until they are shared out
	}
	if s.collect(r.g, r.m, &r.tree, r.time) != nil || s.flow(r.g, &r.tree, r.time) != nil {
		return false // flux meets the error again
	}
	inflow := 0.0
	for b := range s.blocks {
		for k, v := range s.blocks[b].balance {
			if k%s.basis.K >= s.basis.K-nearLimit {
				inflow += v
			}
		}
	}
	return inflow > 0
}

// Control of the time step.
const (
	tooFar    = 1.5 // times stride or turn: the step is solved again with a smaller h
	headroom  = 0.9 // of the step that the limits would allow
	growthMax = 2   // from one step to the next
	growthMin = 0.2
	leastStep = 1e-13 // of the time reached
	firstFlow = 1e-6  // probability that changes place in the first step, and in that after a reset
)

// move makes one time step toward a time: the largest that keeps within the
// limits, found by solving again, which costs little beside flux.
func (r *run) move(until float64) error {
	for {
		h := r.h
		if r.set.Step > 0 {
			h = min(h, r.set.Step)
		}
		if r.fresh() {
			h = min(h, firstFlow/max(r.flow(), leastStep))
		}
		left := until - r.time
		cut := h >= left
		if cut {
			h = left
		} else if 2*h > left {
			h, cut = left/2, true
		}
		fit, err := r.solve(h)
		if err != nil {
			return err
		}
		factor := max(growthMin, min(growthMax, headroom*fit))
		if fit*tooFar < 1 {
			r.h = h * factor
			if r.h < leastStep*until {
				return fmt.Errorf("the time step fell to %.1g at t = %.4g: the network moves too fast for the model, raise samples or basis", r.h, r.time)
			}
			continue
		}
		if !cut || factor < 1 {
			r.h = h * factor
		}
		for _, s := range r.sites {
			for b := range s.blocks {
				s.blocks[b].take(s, r.m, h)
			}
		}
		r.steps++
		r.lastSize = h
		r.time += h
		if until-r.time < leastStep*until {
			r.time = until
		}
		return nil
	}
}

// flow is the probability that changes place in a unit of time, summed over sites.
func (r *run) flow() float64 {
	sum := 0.0
	each(r.sites, func(b *block) {
		for _, v := range b.balance {
			sum += max(0, v)
		}
	})
	return sum
}

// solve solves every block for a step h and returns by what factor h could
// change to meet the limits.
func (r *run) solve(h float64) (fit float64, err error) {
	r.work(r.place, h)
	if err := r.exchange(h); err != nil {
		return 0, err
	}
	moved, turned := 0.0, 0.0
	for _, s := range r.sites {
		for b := range s.blocks {
			bl := &s.blocks[b]
			if bl.stuck {
				name := r.g.Network().Species[s.i].Name
				return 0, fmt.Errorf("no damping makes a step for %s at t = %.4g: raise samples or basis", name, r.time)
			}
			moved += bl.move
			turned += bl.turn
		}
	}
	fit = stride(r.set.Tolerance) / math.Sqrt(max(moved, 1e-30))
	if !r.fresh() {
		local := math.Sqrt(max(turned, 1e-30)) / 2 * h / r.lastSize
		fit = min(fit, math.Sqrt(turn(r.set.Tolerance)/local))
	}
	return fit, nil
}

// work solves the blocks of the member at a place for a step h.
func (r *run) work(place int, h float64) {
	far := tooFar * stride(r.set.Tolerance)
	for _, s := range r.sites {
		for b := range s.blocks {
			bl := &s.blocks[b]
			if bl.owner != place {
				continue
			}
			bl.stuck = !bl.solve(s, r.m, b, h, bl.leastDamping(s, h, r.set.Damping), far)
			if !bl.stuck {
				bl.swerve(s, h)
				bl.correct(s, r.m, b, h, r.lastSize, far)
				bl.leave(s, h)
			}
		}
	}
}

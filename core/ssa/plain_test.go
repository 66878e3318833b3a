package ssa_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat"

	"vanscape/core/crn"
	"vanscape/core/internal/check"
	"vanscape/core/ssa"
)

// plain is Gillespie's direct method as one writes it by hand, and writes it well:
// flat tables, no checks, every propensity worked out at every event.
type plain struct {
	reactions []plainReaction
	rates     []float64
}

type plainReaction struct {
	rate           float64
	reactants      []crn.Term
	species, moves []int
}

func newPlain(tb testing.TB, net *crn.Network) *plain {
	p := &plain{rates: make([]float64, len(net.Reactions))}
	change := make([]int, len(net.Species))
	for r := range net.Reactions {
		rx := &net.Reactions[r]
		rate, ok := rx.RateConstant()
		if !ok {
			tb.Fatal("the plain loop knows constant rates only")
		}
		one := plainReaction{rate: rate, reactants: rx.Reactants}
		rx.Change(change)
		for i, v := range change {
			if v != 0 {
				one.species, one.moves = append(one.species, i), append(one.moves, v)
			}
		}
		p.reactions = append(p.reactions, one)
	}
	return p
}

// run moves n to the time until and returns the number of events.
func (p *plain) run(n []int, until float64, rng *rand.Rand) (events int) {
	t := 0.0
	for {
		total := 0.0
		for r := range p.reactions {
			rx := &p.reactions[r]
			a := rx.rate
			for _, term := range rx.reactants {
				x := n[term.Species]
				for c := range term.Count {
					a *= float64(x - c)
				}
			}
			p.rates[r] = a
			total += a
		}
		if total == 0 {
			return events
		}
		if t += rng.ExpFloat64() / total; t >= until {
			return events
		}
		u := rng.Float64() * total
		r := 0
		for ; r < len(p.rates)-1 && u >= p.rates[r]; r++ {
			u -= p.rates[r]
		}
		for k, i := range p.reactions[r].species {
			n[i] += p.reactions[r].moves[k]
		}
		events++
	}
}

// The plain loop is right too, or it would be no measure: mean and number of
// events agree with an ensemble's.
func TestPlainLoop(t *testing.T) {
	net, _ := model(t, "toggle-switch")
	const runs, until = 400, 3.0
	e := ssa.New(net, runs, 1)
	advance(t, e, until)
	p, rng := newPlain(t, net), rand.New(rand.NewPCG(1, 2))
	events := 0
	var counts []float64
	for range runs {
		n := net.Initial()
		events += p.run(n, until, rng)
		counts = append(counts, float64(n[4]))
	}
	mean, spread := make([]float64, 6), make([]float64, 6)
	e.Mean(mean)
	e.MeanError(spread)
	check.Close(t, "mean of Px", stat.Mean(counts, nil), mean[4], 4*math.Sqrt2*spread[4])
	check.CloseRel(t, "events", float64(events), float64(e.Events()), 0.05)
}

// How long an event takes here, and how many times as long in the plain loop: the
// two take turns, so that the ratio holds on a busy machine.
func BenchmarkBesideAPlainLoop(b *testing.B) {
	for _, name := range []string{"toggle-switch", "cascade-linear"} {
		b.Run(name, func(b *testing.B) {
			net, m := model(b, name)
			p, rng := newPlain(b, net), rand.New(rand.NewPCG(1, 2))
			const runs = 20
			var ours, theirs time.Duration
			var events, plainEvents int
			for b.Loop() {
				begin := time.Now()
				e := ssa.New(net, runs, 1)
				advance(b, e, m.Horizon)
				events += e.Events()
				ours += time.Since(begin)
				begin = time.Now()
				for range runs {
					plainEvents += p.run(net.Initial(), m.Horizon, rng)
				}
				theirs += time.Since(begin)
			}
			each, plainEach := float64(ours.Nanoseconds())/float64(events), float64(theirs.Nanoseconds())/float64(plainEvents)
			b.ReportMetric(each, "ns/event")
			b.ReportMetric(plainEach/each, "plain/ours")
			b.ReportMetric(1e3/each, "Mevents/s")
		})
	}
}

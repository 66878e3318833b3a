package cme

import (
	"fmt"
	"slices"

	"vanscape/core/crn"
)

// A Generator is the chemical master equation of a network on the box
// 0 <= n_i < K_i. It is not changed after New and may be shared by goroutines;
// slices that it returns are its own and must not be written to.
type Generator struct {
	net       *crn.Network
	levels    []int
	start     []int
	laws      []Law
	reactions []reaction
	timed     bool
}

// reaction is what the solvers need to know of a crn.Reaction, prepared for the
// box.
type reaction struct {
	of      *crn.Reaction
	jump    []int    // v_r, length S
	moves   []int    // the species with v_r != 0
	factors []factor // falling factorials of a mass action
	literal bool
	timed   bool
	rate    float64 // of a mass action that is not timed
}

// New returns the generator of a network on the box given by levels, length S:
// species i takes the counts 0..levels[i]-1. It is an error when the start state, or
// a count that is set, is not inside. It panics when levels has the wrong length.
func New(net *crn.Network, levels []int) (*Generator, error) {
	if len(levels) != len(net.Species) {
		panic(fmt.Sprintf("cme: %d levels for %d species", len(levels), len(net.Species)))
	}
	g := &Generator{
		net:       net,
		levels:    slices.Clone(levels),
		start:     net.Initial(),
		laws:      Laws(net),
		reactions: make([]reaction, len(net.Reactions)),
		timed:     net.TimeDependent(),
	}
	for i, k := range levels {
		if g.start[i] >= k {
			return nil, fmt.Errorf("%s starts at %d, but its count limit is %d", net.Species[i].Name, g.start[i], k-1)
		}
		if highest := net.HighestSet(i); highest >= k {
			return nil, fmt.Errorf("%s is set to %d, but its count limit is %d", net.Species[i].Name, highest, k-1)
		}
	}
	for r := range net.Reactions {
		g.reactions[r] = newReaction(&net.Reactions[r], g.levels)
	}
	return g, nil
}

func newReaction(of *crn.Reaction, levels []int) reaction {
	rx := reaction{
		of:      of,
		jump:    make([]int, len(levels)),
		literal: of.Kind == crn.Literal,
		timed:   of.TimeDependent(),
	}
	of.Change(rx.jump)
	for i, v := range rx.jump {
		if v != 0 {
			rx.moves = append(rx.moves, i)
		}
	}
	if rx.literal {
		return rx
	}
	if !rx.timed {
		rx.rate, _ = of.RateConstant()
	}
	for _, term := range of.Reactants {
		rx.factors = append(rx.factors, newFactor(term, levels[term.Species]))
	}
	return rx
}

// Network returns the network. Its species are the sites, in this order.
func (g *Generator) Network() *crn.Network { return g.net }

// Species returns S.
func (g *Generator) Species() int { return len(g.levels) }

// Reactions returns R.
func (g *Generator) Reactions() int { return len(g.reactions) }

// Levels returns the K_i, length S.
func (g *Generator) Levels() []int { return g.levels }

// Start returns the state at time 0, length S: the most likely one when an
// InitialLaw leaves it open.
func (g *Generator) Start() []int { return g.start }

// Laws returns the non-negative conservation laws.
func (g *Generator) Laws() []Law { return g.laws }

// TimeDependent reports whether any propensity depends on t beside the counts.
func (g *Generator) TimeDependent() bool { return g.timed }

// Jump returns v_r, the net change of reaction r, length S.
func (g *Generator) Jump(r int) []int { return g.reactions[r].jump }

// Depends returns the sites that the propensity of reaction r reads, ascending.
func (g *Generator) Depends(r int) []int { return g.reactions[r].of.Depends() }

// Propensity returns a_r(n, t) for a state n, length S, inside the box or not.
// It is 0 when a reactant is missing, and otherwise the bare value of the law,
// which can be negative or not a number: see Check.
func (g *Generator) Propensity(r int, n []int, t float64) float64 {
	return g.reactions[r].of.Propensity(n, t)
}

// Exit returns sum_r a_r(n, t), the rate of leaving n, whether the jump ends
// inside the box or beyond its wall.
func (g *Generator) Exit(n []int, t float64) float64 {
	sum := 0.0
	for r := range g.reactions {
		sum += g.reactions[r].of.Propensity(n, t)
	}
	return sum
}

// Inside reports whether n, length S, lies in the box.
func (g *Generator) Inside(n []int) bool {
	for i, k := range g.levels {
		if n[i] < 0 || n[i] >= k {
			return false
		}
	}
	return true
}

// InsideAfter reports whether n + v_r lies in the box, for an n that does.
func (g *Generator) InsideAfter(r int, n []int) bool {
	return g.reactions[r].fits(n, g.levels)
}

// fits reports whether the species that the reaction moves stay within levels.
func (rx *reaction) fits(n, levels []int) bool {
	for _, i := range rx.moves {
		if k := n[i] + rx.jump[i]; k < 0 || k >= levels[i] {
			return false
		}
	}
	return true
}

// CanExceed reports whether the network itself would let species i pass its count
// limit: a conservation law that ends at the limit keeps a gene at 1, and a species
// that no reaction makes never exceeds its start.
func (g *Generator) CanExceed(i int) bool {
	for _, law := range g.laws {
		if count, ok := law.Cap(i); ok && count < g.levels[i] {
			return false
		}
	}
	for r := range g.reactions {
		if g.reactions[r].jump[i] > 0 {
			return true
		}
	}
	return false
}

// Check returns a *RateError when a, the propensity of reaction r at n and t,
// is negative or not finite, and nil otherwise.
func (g *Generator) Check(a float64, r int, n []int, t float64) error {
	return CheckRate(g.net, a, r, n, t)
}

package van

import (
	"fmt"
	"math/rand/v2"
)

// An Arch is an architecture: how a conditional's coefficients depend on the
// counts before it.
type Arch int

const (
	ArchMLP         Arch = iota // MLP: a small network for each conditional, nothing shared
	ArchNADE                    // NADE: one hidden layer, to which every count adds
	ArchGRU                     // GRU: gated recurrent units
	ArchTransformer             // Transformer: causal self-attention
)

var archNames = []string{"mlp", "nade", "gru", "transformer"}

// String returns the name that ParseArch reads.
func (a Arch) String() string { return name(archNames, int(a)) }

// ParseArch returns the architecture of a name: mlp, nade, gru or transformer.
func ParseArch(text string) (Arch, error) {
	i, err := parse("architecture", archNames, text)
	return Arch(i), err
}

// Settings shape a model. The zero value means the defaults.
type Settings struct {
	Width int  // hidden units: 8 of a conditional under one gate state for mlp, 32 of a layer for the others
	Basis int  // bumps of the smooth head, fewer for a site of few levels; 10
	Depth int  // layers of gru and transformer; 1
	Heads int  // attention heads of transformer, a divisor of Width; 4, or 2 or 1 where 4 is none
	Head  Head // HeadSmooth

	// Narrow is the probability of either neighbour in the law that stands for a certain
	// count, where that is to be narrower than updates of single parameters could move;
	// 0: StartMean, StartSD and StartShare say.
	Narrow float64

	// Near tells for each site which others its conditional may depend on, S x S;
	// nil: on all before it. For mlp alone.
	Near [][]bool
}

func (s Settings) withDefaults(arch Arch) Settings {
	if s.Width == 0 {
		s.Width = 32
		if arch == ArchMLP {
			s.Width = 8
		}
	}
	if s.Basis == 0 {
		s.Basis = 10
	}
	if s.Depth == 0 {
		s.Depth = 1
	}
	if s.Heads == 0 {
		for s.Heads = 4; s.Width%s.Heads != 0; {
			s.Heads /= 2
		}
	}
	return s
}

// What a model may be made of. Free logits cost a table of the square of their number.
const (
	maxParameters = 5_000_000
	maxDepth      = 64
	maxFreeLevels = 1000
)

// New returns a model of an architecture, whose conditionals are all near their
// head's Base; see Start. The error is one sentence about settings that make no
// sense or a model of more than five million parameters. New panics when a site
// has no level, when a law is none of these sites, and when no state obeys the
// laws.
func New(arch Arch, sites Sites, set Settings, rng *rand.Rand) (Model, error) {
	if err := set.check(arch, sites); err != nil {
		return nil, err
	}
	m := layout(arch, sites, set)
	if m.self().size > maxParameters {
		return nil, fmt.Errorf("van: %s would have %d parameters; at most %d are allowed", arch, m.self().size, maxParameters)
	}
	m.fill(rng)
	return m, nil
}

// A layouted is a model that may have no parameters yet.
type layouted interface {
	Model
	self() *base
	fill(rng *rand.Rand)
}

// layout returns a model of an architecture without parameters, whatever their
// number.
func layout(arch Arch, sites Sites, set Settings) layouted {
	set = set.withDefaults(arch)
	var m layouted
	switch arch {
	case ArchMLP:
		m = layoutMLP(sites, set)
	case ArchNADE:
		m = layoutNADE(sites, set)
	case ArchGRU:
		m = layoutGRU(sites, set)
	case ArchTransformer:
		m = layoutTransformer(sites, set)
	}
	m.self().arch, m.self().set = arch, set
	return m
}

func (s Settings) check(arch Arch, sites Sites) error {
	if arch < 0 || int(arch) >= len(archNames) {
		return fmt.Errorf("van: there is no architecture number %d", int(arch))
	}
	if s.Head < 0 || int(s.Head) >= len(headNames) {
		return fmt.Errorf("van: there is no head number %d", int(s.Head))
	}
	for _, c := range []struct {
		name       string
		value, top int
	}{
		{"width", s.Width, maxParameters}, {"basis", s.Basis, maxParameters},
		{"depth", s.Depth, maxDepth}, {"number of attention heads", s.Heads, maxParameters},
	} {
		if c.value < 0 || c.value > c.top {
			return fmt.Errorf("van: the %s is %d; it must be at most %d, or 0 for the default", c.name, c.value, c.top)
		}
	}
	if full := s.withDefaults(arch); arch == ArchTransformer && full.Width%full.Heads != 0 {
		return fmt.Errorf("van: a width of %d does not divide into %d attention heads", full.Width, full.Heads)
	}
	for i, levels := range sites.Levels {
		if s.Head == HeadCategorical && levels > maxFreeLevels {
			return fmt.Errorf("van: site %d has %d levels; the categorical head has at most %d", i, levels, maxFreeLevels)
		}
	}
	return nil
}

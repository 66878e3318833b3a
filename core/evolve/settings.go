package evolve

import (
	"cmp"
	"fmt"

	"vanscape/core/van"
)

// DefaultSamples is what Settings.Samples means when it is zero. Measured with tolerances from
// 0.005 to 0.03: with 0.01 and 0.03, 250 samples lose the epidemic (joint Hellinger distance 0.11 and 0.18,
// where 500 reach 0.04 and 0.06), and with all but 0.03 they make the linear cascade take twice as many steps, hence longer; 1,000
// gain nothing on these two, the toggle switch and early-life. So it does not follow from the tolerance; see moreSamples.
const DefaultSamples = 500

// moreSamples is van.Tree.More. Measured on cascade-feedback to t = 10 for seeds 1, 2 and 3, the
// worst marginal Hellinger distance to 100,000 simulations and the worst error of a mean, less three
// of its standard errors: 0.017 and 4 % with 0, 0.012 and 5 % with 1, 0.0068 and 1.2 % with 3, for
// which a run takes half as long again; and 0.011 and 3 % with 2,000 samples at every depth.
const moreSamples = 3

// Settings of a run. The zero value means the defaults.
type Settings struct {
	Method    Method
	Arch      van.Arch // Projected moves ArchMLP only
	Samples   int      // weighted prefixes for each depth of the sample tree, up to four times as many where it drew before; DefaultSamples
	Width     int      // of the model, as in van.Settings; Projected: as Tolerance wants
	Basis     int      // the same
	Depth     int
	Heads     int
	Head      van.Head
	Step      float64 // largest time step; 0: Projected chooses it by error control, the others by the exit rate
	Tolerance float64 // Projected: how far from the exact law to end, see tolerance.go; DefaultTolerance
	Damping   float64 // Projected: damping of a block's Fisher matrix after many jumps; 1e-5
	Seed      uint64  // of the initial weights and the sample points
	Updates   int     // PolicyGradient, NaturalGradient: updates in a time step; DefaultUpdates
	Rate      float64 // PolicyGradient, NaturalGradient: learning rate; DefaultRate
	Loss      Loss    // PolicyGradient, NaturalGradient
	Adaptive  bool    // PolicyGradient, NaturalGradient: shorten time steps that turn a sampled probability negative
	Crew      Crew    // Projected: with whom the run shares its work; nil: it is alone

	coarser bool // Coarser made these, whose tolerance may be above what may be asked for
}

// A SettingsError says what is wrong with Settings, in one sentence.
type SettingsError struct{ Message string }

func (e *SettingsError) Error() string { return e.Message }

// Check returns a *SettingsError when the settings do not go together.
func (s Settings) Check() error {
	if s.Tolerance != 0 && !s.coarser && !(s.Tolerance >= minTolerance && s.Tolerance <= MaxTolerance) {
		return &SettingsError{fmt.Sprintf("the tolerance %g is not between %g and %g, which are Hellinger distances", s.Tolerance, minTolerance, MaxTolerance)}
	}
	if s.Method != Projected {
		if s.Tolerance != 0 {
			return &SettingsError{"a tolerance belongs to the method projected: leave it out"}
		}
		return nil
	}
	if s.Arch != van.ArchMLP {
		return &SettingsError{fmt.Sprintf("the method projected moves the architecture mlp only, whose Fisher matrix has blocks: use policy-gradient or natural-gradient with %v", s.Arch)}
	}
	if s.Updates != 0 || s.Rate != 0 || s.Loss != KL || s.Adaptive {
		return &SettingsError{"the method projected solves for its steps: updates, rate, loss and adaptive belong to policy-gradient and natural-gradient"}
	}
	return nil
}

func (s Settings) withDefaults() Settings {
	if s.Samples == 0 {
		s.Samples = DefaultSamples
	}
	if s.Method == Projected {
		s.Tolerance = cmp.Or(s.Tolerance, DefaultTolerance)
		s.Basis = cmp.Or(s.Basis, bumps(s.Tolerance))
		s.Width = cmp.Or(s.Width, units(s.Tolerance))
	}
	if s.Damping == 0 {
		s.Damping = 1e-5
	}
	if s.Updates == 0 {
		s.Updates = s.Method.DefaultUpdates()
	}
	if s.Rate == 0 {
		s.Rate = s.Method.DefaultRate()
	}
	return s
}

package evolve

// DefaultSamples is what Settings.Samples means when it is zero.
const DefaultSamples = 500

// Settings of a run. The zero value means the defaults.
type Settings struct {
	Method   Method
	Samples  int     // weighted prefixes for each depth of the sample tree; DefaultSamples
	Width    int     // hidden units of a conditional under one gate state; 8
	Basis    int     // bumps of the smooth head; 10
	Step     float64 // largest time step; 0: Projected chooses it by error control, the others by the exit rate
	Damping  float64 // Projected: least damping of a block's Fisher matrix; 1e-5
	Seed     uint64  // of the initial weights and the sample points
	Updates  int     // PolicyGradient, NaturalGradient: updates in a time step; DefaultUpdates
	Rate     float64 // PolicyGradient, NaturalGradient: learning rate; DefaultRate
	Loss     Loss    // PolicyGradient, NaturalGradient
	Adaptive bool    // PolicyGradient, NaturalGradient: shorten time steps that turn a sampled probability negative
}

func (s Settings) withDefaults() Settings {
	if s.Samples == 0 {
		s.Samples = DefaultSamples
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

package evolve

// DefaultSamples is what Settings.Samples means when it is zero.
const DefaultSamples = 500

// Settings of a run. The zero value means the defaults.
type Settings struct {
	Samples int     // weighted prefixes for each depth of the sample tree; DefaultSamples
	Width   int     // hidden units of a conditional under one gate state; 8
	Basis   int     // bumps of the smooth head; 10
	Step    float64 // largest time step; 0: error control alone chooses it
	Damping float64 // least damping of a block's Fisher matrix; 1e-5
	Seed    uint64  // of the initial weights and the sample points
}

func (s Settings) withDefaults() Settings {
	if s.Samples == 0 {
		s.Samples = DefaultSamples
	}
	if s.Damping == 0 {
		s.Damping = 1e-5
	}
	return s
}

package evolve

import "math"

// DefaultTolerance is what Settings.Tolerance means when it is zero, and the others are
// the least and the greatest that mean something.
const (
	DefaultTolerance = 0.01
	minTolerance     = 1e-3
	MaxTolerance     = 0.1
)

// A tolerance is a Hellinger distance. From it follow the width of the law that a run
// starts from, the number of bumps of the smooth head, the hidden units and the length of time steps. On
// the gallery, what they leave with 0.01 is from 0.0004 to 0.04, mostly 0.005, where a run is judged.

// Affordable is the tolerance for a run that may take some times as long as one with
// MaxTolerance. Measured on nine models of the gallery, a run with a tolerance of 0.01 takes from 3 to 7
// times as long, and one with 0.0025 from 10 to 47 times: the power of the tolerance is
// from 0.5 to 1.05, and the longest guess is taken.
func Affordable(times float64) float64 {
	const power = 1.05
	return min(MaxTolerance, max(leastAffordable, MaxTolerance*math.Pow(max(times, 1), -1/power)))
}

// leastAffordable is where a longer run no longer gains as much as more samples or basis would.
const leastAffordable = 2e-3

// narrow is the probability of a count beside the one that is certain at the start.
func narrow(tolerance float64) float64 { return tolerance * tolerance }

// bumps is the number of bumps of the smooth head: 6, 10 and 17 for 0.02, 0.01 and 0.005.
func bumps(tolerance float64) int {
	return max(4, int(math.Round(10*math.Pow(DefaultTolerance/tolerance, 0.74))))
}

// units is the number of hidden units of each conditional. Measured on seven models with a
// tolerance of 0.02, four are as far from the exact law as eight or nearer, but for the epidemic
// (0.061 where eight reach 0.056), in half to nine tenths of the time. With 0.01 the epidemic needs eight: 0.039, else 0.065.
func units(tolerance float64) int {
	if tolerance > 1.5*DefaultTolerance {
		return 4
	}
	return 8
}

// turn is how far a time step may lead from where the mean velocity so far leads,
// halved, and stride how far the law may move in it. Distances are in the Fisher metric
// of the joint law, where sqrt(8) times a small Hellinger distance is one unit.
func turn(tolerance float64) float64   { return 0.1 * tolerance }
func stride(tolerance float64) float64 { return 0.07 * math.Sqrt(tolerance/DefaultTolerance) }

// coarseness is the tolerance of Coarser beside that of a run.
const coarseness = 2

// Coarser returns settings for a run beside one with these settings whose law is further
// from the exact one: with twice the tolerance, and points of its own.
func (s Settings) Coarser() Settings {
	fine := s.withDefaults().Tolerance
	s.Tolerance = coarseness * fine
	if s.Basis > 0 {
		s.Basis = max(1, s.Basis*bumps(s.Tolerance)/bumps(fine))
	}
	s.Seed ^= coarserStream
	s.coarser = true
	return s.withDefaults()
}

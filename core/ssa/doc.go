// Package ssa draws trajectories of a network: Gillespie's direct method, and
// thinning where rates depend on time. An Ensemble of trajectories estimates
// the law with an error that falls as one over the square root of their number,
// whatever the number of species; and a few of them say, before anything else
// is computed, how far counts go (Limits). Ensemble.Record keeps single ones to look at.
//
// Use it where a space cannot be enumerated, and as the other side of a test. It
// never sees a count limit: what it draws is the network's law on all counts.
package ssa

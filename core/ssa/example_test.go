package ssa_test

import (
	"fmt"

	"vanscape/core/crn"
	"vanscape/core/ssa"
)

// Molecules arrive at 2 and leave at 1 each: the mean at time 1, which is
// 2 (1 - 1/e) = 1.264, by a hundred thousand trajectories.
func ExampleEnsemble() {
	net, err := crn.Parse("species X\n0 <-> X @ 2, 1")
	if err != nil {
		panic(err)
	}
	e := ssa.New(net, 100_000, 1)
	if err := e.AdvanceUntil(1); err != nil {
		panic(err)
	}
	mean, spread := make([]float64, 1), make([]float64, 1)
	e.Mean(mean)
	e.MeanError(spread)
	fmt.Printf("%.3f +- %.3f\n", mean[0], spread[0])
	// Output: 1.261 +- 0.004
}

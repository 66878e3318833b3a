package fsp_test

import (
	"fmt"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/fsp"
)

// Molecules arrive at 2 and leave at 1 each: the law at time 1.
func ExampleSolver() {
	net, err := crn.Parse("species X\n0 <-> X @ 2, 1")
	if err != nil {
		panic(err)
	}
	g, err := cme.New(net, []int{20}) // counts 0..19
	if err != nil {
		panic(err)
	}
	s, err := fsp.New(g, 1000)
	if err != nil {
		panic(err)
	}
	if err := s.AdvanceUntil(1); err != nil {
		panic(err)
	}
	p := make([]float64, 20)
	s.Marginal(p, 0)
	fmt.Printf("%.4f, less than 1e-12 lost: %v\n", p[:4], s.Leak() < 1e-12)
	// Output: [0.2825 0.3571 0.2257 0.0951], less than 1e-12 lost: true
}

package van_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"vanscape/core/van"
)

// A gene that is on or off and its protein, carried by a recurrent network that
// starts at the state (1, 0, 20).
func ExampleNew() {
	sites := van.Sites{
		Levels: []int{2, 2, 50},
		Laws:   []van.Law{{Weights: []int{1, 1, 0}, Total: 1}},
	}
	m, err := van.New(van.ArchGRU, sites, van.Settings{Width: 16}, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		fmt.Println(err)
		return
	}
	m.Start([]int{1, 0, 20})
	logs := make([]float64, 2)
	m.LogProb(logs, []int{
		1, 0, 20,
		1, 1, 20, // on and off at once
	})
	fmt.Printf("p = %.2f and %.0f with %d parameters\n", math.Exp(logs[0]), math.Exp(logs[1]), len(m.Params()))
	// Output: p = 0.97 and 0 with 1853 parameters
}

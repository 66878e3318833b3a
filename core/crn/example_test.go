package crn_test

import (
	"fmt"

	"vanscape/core/crn"
)

func ExampleParse() {
	n, err := crn.Parse(`# dimers
species A = 10, B
k = 0.5
2 A <-> B @ k, 2*k`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range n.Reactions {
		r := &n.Reactions[i]
		fmt.Println(r.String(n), "has propensity", r.Propensity([]int{4, 3}, 0))
	}
	for _, w := range n.ConservationLaws() {
		fmt.Println(n.FormatLaw(w))
	}
	// Output:
	// 2 A -> B @ k has propensity 6
	// B -> 2 A @ 2*k has propensity 3
	// A + 2 B = 10
}

func ExampleSyntaxError() {
	_, err := crn.Parse("species Px, Py\nPx -> 0 @ 1\nPx -> Pz @ 1")
	fmt.Println(err)
	// Output: line 3, column 7: "Pz" is not known: did you mean "Px"?
}

func ExampleNetwork_String() {
	n, _ := crn.Parse("X → Y @ 1e-3; Y -> X @ 2; 0 -> X ; 5*(t<10)")
	fmt.Print(n)
	// Output:
	// species X, Y
	//
	// X <-> Y @ 0.001, 2
	// 0 -> X ; 5*(t < 10)
}

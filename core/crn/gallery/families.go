package gallery

import (
	"fmt"
	"strings"
)

// autoregulation returns a gene that its own protein binds, with the rates of
// unbinding, binding, and making the protein when free and when bound.
func autoregulation(name, unbind, bind, free, bound, notice string) Model {
	return Model{
		Name:  name,
		Title: "Autoregulation, set " + name[len(name)-1:],
		Text: fmt.Sprintf(`# autoregulation, set %s
species Gu, Gb = 1, P
sigma_u = %s; sigma_b = %s
rho_u = %s; rho_b = %s

Gu -> Gu + P      @ rho_u
Gb -> Gb + P      @ rho_b
Gu + P <-> Gb     @ sigma_b, sigma_u
P -> 0            @ 1
`, name[len(name)-1:], unbind, bind, free, bound),
		Notice: [2]string{
			"A protein P binds its own gene, and the bound gene Gb makes more of it than the free gene Gu.",
			notice,
		},
		Source:  paper,
		Pair:    [2]string{"Gu", "P"},
		Horizon: 10,
		Times:   []float64{0, 0.1, 0.5, 1, 2, 5, 10},
	}
}

// cascade returns a chain of species, each turning into the next.
func cascade(name string, length int) Model {
	var b strings.Builder
	b.WriteString("# linear cascade\nspecies X1")
	for i := 2; i <= length; i++ {
		fmt.Fprintf(&b, ", X%d", i)
	}
	b.WriteString("\nmake = 10; pass = 5; decay = 1\n\n0 -> X1 @ make\n")
	for i := 1; i < length; i++ {
		fmt.Fprintf(&b, "X%d -> X%d @ pass\n", i, i+1)
	}
	for i := 1; i <= length; i++ {
		fmt.Fprintf(&b, "X%d -> 0 @ decay\n", i)
	}
	return Model{
		Name:  name,
		Title: fmt.Sprintf("Linear cascade of %d species", length),
		Text:  b.String(),
		Notice: [2]string{
			"Molecules enter at the first species and are handed down a chain, some lost at each stage.",
			"All species stay independent Poisson laws at every time, so every error of a solver shows.",
		},
		Source:  paper,
		Pair:    [2]string{"X1", "X2"},
		Horizon: 10,
		Times:   []float64{0, 0.1, 0.2, 0.5, 1, 2, 5, 10},
	}
}

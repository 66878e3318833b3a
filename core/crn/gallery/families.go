package gallery

import (
	"fmt"
	"slices"
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
		Exact:   ListedStates,
		Pair:    [2]string{"Gu", "P"},
		Horizon: 10,
		Times:   []float64{0, 0.1, 0.5, 1, 2, 5, 10},
	}
}

// geneExpression returns messengers that make proteins in bursts, with the rates of
// making a messenger and a protein. An autoregressive model takes the messenger
// first unless reversed.
func geneExpression(name, title string, reversed bool, transcription, translation string, notice [2]string) Model {
	species := "species M, P"
	if reversed {
		species = "species P, M\norder P, M"
	}
	return Model{
		Name:  name,
		Title: title,
		Text: fmt.Sprintf(`# gene expression
%s
transcription = %s; translation = %s
m_decay = 0.1; p_decay = 0.002

0 -> M        @ transcription
M -> M + P    @ translation
M -> 0        @ m_decay
P -> 0        @ p_decay
`, species, transcription, translation),
		Notice:  notice,
		Source:  paper,
		Exact:   ListedStates,
		Pair:    [2]string{"M", "P"},
		Horizon: 3600,
		Times:   []float64{0, 1, 10, 50, 100, 500, 1000, 3600},
	}
}

// earlyLife returns two kinds of molecule that copy themselves from a shared
// food, in a given volume.
func earlyLife(volume string, notice [2]string) Model {
	return Model{
		Name:  "early-life-V" + volume,
		Title: "Early life, V = " + volume,
		Text: fmt.Sprintf(`# early life
species F = 2, X = 49, Y = 49
order X, F, Y
V = %s

F + X -> 2 X    @ 1/V
F + Y -> 2 Y    @ 1/V
F <-> X         @ 1, 1
F <-> Y         @ 1, 1
`, volume),
		Notice:  notice,
		Source:  paper,
		Exact:   ListedStates,
		Pair:    [2]string{"X", "F"},
		Horizon: 8,
		Times:   []float64{0, 0.04, 0.2, 1, 2, 4, 8},
	}
}

// cascadeLength is the number of species of every published cascade.
const cascadeLength = 15

// chain writes the species X1 .. X_length, in order or reversed.
func chain(length int, reversed bool) string {
	names := make([]string, length)
	for i := range names {
		names[i] = fmt.Sprintf("X%d", i+1)
	}
	if reversed {
		slices.Reverse(names)
	}
	return strings.Join(names, ", ")
}

// cascade returns a chain of species, each turning into the next.
func cascade(name, title string, reversed bool, notice string) Model {
	var b strings.Builder
	b.WriteString("# linear cascade\nspecies " + chain(cascadeLength, reversed))
	if reversed {
		b.WriteString("\norder " + chain(cascadeLength, reversed))
	}
	b.WriteString("\nmake = 10; pass = 5; decay = 1\n\n0 -> X1 @ make\n")
	for i := 1; i < cascadeLength; i++ {
		fmt.Fprintf(&b, "X%d -> X%d @ pass\n", i, i+1)
	}
	for i := 1; i <= cascadeLength; i++ {
		fmt.Fprintf(&b, "X%d -> 0 @ decay\n", i)
	}
	return Model{
		Name:  name,
		Title: title,
		Text:  b.String(),
		Notice: [2]string{
			"Molecules enter at the first species and are handed down a chain, some lost at each stage.",
			notice,
		},
		Source:  paper,
		Exact:   ClosedForm,
		Pair:    [2]string{"X1", "X2"},
		Horizon: 10,
		Times:   []float64{0, 0.1, 0.2, 0.5, 1, 2, 5, 10},
	}
}

// hillText writes a cascade that hands molecules on by Hill laws: as in the
// published code a molecule leaves X_i when one comes to X_{i+1}. Its rates are
// scaled with the length, as published.
func hillText(length int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Hill cascade\nspecies %s\n", chain(length, false))
	fmt.Fprintf(&b, "t0 = 25; NN = 1.5*(15/%d)\n", length)
	b.WriteString("beta = 10*t0/NN; gamma = 0.1*t0; b = t0/NN; km = 100*t0/NN; k0 = 100/NN\n\n0 -> X1 @ beta\n")
	for i := 1; i < length; i++ {
		fmt.Fprintf(&b, "X%d -> X%d ; b + km*X%d/(k0 + X%d)\n", i, i+1, i, i)
	}
	for i := 1; i <= length; i++ {
		fmt.Fprintf(&b, "X%d -> 0 @ gamma\n", i)
	}
	return b.String()
}

// feedbackText writes a cascade whose last species slows the making of the first.
func feedbackText(length int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# cascade with feedback\nspecies %s\npass = 5; decay = 1\n\n", chain(length, false))
	fmt.Fprintf(&b, "0 -> X1 ; 1 + 100/(10 + X%d)\n", length)
	for i := 1; i < length; i++ {
		fmt.Fprintf(&b, "X%d -> X%d @ pass\n", i, i+1)
	}
	for i := 1; i <= length; i++ {
		fmt.Fprintf(&b, "X%d -> 0 @ decay\n", i)
	}
	return b.String()
}

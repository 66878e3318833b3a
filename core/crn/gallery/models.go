package gallery

// paper is the work whose examples these are: Tang, Weng and Zhang,
// Neural-network solutions to stochastic reaction networks (2023).
const paper = "10.1038/s42256-023-00632-6"

// sequel is Weng et al., Tracking large chemical reaction networks and rare events
// by neural networks (2025).
const sequel = "10.48550/arXiv.2512.10309"

// Rates are stochastic rate constants for counts: package crn multiplies them
// by falling factorials.
var models = []Model{
	{
		Name:  "toggle-switch",
		Title: "Toggle switch",
		Text: `# toggle switch
species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
s = 50; b = 1e-4; u = 0.1

Gx -> Gx + Px            @ s         # @ k: mass action
Gy -> Gy + Py            @ s
Px -> 0                  @ 1
Py -> 0                  @ 1
2 Px + Gy <-> Gy_off     @ b, u      # reversible: forward, backward
2 Py + Gx <-> Gx_off     @ b, u
`,
		Notice: [2]string{
			"Two genes switch each other off: a pair of proteins made from one blocks the other.",
			"Watch one peak become four, one for each combination of open and blocked genes.",
		},
		Source:  paper,
		Exact:   ListedStates,
		Pair:    [2]string{"Px", "Py"},
		Horizon: 40,
		Times:   []float64{0, 0.5, 1, 2, 5, 10, 20, 40},
	},
	{
		Name:  "birth-death",
		Title: "Birth and death",
		Text: `# birth and death
species X
birth = 0.1; death = 0.01
init X ~ poisson(1)

0 -> X    @ birth
X -> 0    @ death
`,
		Notice: [2]string{
			"Molecules arrive at a constant rate and each one lives for an exponential time.",
			"The count follows a Poisson law at every moment, with a mean that climbs towards 10.",
		},
		Source:  paper,
		Exact:   ClosedForm,
		Pair:    [2]string{"X", "X"},
		Horizon: 100,
		Times:   []float64{0, 1, 5, 10, 20, 50, 100},
	},
	geneExpression("gene-expression", "Gene expression", false, "0.1", "0.1", [2]string{
		"Short-lived messengers M make long-lived proteins P, a burst of them from each messenger.",
		"The variance of P grows to twice that of a Poisson law of the same mean, and settles only after thousands of time units.",
	}),
	geneExpression("gene-expression-2", "Gene expression, large bursts", false, "0.01", "1", [2]string{
		"A messenger M is ten times rarer than in the first set and makes ten times as many proteins P.",
		"The mean of P is the same, but its variance grows to eleven times that of a Poisson law.",
	}),
	geneExpression("gene-expression-reversed", "Gene expression, protein first", true, "0.1", "0.1", [2]string{
		"The first set of rates with the proteins P in order before the messengers M.",
		"The law is the same, but a network that follows this order predicts the cause from its effect.",
	}),
	geneExpression("gene-expression-2-reversed", "Gene expression, large bursts, protein first", true, "0.01", "1", [2]string{
		"The second set of rates, of rare and large bursts, with the proteins P in order before the messengers M.",
		"The law is the same, but a network that follows this order predicts the cause from its effect.",
	}),
	autoregulation("autoregulation-1", "0.94", "0.01", "8.4", "28.1",
		"The gene starts bound and seldom binds again, so a second peak shows near t = 1 and melts away."),
	autoregulation("autoregulation-2", "0.69", "0.07", "7.2", "40.6",
		"Two peaks, near 9 and 35 proteins, stand for the free and the bound gene, with a third and two thirds of the probability."),
	autoregulation("autoregulation-3", "0.44", "0.08", "0.94", "53.1",
		"The free gene is almost silent: one peak stays at hardly any protein while the other climbs to about 50."),
	earlyLife("0.1", [2]string{
		"Two kinds of molecule, X and Y, copy themselves from a shared food F, so fast in a small volume V that hardly any food is left.",
		"The share of X spreads from a half by noise alone, and in the long run it favours none or all.",
	}),
	earlyLife("0.5", [2]string{
		"Two kinds of molecule, X and Y, copy themselves from a shared food F in half of the critical volume, V = 1.",
		"By t = 8 the law of X is one wide hill, on its way to a law that favours none or all.",
	}),
	earlyLife("1", [2]string{
		"Two kinds of molecule, X and Y, copy themselves from a shared food F, and the total stays 100.",
		"Neither kind is favoured, yet noise alone spreads the share of X; a smaller volume V pushes it towards none or all.",
	}),
	earlyLife("10", [2]string{
		"Two kinds of molecule, X and Y, copy themselves from a shared food F, slowly in a large volume V, so that about eight of it stay.",
		"The law of X settles to one hill around 46, narrower than in a smaller volume.",
	}),
	{
		Name:  "epidemic",
		Title: "Epidemic with seasons",
		Text: `# epidemic with seasons
species S = 50, I = 10, R

S + I -> 2 I    @ 0.003*(1 + 0.2*sin(2*pi*t/6))
I -> R          @ 0.02
R -> S          @ 0.007
S -> 0          @ 0.002
I -> 0          @ 0.05
R -> 0          @ 0.002
`,
		Notice: [2]string{
			"The infection rate rises and falls with a period of 6, the infected recover or die, and immunity fades.",
			"The cloud of likely outcomes drifts to fewer susceptible S and widens, while the infected I pass their peak near t = 15.",
		},
		Source:  paper,
		Exact:   ListedStates,
		Pair:    [2]string{"S", "I"},
		Horizon: 20,
		Times:   []float64{0, 0.5, 1, 2, 5, 10, 20},
	},
	{
		Name:  "schlogl-1",
		Title: "Schlögl model, one site",
		Text: `# Schlögl model
species X = 50

2 X -> 3 X    @ 2.676
3 X -> 2 X    @ 0.040
0 -> X        @ 108.102
X -> 0        @ 37.881
`,
		Notice: [2]string{
			"One species feeds back on itself and has two favoured amounts for the same rates.",
			"The law settles around 46 within 0.05, then leaks into a second peak near 3.",
		},
		Source:  sequel,
		Exact:   ListedStates,
		Pair:    [2]string{"X", "X"},
		Horizon: 1,
		Times:   []float64{0, 0.005, 0.02, 0.1, 0.5, 1},
	},
	cascade("cascade-linear", "Linear cascade of 15 species", false,
		"All species stay independent Poisson laws at every time, so every error of a solver shows."),
	cascade("cascade-linear-reversed", "Linear cascade of 15 species, last first", true,
		"The network takes the species from the last to the first, which changes nothing in the law: all stay independent Poisson laws."),
	{
		Name:  "cascade-hill",
		Title: "Hill cascade of 15 species",
		Text:  hillText(cascadeLength),
		Notice: [2]string{
			"Molecules are handed down a chain by saturating Hill laws, and each is lost at the same rate wherever it is.",
			"The total of all species stays a Poisson law, while each species by itself is not one.",
		},
		Source:  paper,
		Exact:   Simulation,
		Pair:    [2]string{"X1", "X2"},
		Horizon: 1,
		Times:   []float64{0, 0.01, 0.05, 0.1, 0.2, 0.5, 1},
	},
	{
		Name:  "cascade-feedback",
		Title: "Cascade of 15 species with feedback",
		Text:  feedbackText(cascadeLength),
		Notice: [2]string{
			"Molecules are handed down a chain as in the linear cascade, but the last species slows the making of the first.",
			"Nothing is held back until the first molecules have come down to X15, after about two units of time.",
		},
		Source:  paper,
		Exact:   Simulation,
		Pair:    [2]string{"X1", "X15"},
		Horizon: 10,
		Times:   []float64{0, 0.1, 0.2, 0.5, 1, 2, 5, 10},
	},
}

package gallery

// paper is the work whose examples these are: Tang, Weng and Zhang,
// Neural-network solutions to stochastic reaction networks (2023).
const paper = "10.1038/s42256-023-00632-6"

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
		Pair:    [2]string{"X", "X"},
		Horizon: 100,
		Times:   []float64{0, 1, 5, 10, 20, 50, 100},
	},
	{
		Name:  "gene-expression",
		Title: "Gene expression",
		Text: `# gene expression
species M, P
transcription = 0.1; translation = 0.1
m_decay = 0.1; p_decay = 0.002

0 -> M        @ transcription
M -> M + P    @ translation
M -> 0        @ m_decay
P -> 0        @ p_decay
`,
		Notice: [2]string{
			"Short-lived messengers M make long-lived proteins P, a burst of them from each messenger.",
			"The variance of P grows to twice that of a Poisson law of the same mean, and settles only after thousands of time units.",
		},
		Source:  paper,
		Pair:    [2]string{"M", "P"},
		Horizon: 3600,
		Times:   []float64{0, 1, 10, 50, 100, 500, 1000, 3600},
	},
	autoregulation("autoregulation-1", "0.94", "0.01", "8.4", "28.1",
		"The gene starts bound and seldom binds again, so a second peak shows near t = 1 and melts away."),
	autoregulation("autoregulation-2", "0.69", "0.07", "7.2", "40.6",
		"Two peaks, near 9 and 35 proteins, stand for the free and the bound gene, with a third and two thirds of the probability."),
	autoregulation("autoregulation-3", "0.44", "0.08", "0.94", "53.1",
		"The free gene is almost silent: one peak stays at hardly any protein while the other climbs to about 50."),
	{
		Name:  "early-life-V1",
		Title: "Early life, V = 1",
		Text: `# early life
species F = 2, X = 49, Y = 49
V = 1

F + X -> 2 X    @ 1/V
F + Y -> 2 Y    @ 1/V
F <-> X         @ 1, 1
F <-> Y         @ 1, 1
`,
		Notice: [2]string{
			"Two kinds of molecule, X and Y, copy themselves from a shared food F, and the total stays 100.",
			"Neither kind is favoured, yet noise alone spreads the share of X; a smaller volume V pushes it towards none or all.",
		},
		Source:  paper,
		Pair:    [2]string{"X", "F"},
		Horizon: 8,
		Times:   []float64{0, 0.04, 0.2, 1, 2, 4, 8},
	},
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
		Source:  paper,
		Pair:    [2]string{"X", "X"},
		Horizon: 1,
		Times:   []float64{0, 0.005, 0.02, 0.1, 0.5, 1},
	},
	cascade("cascade-linear", 15),
}

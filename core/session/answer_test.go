package session

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/dist"
	"vanscape/core/fsp"
	checks "vanscape/core/internal/check" // check is a function here
	"vanscape/core/protocol"
	"vanscape/core/van"
)

// answered runs a job that asks questions at every frame and returns the answers, frame
// by frame.
func answered(t *testing.T, start protocol.Start) [][]protocol.Answer {
	t.Helper()
	c := finished(t, start, newSource)
	each := len(start.Ask)
	if start.Draw > 0 {
		each++
	}
	if len(c.answers) != each*len(start.Times) {
		t.Fatalf("%d answers to %d questions at %d times", len(c.answers), each, len(start.Times))
	}
	var frames [][]protocol.Answer
	for i := range start.Times {
		frames = append(frames, c.answers[i*each:(i+1)*each])
		for k, a := range frames[i] {
			if a.Frame != i || a.ID != k || a.Failed != "" {
				t.Fatalf("answer %d at frame %d: %+v", k, i, a)
			}
		}
	}
	return frames
}

// The count of an immigration-death process that starts empty is Poisson with mean
// m = 3 (1 - e^-t): every answer has a closed form, from gonum's entropy and the
// definition.
func TestAnswersForAPoissonLaw(t *testing.T) {
	start := protocol.Start{
		Text: "0 -> X @ 3\nX -> 0 @ 1\na = 2", Times: []float64{0.5, 2}, Limits: map[string]int{"X": 40}, Exact: true, Seed: 3,
		Ask: []string{"P(X > a + 1)", "P(X == 0 || X > 2 && !X > 4)", "p(X = 2)", "ln p(X = 2)", "H", "H(X)", "E(X^2 + a)", "ln p(X = 12)"},
	}
	for _, solver := range []protocol.Solver{protocol.FSP, protocol.VAN, protocol.SSA} {
		start.Solver = solver
		for i, answers := range answered(t, start) {
			m := 3 * (1 - math.Exp(-start.Times[i]))
			p := poisson(m, 60)
			want := []float64{1 - p[0] - p[1] - p[2] - p[3], p[0] + p[3] + p[4], p[2], math.Log(p[2]), dist.Entropy(p), dist.Entropy(p), m + m*m + 2, math.Log(p[12])}
			for k, a := range answers {
				what := fmt.Sprintf("%s, t = %g, %s", solver, start.Times[i], start.Ask[k])
				switch solver {
				case protocol.FSP:
					near(t, what, a.Value, want[k], 3e-7*max(1, math.Abs(want[k])))
					if a.HasExact || a.StandardError != 0 {
						t.Errorf("%s: %+v", what, a)
					}
				case protocol.VAN:
					// The head holds a Poisson law; what is left is the error of the time steps,
					// which counts most in the tail.
					tolerance := 0.01
					if k == 7 {
						tolerance = 0.05
					}
					near(t, what, a.Value, want[k], tolerance*max(1, math.Abs(want[k])))
					near(t, what+", exactly", a.Exact, want[k], 3e-7*max(1, math.Abs(want[k])))
					if !a.HasExact || a.StandardError != 0 {
						t.Errorf("%s: %+v", what, a)
					}
				case protocol.SSA:
					if k == 7 { // too rare for 10,000 runs, or met by one of them
						continue
					}
					if !(a.StandardError > 0 && a.StandardError < 0.2) || !a.HasExact {
						t.Errorf("%s: %+v", what, a)
					}
					near(t, what, a.Value, want[k], 5*a.StandardError)
				}
			}
		}
	}
}

// Ten molecules turn into each other: the count of B is binomial, and A tells it
// exactly, so all entropies and the information are the same. B stands first in the
// text and in no order of sites matters.
func TestAnswersAboutAConservedPair(t *testing.T) {
	start := protocol.Start{
		Text: "species B, A = 10, G = 1, G_off\nA <-> B @ 1, 2\nG <-> G_off @ 1, 3", Solver: protocol.FSP, Times: []float64{0.7},
		Ask: []string{"H(A)", "H(B)", "H(A, B)", "I(A; B)", "I(B; A)", "H", "H(G)", "I(A; G)", "p(B = 4)", "p(A = 6, G = 0)", "E(A*G_off)"},
	}
	p, q := (1-math.Exp(-3*0.7))/3, (1-math.Exp(-4*0.7))/4
	binomial := make([]float64, 11)
	for k := range binomial {
		choose := math.Round(math.Exp(lgamma(11) - lgamma(float64(k+1)) - lgamma(float64(11-k))))
		binomial[k] = choose * math.Pow(p, float64(k)) * math.Pow(1-p, float64(10-k))
	}
	h, g := dist.Entropy(binomial), dist.Entropy([]float64{q, 1 - q})
	want := []float64{h, h, h, h, h, h + g, g, 0, binomial[4], binomial[4] * q, 10 * (1 - p) * q}
	for k, a := range answered(t, start)[0] {
		near(t, start.Ask[k], a.Value, want[k], 1e-6)
	}
}

func lgamma(x float64) float64 { y, _ := math.Lgamma(x); return y }

// The answers of the network are sums over its own law, and the exact ones those of
// an independent finite state projection.
func TestAnswersAboutAutoregulation(t *testing.T) {
	m, _ := gallery.Lookup("autoregulation-1")
	start := protocol.Start{
		Text: m.Text, Times: []float64{0.4, 2}, Exact: true, Seed: 1,
		Ask: []string{"P(Gb == 1 && P > 12)", "ln p(Gb = 0, P = 9)", "ln p(Gu = 1, Gb = 0, P = 9)", "H", "I(Gb; P)", "E(P^3)", "H(P)", "P(P > 25)"},
	}
	net, err := crn.Parse(m.Text)
	if err != nil {
		t.Fatal(err)
	}
	frames := answered(t, start)
	levels := []int{2, 2, 2} // and many of P: the session's grow to lose next to nothing
	levels[net.Index("P")] = 150
	g, err := cme.New(net, levels)
	if err != nil {
		t.Fatal(err)
	}
	solver, err := fsp.New(g, 1000)
	if err != nil {
		t.Fatal(err)
	}
	gb, gu, prot := net.Index("Gb"), net.Index("Gu"), net.Index("P")
	for i, answers := range frames {
		if err := solver.AdvanceUntil(start.Times[i]); err != nil {
			t.Fatal(err)
		}
		want := make([]float64, len(start.Ask))
		state := make([]int, len(levels))
		for j, p := range solver.Probability() {
			solver.Space().State(state, j)
			n := state[prot]
			if state[gb] == 1 && n > 12 {
				want[0] += p
			}
			if state[gb] == 0 && state[gu] == 1 && n == 9 {
				want[1] = math.Log(p)
			}
			want[5] += p * float64(n*n*n)
			if n > 25 {
				want[7] += p
			}
		}
		want[2] = want[1]
		want[5] /= dist.Mass(solver.Probability())
		want[3] = dist.Entropy(solver.Probability())
		marginal, joint := make([]float64, levels[prot]), make([]float64, levels[gb]*levels[prot])
		solver.Marginal(marginal, prot)
		solver.Joint(joint, gb, prot)
		want[6] = dist.Entropy(marginal)
		gene := []float64{0, 0}
		solver.Marginal(gene, gb)
		want[4] = dist.Entropy(gene) + want[6] - dist.Entropy(joint)
		for k, a := range answers {
			what := fmt.Sprintf("t = %g, %s", start.Times[i], start.Ask[k])
			near(t, what+", exactly", a.Exact, want[k], 1e-6*max(1, math.Abs(want[k])))
			near(t, what, a.Value, want[k], 0.03*max(1, math.Abs(want[k])))
			if a.StandardError != 0 {
				t.Errorf("%s: a sum over %d states is uncertain by %g", what, solver.Space().Len(), a.StandardError)
			}
		}
	}
}

// Every frame is asked on its own count limits, also when they grow from one to the
// next.
func TestAnswersWhileLimitsGrow(t *testing.T) {
	low := protocol.Start{
		Text: "species X = 1, Y\n0 -> X @ 20\nX -> X + Y @ 1\nX -> 0 @ 1\nY -> 0 @ 1", Times: []float64{0, 0.2, 1.5}, Exact: true, Seed: 2,
		Limits: map[string]int{"X": 9, "Y": 9}, Ask: []string{"P(X > 12)", "p(X = 20)", "E(X*Y)", "H(X)", "I(X; Y)"},
	}
	high := low
	high.Solver, high.Limits = protocol.FSP, map[string]int{"X": 60, "Y": 60}
	want := answered(t, high)
	for _, solver := range []protocol.Solver{protocol.VAN, protocol.FSP, protocol.SSA} {
		low.Solver = solver
		laws := &archive{room: maxKept}
		answers := map[int][]protocol.Answer{}
		levels := map[int][2]int{}
		run(low, zeroClock, unkept(noHurry), func(m protocol.Message) error {
			switch m := m.(type) {
			case protocol.Frame:
				levels[m.Index] = [2]int{len(m.Law.Marginals[0]), len(m.Law.Marginals[1])}
			case protocol.Answer:
				answers[m.Frame] = append(answers[m.Frame], m)
			case protocol.Failed:
				t.Fatal(m.Message)
			}
			return nil
		}, newSource, laws, nil)
		if levels[0] == levels[2] {
			t.Fatalf("%s: the limits stay", solver)
		}
		for i := range low.Times {
			for k, a := range answers[i] {
				exact, what := want[i][k].Value, fmt.Sprintf("%s, t = %g, %s", solver, low.Times[i], low.Ask[k])
				tolerance := 0.05*max(1, exact) + 5*a.StandardError
				if i > 0 { // the network's start is blurred
					near(t, what, a.Value, exact, tolerance)
				}
				if a.HasExact {
					near(t, what+", exactly", a.Exact, exact, 1e-4*max(1, exact))
				}
			}
			a, err := laws.answer(protocol.Query{Frame: i, Kind: protocol.AskJoint, Pair: [2]string{"X", "Y"}}, noHurry)
			if err != nil || a.Failed != "" || a.Joints[0].Rows != levels[i][0] || a.Joints[0].Cols != levels[i][1] {
				t.Errorf("%s, frame %d: %d x %d levels, want %v: %s", solver, i, a.Joints[0].Rows, a.Joints[0].Cols, levels[i], a.Failed)
			}
		}
	}
}

// Of a closed form the answers are sums over what is asked about, and where these are
// too many there is none.
func TestAnswersOfAClosedForm(t *testing.T) {
	m, _ := gallery.Lookup("cascade-linear")
	start := protocol.Start{
		Text: m.Text, Solver: protocol.SSA, Samples: 400, Times: []float64{0.5}, Exact: true, Seed: 4,
		Ask: []string{"P(X1 > 1 && X3 == 0)", "p(X2 = 1, X15 = 0)", "H", "I(X1; X2)", "E(X1*X2)", "P(X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 > 5)"},
	}
	c := finished(t, start, newSource)
	mean := c.frames[0].Exact.Mean
	p := make([][]float64, len(mean))
	entropy := 0.0
	for i, m := range mean {
		p[i] = poisson(m, 60)
		entropy += dist.Entropy(p[i])
	}
	// Marginals are independent Poisson laws: core/closed holds their means against the rate equations.
	want := []float64{(1 - p[0][0] - p[0][1]) * p[2][0], p[1][1] * p[14][0], entropy, 0, mean[0] * mean[1]}
	for k, a := range c.answers {
		if k == len(want) {
			if a.HasExact || !(a.Value >= 0 && a.StandardError > 0) {
				t.Errorf("%s: %+v", start.Ask[k], a)
			}
			continue
		}
		near(t, start.Ask[k]+", exactly", a.Exact, want[k], 1e-6)
		near(t, start.Ask[k], a.Value, want[k], 5*a.StandardError)
	}
}

// A run that goes on from a Checkpoint says which laws it does not have.
func TestArchiveOfAResumedRun(t *testing.T) {
	a := &archive{room: 80}
	task, err := newTask(fakeStart(7, 9), noHurry)
	if err != nil {
		t.Fatal(err)
	}
	a.begin(7)
	a.open(task)
	a.keep(4, entry{law: &fakeLaw{}})
	if _, err := a.find(7, 3); err == nil || err.Error() != "the law at t = 3 was solved before this run went on from where it was kept: ask about t = 4 or later" {
		t.Errorf("got %v", err)
	}
	if _, err := a.find(7, 4); err != nil {
		t.Error(err)
	}
}

// Of a law on too many prefixes samples are taken. Answers lie within five of their
// standard errors from the sum over all states, and the errors are neither idle nor far
// too large.
func TestAnswersFromSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	rng := rand.New(rand.NewPCG(5, 6))
	sites := van.Sites{Levels: []int{25, 25, 25, 30}}
	m := van.NewMLP(sites, van.Settings{Width: 4, Basis: 5}, rng)
	for i := range m.Params() {
		m.Params()[i] += 0.3 * rng.NormFloat64()
	}
	l := vanLaw{van.Freeze(m)}
	tree := van.Tree{}
	if !tree.GrowTo(m, 3, 1<<20, nil, func() bool { return true }) {
		t.Fatal("the tree gives up")
	}
	condition := func(n []int) bool { return n[0] > n[3] && n[1] < 14 }
	rows, all := make([]float64, 25*25), 0.0 // joint law of 0 and 2
	some, mean, rare := 0.0, 0.0, 0.0
	tree.Each(&sites, 3, func(n []int, p float64) {
		if condition(n) {
			some += p
		}
		if n[1] == 11 && n[3] == 2 {
			all += p
		}
		if n[1] == 24 && n[3] == 29 {
			rare += p
		}
		rows[n[0]*25+n[2]] += p
		mean += p * float64(n[0]*n[3])
	})
	rest := func() error { return nil }
	survey := func(r reading, seed uint64) *survey {
		s, err := l.survey(r, seed, rest)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	const seeds = 12
	for _, c := range []struct {
		what  string
		exact float64
		ask   func(seed uint64) estimate
		whole bool // summed over all prefixes after all
	}{
		{"probability", some, func(seed uint64) estimate {
			return survey(reading{[]int{0, 1, 3}, 1, func(table []float64, n []int, p float64) {
				if condition(n) {
					table[0] += p
				}
			}}, seed).estimate(first)
		}, false},
		{"mean", mean, func(seed uint64) estimate {
			return survey(reading{[]int{0, 3}, 1, func(table []float64, n []int, p float64) { table[0] += p * float64(n[0]*n[3]) }}, seed).estimate(first)
		}, false},
		{"entropy", tree.Entropy(&sites), func(seed uint64) estimate { e, _ := l.entropy(seed, rest); return e }, false},
		{"state", all, func(seed uint64) estimate { e, _, _ := l.state([]int{3, 1}, []int{2, 11}, seed, rest); return e }, true},
		{"rare state", rare, func(seed uint64) estimate { e, _, _ := l.state([]int{3, 1}, []int{29, 24}, seed, rest); return e }, true},
		{"information", dist.Information(rows, 25), func(seed uint64) estimate {
			return survey(counted([]int{0, 2}, sites.Levels), seed).estimate(func(p []float64) float64 { return information(p, 25, 0) })
		}, true},
	} {
		square := 0.0
		for seed := range uint64(seeds) {
			e := c.ask(seed)
			if c.whole {
				near(t, c.what, e.value, c.exact, 1e-6)
				if e.error != 0 {
					t.Errorf("%s: ± %g", c.what, e.error)
				}
				continue
			}
			near(t, c.what, e.value, c.exact, 5*e.error)
			square += (e.value - c.exact) * (e.value - c.exact) / (e.error * e.error)
			if again := c.ask(seed); again != e {
				t.Errorf("%s: the same seed gives %v and %v", c.what, e, again)
			}
		}
		if z := square / seeds; !c.whole && (z < 0.3 || z > 2.5) {
			t.Errorf("%s: errors are %.2g of the standard errors, want 1", c.what, math.Sqrt(z))
		}
	}
}

// The probability of a part of a state is right however small it is: of a law without
// correlations it is the product of the marginal ones.
func TestAnswersAboutRareStates(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	sites := van.Sites{Levels: []int{20, 100, 2, 100, 20}}
	near5 := make([][]bool, 5) // nothing depends on anything
	for i := range near5 {
		near5[i] = make([]bool, 5)
	}
	m := van.NewMLP(sites, van.Settings{Near: near5}, rng)
	laws := make([][]float64, 5)
	for i, k := range sites.Levels {
		laws[i] = poisson(1, k)
	}
	m.StartFrom(make([]int, 5), laws)
	l := vanLaw{van.Freeze(m)}
	_, ln, err := l.state([]int{1, 3}, []int{90, 95}, 1, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	want := -2 - lgamma(91) - lgamma(96) // below 1e-280
	near(t, "ln p", ln, want, 1e-4*math.Abs(want))
	if p, ln, _ := l.state([]int{1, 3}, []int{90, 100}, 1, func() error { return nil }); p != (estimate{}) || !math.IsInf(ln, -1) {
		t.Errorf("beyond the levels: %v, ln p = %g", p, ln)
	}
}

// What no sample shows is not impossible.
func TestAnswersOfWhatIsNotSeen(t *testing.T) {
	l := &ssaLaw{box: []int{4}, states: []int32{1, 1, 2, 3}}
	p, ln, err := l.state([]int{0}, []int{0}, 1, func() error { return nil })
	if err != nil || p != (estimate{0, 0.25}) || !math.IsInf(ln, -1) {
		t.Errorf("got %v and ln p = %g", p, ln)
	}
	certain := survey{parts: [][]float64{{0.5}, {0.5}}, sampled: true, grain: 0.1}
	if e := certain.estimate(first); e != (estimate{1, 0.1}) {
		t.Errorf("got %v", e)
	}
}

// Samples come in the order of the text, at the frequencies of the law, with the
// logarithms of their own probabilities.
func TestSamplesOfEverySolver(t *testing.T) {
	for _, solver := range []protocol.Solver{protocol.FSP, protocol.SSA, protocol.VAN} {
		const draws = 4000
		start := protocol.Start{
			Text: geneLast, Solver: solver, Times: []float64{1.5}, Limits: map[string]int{"P": 30, "G": 1, "G_off": 1}, Seed: 8, Draw: draws, Ask: []string{"p(P = 4, G = 1, G_off = 0)"},
		}
		answers := answered(t, start)[0]
		one, a := answers[0], answers[1]
		if len(a.LogProb) != draws || len(a.States) != 3*draws {
			t.Fatalf("%s: %d logarithms, %d counts", solver, len(a.LogProb), len(a.States))
		}
		p := poisson(5*(1-math.Exp(-1.5)), 31)
		counts := make([]int, 31)
		for b, ln := range a.LogProb {
			n := a.States[3*b : 3*b+3]
			counts[n[0]]++
			if n[1]+n[2] != 1 {
				t.Fatalf("%s: sample %v", solver, n)
			}
			if slices.Equal(n, []int{4, 1, 0}) {
				near(t, string(solver)+": ln p", ln, math.Log(one.Value), 1e-6)
			}
		}
		falseAlarm := 1e-4
		if solver == protocol.SSA {
			falseAlarm = 1e-9 // drawn from an ensemble, which has chance of its own
		}
		checks.ChiSquare(t, string(solver)+": samples", counts, p, falseAlarm)
	}
}

// 10,000 exact samples of every architecture against the exact law of the finite state
// projection. The networks are fitted over all states, and are close enough to it, a
// Hellinger distance d of 0.0075 at most, that samples of this number do not tell them
// apart: d shifts the statistic by about 8 d^2 per sample, here by 4.5, where its standard
// deviation is 8. A right program fails with a chance of 1e-4 for each architecture.
func TestSamplesOfEveryArchitecture(t *testing.T) {
	m, _ := gallery.Lookup("autoregulation-1")
	net, err := crn.Parse(m.Text)
	if err != nil {
		t.Fatal(err)
	}
	limits := map[string]int{"Gu": 1, "Gb": 1, "P": 50}
	levels := make([]int, 3)
	for name, limit := range limits {
		levels[net.Index(name)] = limit + 1
	}
	g, err := cme.New(net, levels)
	if err != nil {
		t.Fatal(err)
	}
	const at, draws = 3, 10_000
	solver, err := fsp.New(g, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if err := solver.AdvanceUntil(at); err != nil {
		t.Fatal(err)
	}
	fitted := func(arch string) protocol.Start {
		return protocol.Start{Samples: 110, Width: 8, Step: 0.02, VAN: protocol.Network{Method: "natural-gradient", Arch: arch}}
	}
	for name, start := range map[string]protocol.Start{"mlp": {}, "nade": fitted("nade"), "gru": fitted("gru"), "transformer": fitted("transformer")} {
		if testing.Short() && name != "mlp" && name != "nade" {
			continue
		}
		start.Text, start.Limits, start.Times, start.Seed, start.Draw, start.Exact = m.Text, limits, []float64{at}, 1, draws, true
		c := finished(t, start, newSource)
		if d := c.frames[0].JointHellinger; d > 0.0075 {
			t.Errorf("%s is %.4f from the exact law", name, d)
		}
		counts := make([]int, solver.Space().Len())
		for states := c.answers[0].States; len(states) > 0; states = states[3:] {
			i, ok := solver.Space().Index(states[:3])
			if !ok {
				t.Fatalf("%s draws the state %v, which cannot be", name, states[:3])
			}
			counts[i]++
		}
		checks.ChiSquare(t, name, counts, solver.Probability(), 1e-4)
	}
}

// Every question that makes no sense at all is refused before the run begins, with
// one sentence.
func TestBadQuestions(t *testing.T) {
	for _, c := range []struct {
		ask  []string
		draw int
		want string
	}{
		{ask: []string{"H", "P(X >"}, want: `in the question "P(X >", column 6: a number, a name or a bracket is missing after ">", where the end of the text stands`},
		{ask: []string{"p(Z = 1)"}, want: `in the question "p(Z = 1)", column 3: there is no species "Z"`},
		{ask: make([]string, 101), want: "101 questions are asked, and 100 are the most"},
		{draw: -1, want: "from 1 to 1000000 samples can be drawn at a time, not -1"},
		{draw: 2_000_000, want: "from 1 to 1000000 samples can be drawn at a time, not 2000000"},
	} {
		f := ran(protocol.Start{Job: 1, Text: decay, Times: []float64{1}, Ask: c.ask, Draw: c.draw}, newSource)
		if f.failed == nil || !f.failed.BadInput || f.failed.Message != c.want || len(f.frames) > 0 {
			t.Errorf("got  %+v\nwant %s", f.failed, c.want)
		}
	}
}

// What has no finite answer is answered with a sentence or a logarithm of zero, and
// the run goes on.
func TestAnswersThatAreNotFinite(t *testing.T) {
	start := protocol.Start{Text: "species X = 3, Y\nX -> Y @ 1", Solver: protocol.FSP, Times: []float64{1, 2}, Ask: []string{"E(Y/X)", "ln p(X = 9)", "p(X = 9)", "ln p(X = 2, Y = 2)", "E(X/max(Y, 1))"}}
	c := finished(t, start, newSource)
	for i := range start.Times {
		a := c.answers[i*5 : i*5+5]
		if want := "the expression has no finite value at X = 0, Y = 3: exclude such counts, as in X/max(Y, 1)"; a[0].Failed != want {
			t.Errorf("got %q, want %q", a[0].Failed, want)
		}
		if !math.IsInf(a[1].Value, -1) || a[2].Value != 0 || !math.IsInf(a[3].Value, -1) || !(a[4].Value > 0) {
			t.Errorf("got %+v", a)
		}
	}
}

func TestJointLawsOfAnyPair(t *testing.T) {
	start := protocol.Start{Job: 4, Text: geneLast, Times: []float64{0.5, 1}, Exact: true, Pairs: [][2]string{{"G", "P"}}, Limits: map[string]int{"P": 30, "G": 1, "G_off": 1}}
	laws := &archive{room: maxKept}
	var frames []protocol.Frame
	run(start, zeroClock, unkept(noHurry), func(m protocol.Message) error {
		if f, ok := m.(protocol.Frame); ok {
			frames = append(frames, f)
		}
		return nil
	}, newSource, laws, nil)
	for i, f := range frames {
		same, err := laws.answer(protocol.Query{Job: 4, ID: 9, Frame: i, Kind: protocol.AskJoint, Pair: [2]string{"G", "P"}}, noHurry)
		if err != nil || same.ID != 9 || len(same.Joints) != 2 {
			t.Fatalf("got %+v, %v", same, err)
		}
		for k, want := range []protocol.Joint{f.Law.Joints[0], f.Exact.Joints[0]} {
			j := same.Joints[k]
			if j.A != want.A || j.B != want.B || j.Rows != want.Rows || j.Cols != want.Cols {
				t.Fatalf("got %+v, want %+v", j, want)
			}
			for c, p := range want.P {
				near(t, fmt.Sprintf("cell %d", c), float64(j.P[c]), float64(p), 2e-7)
			}
		}
		other, _ := laws.answer(protocol.Query{Job: 4, Frame: i, Kind: protocol.AskJoint, Pair: [2]string{"P", "G_off"}}, noHurry)
		for k, law := range []protocol.Law{f.Law, *f.Exact} {
			j := other.Joints[k]
			if j.A != 0 || j.B != 2 || j.Rows != 31 || j.Cols != 2 {
				t.Fatalf("got %+v", j)
			}
			for n := range j.Rows {
				near(t, "P", float64(j.P[2*n]+j.P[2*n+1]), law.Marginals[0][n], 2e-7)
			}
		}
	}
	for _, c := range []struct {
		q    protocol.Query
		want string
	}{
		{protocol.Query{Job: 4, Kind: protocol.AskJoint, Pair: [2]string{"P", "P"}}, "a pair needs two species, not P twice"},
		{protocol.Query{Job: 4, Kind: protocol.AskJoint, Pair: [2]string{"P", "Q"}}, `there is no species "Q": the model has`},
		{protocol.Query{Job: 4, Kind: "magic"}, `there is no query of the kind "magic"`},
		{protocol.Query{Job: 4, Frame: 2, Kind: protocol.AskText}, "there is no frame 2: this run has frames 0 to 1"},
		{protocol.Query{Job: 4, Frame: -1, Kind: protocol.AskText}, "there is no frame -1"},
		{protocol.Query{Job: 3, Kind: protocol.AskText}, "the laws of this run are gone: run it again to ask about them"},
		{protocol.Query{Job: 4, Kind: protocol.AskSamples}, "from 1 to 1000000 samples can be drawn at once, not 0"},
		{protocol.Query{Job: 4, Kind: protocol.AskText, Text: "H(P) H"}, "the question ends before"},
	} {
		a, err := laws.answer(c.q, noHurry)
		if err != nil || !strings.HasPrefix(a.Failed, c.want) || a.Job != c.q.Job || a.Frame != c.q.Frame {
			t.Errorf("got  %+v, %v\nwant %s", a, err, c.want)
		}
	}
}

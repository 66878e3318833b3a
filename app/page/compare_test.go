package page

import (
	"slices"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

// curves answers a query for a course.
func curves(q protocol.Query, species int) protocol.Answer {
	c := &protocol.Course{Times: len(q.Times), Species: species, Mean: make([]float64, len(q.Times)*species)}
	if q.Kind == protocol.AskRuns {
		c.MeanError = make([]float64, len(c.Mean))
		for i := range c.MeanError {
			c.MeanError[i] = 0.1 * float64(1+i%species)
		}
		c.Counts = make([]int, q.Shown*len(c.Mean))
	}
	return protocol.Answer{Job: q.Job, ID: q.ID, Kind: q.Kind, Course: c}
}

func TestCurvesToCompareWith(t *testing.T) {
	h, l := asked3(t)
	l.pursue()
	before := len(h.worker().queries())
	l.Look.Rates, l.Look.Runs = true, true
	l.pursue()
	l.pursue()
	asked := h.worker().queries()[before:]
	r := l.Runner.Result
	if len(asked) != 2 || asked[0].Kind != protocol.AskRates || asked[1].Kind != protocol.AskRuns || asked[1].Samples != comparedRuns || asked[1].Seed != r.Start.Seed {
		t.Fatalf("asked %+v", asked)
	}
	for _, q := range asked {
		if q.Text != r.Start.Text || !slices.Equal(q.Times, r.Start.Times) {
			t.Errorf("asked about another run: %+v", q)
		}
	}
	if r.ratesLabel() != "on its way" || r.runsLabel(1) != "on their way" {
		t.Errorf("%q, %q", r.ratesLabel(), r.runsLabel(1))
	}
	h.worker().say(curves(asked[1], 3))
	h.worker().say(protocol.Answer{ID: asked[0].ID, Kind: asked[0].Kind, Failed: "it explodes"})
	// X and Y are shown, whose errors are 0.1 and 0.2; Z has a larger one.
	if r.ratesLabel() != "it explodes" || r.runsLabel(1) != "300 runs, standard error 0.20" {
		t.Errorf("%q, %q", r.ratesLabel(), r.runsLabel(1))
	}
	if got := r.exactLabel(&r.Frames[0]); got != "closed form" {
		t.Errorf("the exact law is %q", got)
	}
	r.Started.ExactStates = 39592
	r.Frames[0].Exact.LostMass = 2e-9
	if got := r.exactLabel(&r.Frames[0]); got != "39\u202f592 states, lost mass 2·10⁻⁹" {
		t.Errorf("the exact law is %q", got)
	}
	if l.pursue(); len(h.worker().queries()) != before+2 {
		t.Error("asked again")
	}
}

// A worker that dies owes its curves: the next one is asked.
func TestCurvesOfALostWorker(t *testing.T) {
	h, l := asked3(t)
	l.Look.Rates = true
	l.pursue()
	h.worker().failed("broken")
	h.pass(0)
	l.pursue()
	if l.Runner.Result.rates.asked {
		t.Error("nobody is there to be asked")
	}
	l.Run()
	h.worker().say(protocol.Ready{})
	if l.pursue(); !l.Runner.Result.rates.asked || h.worker().queries()[0].Kind != protocol.AskRates {
		t.Errorf("asked %+v", h.worker().queries())
	}
}

func TestTheFasterWay(t *testing.T) {
	h, l := asked3(t)
	l.Runner.Result.Started.ExactStates = 120
	for _, c := range []struct {
		solver, exact float64
		want          string
	}{{3, 0.5, "The exact law took 0.50 s, the network 3.0 s"}, {300, 12.4, "took 12 s, the network 300 s"}, {1, 2, ""}, {1, 0, ""}} {
		h.worker().say(protocol.Done{Job: 1, WallSeconds: 9, SolverSeconds: c.solver, ExactSeconds: c.exact})
		if got := l.Faster(); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%v: %q", c, got)
		}
		l.Runner.Status = Running
		if l.Faster() != "" {
			t.Error("it says so before it knows")
		}
	}
}

func TestMoments(t *testing.T) {
	_, l := asked3(t)
	r := l.Runner.Result // at 0, 0.2, 0.4 ... 40
	for text, want := range map[string][]int{
		"": {0, 1, 2}, "0": {0}, "1, 5;20 40": {5, 25, 100, 200}, " 0.31 ": {2},
	} {
		l.Look.Moments = text
		if got, fault := l.moments(r); !slices.Equal(got, want) || fault != "" {
			t.Errorf("%q: %v, %q", text, got, fault)
		}
	}
	for text, want := range map[string]string{"soon": "“soon” is no time from 0 to 40.", "1, 41": "“41” is no", "NaN": "no time", "-1": "no time", strings.Repeat("1 ", 30): "room for 24"} {
		l.Look.Moments = text
		if got, fault := l.moments(r); got != nil || !strings.Contains(fault, want) {
			t.Errorf("%q: %v, %q", text, got, fault)
		}
	}
	l.Look.Moments = "0.2, 20"
	m, there := l.multiples(r, []int{1, 100})
	if there != 2 || len(m.Items) != 2 || len(m.Names) != 2 || m.Items[0].Title != "t = 0.2" || m.Items[0].Laws[1] == nil || m.Items[1].Laws[0] != nil || m.Top != 0.5 {
		t.Errorf("%d laws, %+v", there, m)
	}
}

func TestKymographOfARun(t *testing.T) {
	_, l := asked3(t)
	r := l.Runner.Result
	l.Look.Species = "Z"
	k := l.kymograph(r, true)
	if k.Name != "Z" || k.From != 0 || k.To != 40 || len(k.Times) != 3 || k.P[2][0] != 1 || k.Top != 1 || k.Levels != 2 {
		t.Errorf("%+v", k)
	}
	l.Look.Species = "" // the first that is shown
	if k := l.kymograph(r, false); k.Name != "X" || k.Top != 0.5 {
		t.Errorf("%+v", k)
	}
}

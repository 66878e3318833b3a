package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/core/protocol"
)

// asked3 returns a lab with three frames of three species, of which X and Y are shown.
func asked3(t *testing.T) (*fakeHost, *Lab) {
	t.Helper()
	h, l := newLab()
	l.Edit("species X = 1, Y, Z\nX -> Y @ 1\nY -> Z @ 1\n")
	l.Pair = [2]string{"X", "Y"}
	l.Run()
	h.worker().say(protocol.Started{Job: 1, Species: []string{"X", "Y", "Z"}, Limits: []int{1, 1, 1}})
	for i := range 3 {
		h.worker().say(tripleFrame(i))
	}
	l.Player.Scrub(1, 2, false)
	return h, l
}

func tripleFrame(i int) protocol.Frame {
	law := func() protocol.Law {
		return protocol.Law{
			Mean: make([]float64, 3), Var: make([]float64, 3), Cov: make([]float64, 9),
			Marginals: [][]float64{{0.5, 0.5}, {0.5, 0.5}, {1, 0}},
			Joints:    []protocol.Joint{{A: 0, B: 1, Rows: 2, Cols: 2, P: []float32{0, 0.5, 0.5, 0}}},
		}
	}
	exact := law()
	return protocol.Frame{Job: 1, Index: i, Time: float64(i), Law: law(), Exact: &exact, MarginalHellinger: make([]float64, 3)}
}

// queries returns those posted that have no answer yet.
func (w *fakeWorker) queries() []protocol.Query {
	var all []protocol.Query
	for _, m := range w.posted {
		if q, ok := m.(protocol.Query); ok {
			all = append(all, q)
		}
	}
	return all
}

// joints answers for a pair with the frame's number in the first cell.
func joints(q protocol.Query, a, b int) protocol.Answer {
	j := protocol.Joint{A: a, B: b, Rows: 2, Cols: 2, P: []float32{float32(q.Frame), 0, 0, 0}}
	return protocol.Answer{Job: q.Job, ID: q.ID, Frame: q.Frame, Kind: q.Kind, Joints: []protocol.Joint{j, j}}
}

// Another pair is asked for from the worker, the shown frame first and few at a time,
// and shown when that is there; nothing is solved again.
func TestAnotherPairIsAskedFor(t *testing.T) {
	h, l := asked3(t)
	r := l.Runner.Result
	shown := func() [2]int { x, y, _ := r.Pair(); return [2]int{x, y} }
	if len(h.worker().queries()) != 0 {
		t.Fatal("something is asked before another pair is chosen")
	}
	l.SetPair("Z", "X")
	asked := h.worker().queries()
	if len(asked) != pairQueries || asked[0].Frame != 1 || asked[0].Kind != protocol.AskJoint || asked[0].Pair != [2]string{"Z", "X"} || asked[0].Job != 1 {
		t.Fatalf("asked %+v", asked)
	}
	if shown() != [2]int{0, 1} {
		t.Errorf("the picture changes to %v before it is there", shown())
	}
	for k := 0; k < 3; k++ {
		h.worker().say(joints(h.worker().queries()[k], 2, 0))
		if shown() != [2]int{2, 0} {
			t.Fatalf("after %d answers %v is shown", k+1, shown())
		}
	}
	h.worker().say(tripleFrame(3)) // of the old pair: it goes on
	l.pursue()
	asked = h.worker().queries()
	var frames []int
	for _, q := range asked {
		frames = append(frames, q.Frame)
	}
	if !slices.Equal(frames, []int{1, 2, 0, 3}) {
		t.Errorf("asked for the frames %v", frames)
	}
	h.worker().say(joints(asked[3], 2, 0))
	for i := range r.Frames {
		network, exact, coming := r.Joints(i)
		if network == nil || network.P[0] != float32(i) || network.A != 2 || exact == nil || exact.P[0] != float32(i) || coming {
			t.Errorf("frame %d has %+v and %+v", i, network, exact)
		}
		if j := r.Frames[i].Law.Joints; len(j) != 1 || j[0].B != 1 {
			t.Errorf("frame %d, which is kept, has changed to %+v", i, j)
		}
	}
	for _, m := range h.worker().posted[1:] {
		if _, again := m.(protocol.Start); again {
			t.Error("the model is solved again")
		}
	}
	l.SetPair("X", "Y") // and back
	if network, _, _ := r.Joints(0); shown() != [2]int{0, 1} || network.B != 1 || len(h.worker().queries()) != len(asked) {
		t.Errorf("%v is shown, %d questions", shown(), len(h.worker().queries()))
	}
}

// A frame whose law is gone says why; when all are, the old pair stays.
func TestAPairThatCannotBeHad(t *testing.T) {
	h, l := asked3(t)
	l.SetPair("Z", "X")
	r := l.Runner.Result
	refuse := func(q protocol.Query) {
		h.worker().say(protocol.Answer{ID: q.ID, Failed: "the laws of this run are gone"})
	}
	for k := range 3 {
		refuse(h.worker().queries()[k])
	}
	if x, y, ok := r.Pair(); !ok || x != 0 || y != 1 || r.PairFault(1) != "the laws of this run are gone" || len(h.worker().queries()) != 3 {
		t.Errorf("%d, %d is shown, fault %q", x, y, r.PairFault(1))
	}
	l.SetPair("X", "Y")
	if r.PairFault(1) != "" {
		t.Errorf("fault %q for the pair that is shown", r.PairFault(1))
	}
	l.SetPair("Y", "Z")
	asked := h.worker().queries()[3:]
	h.worker().say(joints(asked[0], 1, 2)) // of frame 1
	refuse(asked[1])
	_, _, coming := r.Joints(2)
	network, _, _ := r.Joints(1)
	if x, y, _ := r.Pair(); x != 1 || y != 2 || coming || network == nil || r.PairFault(2) == "" || r.PairFault(1) != "" {
		t.Errorf("%d, %d is shown, joint %+v, coming %v, fault %q", x, y, network, coming, r.PairFault(2))
	}
	h.worker().failed("out of memory")
	l.SetPair("Z", "Y")
	h.pass(1)
	if !strings.Contains(r.PairFault(1), "the laws of this run are gone") {
		t.Errorf("fault %q", r.PairFault(1))
	}
}

// A question is asked about the frame that is shown, once for each.
func TestAQuestionFollowsTheTime(t *testing.T) {
	h, l := asked3(t)
	l.Ask("P(X > q)")
	if l.Asker.Fault != `Column 7: The model has no species and no parameter "q".` || len(h.worker().queries()) != 0 {
		t.Fatalf("fault %q", l.Asker.Fault)
	}
	l.Ask("P(X > 0)")
	last := func() protocol.Query { all := h.worker().queries(); return all[len(all)-1] }
	q := last()
	if q.Frame != 1 || q.Kind != protocol.AskText || q.Text != "P(X > 0)" || l.Answer() != nil || l.Asker.Fault != "" {
		t.Fatalf("asked %+v", q)
	}
	l.Player.Scrub(2, 2, false)
	if l.pursue(); len(h.worker().queries()) != 1 {
		t.Error("two questions are on their way")
	}
	h.worker().say(protocol.Answer{ID: q.ID, Frame: 1, Kind: q.Kind, Value: 0.25})
	if l.Answer() != nil || last().Frame != 2 {
		t.Errorf("answer %+v, asked %+v", l.Answer(), last())
	}
	h.worker().say(protocol.Answer{ID: last().ID, Frame: 2, Kind: q.Kind, Value: 0.5})
	if a := l.Answer(); a == nil || a.Value != 0.5 {
		t.Errorf("answer %+v", a)
	}
	l.Player.Scrub(1, 2, false)
	if l.pursue(); l.Answer().Value != 0.25 || len(h.worker().queries()) != 2 {
		t.Errorf("answer %+v, %d questions", l.Answer(), len(h.worker().queries()))
	}
	// A new question forgets the answers, also one on its way.
	l.Ask("H")
	old := last()
	l.AskState([]int{2, 0}, []int{1, 0})
	h.worker().say(protocol.Answer{ID: old.ID, Frame: 1, Value: 9})
	if l.Answer() != nil || last().Text != "ln p(Z = 1, X = 0)" {
		t.Errorf("answer %+v, asked %+v", l.Answer(), last())
	}
}

func TestAskPanelRenders(t *testing.T) {
	h, l := asked3(t)
	render := func(when string, want ...string) {
		t.Helper()
		var html strings.Builder
		app.PrintHTML(&html, &AskPanel{Lab: l, Stage: &stage{lab: l}})
		for _, w := range want {
			if !strings.Contains(html.String(), w) {
				t.Errorf("%s: no %q in\n%s", when, w, html.String())
			}
		}
	}
	render("idle", "A click on the landscape", "P(X &gt; 0 &amp;&amp; Y &lt; 0)", "I(X; Y)")
	l.Ask("P(X > ")
	render("a fault", `Column 7: A number`, `class="fault"`)
	l.Ask("P(X > 0)")
	render("asked", "P(X &gt; 0) …")
	answer := func(a protocol.Answer) {
		q := h.worker().queries()
		a.ID, a.Frame, a.Kind = q[len(q)-1].ID, 1, protocol.AskText
		h.worker().say(a)
	}
	answer(protocol.Answer{Value: 0.123456, StandardError: 0.002, HasExact: true, Exact: 0.1234567})
	render("answered", ">0.123<", " ± 0.002", ">0.12346<", `data-testid="exact-value"`)
	l.Ask("H")
	answer(protocol.Answer{Value: 1.5})
	render("entropy", ">1.5000<", " nats")
	l.Ask("E(1/X)")
	answer(protocol.Answer{Failed: "the expression has no finite value at X = 0"})
	render("failed", "The expression has no finite value at X = 0.")

	drawn := false
	l.Draw(5, func(_ *Result, a protocol.Answer) { drawn = len(a.LogProb) == 1 })
	q := h.worker().queries()
	if d := q[len(q)-1]; d.Kind != protocol.AskSamples || d.Samples != 5 || d.Frame != 1 || d.Seed != 1 {
		t.Errorf("asked %+v", d)
	}
	h.worker().say(protocol.Answer{ID: q[len(q)-1].ID, Frame: 1, States: []int{1, 0, 0}, LogProb: []float64{-1}})
	if !drawn {
		t.Error("the samples do not come")
	}
	for draws, want := range map[string]int{"": 1000, " 7 ": 7, "0": 0, "x": 0, "100000": 100000, "100001": 0} {
		if p := (&AskPanel{draws: draws}); p.count() != want {
			t.Errorf("%q samples are %d, want %d", draws, p.count(), want)
		}
	}
}

// What was asked is kept with the run: where that is opened the answers are there, although nobody knows its laws any more.
func TestAnswersAreKept(t *testing.T) {
	h, l := asked3(t)
	h.worker().say(protocol.Checkpoint{Job: 1, Of: l.Runner.asked.Fingerprint(), Times: l.Runner.asked.Times, Next: 2, Time: 1})
	l.Ask("P(X > 0)")
	l.Player.Scrub(2, 2, false) // a frame that is behind the checkpoint
	q := h.worker().queries()[0]
	h.worker().say(protocol.Answer{Job: 1, ID: q.ID, Frame: q.Frame, Kind: q.Kind, Value: 0.5, HasExact: true, Exact: 0.25})
	q = h.worker().queries()[1]
	h.worker().say(protocol.Answer{Job: 1, ID: q.ID, Frame: q.Frame, Kind: q.Kind, Value: 0.125})
	if q.Frame != 2 {
		t.Fatalf("asked about frame %d", q.Frame)
	}
	if r := l.Runner.Result; len(r.Answers) != 2 || !slices.Equal(r.Start.Ask, []string{"P(X > 0)"}) {
		t.Fatalf("answers %+v to %q", r.Answers, r.Start.Ask)
	}
	l.pursue()
	if n := len(h.worker().queries()); n != 2 {
		t.Errorf("what is known is asked again: %d queries", n)
	}

	for i := range l.Runner.Result.Frames {
		l.Runner.Result.Frames[i].Time = l.Runner.asked.Times[i]
	}
	run, err := protocol.NewRun(l.Runner.Result.Kept().Messages())
	if err != nil {
		t.Fatal(err)
	}
	h, l = newLab()
	h.worker().say(protocol.Ready{})
	l.show(run, "file")
	l.Player.Scrub(1, 1, false)
	l.pursue()
	if a := l.Answer(); l.Asker.Text != "P(X > 0)" || a == nil || a.Value != 0.5 || a.Exact != 0.25 || len(h.worker().queries()) != 0 {
		t.Errorf("%q is answered by %+v, after %d queries", l.Asker.Text, a, len(h.worker().queries()))
	}
	l.Runner.GoOn(append(slices.Clone(run.Start.Times), 99))
	if s := h.worker().last().(protocol.Start); s.Ask != nil || len(l.Runner.asked.Ask) != 1 {
		t.Errorf("a run that goes on asks %q of the worker, and keeps %q", s.Ask, l.Runner.asked.Ask)
	}
}

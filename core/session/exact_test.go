package session

import (
	"math"
	"strings"
	"testing"

	"vanscape/core/closed"
	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// handedOn has few enough states to list, and a law in closed form.
const handedOn = `species A, B
0 -> A @ 4
A -> B @ 1
B -> 0 @ 1
init B ~ poisson(2)
`

// The closed form tells the same law as the listed states, and by its samples the
// same distance of a network that is made to differ.
func TestClosedLawIsTheListedOne(t *testing.T) {
	start := protocol.Start{Text: handedOn, Times: []float64{0.2, 1.5}, Pairs: [][2]string{{"B", "A"}}, Seed: 1, Samples: 50, Step: 0.05,
		Limits: map[string]int{"A": 25, "B": 25}}
	work := func(start protocol.Start) *task {
		k, err := newTask(start, func() error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	other := start
	other.Text = strings.Replace(handedOn, "@ 4", "@ 5", 1)
	src, err := newVAN(work(other))
	if err != nil {
		t.Fatal(err)
	}
	defer src.close()
	task := work(start)
	listed, err := newExactLaw(task)
	if err != nil {
		t.Fatal(err)
	}
	form := newClosedLaw(task)
	if form == nil || form.states() != 0 || listed.states() != 26*26 {
		t.Fatal("not the two laws")
	}
	move := func(i int, of func(int) (bool, error)) {
		for done := false; !done; {
			if done, err = of(i); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, at := range start.Times {
		for _, of := range []func(int) (bool, error){src.advance, listed.advance, form.advance} {
			move(i, of)
		}
		a, b := listed.law(), form.law()
		for k := range a.Mean {
			near(t, "mean", b.Mean[k], a.Mean[k], 1e-6)
			near(t, "variance", b.Var[k], a.Var[k], 1e-5)
			for n, p := range a.Marginals[k] {
				near(t, "marginal", b.Marginals[k][n], p, 1e-8)
			}
		}
		for k, c := range a.Cov {
			near(t, "covariance", b.Cov[k], c, 1e-5)
		}
		for k, p := range a.Joints[0].P {
			near(t, "joint", float64(b.Joints[0].P[k]), float64(p), 1e-7)
		}
		var f [2]protocol.Frame
		for k, e := range []exactLaw{listed, form} {
			src.frame(&f[k])
			takeExact(&f[k], e.law())
			for !e.compare(src, &f[k]) {
			}
		}
		for s, d := range f[0].MarginalHellinger {
			near(t, "marginal distance", f[1].MarginalHellinger[s], d, 1e-6)
		}
		if d := f[0].JointHellinger; d < 0.02 || !f[1].HasJoint {
			t.Errorf("t = %g: the laws are %g apart", at, d)
		} else {
			near(t, "joint distance", f[1].JointHellinger/d, 1, 0.08)
		}
	}
}

// otherForm is a source whose law is a closed form too.
type otherForm struct {
	source
	form *closed.Poisson
	on   *cme.Generator
}

func (o otherForm) gen() *cme.Generator { return o.on }

func (o otherForm) model() density { return o.form }

// Samples of both laws tell how far apart they are even when those of one hardly
// ever show the other: two Poisson laws of the means a and b are at the distance
// sqrt(1 - exp(-(sqrt a - sqrt b)^2 / 2)).
func TestDistanceToAFarClosedForm(t *testing.T) {
	task, err := newTask(protocol.Start{Text: "0 -> X @ 9", Times: []float64{1}}, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	form := newClosedLaw(task)
	net, err := crn.Parse("0 -> X @ 1")
	if err != nil {
		t.Fatal(err)
	}
	other, _ := closed.NewPoisson(net)
	other.Set(1)
	if _, err := form.advance(0); err != nil {
		t.Fatal(err)
	}
	var f protocol.Frame
	for !form.compare(otherForm{form: other, on: task.gen}, &f) {
	}
	near(t, "distance", f.JointHellinger, math.Sqrt(1-math.Exp(-2)), 0.01)
}

// A network of many states meets its closed form in a run.
func TestRunBesideAClosedForm(t *testing.T) {
	text := "0 -> A @ 20\nA -> B @ 1\nB -> C @ 1\nC -> 0 @ 1"
	for _, solver := range []protocol.Solver{protocol.VAN, protocol.SSA} {
		c := finished(t, protocol.Start{Text: text, Times: []float64{1}, Solver: solver, Exact: true, Seed: 1, Samples: samplesOf(solver),
			Limits: map[string]int{"A": 60, "B": 60, "C": 60}}, newSource)
		if c.started.ExactStates != 0 || len(c.started.Notes) == 0 || !strings.Contains(c.started.Notes[0], "closed form") {
			t.Errorf("%s: started %+v", solver, c.started)
		}
		f := c.frames[0]
		if f.Exact == nil || f.HasJoint != (solver == protocol.VAN) || f.JointHellinger > 0.06 {
			t.Errorf("%s: exact %v, joint %v %g", solver, f.Exact != nil, f.HasJoint, f.JointHellinger)
		}
		for i, d := range f.MarginalHellinger {
			if d > 0.06 {
				t.Errorf("%s: %s is %g from the exact law", solver, c.started.Species[i], d)
			}
		}
	}
}

// Listing the states of an exact law ends when the job does, and is no word on whether there is one.
func TestListingEndsWithTheJob(t *testing.T) {
	tick := func() error { return nil }
	task, err := newTask(protocol.Start{Text: handedOn, Times: []float64{1}, Limits: map[string]int{"A": 25, "B": 25}}, tick)
	if err != nil {
		t.Fatal(err)
	}
	task.tick = func() error { return ErrStop }
	if law, err := newExactLaw(task); law != nil || err != ErrStop || len(task.notes) > 0 {
		t.Errorf("law %v, error %v, notes %q", law, err, task.notes)
	}
}

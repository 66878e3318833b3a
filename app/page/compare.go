package page

import (
	"fmt"
	"math"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// course is what is known of one way to follow the model of a result: by its rate equation, or by simulations.
type course struct {
	asked bool
	curve *protocol.Course
	fault string // why there is no curve, or ""
}

const (
	comparedRuns = 300 // simulations behind a mean
	shownRuns    = 5   // of them, one by one
)

// pursueCourses asks for the curves that are to be shown and are missing. They are asked of the model, so a run from a file has them too.
func (l *Lab) pursueCourses(r *Result) {
	l.pursueCourse(r, l.Look.Rates, &r.rates, protocol.Query{Kind: protocol.AskRates})
	l.pursueCourse(r, l.Look.Runs, &r.runs, protocol.Query{Kind: protocol.AskRuns, Samples: comparedRuns, Shown: shownRuns, Seed: r.Start.Seed})
}

func (l *Lab) pursueCourse(r *Result, wanted bool, c *course, q protocol.Query) {
	if !wanted || c.asked || !l.Runner.Ready() {
		return
	}
	c.asked = true
	q.Text, q.Times = r.Start.Text, r.Start.Times
	l.Runner.Query(q, func(a protocol.Answer) {
		switch {
		case a.Kind == "": // the worker is gone: ask the next one
			c.asked = false
		case a.Course == nil || a.Course.Species != len(r.Started.Species):
			c.fault = a.Failed
		default:
			c.curve = a.Course
		}
		l.Changed()
	})
}

// exactLabel tells what the exact law is worth at a frame.
func (r *Result) exactLabel(f *protocol.Frame) string {
	if f.Exact == nil {
		return "there is none"
	}
	if r.Started.ExactStates == 0 {
		return "closed form"
	}
	return picture.Whole(r.Started.ExactStates) + " states, lost mass " + picture.Number(f.Exact.LostMass, 1)
}

// ratesLabel tells what the rate equation leaves out.
func (r *Result) ratesLabel() string {
	switch {
	case r.rates.fault != "":
		return r.rates.fault
	case r.rates.curve == nil:
		return "on its way"
	}
	return "no noise"
}

// runsLabel tells how far to trust the mean of the simulations at a frame: the larger standard error of the two species shown.
func (r *Result) runsLabel(frame int) string {
	c := r.runs.curve
	switch {
	case r.runs.fault != "":
		return r.runs.fault
	case c == nil:
		return "on their way"
	}
	x, y, _ := r.Pair()
	at := frame * c.Species
	return fmt.Sprintf("%d runs, standard error %s", comparedRuns, picture.Number(max(c.MeanError[at+x], c.MeanError[at+y]), 2))
}

// Faster says in a sentence which way to the law was the faster one, once both are done, where the exact one is. Otherwise it is "".
func (l *Lab) Faster() string {
	r, done := l.Runner.Result, l.Runner.Done
	if r == nil || l.Runner.Status.Active() || r.Started.Job != l.Runner.Started.Job || r.Started.ExactStates == 0 ||
		!(done.ExactSeconds > 0) || done.ExactSeconds >= done.SolverSeconds {
		return ""
	}
	solver := "the network"
	if r.Start.Solver == protocol.SSA {
		solver = "the simulations"
	}
	return fmt.Sprintf("The exact law took %s s, %s %s s: for a model with so few states it is the better way.",
		seconds(done.ExactSeconds), solver, seconds(done.SolverSeconds))
}

// seconds writes a time of computing with two significant digits, a long one in whole seconds.
func seconds(s float64) string {
	if s >= 10 {
		return picture.Fixed(math.Round(s), 0)
	}
	return picture.Number(s, 2)
}

package session

import (
	"vanscape/core/crn"
	"vanscape/core/protocol"
	"vanscape/core/rate"
	"vanscape/core/ssa"
)

const (
	maxCourse       = 4_000_000  // numbers of a course, each of means and counts
	maxCourseEvents = 60_000_000 // reactions of all its simulations: some ten seconds
)

// model reads the model of a query for a course, and checks its times.
func (r *respondent) model() (*crn.Network, error) {
	net, err := crn.Parse(r.q.Text)
	if err != nil {
		return nil, err
	}
	if err := checkTimes(r.q.Times); err != nil {
		return nil, err
	}
	if size := len(r.q.Times) * len(net.Species); size > maxCourse/max(r.q.Shown, 1) {
		return nil, badInput("%d times of %d species are more than can be told at once", len(r.q.Times), len(net.Species))
	}
	r.a.Course = &protocol.Course{Times: len(r.q.Times), Species: len(net.Species)}
	return net, nil
}

// rates follows the deterministic rate equation.
func (r *respondent) rates() error {
	net, err := r.model()
	if err != nil {
		return err
	}
	e := rate.New(net)
	return r.course(e.Step, func() { r.a.Course.Mean = append(r.a.Course.Mean, e.Amounts()...) })
}

// runs makes simulations.
func (r *respondent) runs() error {
	net, err := r.model()
	if err != nil {
		return err
	}
	runs, shown, size, c := r.q.Samples, r.q.Shown, len(net.Species), r.a.Course
	switch {
	case runs < 1 || runs > maxSamples:
		return badInput("from 1 to %d simulations can be asked for, not %d", maxSamples, runs)
	case shown < 0 || shown > min(runs, maxShown):
		return badInput("from 0 to %d of %d simulations can be shown, not %d", min(runs, maxShown), runs, shown)
	}
	e := ssa.New(net, runs, r.q.Seed)
	step := func(until float64) (bool, error) {
		if e.Events() > maxCourseEvents {
			return false, badInput("%d simulations take too long here: after %d reactions they are at t = %.3g", runs, e.Events(), e.Time())
		}
		return e.Step(until)
	}
	c.Counts = make([]int, shown*c.Times*size)
	mean, off := make([]float64, size), make([]float64, size)
	at := 0
	return r.course(step, func() {
		e.Mean(mean)
		e.MeanError(off)
		c.Mean, c.MeanError = append(c.Mean, mean...), append(c.MeanError, off...)
		for b := range shown {
			copy(c.Counts[(b*c.Times+at)*size:], e.States()[b*size:(b+1)*size])
		}
		at++
	})
}

// course goes from time to time by steps of some milliseconds and takes each.
func (r *respondent) course(step func(until float64) (bool, error), take func()) error {
	for _, t := range r.q.Times {
		for {
			done, err := step(t)
			if err != nil {
				return explained(err)
			}
			if done {
				break
			}
			if err := r.rest(); err != nil {
				return err
			}
		}
		take()
		if err := r.rest(); err != nil {
			return err
		}
	}
	return nil
}

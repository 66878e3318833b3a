package session

import (
	"fmt"
	"strconv"
	"time"

	"vanscape/core/evolve"
	"vanscape/core/protocol"
)

// How the tolerance follows from Start.Budget: a pilot run of the coarsest network tells how
// long the others take.
const (
	pilotShare  = 0.25 // of the budget that the pilot may take
	exactShare  = 0.5  // of the rest, which the exact law may take
	reserve     = 0.2  // of what is left then
	besideShare = 0.3  // of a run that is estimated, which the coarser network takes
)

// chooseTolerance sets the tolerance of a job that has a budget and none of its own.
func (j *job) chooseTolerance() error {
	s := &j.task.start
	set, err := settings(*s)
	switch {
	case err != nil:
		return err
	case s.Tolerance != 0 || s.Solver != protocol.VAN || set.Method != evolve.Projected:
		return nil
	case s.From != nil:
		j.chosen = s.From.Tolerance
	case s.Budget > 0:
		if j.chosen, err = j.affordable(); err != nil {
			return err
		}
	}
	s.Tolerance = j.chosen
	return nil
}

// affordable is the least tolerance that is expected to keep to the budget, or 0 where the pilot
// fails: the run itself says why.
func (j *job) affordable() (float64, error) {
	budget := seconds(j.start.Budget)
	pilot := *j.task
	pilot.start.Times, pilot.start.Tolerance = []float64{j.task.horizon()}, evolve.MaxTolerance
	set, err := settings(pilot.start)
	if err != nil {
		return 0, err
	}
	begin := j.now()
	src, err := openVAN(&pilot, set, false, nil)
	if err != nil {
		return 0, nil
	}
	defer src.close()
	late := false
	err = j.advance(protocol.ChoosingTolerance, func() (bool, error) {
		late = float64(j.now()-begin) > pilotShare*float64(budget)
		if late {
			return true, nil
		}
		return src.reach(0)
	})
	if err != nil {
		return 0, j.ended
	}
	tolerance := set.Tolerance
	if !late {
		tolerance = evolve.Affordable(float64(j.spare(budget)) / float64(max(j.now()-begin, time.Microsecond)))
	}
	tolerance = twoDigits(tolerance)
	note := fmt.Sprintf("The tolerance %g was chosen to keep to the time budget of %g s.", tolerance, j.start.Budget)
	if late {
		note = fmt.Sprintf("The tolerance %g is the coarsest, and may not keep to the time budget of %g s.", tolerance, j.start.Budget)
	}
	j.task.notes = append(j.task.notes, note)
	return tolerance, nil
}

// spare is the time that the network alone may take of what is left of a budget.
func (j *job) spare(budget time.Duration) time.Duration {
	left := (1 - reserve) * float64(budget-(j.now()-j.pace.start))
	if j.exact != nil && j.exact.states() > 0 {
		left *= 1 - exactShare
	}
	if estimated(j.start.Estimate, j.exact) {
		left *= 1 - besideShare
	}
	return time.Duration(left)
}

// twoDigits rounds to two significant digits.
func twoDigits(x float64) float64 {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	return x
}

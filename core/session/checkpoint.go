package session

import (
	"math"
	"slices"
	"time"

	"vanscape/core/cme"
	"vanscape/core/evolve"
	"vanscape/core/fsp"
	"vanscape/core/protocol"
)

// saving is how a job keeps Checkpoints.
type saving struct {
	every time.Duration // 0 = it does not
	of    uint64        // fingerprint of the Start
	last  time.Duration // when the last one was made, or the job began
}

func newSaving(start protocol.Start, now time.Duration) saving {
	return saving{every: seconds(start.SaveEvery), of: start.Fingerprint(), last: now}
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func (s *saving) due(now time.Duration) bool { return s.every > 0 && now-s.last >= s.every }

// save sends a Checkpoint, as soon as there is something to go on from.
func (j *job) save() error {
	if !j.moving || j.saving.every == 0 {
		return nil
	}
	c := protocol.Checkpoint{
		Job: j.start.Job, Of: j.saving.of, Times: j.start.Times, Limits: j.task.limits, Notes: j.task.notes, Tolerance: j.chosen,
		Next: j.next, Seconds: (j.now() - j.pace.start).Seconds(), Solver: j.solving.Seconds(), Exact: j.exactly.Seconds(), Rest: j.rest.Rest,
	}
	if j.exact != nil {
		j.exact.save(&c)
	}
	if j.beside != nil {
		j.beside.save(&c)
	}
	if !j.src.save(&c) {
		return nil
	}
	j.saving.last = j.now()
	return j.send(c)
}

// checkFrom returns what is wrong with the Checkpoint of a Start, if it has one.
func checkFrom(start protocol.Start) error {
	c := start.From
	if c == nil {
		return nil
	}
	if c.Of != start.Fingerprint() {
		return badInput("the checkpoint is of another model or of other settings: go on with the text and the settings that it was made with")
	}
	if n := len(c.Times); n == 0 || n > len(start.Times) || !slices.Equal(c.Times, start.Times[:n]) {
		return badInput("the checkpoint is of a run at other times: go on with those, up to %g, and let new ones follow", slices.Max(append(c.Times, 0)))
	}
	if c.Next < 0 || c.Next > len(c.Times) || !(c.Seconds >= 0 && c.Seconds < math.MaxInt32) || !(c.Solver >= 0 && c.Solver <= c.Seconds && c.Exact >= 0 && c.Exact <= c.Seconds) {
		return misfit("it counts %d frames in %g s", c.Next, c.Seconds)
	}
	if (evolve.Settings{Tolerance: c.Tolerance}).Check() != nil {
		return misfit("it has the tolerance %g", c.Tolerance)
	}
	at := -1.0
	switch {
	case start.Solver == protocol.VAN && c.VAN != nil:
		at = c.VAN.Time
	case start.Solver == protocol.FSP && c.FSP != nil:
		at = c.FSP.Time
	case start.Solver == protocol.SSA && c.SSA != nil:
		at = c.SSA.Time
	}
	return checkPlace(start, at)
}

// checkPlace returns an error unless time t lies between the last frame that was
// sent and the next one.
func checkPlace(start protocol.Start, t float64) error {
	earliest, latest := 0.0, math.Inf(1)
	if start.From.Next > 0 {
		earliest = start.Times[start.From.Next-1]
	}
	if start.From.Next < len(start.Times) {
		latest = start.Times[start.From.Next]
	}
	if !(t >= earliest && t <= latest) {
		return misfit("its solver stands at t = %g and not between %g and %g", t, earliest, latest)
	}
	return nil
}

// misfit is the error of a Checkpoint that no job can have made.
func misfit(format string, args ...any) error {
	return badInput("the checkpoint does not fit its run: "+format, args...)
}

// generatorOn returns the task's generator on levels that have grown, in the order
// of sites.
func (t *task) generatorOn(levels []int) (*cme.Generator, error) {
	if slices.Equal(levels, t.gen.Levels()) {
		return t.gen, nil
	}
	if len(levels) != len(t.order) {
		return nil, misfit("it has levels of %d species", len(levels))
	}
	for i, k := range levels {
		if least := t.gen.Levels()[i]; k < least || k > maxCount+1 {
			return nil, misfit("it has %d levels of a species that began with %d", k, least)
		}
	}
	return cme.New(t.gen.Network(), levels)
}

// restoreFSP moves a solver to where the Checkpoint of a task has it, if there is
// one.
func restoreFSP(t *task, solver *fsp.Solver) error {
	c := t.start.From
	if c == nil {
		return nil
	}
	if c.FSP == nil {
		return misfit("it has no exact law")
	}
	if err := checkPlace(t.start, c.FSP.Time); err != nil {
		return err
	}
	if err := solver.Restore((*fsp.State)(c.FSP)); err != nil {
		return misfit("%v", err)
	}
	return nil
}

package session

import (
	"math"
	"time"

	"vanscape/core/protocol"
)

const (
	reportEvery  = 100 * time.Millisecond // between Progress messages
	paceConstant = 3.0                    // seconds over which speeds are averaged
	leastWay     = 0.02                   // share of the way before an end is foretold: solvers begin with tiny steps
)

// pace measures how fast a job moves and says when a Progress is due.
type pace struct {
	start    time.Duration // when the job began
	begun    bool          // last means something
	last     protocol.Progress
	reported time.Duration // when last was made

	// Sums in which the past fades.
	seconds, way, steps float64
}

// report completes p, in which job, phase, times and steps are set, and reports
// whether it is due: the first at once, then one every reportEvery.
func (c *pace) report(p protocol.Progress, now time.Duration) (protocol.Progress, bool) {
	if c.begun && now-c.reported < reportEvery {
		return p, false
	}
	passed := (now - c.reported).Seconds()
	if c.begun && passed > 0 {
		// Comparing and the exact law take wall-clock time too: their share of
		// the way is what makes the estimate honest, so all phases count.
		fade := math.Exp(-passed / paceConstant)
		c.seconds = fade*c.seconds + passed
		c.way = fade*c.way + p.Time - c.last.Time
		c.steps = fade*c.steps + float64(p.Steps-c.last.Steps)
	}
	p.Elapsed = (now - c.start).Seconds()
	p.Remaining = -1
	if c.seconds > 0 {
		p.StepsPerSecond = c.steps / c.seconds
	}
	if c.way > 0 && p.Time >= leastWay*p.Horizon {
		p.Remaining = (p.Horizon - p.Time) * c.seconds / c.way
	}
	c.begun, c.last, c.reported = true, p, now
	return p, true
}

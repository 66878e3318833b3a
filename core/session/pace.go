package session

import (
	"math"
	"time"

	"vanscape/core/protocol"
)

const (
	reportEvery  = 100 * time.Millisecond // between Progress messages
	paceConstant = 3.0                    // seconds over which speeds are averaged
)

// pace measures how fast a job moves and says when a Progress is due.
type pace struct {
	start    time.Duration // when the job began
	begun    bool          // last means something
	last     protocol.Progress
	reported time.Duration // when last was made
	speed    float64       // model time per second, smoothed; 0 = unknown
	rate     float64       // steps per second, smoothed; 0 = unknown
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
		weight := 1 - math.Exp(-passed/paceConstant)
		c.speed = smoothed(c.speed, (p.Time-c.last.Time)/passed, weight)
		c.rate = smoothed(c.rate, float64(p.Steps-c.last.Steps)/passed, weight)
	}
	p.Elapsed = (now - c.start).Seconds()
	p.StepsPerSecond = c.rate
	p.Remaining = -1
	if c.speed > 0 {
		p.Remaining = (p.Horizon - p.Time) / c.speed
	}
	c.begun, c.last, c.reported = true, p, now
	return p, true
}

func smoothed(old, sample, weight float64) float64 {
	if old == 0 {
		return sample
	}
	return old + weight*(sample-old)
}

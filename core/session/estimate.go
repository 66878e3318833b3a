package session

import (
	"vanscape/core/evolve"
	"vanscape/core/protocol"
)

// A beside is the network of a job once more, with evolve.Settings.Coarser: its law is
// further from the exact one in all that a tolerance governs, so the distance between the
// two tells how far the finer one may be.
type beside struct {
	task     *task
	src      *vanSource
	distance *sampledDistance
}

// Calibration: on 315 frames of the gallery's models with an exact law, 105 for each of three
// seeds, the distance of the two networks over estimateRatio, but at least estimateFloor, is
// between a third and three times the distance to the exact law on 90 of 100 (93, 90 and 88). It is too small
// where early-life has hardly begun (t = 0.04): both networks have too few bumps there, and the same error.
// Ratios from 1.6 to 2.0 give 90 as well. What both networks share, such as the species that a conditional looks at, is not seen.
const (
	estimateRatio  = 1.8
	estimateFloor  = 3e-4
	estimateStream = 0x657374696d6174
)

// newBeside returns nil for a source that is not estimated in this way.
func newBeside(t *task, src source, exact exactLaw) (*beside, error) {
	set, err := settings(t.start)
	if err != nil {
		return nil, err
	}
	if _, network := src.(*vanSource); !estimated(t.start.Estimate, exact) || !network || set.Method != evolve.Projected {
		return nil, nil
	}
	b := &beside{task: t, distance: newSampledDistance(t.gen.Species())}
	var from *protocol.VANState
	if c := t.start.From; c != nil {
		if from = c.Beside; from == nil && c.Next > 0 {
			return nil, nil // it has failed on the way; before the first frame it has just not begun
		}
	}
	if b.src, err = openVAN(t, set, true, from); err != nil {
		return nil, err
	}
	return b, nil
}

// estimated says whether a network is wanted beside one that has an exact law or none.
func estimated(e protocol.Estimate, exact exactLaw) bool {
	return exact == nil && e == protocol.EstimateAuto || e == protocol.EstimateAlways
}

func (b *beside) advance(i int) (bool, error) {
	done, err := b.src.reach(i)
	if done {
		b.distance.begin(b.task.start.Seed, estimateStream+uint64(i))
	}
	return done, err
}

// estimate sets the ErrorEstimate of a frame of the source. It reports whether it is done.
func (b *beside) estimate(src source, f *protocol.Frame) bool {
	d, done := b.distance.draw(bounded{src.model(), src.gen()}, bounded{b.src.model(), b.src.gen()})
	if done {
		f.ErrorEstimate = max(estimateFloor, d/estimateRatio)
	}
	return done
}

func (b *beside) save(c *protocol.Checkpoint) {
	if state := b.src.state(c.Next); state != nil {
		c.Beside = (*protocol.VANState)(state)
	}
}

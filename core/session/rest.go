package session

import (
	"fmt"
	"math"
	"slices"

	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// restWatch notices when the law has come to rest, as Start.Steady asks and
// Done.Change says. The criterion looks back over half of the time, not to the
// frame before, for three reasons. The noise of a sampled law does not
// shrink as frames come closer, so that over a short span it would pass for
// change, while over a growing one any tolerance is met in the end. A slow drift
// adds up over the span instead of hiding between close frames. And a law that
// overshoots and comes back to where it was has not rested, since all frames of the
// span count. The price is to stop later than a look at the slope would: where the
// law relaxes at one rate, at most twice as late. A law that rates keep swinging for
// ever would pass in the end too, so newTask lets no rate depend on time here.
type restWatch struct {
	tolerance float64 // 0 = nobody asked
	past      []protocol.Moment
	change    float64 // at the last frame
	since     float64 // the time that it spans begins here
	time      float64 // of the last frame
	noise     float64 // change that sampling alone makes, 0 where unknown
}

// recall takes back what a Checkpoint holds of the frames before it.
func (w *restWatch) recall(past []protocol.Moment) { w.past = slices.Clone(past) }

// spacing is the least time between the frames that are kept, as a share of the
// time reached. It bounds their number, and so the work at each frame.
const spacing = 1. / 64

// rested takes in a frame and reports whether the law is at rest.
func (w *restWatch) rested(f *protocol.Frame) bool {
	if w.tolerance == 0 {
		return false
	}
	known := false
	for len(w.past) > 1 && w.past[1].Time <= f.Time/2 {
		w.past = w.past[1:]
	}
	if w.time = f.Time; len(w.past) > 0 && w.past[0].Time <= f.Time/2 && f.Time > 0 {
		known = true
		w.since = w.past[0].Time
		w.change = w.furthest(f.Law.Marginals) / (f.Time - w.since)
		w.noise = 0
		if f.Law.MeanError != nil { // a histogram: two of them are this far apart
			w.noise = math.Sqrt2 * f.ErrorEstimate / (f.Time - w.since)
		}
	}
	if n := len(w.past); n == 0 || f.Time-w.past[n-1].Time >= spacing*f.Time {
		w.past = append(w.past, protocol.Moment{Time: f.Time, Marginals: f.Law.Marginals})
	}
	return known && w.change < w.tolerance
}

// furthest is the largest distance of a marginal to what it was.
func (w *restWatch) furthest(now [][]float64) float64 {
	most := 0.0
	for _, m := range w.past {
		for i, p := range m.Marginals {
			most = max(most, dist.Hellinger(p, now[i]))
		}
	}
	return most
}

// tell puts what was noticed into the end of a job that was not stopped. By then
// there is a change: check lets no Start pass without a frame to look back to.
func (w *restWatch) tell(done *protocol.Done) {
	if w.tolerance == 0 {
		return
	}
	done.Change, done.Rested = w.change, w.change < w.tolerance
	if done.Rested {
		done.Note = fmt.Sprintf("The law is steady at t = %.4g: since t = %.4g it has changed by %.2g per unit of time, less than %.2g.",
			w.time, w.since, w.change, w.tolerance)
		return
	}
	done.Note = fmt.Sprintf("The law is not steady at t = %.4g: since t = %.4g it has changed by %.2g per unit of time, not less than %.2g.",
		w.time, w.since, w.change, w.tolerance)
	if w.noise >= w.tolerance {
		done.Note += fmt.Sprintf(" Sampling alone makes about %.2g: more samples or a later end make it less.", w.noise)
	}
}

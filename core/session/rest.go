package session

import (
	"fmt"
	"math"

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
	protocol.Rest
}

// newRestWatch returns a watch that knows what the Checkpoint of a Start does.
func newRestWatch(start protocol.Start) restWatch {
	w := restWatch{tolerance: start.Steady, Rest: protocol.Rest{Change: -1}}
	if start.From != nil {
		w.Rest = start.From.Rest
	}
	return w
}

// fits returns an error unless what a Checkpoint holds is of so many species.
func (w *restWatch) fits(species int) error {
	for _, x := range []float64{w.Time, w.Since, w.Change, w.Noise} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return misfit("the change of its law is not a number")
		}
	}
	for _, m := range w.Past {
		if len(m.Marginals) != species {
			return misfit("it looks back to laws of %d species", len(m.Marginals))
		}
	}
	return nil
}

// rested reports whether the law is at rest.
func (w *restWatch) rested() bool { return w.Change >= 0 && w.Change < w.tolerance }

// spacing is the least time between the frames that are kept, as a share of the
// time reached. It bounds their number, and so the work at each frame.
const spacing = 1. / 64

// take takes in a frame.
func (w *restWatch) take(f *protocol.Frame) {
	if w.tolerance == 0 {
		return
	}
	for len(w.Past) > 1 && w.Past[1].Time <= f.Time/2 {
		w.Past = w.Past[1:]
	}
	if w.Time = f.Time; len(w.Past) > 0 && w.Past[0].Time <= f.Time/2 && f.Time > 0 {
		w.Since = w.Past[0].Time
		w.Change = w.furthest(f.Law.Marginals) / (f.Time - w.Since)
		w.Noise = 0
		if f.Law.MeanError != nil { // a histogram: two of them are this far apart
			w.Noise = math.Sqrt2 * f.ErrorEstimate / (f.Time - w.Since)
		}
	}
	if n := len(w.Past); n == 0 || f.Time-w.Past[n-1].Time >= spacing*f.Time {
		w.Past = append(w.Past, protocol.Moment{Time: f.Time, Marginals: f.Law.Marginals})
	}
}

// furthest is the largest distance of a marginal to what it was.
func (w *restWatch) furthest(now [][]float64) float64 {
	most := 0.0
	for _, m := range w.Past {
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
	done.Change, done.Rested = w.Change, w.rested()
	if done.Rested {
		done.Note = fmt.Sprintf("The law is steady at t = %.4g: since t = %.4g it has changed by %.2g per unit of time, less than %.2g.",
			w.Time, w.Since, w.Change, w.tolerance)
		return
	}
	done.Note = fmt.Sprintf("The law is not steady at t = %.4g: since t = %.4g it has changed by %.2g per unit of time, not less than %.2g.",
		w.Time, w.Since, w.Change, w.tolerance)
	if w.Noise >= w.tolerance {
		done.Note += fmt.Sprintf(" Sampling alone makes about %.2g: more samples or a later end make it less.", w.Noise)
	}
}

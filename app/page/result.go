package page

import (
	"math"
	"slices"

	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// Result is what a job has given so far. Its frames may be ahead of its checkpoint, which has no times before the first one has come.
type Result struct {
	protocol.Run
	ID string // under which the browser keeps it

	network *crn.Network  // of Start.Text, once it was asked for
	params  []crn.Setting // of Start.Text, once they were asked for
	pairing *pairing      // the way to another pair than that of the frames, or nil
	shown   *pairing      // the one that is shown, nil = the frames' own
	rates   course        // of its rate equation
	runs    course        // of simulations
}

// Network is the model that was solved, nil when it cannot be read any more.
func (r *Result) Network() *crn.Network {
	if r.network == nil {
		r.network, _ = crn.Parse(r.Start.Text)
	}
	return r.network
}

// Parameters are those that can be set in the text that was solved.
func (r *Result) Parameters() []crn.Setting {
	if r.params == nil {
		r.params = append([]crn.Setting{}, crn.Settings(r.Start.Text)...)
	}
	return r.params
}

// Smooth says whether the solver's joint laws are: shares of simulations are not, and have no lines of equal probability.
func (r *Result) Smooth() bool { return r.Start.Solver != protocol.SSA }

// CanKeep says whether there is a checkpoint.
func (r *Result) CanKeep() bool { return len(r.Checkpoint.Times) > 0 }

// Kept is the result as far as its checkpoint goes.
func (r *Result) Kept() *protocol.Run {
	run := r.Run
	next := run.Checkpoint.Next
	run.Frames = run.Frames[:next:next]
	run.Answers = slices.DeleteFunc(slices.Clone(run.Answers), func(a protocol.Answer) bool { return a.Frame >= next })
	return &run
}

// Unfinished says whether a job can go on from the checkpoint.
func (r *Result) Unfinished() bool {
	return r.CanKeep() && r.Checkpoint.Next < len(r.Start.Times) && !r.Rested()
}

// Last is the index of the newest frame.
func (r *Result) Last() int { return len(r.Frames) - 1 }

// Nearest is the index of the frame at position at, a frame index with a fraction, among those that have come.
func (r *Result) Nearest(at float64) int {
	return min(max(int(math.Round(at)), 0), r.Last())
}

// Between returns the two frames around position at and how far at is from the first to the second.
func (r *Result) Between(at float64) (a, b *protocol.Frame, fraction float64) {
	at = min(max(at, 0), float64(r.Last()))
	i := int(at)
	return &r.Frames[i], &r.Frames[min(i+1, r.Last())], at - float64(i)
}

// Position is the position whose time is nearest to t.
func (r *Result) Position(t float64) float64 {
	best := 0
	for i, s := range r.Start.Times {
		if math.Abs(s-t) < math.Abs(r.Start.Times[best]-t) {
			best = i
		}
	}
	return float64(best)
}

// TimeAt is the time at position at, between frames in proportion.
func (r *Result) TimeAt(at float64) float64 {
	at = min(max(at, 0), float64(len(r.Start.Times)-1))
	i := int(at)
	j := min(i+1, len(r.Start.Times)-1)
	return r.Start.Times[i] + (at-float64(i))*(r.Start.Times[j]-r.Start.Times[i])
}

// positionAt is the position at time t, between frames in proportion: what TimeAt is the other way round, as far as there are times.
func (r *Result) positionAt(t float64) float64 {
	times := r.Start.Times
	i, _ := slices.BinarySearch(times, t)
	switch {
	case i == 0:
		return 0
	case i == len(times):
		return float64(i - 1)
	}
	return float64(i-1) + (t-times[i-1])/(times[i]-times[i-1])
}

// Levels is the number of levels of species i that a picture of the result needs: count limits may grow from frame to frame, and those of the exact
// law by themselves.
func (r *Result) Levels(i int) int {
	levels := r.Started.Limits[i] + 1
	for f := range r.Frames {
		levels = max(levels, len(r.Frames[f].Law.Marginals[i]))
		if exact := r.Frames[f].Exact; exact != nil {
			levels = max(levels, len(exact.Marginals[i]))
		}
	}
	return levels
}

// Limit is the count limit of species i at the newest frame.
func (r *Result) Limit(i int) int {
	if r.Last() < 0 {
		return r.Started.Limits[i]
	}
	return len(r.Frames[r.Last()].Law.Marginals[i]) - 1
}

// ShownFirst lists all species: those of the shown pair first, the others as the model names them.
func (r *Result) ShownFirst() []int {
	x, y, _ := r.Pair()
	order := []int{x}
	if y != x {
		order = append(order, y)
	}
	for i := range r.Started.Species {
		if i != x && i != y {
			order = append(order, i)
		}
	}
	return order
}

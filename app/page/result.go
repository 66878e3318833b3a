package page

import (
	"math"

	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// Result is what a job has given so far.
type Result struct {
	Started protocol.Started
	Text    string           // the model it solved
	Times   []float64        // of all its frames, also those to come
	Frames  []protocol.Frame // those that have come, in order
	Network *crn.Network     // of Text

	pair    *[2]int  // species shown; nil = those of the frames as they came
	pairing *pairing // the way to another pair, or the one that led to this; nil = none
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
	for i, s := range r.Times {
		if math.Abs(s-t) < math.Abs(r.Times[best]-t) {
			best = i
		}
	}
	return float64(best)
}

// TimeAt is the time at position at, between frames in proportion.
func (r *Result) TimeAt(at float64) float64 {
	at = min(max(at, 0), float64(len(r.Times)-1))
	i := int(at)
	j := min(i+1, len(r.Times)-1)
	return r.Times[i] + (at-float64(i))*(r.Times[j]-r.Times[i])
}

// Pair returns the two species shown. When the result has only one species, or no joint law of two,
// ok is false and x is the species to show.
func (r *Result) Pair() (x, y int, ok bool) {
	if r.pair != nil {
		return r.pair[0], r.pair[1], true
	}
	law := &r.Frames[0].Law
	for _, j := range law.Joints {
		if j.A != j.B {
			return j.A, j.B, true
		}
		x = j.A
	}
	return x, x, false
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

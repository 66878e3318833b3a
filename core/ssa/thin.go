package ssa

import (
	"math"

	"vanscape/core/cme"
)

const (
	// probes is the number of times in a window at which a rate is looked at.
	probes = 9
	// headroom raises the largest of them to a bound.
	headroom = 1.25
	// windows is the least number of windows on the way between two times that
	// the caller asks for.
	windows = 32
	// candidates is the number of events that a window should expect: more, and
	// the first of them makes most of the window's bounds useless.
	candidates = 2
)

// thin draws the next reaction when some rates depend on time, by thinning (P.
// A. W. Lewis, G. S. Shedler, Naval Res. Logist. Q. 26, 403, 1979,
// doi:10.1002/nav.3800260304): candidates come at a constant rate above all
// others, and one is kept with the share that its true rate has of its bound.
//
// The bound of a rate holds for a window, a short time from now, and is a
// quarter more than the largest of nine values there. A window is at most 1/32
// of the way between two times that the caller asks for. So the method is exact
// unless a rate rises by a quarter and falls again within 1/256 of that way;
// where a candidate finds its bound too low, it is kept and the windows
// shrink. longest is the longest window.
func (w *walker) thin(longest, until float64) (int, error) {
	calm := 0.0
	for _, a := range w.rates {
		calm += a
	}
	for w.t < until {
		if w.t >= w.window {
			if err := w.look(calm, longest, until); err != nil {
				return -1, err
			}
		}
		total := calm
		for _, r := range w.timed {
			total += w.bounds[r]
		}
		next := math.Inf(1)
		if total > 0 {
			next = w.t + w.wait(total)
		}
		if next >= w.window {
			w.t = w.window
			continue
		}
		w.t = next
		u := w.uniform() * total
		if u < calm {
			return w.pick(u), nil
		}
		r, err := w.keep(u - calm)
		if r >= 0 || err != nil {
			return r, err
		}
	}
	return -1, nil
}

// look sets the bounds for the window that begins now.
func (w *walker) look(calm, longest, until float64) error {
	length := min(w.length, longest)
	end := min(w.t+length, until)
	if end <= w.t { // shorter than the clock resolves
		end = math.Nextafter(w.t, math.Inf(1))
	}
	total := calm
	for _, r := range w.timed {
		highest := 0.0
		for i := range probes {
			at := w.t + (end-w.t)*float64(i)/(probes-1)
			a := w.net.Reactions[r].Propensity(w.n, at)
			if err := cme.CheckRate(w.net, a, int(r), w.n, at); err != nil {
				return err
			}
			highest = max(highest, a)
		}
		w.bounds[r] = headroom * highest
		total += w.bounds[r]
	}
	w.window = end
	w.length = min(2*length, candidates/total)
	return nil
}

// keep decides on a candidate among the timed reactions, in whose share of the
// summed bounds u falls. It returns -1 when the candidate is dropped.
func (w *walker) keep(u float64) (int, error) {
	for _, r := range w.timed {
		if u >= w.bounds[r] {
			u -= w.bounds[r]
			continue
		}
		a := w.net.Reactions[r].Propensity(w.n, w.t)
		if err := cme.CheckRate(w.net, a, int(r), w.n, w.t); err != nil {
			return -1, err
		}
		if a > w.bounds[r] {
			w.length /= 8
		}
		if u < a {
			return int(r), nil
		}
		return -1, nil
	}
	return -1, nil
}

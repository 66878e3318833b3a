package page

import (
	"strconv"
	"strings"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// View is a way to show the joint law.
type View string

// The views.
const (
	AsMap     View = "map"     // heat map with contours and marginals
	AsSurface View = "surface" // in space
	AsStills  View = "stills"  // small heat maps of several times
)

// Look is how the pictures are drawn, apart from Lab.Scale.
type Look struct {
	View     View
	Colours  picture.Colours
	Contours bool
	Camera   picture.Camera
	Moments  string // times of the stills, as typed; "" = some even ones among those solved

	Film    bool   // the kymograph of one species in place of the means of all
	Species string // of the kymograph; "" = the first that is shown

	Exact, Rates, Runs bool // curves beside the means
}

// newLook is the look of a fresh page.
func newLook() Look {
	return Look{View: AsMap, Contours: true, Camera: picture.FirstLook, Exact: true}
}

// evenMoments is the number of stills where none are typed.
const evenMoments = 6

// moments returns the frames of the stills, or a sentence on what is wrong with the typed times. Typed ones may be of frames that have not come yet.
func (l *Lab) moments(r *Result) ([]int, string) {
	times := r.Start.Times
	text := strings.TrimSpace(l.Look.Moments)
	if text == "" {
		n := min(evenMoments, len(r.Frames))
		frames := make([]int, n)
		for i := range frames {
			frames[i] = r.Last() * (i + 1) / n
		}
		return frames, ""
	}
	var frames []int
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;", c) }) {
		t, err := strconv.ParseFloat(word, 64)
		last := times[len(times)-1]
		if err != nil || !(t >= times[0] && t <= last) {
			return nil, "“" + word + "” is no time from " + picture.TickLabel(times[0]) + " to " + picture.TickLabel(last) + "."
		}
		frames = append(frames, int(r.Position(t)))
	}
	if len(frames) > mostMoments {
		return nil, "There is room for " + strconv.Itoa(mostMoments) + " times."
	}
	return frames, ""
}

const mostMoments = 24

// filmed is the species of the kymograph.
func (l *Lab) filmed(r *Result) int {
	for i, name := range r.Started.Species {
		if name == l.Look.Species {
			return i
		}
	}
	x, _, _ := r.Pair()
	return x
}

// Solver names what has made the law beside the exact one: in a run from a file it may be no network.
func (l *Lab) Solver() string {
	if r := l.Runner.Result; r != nil {
		switch r.Start.Solver {
		case protocol.FSP:
			return "Finite state projection"
		case protocol.SSA:
			return "Simulations"
		}
	}
	return "Neural network"
}

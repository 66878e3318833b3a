package page

import (
	"math"
	"time"

	"vanscape/core/crn"
)

// settle is how long a parameter must rest before the model is solved with it.
const settle = 200 * time.Millisecond

// sliders is what is known of the parameters beside their values, which stand in the text alone.
type sliders struct {
	bounds map[string]bounds
	typed  map[string]refused
	moves  int    // of parameters so far
	of     string // the text that settings were read from
	found  []crn.Setting
}

// refused is what was typed for a parameter and could not be taken.
type refused struct {
	field, text string // which of its fields
	fault       string
}

// The fields of a slider.
const (
	fieldValue = "value"
	fieldLow   = "low"
	fieldHigh  = "high"
)

// Slider is one parameter of the text, to be moved.
type Slider struct {
	crn.Setting
	Text   string // of the value, as written
	Bounds bounds
	Fault  refused
}

// Sliders lists the parameters that can be moved.
func (l *Lab) Sliders() []Slider {
	var list []Slider
	if l.sliders.of != l.Text {
		if l.sliders.of, l.sliders.found = l.Text, nil; len(l.Text) <= mostSearched {
			l.sliders.found = crn.Settings(l.Text)
		}
	}
	for _, s := range l.sliders.found {
		b, ok := l.sliders.bounds[s.Name]
		if !ok {
			b = boundsOf(s.Value)
			l.sliders.bounds[s.Name] = b
		}
		list = append(list, Slider{s, l.Text[s.From:s.To], b.around(s.Value), l.sliders.typed[s.Name]})
	}
	return list
}

func (l *Lab) forgetSliders() {
	l.sliders.bounds, l.sliders.typed = map[string]bounds{}, map[string]refused{}
}

// Slide moves a parameter to a step of its slider.
func (l *Lab) Slide(name string, slot int) {
	for _, s := range l.Sliders() {
		if s.Name == name && s.Bounds.slot(s.Value) != slot {
			l.setParameter(s, written(s.Bounds.value(slot)))
		}
	}
}

// TypeParameter takes what was typed into a field of a parameter, or says why not and leaves all as it is.
func (l *Lab) TypeParameter(name, field, text string) {
	for _, s := range l.Sliders() {
		if s.Name != name {
			continue
		}
		x, fault := readNumber(text)
		b := s.Bounds
		switch {
		case fault != "":
		case field == fieldLow && x >= b.high:
			fault = "the lower end must lie below the upper one, " + written(b.high)
		case field == fieldHigh && x <= b.low:
			fault = "the upper end must lie above the lower one, " + written(b.low)
		}
		switch {
		case fault != "":
			l.sliders.typed[name] = refused{field, text, "For " + name + " " + fault + "."}
			l.Changed()
			return
		case field == fieldLow:
			b.low = x
		case field == fieldHigh:
			b.high = x
		}
		delete(l.sliders.typed, name)
		l.sliders.bounds[name] = b
		if field == fieldValue {
			l.setParameter(s, text)
			return
		}
		l.Changed()
	}
}

// setParameter writes a number into the text and solves again when no other follows at once.
func (l *Lab) setParameter(s Slider, number string) {
	delete(l.sliders.typed, s.Name)
	if number == s.Text {
		l.Changed()
		return
	}
	l.Edit(l.Text[:s.From] + number + l.Text[s.To:])
	l.refill()
	l.sliders.moves++
	move := l.sliders.moves
	l.host.After(settle, func() {
		if move == l.sliders.moves {
			l.runToShown()
		}
	})
}

// runToShown solves again and shows the time that is shown now, as soon as the new result gets there: what a parameter does is best seen at one time.
func (l *Lab) runToShown() {
	goal := 0.0
	if r := l.Runner.Result; r != nil && !l.Player.Follow {
		goal = r.TimeAt(l.Player.At)
	}
	l.Run()
	l.goTo(goal)
}

// goTo has the run that begins followed up to the frame next to a time, 0 for all of it.
func (l *Lab) goTo(t float64) {
	if horizon, ok := parsePositive(l.Horizon); ok && t > 0 && t < horizon {
		l.Player.Follow = false // until there is something to follow: what is shown before then stays where it is
		l.goal = max(math.Round(t/horizon*frameCount), 1)
	}
}

// pursueGoal begins to follow once the result of the new run is shown.
func (l *Lab) pursueGoal() {
	if l.goal > 0 && l.Live() {
		l.Player.Follow, l.Player.Goal, l.goal = true, l.goal, 0
	}
}

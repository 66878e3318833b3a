//go:build stories

package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// Stories shows every widget of the pictures in its states, one story at a time, from runs that were recorded when it was built. It is for whoever changes
// the page: `make stories`. The address names the story behind #.
type Stories struct {
	app.Compo
	lab   *Lab
	stage stage
	chart chart
	fault string
}

// NewStories returns the page of stories.
func NewStories() *Stories { return &Stories{lab: NewLab(browser{}, noShelf{})} }

// story is a state of the Lab that is worth a look.
type story struct {
	name string
	run  string // recorded, "" = none
	show func(s *Stories) app.UI
	set  func(l *Lab)
}

// stories are grouped by the widget that they show.
func stories() []story {
	landscape := func(s *Stories) app.UI { return &LandscapeView{Lab: s.lab, Stage: &s.stage} }
	means := func(s *Stories) app.UI { return &MeansChart{Lab: s.lab, Stage: &s.stage, Chart: &s.chart} }
	timebar := func(s *Stories) app.UI { return &TimeBar{Lab: s.lab, Stage: &s.stage} }
	nothing := func(*Lab) {}
	inexact := func(l *Lab) {
		for i := range l.Runner.Result.Frames {
			l.Runner.Result.Frames[i].Exact = nil
		}
	}
	at := func(index float64, more func(l *Lab)) func(*Lab) {
		return func(l *Lab) { l.Player.At = index; more(l) }
	}
	return []story{
		{"landscape-waiting", "", landscape, nothing},
		{"landscape-map", "toggle-switch", landscape, at(5, nothing)},
		{"landscape-between-frames", "toggle-switch", landscape, at(2.5, nothing)},
		{"landscape-plain", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.Contours = false })},
		{"landscape-linear-cividis", "toggle-switch", landscape, at(5, func(l *Lab) { l.Scale, l.Look.Colours = picture.Linear, picture.Cividis })},
		{"landscape-potential", "toggle-switch", landscape, at(5, func(l *Lab) { l.Scale = picture.Potential })},
		{"landscape-surface", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.View = AsSurface })},
		{"landscape-surface-potential", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.View, l.Scale = AsSurface, picture.Potential })},
		{"landscape-surface-from-above", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.View, l.Look.Camera = AsSurface, picture.Camera{Yaw: 0.4, Pitch: 1.4} })},
		{"landscape-stills", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.View = AsStills })},
		{"landscape-stills-wrong-time", "toggle-switch", landscape, at(5, func(l *Lab) { l.Look.View, l.Look.Moments = AsStills, "1, 99" })},
		{"landscape-simulations", "simulations", landscape, at(5, nothing)},
		{"landscape-gene-beside-protein", "gene-expression", landscape, nothing},
		{"landscape-one-species", "birth-death", landscape, at(3, nothing)},
		{"means", "toggle-switch", means, at(5, nothing)},
		{"means-without-exact", "toggle-switch", means, at(5, inexact)},
		{"landscape-without-exact", "toggle-switch", landscape, at(5, inexact)},
		{"means-compared", "toggle-switch", means, at(5, func(l *Lab) { l.Look.Rates, l.Look.Runs = true, true })},
		{"means-some-hidden", "toggle-switch", means, at(5, func(l *Lab) { l.Hidden["Gx"], l.Hidden["Gy"] = true, true })},
		{"kymograph", "toggle-switch", means, at(5, func(l *Lab) { l.Look.Film = true })},
		{"kymograph-of-a-gene", "simulations", means, at(2, func(l *Lab) { l.Look.Film, l.Look.Species = true, "Gx" })},
		{"timebar", "toggle-switch", timebar, at(3, nothing)},
		{"timebar-loop", "toggle-switch", timebar, at(3, func(l *Lab) { l.Player.Loop = true })},
		{"timebar-waiting", "", timebar, nothing},
		{"readout", "toggle-switch", func(s *Stories) app.UI { return &Readout{Lab: s.lab, Stage: &s.stage} }, at(5, nothing)},
		{"ask", "toggle-switch", func(s *Stories) app.UI { return &AskPanel{Lab: s.lab, Stage: &s.stage} }, at(5, nothing)},
		{"take-away", "toggle-switch", func(s *Stories) app.UI { return &TakeAway{Lab: s.lab, Stage: &s.stage, Chart: &s.chart, opened: true} }, at(5, func(*Lab) { elementOf("takeaway").Call("showModal") })},
	}
}

func (s *Stories) shown() story {
	name := strings.TrimPrefix(app.Window().Get("location").Get("hash").String(), "#")
	for _, st := range stories() {
		if st.name == name {
			return st
		}
	}
	return stories()[0]
}

// OnMount loads the recorded run of the story.
func (s *Stories) OnMount(app.Context) {
	on(app.Window().JSValue(), "hashchange", func(app.Value) { app.Window().Get("location").Call("reload") })
	st := s.shown()
	s.lab.Player.Follow = false
	s.stage.start(s.lab)
	if st.run == "" {
		st.set(s.lab)
		return
	}
	app.Window().Call("fetch", st.run+".vanscape").Call("then", once(func(answer app.Value) {
		answer.Call("arrayBuffer").Call("then", once(func(buffer app.Value) {
			if _, err := s.lab.OpenFile(st.run, fromJS(app.Window().Get("Uint8Array").New(buffer))); err != nil {
				s.fault = err.Error()
			}
			st.set(s.lab)
			s.lab.Changed()
			s.Update()
		}))
	}))
}

// Render lists the stories beside the one that is shown.
func (s *Stories) Render() app.UI {
	st := s.shown()
	return app.Div().Class("stories").Body(
		app.Nav().Aria("label", "Stories").Body(
			app.Range(stories()).Slice(func(i int) app.UI {
				name := stories()[i].name
				a := app.A().Href("#" + name).Text(name)
				if name == st.name {
					a.Aria("current", "page")
				}
				return a
			}),
		),
		app.Main().Class("story").DataSet("story", st.name).Body(
			app.H1().Text(st.name),
			app.If(s.fault != "", app.P().Class("fault").Text(s.fault)),
			st.show(s),
		),
	)
}

package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// MeansChart shows the species over time: the mean of each with a band of one standard deviation, beside curves to compare with, or the whole law of one as a
// kymograph.
type MeansChart struct {
	app.Compo
	Lab   *Lab
	Stage *stage
	Chart *chart

	film [2]filmPane // the solver's law, the exact one
}

// OnMount takes hold of the chart's place and of the canvases.
func (m *MeansChart) OnMount(app.Context) {
	scrub := func(t float64) {
		if r := m.Lab.Runner.Result; r != nil {
			m.Lab.Player.Scrub(r.Position(t), r.Last(), m.Lab.Live())
			m.Stage.ask()
		}
	}
	m.Chart.mount(m.Lab, scrub)
	for i, id := range []string{"film", "film-exact"} {
		m.film[i].mount(id, scrub)
		m.Stage.sees(m.film[i].canvas)
	}
	m.Lab.WatchResult(m)
	m.Stage.teller(m)
	m.Stage.actor(m.draw)
}

// Render shows the choice of picture with its legend, the picture's place, and what the curves can be compared with.
func (m *MeansChart) Render() app.UI {
	look := &m.Lab.Look
	class := "means panel"
	if look.Film {
		class += " as-film"
	}
	return app.Div().Class(class).Body(
		app.Div().Class("heading").Body(
			app.Div().Class("switch").Attr("role", "group").Aria("label", "View over time").Body(
				app.Button().Type("button").ID("view-means").Aria("pressed", strconv.FormatBool(!look.Film)).OnClick(m.onMeans).Text("Means ± 1 sd"),
				app.Button().Type("button").ID("view-film").Aria("pressed", strconv.FormatBool(look.Film)).OnClick(m.onFilm).
					Title("The whole law of one species over time").Text("Kymograph"),
			),
			app.If(look.Film, m.choice()).Else(m.legend()),
		),
		app.Div().ID("means").Class("plot").Attr("role", "img").Aria("label", m.describe()),
		app.Div().Class("films").Body(
			m.filmFigure("film", m.Lab.Solver()),
			m.filmFigure("film-exact", m.exactTitle()),
		),
		app.If(!look.Film, m.comparisons()),
	)
}

// legend lists the species, of which each can be switched off.
func (m *MeansChart) legend() app.UI {
	var names []string
	var order []int
	r := m.Lab.Runner.Result
	if r != nil {
		names, order = r.Started.Species, charted(r)
	}
	rest := len(names) - len(order)
	return app.Div().Class("legend").Attr("role", "group").Aria("label", "Species in the chart").Body(
		app.Range(order).Slice(func(k int) app.UI {
			i := order[k]
			name := names[i]
			colour, dash := look(k)
			b := app.Button().Type("button").Class("c"+strconv.Itoa(colour)).
				Aria("pressed", strconv.FormatBool(!m.Lab.Hidden[name])).
				OnClick(func(app.Context, app.Event) { m.onToggle(i) }, name, i).
				Body(app.Span().Class("line dash"+strconv.Itoa(dash)).Aria("hidden", "true"), app.Text(name))
			if few(r, i) {
				b.Title("Scale at the right edge")
			}
			return b
		}),
		app.If(rest > 0, app.Span().Class("none").Title("Species of the landscape come first").Text(fmt.Sprintf("and %d more", rest))),
		app.If(m.Lab.Runner.Ghost != nil, m.before()),
	)
}

// comparisons switches curves to compare with on and off, and says what each is worth.
func (m *MeansChart) comparisons() app.UI {
	r, f := m.Lab.Runner.Result, m.Lab.Frame()
	if r == nil {
		return app.Div().Class("compare")
	}
	look := &m.Lab.Look
	chip := func(id, mark, name, title, label string, on *bool, possible bool) app.UI {
		shown := *on && possible
		return app.Span().Class("compared").Body(
			app.Button().Type("button").ID(id).Aria("pressed", strconv.FormatBool(shown)).Disabled(!possible).Title(title).
				OnClick(func(app.Context, app.Event) { *on = !*on; m.Lab.Changed() }, id).
				Body(app.Span().Class("mark "+mark).Aria("hidden", "true"), app.Text(name)),
			app.If(shown, app.Span().Class("worth").DataSet("testid", id+"-worth").Text(label)),
		)
	}
	return app.Div().Class("compare").Attr("role", "group").Aria("label", "Compare with").Body(
		chip("with-exact", "ring", "exact", "Means of the exact law", r.exactLabel(f), &look.Exact, f.Exact != nil),
		chip("with-rates", "dashes", "rate equation", "Deterministic: what many molecules would do, without chance", r.ratesLabel(), &look.Rates, true),
		chip("with-runs", "zigzag", "simulations", "Stochastic simulations of the two species of the landscape: the mean of all, and a few of them", r.runsLabel(f.Index), &look.Runs, true),
	)
}

// before is the switch of the result before.
func (m *MeansChart) before() app.UI {
	return app.Button().Type("button").ID("ghost").Aria("pressed", strconv.FormatBool(!m.Lab.NoGhost)).
		Title("The result before: its means as pale lines, its contours dashed").
		OnClick(func(app.Context, app.Event) {
			m.Lab.NoGhost = !m.Lab.NoGhost
			m.Lab.Changed()
		}).Body(app.Span().Class("line pale").Aria("hidden", "true"), app.Text(m.Lab.ghostLabel()))
}

func (m *MeansChart) compares() bool {
	r := m.Lab.Runner.Result
	return r != nil && r.Frames[0].Exact != nil
}

// exactTitle names the exact law, where there is one.
func (m *MeansChart) exactTitle() string {
	if m.compares() {
		return "Exact law"
	}
	return ""
}

func (m *MeansChart) describe() string {
	r := m.Lab.Runner.Result
	if r == nil {
		return "Means over time"
	}
	var names []string
	for _, i := range charted(r) {
		names = append(names, r.Started.Species[i])
	}
	return "Means over time of " + strings.Join(names, ", ")
}

// look is how a species' line is told from the others: the numbers of its colour and of its dashes. In the order rank in which species are shown,
// the first eight differ in colour, and with the dashes the first thirty-two differ.
func look(rank int) (colour, dash int) {
	return 1 + rank%palette, (rank + rank/palette) % len(dashes)
}

// charted lists the species of the chart: as many as can be told apart, those of the shown pair first.
func charted(r *Result) []int {
	order := r.ShownFirst()
	return order[:min(len(order), palette*len(dashes))]
}

// palette is the number of colours --c1, --c2, ... of the style sheet.
const palette = 8

// few says whether species i has so few levels, beside one with many, that it needs a scale of its own.
func few(r *Result, i int) bool {
	most := 0
	for _, k := range r.Started.Limits {
		most = max(most, k)
	}
	return 8*r.Started.Limits[i] <= most
}

// dashes tell lines apart that lie on each other or look alike in grey.
var dashes = [][]any{nil, {7.0, 4.0}, {2.0, 3.0}, {10.0, 3.0, 2.0, 3.0}}

func (m *MeansChart) onToggle(i int) {
	name := m.Lab.Runner.Result.Started.Species[i]
	m.Lab.Hidden[name] = !m.Lab.Hidden[name]
	m.Chart.show(i, !m.Lab.Hidden[name])
	m.Update()
}

func (m *MeansChart) onMeans(app.Context, app.Event) {
	m.Lab.Look.Film = false
	m.Lab.Changed()
}

func (m *MeansChart) onFilm(app.Context, app.Event) {
	m.Lab.Look.Film = true
	m.Lab.Changed()
}

func (m *MeansChart) draw(th picture.Theme) {
	r := m.Lab.Runner.Result
	if r == nil {
		return
	}
	if !m.Lab.Look.Film {
		m.Chart.draw(r, th)
		return
	}
	for i := range m.film {
		if i == 0 || m.compares() {
			m.film[i].draw(m.Lab, r, i == 1, th)
		}
	}
}

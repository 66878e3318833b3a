package page

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// MeansChart shows the mean of every species over time with a band of one standard deviation, and circles for the exact means.
type MeansChart struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	chart  app.Value // made by chart.js for one result; nil before
	result *Result
	theme  picture.Theme
	drawn  int     // frames in the chart
	ghost  *Result // in the chart
	pick   app.Func
}

// palette is the number of colours --c1, --c2, ... of the style sheet.
const palette = 8

// OnMount prepares the callback of the chart.
func (m *MeansChart) OnMount(app.Context) {
	m.pick = app.FuncOf(func(_ app.Value, args []app.Value) any {
		if r := m.Lab.Runner.Result; r != nil {
			m.Lab.Player.Scrub(r.Position(args[0].Float()), r.Last(), m.Lab.Live())
			m.Lab.Changed()
		}
		return nil
	})
	m.Lab.Watch(m)
	m.Stage.actor(m.draw)
}

// Render shows the heading with its legend, whose entries switch species on and off, and the chart's place.
func (m *MeansChart) Render() app.UI {
	var names []string
	var order []int
	r := m.Lab.Runner.Result
	if r != nil {
		names, order = r.Started.Species, r.ShownFirst()
	}
	return app.Div().Class("means panel").Body(
		app.Div().Class("heading").Body(
			app.H2().Text("Means ± 1 sd"),
			app.Div().Class("legend").Attr("role", "group").Aria("label", "Species in the chart").Body(
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
				app.If(m.compares(), app.Span().Class("circles").Body(app.Span().Class("dot").Aria("hidden", "true"), app.Text("exact"))),
				app.If(m.Lab.Runner.Ghost != nil, m.before()),
			),
		),
		app.Div().ID("means").Class("plot").Attr("role", "img").Aria("label", m.describe(names)),
	)
}

// before is the switch of the result before.
func (m *MeansChart) before() app.UI {
	name := "before"
	if of := m.Lab.GhostName(); of != "" {
		name += ": " + of
	}
	return app.Button().Type("button").ID("ghost").Aria("pressed", strconv.FormatBool(!m.Lab.NoGhost)).Title("The means of the result before, as pale lines").
		OnClick(func(app.Context, app.Event) {
			m.Lab.NoGhost = !m.Lab.NoGhost
			m.Lab.Changed()
		}).Body(app.Span().Class("line pale").Aria("hidden", "true"), app.Text(name))
}

func (m *MeansChart) compares() bool {
	r := m.Lab.Runner.Result
	return r != nil && r.Frames[0].Exact != nil
}

func (m *MeansChart) describe(names []string) string {
	if len(names) == 0 {
		return "Means over time"
	}
	return "Means over time of " + strings.Join(names, ", ")
}

// look is how a species' line is told from the others: the numbers of its colour and of its dashes. In the order rank in which species are shown,
// the first eight differ in colour, and with the dashes the first thirty-two differ.
func look(rank int) (colour, dash int) {
	return 1 + rank%palette, (rank + rank/palette) % len(dashes)
}

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
	name := m.result.Started.Species[i]
	m.Lab.Hidden[name] = !m.Lab.Hidden[name]
	m.chart.Call("show", i, !m.Lab.Hidden[name])
	m.Update()
}

// draw brings the chart up to date: a new one for a new result or other colours, new points for new frames, and the line at the shown time.
func (m *MeansChart) draw(th picture.Theme) {
	r := m.Lab.Runner.Result
	if r == nil {
		return
	}
	if r != m.result || th != m.theme {
		m.renew(r, th)
	}
	if len(r.Frames) != m.drawn {
		m.drawn = len(r.Frames)
		bytes := columns(r)
		data := app.Window().Get("Uint8Array").New(len(bytes))
		app.CopyBytesToJS(data, bytes)
		m.chart.Call("data", data)
	}
	if g := m.Lab.ShownGhost(); g != m.ghost {
		m.ghost = g
		m.chart.Call("ghost", toJS(ghostColumns(g)))
	}
	m.chart.Call("time", r.TimeAt(m.Lab.Player.Shown()))
}

func (m *MeansChart) renew(r *Result, th picture.Theme) {
	if m.chart != nil {
		m.chart.Call("destroy")
	}
	m.result, m.theme, m.drawn, m.ghost = r, th, 0, nil
	x, y, _ := r.Pair()
	shown := r.ShownFirst()
	array := app.Window().Get("Array")
	species := array.New()
	for i, name := range r.Started.Species {
		s := app.Window().Get("Object").New()
		s.Set("name", name)
		colour, dash := look(slices.Index(shown, i))
		s.Set("colour", "--c"+strconv.Itoa(colour))
		s.Set("right", few(r, i))
		s.Set("shown", i == x || i == y)
		if d := dashes[dash]; d != nil {
			s.Set("dash", array.Call("of", d...))
		}
		species.Call("push", s)
	}
	spec := app.Window().Get("Object").New()
	spec.Set("species", species)
	spec.Set("from", r.Start.Times[0])
	spec.Set("to", r.Start.Times[len(r.Start.Times)-1])
	spec.Set("frames", len(r.Start.Times))
	spec.Set("exact", m.compares())
	spec.Set("pick", m.pick)
	host := app.Window().Get("document").Call("getElementById", "means")
	m.chart = app.Window().Get("vanscape").Call("meansChart", host, spec)
	for i, name := range r.Started.Species {
		if m.Lab.Hidden[name] {
			m.chart.Call("show", i, false)
		}
	}
}

// columns returns the chart's data as little-endian float64 columns: times, then for each species mean, mean - sd, mean + sd and exact mean.
func columns(r *Result) []byte {
	n, s := len(r.Frames), len(r.Started.Species)
	out := make([]byte, 8*n*(1+4*s))
	put := func(column, row int, x float64) {
		binary.LittleEndian.PutUint64(out[8*(column*n+row):], math.Float64bits(x))
	}
	for row := range r.Frames {
		f := &r.Frames[row]
		put(0, row, f.Time)
		for i := range s {
			mean, sd := f.Law.Mean[i], math.Sqrt(max(f.Law.Var[i], 0))
			exact := math.NaN()
			if f.Exact != nil {
				exact = f.Exact.Mean[i]
			}
			put(1+4*i, row, mean)
			put(2+4*i, row, max(mean-sd, 0))
			put(3+4*i, row, mean+sd)
			put(4+4*i, row, exact)
		}
	}
	return out
}

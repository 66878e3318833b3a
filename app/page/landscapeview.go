package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// LandscapeView shows the joint law of two species, the solver's and where there is one the exact one beside it on the same scale: as heat maps, as surfaces,
// or as a still of several times. A model of one species shows its law as bars.
type LandscapeView struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	shot           shot
	before         shot         // of the ghost
	ghost          contourLines // of the ghost
	network, exact pane
	stills         *canvas
	stillsDrawn    stillsLook // what the stills were last drawn for
	bar            *canvas
	barDrawn       barLook       // what the colour bar was last drawn for
	probe          *picture.Cell // state under the pointer
	flat           bool          // there is no WebGL
}

// OnMount takes hold of the canvases.
func (v *LandscapeView) OnMount(app.Context) {
	v.network.hold("network")
	v.exact.hold("exact")
	v.stills, v.bar = newCanvas(elementOf("stills")), newCanvas(elementOf("colours"))
	for _, p := range []*pane{&v.network, &v.exact} {
		v.turnable(p)
		v.Stage.sees(p.axes)
	}
	v.Stage.sees(v.stills, v.bar)
	v.Lab.WatchResult(v)
	v.Stage.teller(v)
	v.Stage.actor(v.draw)
	v.Stage.ask()
}

func elementOf(id string) app.Value {
	return app.Window().Get("document").Call("getElementById", id)
}

// Render lays out heading, pictures, colour bar and choices.
func (v *LandscapeView) Render() app.UI {
	f := v.Lab.Frame()
	return app.Div().Class("pictures panel").Body(
		app.Div().Class("heading").Body(
			app.H2().Body(v.title()...),
			app.If(v.hasTable(), v.views()),
		),
		app.Div().ID("panels").Class(v.classes(f)).Body(
			v.figure("network", v.Lab.Solver(), f),
			v.figure("exact", "Exact law", f),
			app.Div().Class("still").Body(app.Canvas().ID("stills").Attr("role", "img").Aria("label", v.describeStills())),
			app.Div().Class("bar").Body(app.Canvas().ID("colours").Attr("role", "img").Aria("label", "Colour scale of the probability")),
			app.If(f == nil, app.P().Class("waiting").Text(v.waiting())),
		),
		v.options(),
	)
}

// hasTable says whether a joint law is shown, not bars.
func (v *LandscapeView) hasTable() bool {
	if v.Lab.Runner.Result == nil {
		return false
	}
	_, _, ok := v.Lab.Runner.Result.Pair()
	return ok
}

func (v *LandscapeView) classes(f *protocol.Frame) string {
	c := "panels as-" + string(v.Lab.Look.View)
	if f == nil {
		return c + " empty"
	}
	if f.Exact == nil {
		c += " alone"
	}
	if !v.hasTable() {
		c += " single"
	}
	return c
}

func (v *LandscapeView) waiting() string {
	if s := v.Lab.trouble(); s != "" && v.Lab.Bare {
		return s
	}
	if v.Lab.Runner.Status.Active() {
		return "The first landscape is on its way."
	}
	return "Press Run to see the landscape."
}

// title names what is shown. Where there is a choice of species it is made here.
func (v *LandscapeView) title() []app.UI {
	r := v.Lab.Runner.Result
	if r == nil {
		return []app.UI{app.Text("Probability landscape")}
	}
	names := r.Started.Species
	x, y, ok := r.Pair()
	if !ok {
		return []app.UI{app.Text("Law of " + names[x])}
	}
	if len(names) == 2 {
		return []app.UI{app.Text("Joint law of " + names[x] + " and " + names[y])}
	}
	return []app.UI{
		app.Text("Joint law of "),
		&SpeciesChoice{Lab: v.Lab, ID: "pair-x", Label: "Species along the lower edge", Names: names, Pair: [2]int{x, y}},
		app.Text(" and "),
		&SpeciesChoice{Lab: v.Lab, ID: "pair-y", Label: "Species along the left edge", Names: names, Pair: [2]int{x, y}, Axis: 1},
	}
}

func (v *LandscapeView) figure(id, title string, f *protocol.Frame) app.UI {
	drawn := app.Canvas().ID(id).Attr("role", "img").Aria("label", v.describe(title, f)).
		On("pointermove", v.onPoint).On("pointerdown", v.onPoint).On("pointerleave", v.onLeave).OnClick(v.onClick)
	if v.Lab.Look.View == AsSurface {
		drawn.Attr("tabindex", "0").Title("Drag to turn, or use the arrow keys")
	} else {
		drawn.Attr("tabindex", "-1").Title("Click to ask for ln p of a state")
	}
	return app.Figure().Class("side "+id).Body(
		app.FigCaption().Body(v.caption(id, title, f)...),
		app.Div().Class("hold").Body(app.Canvas().ID(id+"-surface").Class("space").Aria("hidden", "true"), drawn),
	)
}

// caption names the colour of a law. Bars have the exact law as a line on them, so they name both.
func (v *LandscapeView) caption(id, title string, f *protocol.Frame) []app.UI {
	swatch := func(id string) app.UI { return app.Span().Class("swatch "+id).Aria("hidden", "true") }
	c := []app.UI{swatch(id), app.Text(title)}
	if id == "network" && f != nil && f.Exact != nil && !v.hasTable() {
		c = append(c, swatch("exact"), app.Text("Exact law"))
	}
	if id == "network" && v.Lab.mappedGhost() != nil {
		c = append(c, app.Span().Class("dashed").Aria("hidden", "true"), app.Span().DataSet("testid", "ghost-lines").Text(v.Lab.ghostLabel()))
	}
	return c
}

// describe says in words what a picture shows.
func (v *LandscapeView) describe(title string, f *protocol.Frame) string {
	if f == nil {
		return title
	}
	law := &f.Law
	if title == "Exact law" {
		if law = f.Exact; law == nil {
			return title
		}
	}
	r := v.Lab.Runner.Result
	x, y, ok := r.Pair()
	mean := func(i int) string { return picture.Number(law.Mean[i], 3) + " " + r.Started.Species[i] }
	if !ok {
		return fmt.Sprintf("%s at time %s: on average %s", title, picture.Number(f.Time, 3), mean(x))
	}
	return fmt.Sprintf("%s at time %s: on average %s and %s", title, picture.Number(f.Time, 3), mean(x), mean(y))
}

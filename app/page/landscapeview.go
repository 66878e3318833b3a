package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// LandscapeView shows the joint law of two species, the solver's and where there is one the exact one beside it on the same scale. A model of one
// species shows its law as bars.
type LandscapeView struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	network, exact side
	bar            *canvas
	barDrawn       barLook       // what the colour bar was last drawn for
	probe          *picture.Cell // state under the pointer
}

// side is one of the two pictures.
type side struct {
	canvas *canvas
	table  picture.Table    // blended
	pair   [2]int           // of the table
	wide   [2]picture.Table // what it is blended from
	x, y   []float64        // blended marginals
	pixels []byte           // of the heat map last drawn, used again
}

// OnMount takes hold of the canvases.
func (v *LandscapeView) OnMount(app.Context) {
	at := func(id string) *canvas { return newCanvas(app.Window().Get("document").Call("getElementById", id)) }
	v.network.canvas, v.exact.canvas, v.bar = at("network"), at("exact"), at("colours")
	v.Lab.Watch(v)
	v.Stage.teller(v)
	v.Stage.actor(v.draw)
	v.Stage.ask()
}

// Render lays out heading, pictures and colour bar.
func (v *LandscapeView) Render() app.UI {
	f := v.Lab.Frame()
	comparing := f != nil && f.Exact != nil
	return app.Div().Class("pictures panel").Body(
		app.Div().Class("heading").Body(
			app.H2().Body(v.title()...),
			app.P().Class("probe").DataSet("testid", "probe").Text(v.reading()),
			app.If(v.hasTable(), app.Label().Class("scale").Body(
				app.Text("Scale "),
				app.Select().ID("scale").OnChange(v.onScale).
					Title("log: colours go with ln p over four powers of ten, heights at the edges with the square root; linear: both go with p").Body(
					app.Option().Value("0").Text("log").Selected(v.Lab.Scale == picture.Log),
					app.Option().Value("1").Text("linear").Selected(v.Lab.Scale == picture.Linear),
				),
			)),
		),
		app.Div().Class(v.classes(f, comparing)).Body(
			v.figure("network", v.solver(), f),
			v.figure("exact", "Exact law", f),
			app.Div().Class("bar").Body(app.Canvas().ID("colours").Attr("role", "img").Aria("label", "Colour scale of the probability")),
			app.If(f == nil, app.P().Class("waiting").Text(v.waiting())),
		),
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

func (v *LandscapeView) onScale(ctx app.Context, _ app.Event) {
	v.Lab.Scale = picture.Log
	if ctx.JSSrc().Get("value").String() == "1" {
		v.Lab.Scale = picture.Linear
	}
	v.Stage.ask()
}

func (v *LandscapeView) classes(f *protocol.Frame, comparing bool) string {
	c := "panels"
	if f == nil {
		return c + " empty"
	}
	if !comparing {
		c += " alone"
	}
	if !v.hasTable() {
		c += " single"
	}
	return c
}

func (v *LandscapeView) waiting() string {
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
	choose := func(id, label, now, other string, take func(string)) app.UI {
		return app.Select().ID(id).Aria("label", label).OnChange(func(ctx app.Context, _ app.Event) { take(ctx.JSSrc().Get("value").String()) }, id+other).Body(
			app.Range(names).Slice(func(i int) app.UI {
				return app.Option().Value(names[i]).Text(names[i]).Selected(names[i] == now).Disabled(names[i] == other)
			}),
		)
	}
	return []app.UI{
		app.Text("Joint law of "),
		choose("pair-x", "Species along the lower edge", names[x], names[y], func(s string) { v.Lab.SetPair(s, names[y]) }),
		app.Text(" and "),
		choose("pair-y", "Species along the left edge", names[y], names[x], func(s string) { v.Lab.SetPair(names[x], s) }),
	}
}

func (v *LandscapeView) figure(id, title string, f *protocol.Frame) app.UI {
	return app.Figure().Class("side "+id).Body(
		app.FigCaption().Body(v.caption(id, title, f)...),
		app.Div().Class("hold").Body(
			app.Canvas().ID(id).Attr("role", "img").Aria("label", v.describe(title, f)).
				On("pointermove", v.onPoint).On("pointerdown", v.onPoint).On("pointerleave", v.onLeave).OnClick(v.onClick).
				Title("Click to ask for ln p of a state"),
		),
	)
}

// solver names what has made the law beside the exact one: in a run from a file it may be no network.
func (v *LandscapeView) solver() string {
	if r := v.Lab.Runner.Result; r != nil {
		switch r.Start.Solver {
		case protocol.FSP:
			return "Finite state projection"
		case protocol.SSA:
			return "Simulations"
		}
	}
	return "Neural network"
}

// caption names the colour of a law. Bars have the exact law as a line on them, so they name both.
func (v *LandscapeView) caption(id, title string, f *protocol.Frame) []app.UI {
	swatch := func(id string) app.UI { return app.Span().Class("swatch "+id).Aria("hidden", "true") }
	c := []app.UI{swatch(id), app.Text(title)}
	if id == "network" && f != nil && f.Exact != nil && !v.hasTable() {
		c = append(c, swatch("exact"), app.Text("Exact law"))
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

// reading is the probability of the state under the pointer.
func (v *LandscapeView) reading() string {
	r := v.Lab.Runner.Result
	if r == nil {
		return ""
	}
	if fault := r.PairFault(r.Nearest(v.Lab.Player.At)); fault != "" {
		return sentence(fault)
	}
	if v.probe == nil {
		return ""
	}
	x, y, ok := r.Pair()
	if !ok {
		return ""
	}
	names := r.Started.Species
	s := fmt.Sprintf("%s = %d, %s = %d: %s", names[x], v.probe.X, names[y], v.probe.Y, picture.Number(v.network.table.At(v.probe.X, v.probe.Y), 2))
	if v.Lab.Frame().Exact != nil {
		s += ", exact " + picture.Number(v.exact.table.At(v.probe.X, v.probe.Y), 2)
	}
	return s
}

func (v *LandscapeView) onPoint(_ app.Context, e app.Event) {
	v.probe = v.cellAt(e)
	v.Stage.ask()
}

// cellAt is the state under the pointer, nil for none.
func (v *LandscapeView) cellAt(e app.Event) *picture.Cell {
	c := v.network.canvas
	if e.Get("target").Get("id").String() == "exact" {
		c = v.exact.canvas
	}
	w, h, scale := c.size()
	l := picture.Landscape{Table: v.network.table}
	if l.Table.LevelsX == 0 {
		return nil
	}
	if cell, ok := l.CellAt(e.Get("offsetX").Float(), e.Get("offsetY").Float(), w, h, scale); ok {
		return &cell
	}
	return nil
}

// onClick asks for the state under the pointer.
func (v *LandscapeView) onClick(_ app.Context, e app.Event) {
	r := v.Lab.Runner.Result
	if r == nil {
		return
	}
	x, y, ok := r.Pair()
	if !ok {
		w, h, _ := v.network.canvas.size()
		bars := picture.Histogram{P: v.network.x}
		if n, ok := bars.CountAt(e.Get("offsetX").Float(), w, h); ok {
			v.Lab.AskState([]int{x}, []int{n})
		}
		return
	}
	if cell := v.cellAt(e); cell != nil {
		v.Lab.AskState([]int{x, y}, []int{cell.X, cell.Y})
	}
}

func (v *LandscapeView) onLeave(app.Context, app.Event) {
	v.probe = nil
	v.Stage.ask()
}

// draw draws the shown position on both canvases and the colour bar.
func (v *LandscapeView) draw(th picture.Theme) {
	r := v.Lab.Runner.Result
	if r == nil {
		return
	}
	a, b, f := r.Between(v.Lab.Player.Shown())
	x, y, joint := r.Pair()
	levels := [2]int{r.Levels(x), r.Levels(y)}
	p, exactP, coming := r.Joints(a.Index)
	q, exactQ, _ := r.Joints(b.Index)
	pair := [2]int{x, y}
	v.network.blend(&a.Law, &b.Law, f, pair, levels)
	v.network.tabulate(p, q, f, pair, levels, coming)
	comparing := a.Exact != nil && b.Exact != nil
	if comparing {
		v.exact.blend(a.Exact, b.Exact, f, pair, levels)
		v.exact.tabulate(exactP, exactQ, f, pair, levels, coming)
	} else {
		v.exact.x, v.exact.y, v.exact.table = nil, nil, picture.Table{}
	}
	if !joint {
		v.drawBars(r.Started.Species[x], th)
		return
	}
	top := max(v.network.table.Top(), v.exact.table.Top())
	l := picture.Landscape{
		NameX: r.Started.Species[x], NameY: r.Started.Species[y],
		Table: v.network.table, X: v.network.x, Y: v.network.y, ExactX: v.exact.x, ExactY: v.exact.y,
		Scale: v.Lab.Scale, Top: top, TopX: highest(v.network.x, v.exact.x), TopY: highest(v.network.y, v.exact.y), Mark: v.probe,
	}
	v.network.draw(&l, th)
	if comparing {
		l.Table, l.X, l.Y, l.ExactX, l.ExactY, l.Exact = v.exact.table, v.exact.x, v.exact.y, nil, nil, true
		v.exact.draw(&l, th)
	}
	w, h, scale := v.network.canvas.size()
	v.drawColours(barLook{scale: v.Lab.Scale, top: top, theme: th, field: l.Field(w, h, scale)})
}

func (v *LandscapeView) drawBars(name string, th picture.Theme) {
	w, h, scale := v.network.canvas.size()
	bars := picture.Histogram{Name: name, P: v.network.x, Exact: v.exact.x, Top: 1.05 * highest(v.network.x, v.exact.x)}
	v.network.canvas.draw(bars.Scene(w, h, th), th, scale)
}

// barLook is all that the colour bar's look depends on.
type barLook struct {
	scale                 picture.Scale
	top                   float64
	theme                 picture.Theme
	field                 picture.Box
	width, height, device float64
}

func (v *LandscapeView) drawColours(look barLook) {
	look.width, look.height, look.device = v.bar.size()
	if look == v.barDrawn {
		return
	}
	v.barDrawn = look
	v.bar.draw(picture.ColourBar(look.width, look.height, look.field, look.scale, look.top, look.theme), look.theme, look.device)
}

// blend takes the marginal laws of a pair between two frames, on levels that all pictures share.
func (s *side) blend(a, b *protocol.Law, f float64, pair, levels [2]int) {
	x, y := pair[0], pair[1]
	s.x = padded(picture.Blend(s.x, a.Marginals[x], b.Marginals[x], f), levels[0])
	s.y = padded(picture.Blend(s.y, a.Marginals[y], b.Marginals[y], f), levels[1])
}

// tabulate takes the joint law between two frames, of which each may lack it. What was drawn last stays while it is coming, unless it is another pair.
func (s *side) tabulate(a, b *protocol.Joint, f float64, pair, levels [2]int, coming bool) {
	switch {
	case a == nil && b == nil:
		if s.pair != pair || !coming {
			s.table.LevelsX, s.table.LevelsY = levels[0], levels[1]
			s.table.P = padded(s.table.P[:0], levels[0]*levels[1])
		}
		return
	case a == nil:
		a = b
	case b == nil:
		b = a
	}
	s.pair = pair
	for l, j := range [2]*protocol.Joint{a, b} {
		s.wide[l] = picture.Table{LevelsX: j.Rows, LevelsY: j.Cols, P: j.P}.Widened(s.wide[l].P, levels[0], levels[1])
	}
	s.table.LevelsX, s.table.LevelsY = s.wide[0].LevelsX, s.wide[0].LevelsY
	s.table.P = picture.Blend(s.table.P, s.wide[0].P, s.wide[1].P, f)
}

// padded is p with zeros up to at least n entries.
func padded[F float32 | float64](p []F, n int) []F {
	for len(p) < n {
		p = append(p, 0)
	}
	return p
}

func (s *side) draw(l *picture.Landscape, th picture.Theme) {
	w, h, scale := s.canvas.size()
	if w < 60 || h < 60 {
		return
	}
	scene := l.Scene(w, h, scale, th, s.pixels)
	for _, shape := range scene.Shapes {
		if r, ok := shape.(picture.Raster); ok {
			s.pixels = r.RGBA
		}
	}
	s.canvas.draw(scene, th, scale)
}

func highest(ps ...[]float64) float64 {
	top := 0.0
	for _, p := range ps {
		for _, x := range p {
			top = max(top, x)
		}
	}
	return top
}

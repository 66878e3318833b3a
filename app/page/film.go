package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// filmPane is the place of a kymograph.
type filmPane struct {
	canvas *canvas
	shown  *picture.Kymograph // last drawn
	of     filmLook
	pixels []byte
}

// filmLook is all that needs another kymograph, beside the line at the shown time.
type filmLook struct {
	result  *Result
	frames  int
	species int
	scale   picture.Scale
	colours picture.Colours
}

func (p *filmPane) mount(id string, scrub func(t float64)) {
	p.canvas = newCanvas(elementOf(id))
	at := func(e app.Value) {
		if p.shown == nil || e.Get("type").String() == "pointermove" && e.Get("buttons").Int()&1 == 0 {
			return
		}
		w, h, _ := p.canvas.size()
		scrub(p.shown.TimeAt(e.Get("offsetX").Float(), w, h))
	}
	on(p.canvas.element, "pointerdown", at)
	on(p.canvas.element, "pointermove", at)
}

func (p *filmPane) draw(l *Lab, r *Result, exact bool, th picture.Theme) {
	w, h, scale := p.canvas.size()
	if w < 60 || h < 60 {
		return
	}
	if of := (filmLook{r, len(r.Frames), l.filmed(r), l.Scale, l.Look.Colours}); p.shown == nil || of != p.of {
		p.of, p.shown = of, l.kymograph(r, exact)
	}
	p.shown.Now = r.TimeAt(l.Player.Shown())
	scene := p.shown.Scene(w, h, th, p.pixels)
	p.pixels = rasterOf(scene)
	p.canvas.draw(scene, th, scale)
}

// kymograph is the law of the chosen species over time, the solver's or the exact one, on a scale that both share.
func (l *Lab) kymograph(r *Result, exact bool) *picture.Kymograph {
	i := l.filmed(r)
	times := r.Start.Times
	k := &picture.Kymograph{
		Name: r.Started.Species[i], From: times[0], To: times[len(times)-1], Now: r.TimeAt(l.Player.Shown()),
		Levels: r.Levels(i), Scale: l.Scale, Colours: l.Look.Colours,
	}
	for f := range r.Frames {
		frame := &r.Frames[f]
		law := &frame.Law
		if exact {
			law = frame.Exact
		}
		k.Times, k.P, k.Mean = append(k.Times, frame.Time), append(k.P, law.Marginals[i]), append(k.Mean, law.Mean[i])
		if f > 0 || len(r.Frames) == 1 { // a start in one state would outshine all that follows
			for _, law := range []*protocol.Law{&frame.Law, frame.Exact} {
				if law != nil {
					k.Top = max(k.Top, highest(law.Marginals[i]))
				}
			}
		}
	}
	return k
}

// choice is that of the species of the kymograph.
func (m *MeansChart) choice() app.UI {
	r := m.Lab.Runner.Result
	if r == nil {
		return app.Span()
	}
	names := r.Started.Species
	now := m.Lab.filmed(r)
	return app.Label().Class("filmed").Body(
		app.Text("Species "),
		app.Select().ID("film-species").OnChange(func(ctx app.Context, _ app.Event) {
			m.Lab.Look.Species = ctx.JSSrc().Get("value").String()
			m.Lab.Changed()
		}).Body(
			app.Range(names).Slice(func(i int) app.UI {
				return app.Option().Value(names[i]).Text(names[i]).Selected(i == now)
			}),
		),
	)
}

// filmFigure is the place of a kymograph; without a title it is hidden.
func (m *MeansChart) filmFigure(id, title string) app.UI {
	name := "Kymograph"
	if r := m.Lab.Runner.Result; r != nil {
		name = "Law of " + r.Started.Species[m.Lab.filmed(r)] + " over time: " + title
	}
	return app.Figure().Class("side").Hidden(title == "").Body(
		app.FigCaption().Body(
			app.Span().Class("swatch "+map[string]string{"film": "network", "film-exact": "exact"}[id]).Aria("hidden", "true"),
			app.Text(title),
		),
		app.Div().Class("hold").Body(app.Canvas().ID(id).Attr("role", "img").Aria("label", name).Title("Click to show a time")),
	)
}

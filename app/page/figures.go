package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// figure is a picture that can be taken away, drawn anew at a size of its own.
type figure struct {
	id, title, why string
	draw           func(a *TakeAway, r *Result, done func(svg, fault string))
}

var figures = []figure{
	{"landscape", "Landscape", "Heat maps of the shown time", (*TakeAway).landscape},
	{"surface", "Surface", "The same in space, as it is turned now", (*TakeAway).surface},
	{"stills", "Stills", "Several times side by side", (*TakeAway).stills},
	{"means", "Means", "The chart as it is shown", (*TakeAway).means},
	{"kymograph", "Kymograph", "One species over time", (*TakeAway).kymographs},
}

// pictures lists the figures that the shown result has.
func (a *TakeAway) pictures() app.UI {
	return app.Div().Class("rows").Body(
		app.Range(figures).Slice(func(i int) app.UI {
			f := figures[i]
			return a.row(f.title, f.why,
				a.button(f.id+"-png", "PNG", func() { a.take(f, "png") }),
				a.button(f.id+"-svg", "SVG", func() { a.take(f, "svg") }),
			)
		}),
	)
}

// take saves a figure.
func (a *TakeAway) take(f figure, kind string) {
	r := a.Lab.Runner.Result
	if r == nil {
		return
	}
	name := a.Lab.fileName() + "-" + f.id + "." + kind
	f.draw(a, r, func(svg, fault string) {
		switch {
		case fault != "":
			a.say(fault)
		case kind == "svg":
			saveFile(name, []byte(svg))
			a.say(name + " is saved.")
		default:
			a.png(name, svg)
		}
	})
}

// png saves an SVG as pixels.
func (a *TakeAway) png(name, svg string) {
	app.Window().Get("vanscape").Call("savePNG", name, svg, once(func(fault app.Value) {
		if s := fault.String(); s != "" {
			a.say("The picture cannot be written: " + s + ".")
			return
		}
		a.say(name + " is saved.")
	}))
}

const figureSide = 420.0 // px of a panel

// note is the line below a figure's title.
func (a *TakeAway) note(r *Result) string {
	f := a.Lab.Frame()
	s := "t = " + picture.Fixed(f.Time, picture.Decimals(r.Start.Times))
	if f.HasJoint {
		s += ", Hellinger distance " + distance(f.JointHellinger)
	}
	return s
}

func (a *TakeAway) svg(f *picture.Figure) string {
	return picture.SVG(f.Scene(a.theme), cssValue("--panel"), a.theme, func(r picture.Raster) string {
		return app.Window().Get("vanscape").Call("pngAddress", toJS(r.RGBA), r.Cols, r.Rows).String()
	})
}

// panels puts the law of the solver, the exact one and the colour bar side by side; a law without a name is left out.
func (a *TakeAway) panels(title, note string, laws [2]*picture.Scene, bar *picture.Scene) string {
	f := &picture.Figure{Title: title, Note: note}
	for i, scene := range laws {
		if scene != nil {
			f.Panels = append(f.Panels, picture.Panel{
				Caption: []string{a.Lab.Solver(), "Exact law"}[i], Colour: []string{a.theme.Accent, a.theme.Exact}[i], Scene: *scene,
			})
		}
	}
	if bar != nil {
		f.Panels = append(f.Panels, picture.Panel{Scene: *bar})
	}
	return a.svg(f)
}

func (a *TakeAway) bar(field picture.Box, top float64) *picture.Scene {
	s := picture.ColourBar(64, figureSide, field, a.Lab.Look.Colours, a.Lab.Scale, top, a.theme)
	return &s
}

// joint names the two species that are shown.
func joint(r *Result, x, y int) string {
	return "Joint law of " + r.Started.Species[x] + " and " + r.Started.Species[y]
}

func (a *TakeAway) landscape(r *Result, done func(svg, fault string)) {
	var s shot
	s.take(r, float64(r.Nearest(a.Lab.Player.At)))
	if !s.joint {
		bars := s.histogram(r).Scene(1.5*figureSide, figureSide, a.theme)
		done(a.panels("Law of "+r.Started.Species[s.x], a.note(r), [2]*picture.Scene{&bars}, nil), "")
		return
	}
	var laws [2]*picture.Scene
	var field picture.Box
	for i := range laws {
		if i == 1 && !s.comparing {
			break
		}
		l := s.landscape(r, a.Lab.Scale, a.Lab.Look.Colours, i == 1)
		field = l.Field(figureSide, figureSide, 1)
		if a.Lab.Look.Contours && (i == 1 || r.Smooth()) {
			l.Contours = new(contourLines).find(l, field)
		}
		scene := l.Scene(figureSide, figureSide, 1, a.theme, nil)
		laws[i] = &scene
	}
	done(a.panels(joint(r, s.x, s.y), a.note(r), laws, a.bar(field, s.top)), "")
}

func (a *TakeAway) surface(r *Result, done func(svg, fault string)) {
	var s shot
	s.take(r, float64(r.Nearest(a.Lab.Player.At)))
	if !s.joint {
		done("", "A law of one species is no surface.")
		return
	}
	const scale = 2
	c := newSurfaceCanvas(app.Window().Get("document").Call("createElement", "canvas"))
	defer c.end()
	if !c.works() {
		done("", "This browser draws no surfaces: it has no WebGL, or it is switched off.")
		return
	}
	var laws [2]*picture.Scene
	for i := range laws {
		if i == 1 && !s.comparing {
			break
		}
		surface := c.surface(s.landscape(r, a.Lab.Scale, a.Lab.Look.Colours, i == 1), a.Lab.Look.Camera)
		c.draw(surface, figureSide, figureSide, scale)
		scene := surface.Scene(figureSide, figureSide, a.theme)
		pixels := app.Window().Get("vanscape").Call("pixelsOf", c.element)
		raster := picture.Raster{Width: figureSide, Height: figureSide, Cols: scale * figureSide, Rows: scale * figureSide, RGBA: fromJS(pixels), Smooth: true}
		scene.Shapes = append([]picture.Shape{raster}, scene.Shapes...)
		laws[i] = &scene
	}
	done(a.panels(joint(r, s.x, s.y), a.note(r), laws, a.bar(picture.Box{Y: 60, Height: figureSide - 120}, s.top)), "")
}

func (a *TakeAway) stills(r *Result, done func(svg, fault string)) {
	x, y, ok := r.Pair()
	if !ok {
		done("", "A law of one species has no stills.")
		return
	}
	frames, fault := a.Lab.moments(r)
	if fault != "" {
		done("", fault)
		return
	}
	m, _ := a.Lab.multiples(r, frames)
	scene := m.Scene(2*figureSide, figureSide, a.theme)
	f := &picture.Figure{Title: joint(r, x, y), Panels: []picture.Panel{{Scene: scene}, {Scene: *a.bar(picture.Box{Y: 60, Height: figureSide - 120}, m.Top)}}}
	done(a.svg(f), "")
}

func (a *TakeAway) means(r *Result, done func(svg, fault string)) {
	a.Chart.svg(r, a.theme, a.Lab.fileName(), func(svg string) { done(svg, "") })
}

func (a *TakeAway) kymographs(r *Result, done func(svg, fault string)) {
	var laws [2]*picture.Scene
	top := 0.0
	for i := range laws {
		if i == 1 && r.Frames[0].Exact == nil {
			break
		}
		k := a.Lab.kymograph(r, i == 1)
		top = k.Top
		scene := k.Scene(1.2*figureSide, figureSide, a.theme, nil)
		laws[i] = &scene
	}
	done(a.panels("Law of "+r.Started.Species[a.Lab.filmed(r)]+" over time", "dashed: the mean", laws, a.bar(picture.Box{Y: 40, Height: figureSide - 90}, top)), "")
}

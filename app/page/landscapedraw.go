package page

import (
	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// pane is the place of one law: a canvas, below it one for surfaces.
type pane struct {
	axes    *canvas
	space   *surfaceCanvas // nil before the first surface
	id      string
	pixels  []byte // of the heat map last drawn, used again
	contour contourLines
}

func (p *pane) hold(id string) {
	p.id, p.axes = id, newCanvas(elementOf(id))
}

// draw draws the shown position.
func (v *LandscapeView) draw(th picture.Theme) {
	r := v.Lab.Runner.Result
	if r == nil {
		return
	}
	look := &v.Lab.Look
	v.shot.take(r, v.Lab.Player.Shown())
	switch {
	case !v.shot.joint:
		w, h, scale := v.network.axes.size()
		v.network.axes.draw(v.shot.histogram(r).Scene(w, h, th), th, scale)
		return
	case look.View == AsStills:
		v.drawStills(r, th)
		return
	}
	for _, exact := range []bool{false, true} {
		if exact && !v.shot.comparing {
			break
		}
		p := &v.network
		if exact {
			p = &v.exact
		}
		l := v.shot.landscape(r, v.Lab.Scale, look.Colours, exact)
		if look.View == AsSurface {
			v.drawSurface(p, l, th)
			continue
		}
		l.Mark = v.probe
		p.draw(l, look.Contours && (exact || r.Smooth()), th)
		if !exact {
			v.drawGhost(l)
		}
	}
	w, h, scale := v.network.axes.size()
	l := picture.Landscape{Table: v.shot.solver.table}
	field := l.Field(w, h, scale)
	if look.View == AsSurface {
		field = picture.Box{X: 40, Y: 40, Width: w - 80, Height: h - 80}
	}
	v.drawColours(barLook{scale: v.Lab.Scale, colours: look.Colours, top: v.shot.top, theme: th, field: field})
}

// draw draws a heat map.
func (p *pane) draw(l *picture.Landscape, contours bool, th picture.Theme) {
	w, h, scale := p.axes.size()
	if w < 60 || h < 60 {
		return
	}
	scene := l.Scene(w, h, scale, th, p.pixels)
	p.pixels = rasterOf(scene)
	p.axes.draw(scene, th, scale)
	if contours {
		p.contour.stroke(p.axes, l, l.Field(w, h, scale))
	}
}

// drawGhost draws the lines of the result before, at the time that is shown and for the same probabilities, on the heat map l.
func (v *LandscapeView) drawGhost(l *picture.Landscape) {
	g := v.Lab.mappedGhost()
	if g == nil {
		return
	}
	v.before.take(g, g.positionAt(v.Lab.Runner.Result.TimeAt(v.Lab.Player.Shown())))
	before := v.before.landscape(g, l.Scale, l.Colours, false)
	before.Top = l.Top
	w, h, scale := v.network.axes.size()
	v.ghost.strokeDashed(v.network.axes, before, l.Field(w, h, scale), l)
}

// mappedGhost is the result before where its lines are on the map, or nil.
func (l *Lab) mappedGhost() *Result {
	g, r := l.ShownGhost(), l.Runner.Result
	if g == nil || r == nil || l.Look.View != AsMap || !l.Look.Contours || !g.Smooth() {
		return nil
	}
	x, y, joint := r.Pair()
	if gx, gy, ok := g.Pair(); !joint || !ok || gx != x || gy != y || g.reached() < r.TimeAt(l.Player.Shown()) {
		return nil
	}
	return g
}

// rasterOf returns the pixels of a scene's first raster.
func rasterOf(s picture.Scene) []byte {
	for _, shape := range s.Shapes {
		if r, ok := shape.(picture.Raster); ok {
			return r.RGBA
		}
	}
	return nil
}

func (v *LandscapeView) drawSurface(p *pane, l *picture.Landscape, th picture.Theme) {
	w, h, scale := p.axes.size()
	if w < 60 || h < 60 {
		return
	}
	if p.space == nil {
		p.space = newSurfaceCanvas(elementOf(p.id + "-surface"))
		v.flat = !p.space.works()
		v.Update()
	}
	if v.flat {
		return
	}
	s := p.space.surface(l, v.Lab.Look.Camera)
	p.space.draw(s, w, h, scale)
	p.axes.draw(s.Scene(w, h, th), th, scale)
}

// barLook is all that the colour bar's look depends on.
type barLook struct {
	scale                 picture.Scale
	colours               picture.Colours
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
	v.bar.draw(picture.ColourBar(look.width, look.height, look.field, look.colours, look.scale, look.top, look.theme), look.theme, look.device)
}

// stillsLook is all that the look of the stills depends on.
type stillsLook struct {
	result  *Result
	pair    [2]int
	moments string
	there   int // laws that have come
	last    int // newest frame
	bar     barLook
}

func (v *LandscapeView) drawStills(r *Result, th picture.Theme) {
	frames, fault := v.Lab.moments(r)
	if fault != "" {
		return
	}
	w, h, scale := v.stills.size()
	m, there := v.Lab.multiples(r, frames)
	x, y, _ := r.Pair()
	bar := barLook{scale: m.Scale, colours: m.Colours, top: m.Top, theme: th, field: picture.Box{X: 20, Y: 40, Width: w - 40, Height: h - 80}}
	bar.width, bar.height, bar.device = w, h, scale
	look := stillsLook{r, [2]int{x, y}, v.Lab.Look.Moments, there, r.Last(), bar}
	if look == v.stillsDrawn || w < 60 || h < 60 {
		return
	}
	v.stillsDrawn = look
	v.stills.draw(m.Scene(w, h, th), th, scale)
	v.drawColours(bar)
}

// multiples are the stills of some frames, and how many laws they show.
func (l *Lab) multiples(r *Result, frames []int) (m *picture.Multiples, there int) {
	x, y, _ := r.Pair()
	names := r.Started.Species
	m = &picture.Multiples{NameX: names[x], NameY: names[y], Names: []string{l.Solver()}, Scale: l.Scale, Colours: l.Look.Colours}
	if r.Frames[0].Exact != nil {
		m.Names = append(m.Names, "Exact law")
	}
	decimals := picture.Decimals(r.Start.Times)
	for _, i := range frames {
		item := picture.Multiple{Title: "t = " + picture.Fixed(r.Start.Times[i], decimals), Laws: make([]*picture.Table, len(m.Names))}
		if i <= r.Last() {
			solver, exact, _ := r.Joints(i)
			for k, j := range []*protocol.Joint{solver, exact}[:len(m.Names)] {
				if j == nil {
					continue
				}
				t := picture.Table{LevelsX: j.Rows, LevelsY: j.Cols, P: j.P}
				if j.Rows < r.Levels(x) || j.Cols < r.Levels(y) {
					t = t.Widened(nil, r.Levels(x), r.Levels(y))
				}
				item.Laws[k] = &t
				m.Top = max(m.Top, t.Top())
				there++
			}
		}
		m.Items = append(m.Items, item)
	}
	return m, there
}

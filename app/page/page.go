package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// Page is the whole page. It owns the Lab and the animation frames.
type Page struct {
	app.Compo
	lab     *Lab
	stage   stage
	chart   chart
	started bool
}

// New returns the page with its first model, not yet running.
func New() *Page {
	shelf, bare := Shelf(browserShelf{}), bareLink(browserAddress{}.Link())
	if bare { // the tab, and what it keeps, are those of another page
		shelf = noShelf{}
	}
	lab := NewLab(browser{}, shelf)
	lab.Bare = bare
	lab.Links.address = browserAddress{}
	return &Page{lab: lab}
}

// OnMount brings back what the tab showed, or starts the first run by itself: a visitor who touches nothing sees the landscape move.
func (p *Page) OnMount(ctx app.Context) {
	if p.started {
		return
	}
	p.started = true
	p.stage.start(p.lab)
	listenToKeys(p.lab)
	if p.lab.Bare {
		p.lab.Links.Open(p.lab.Links.Read())
	} else {
		p.lab.Keeper.Open(func() {
			p.lab.Run()
			p.lab.Keeper.asked = false
		})
	}
	p.lab.Watch(p.lab.Links)
	(&Embed{lab: p.lab, host: browser{}}).start(&p.stage)
	whenLinkChanges(func(link string) {
		if bareLink(link) != p.lab.Bare {
			app.Window().Get("location").Call("reload")
		} else if link != p.lab.Link() {
			p.lab.Links.Open(link)
		} else {
			p.lab.Links.Read()
		}
	})
}

// Render lays out the widgets.
func (p *Page) Render() app.UI {
	if p.lab.Bare {
		return app.Main().Class("page bare").Aria("label", "Probability landscape").Body(
			&LandscapeView{Lab: p.lab, Stage: &p.stage},
			&TimeBar{Lab: p.lab, Stage: &p.stage},
		)
	}
	return app.Div().Class("page").Body(
		&UpdateBar{},
		app.Header().Class("top").Body(
			app.Div().Class("brand").Body(
				app.Img().Src(pictureAddress("icon.svg")).Alt("").Width(30).Height(30),
				app.H1().Text("vanscape"),
				app.If(docsAddress() != "", app.A().ID("docs").Href(docsAddress()).Title("The method, the language, every setting").Text("Docs")),
			),
			&RunBar{Lab: p.lab},
			&TakeAway{Lab: p.lab, Stage: &p.stage, Chart: &p.chart},
		),
		app.Main().Class("desk").Body(
			&ModelPanel{Lab: p.lab},
			app.Section().Class("stage").Aria("label", "Solution").Body(
				app.Div().Class("upper").Body(
					&LandscapeView{Lab: p.lab, Stage: &p.stage},
					&Readout{Lab: p.lab, Stage: &p.stage},
				),
				&TimeBar{Lab: p.lab, Stage: &p.stage},
				app.Div().Class("lower").Body(
					&MeansChart{Lab: p.lab, Stage: &p.stage, Chart: &p.chart},
					&AskPanel{Lab: p.lab, Stage: &p.stage},
				),
			),
		),
	)
}

// stage draws on animation frames: while something moves on every one, otherwise only when asked.
type stage struct {
	lab     *Lab
	actors  []func(th picture.Theme)
	tick    app.Func
	waiting bool
	then    time.Duration // of the last frame; 0 after a rest
	theme   picture.Theme
	told    moment        // what the text widgets show
	toldAt  time.Duration // the frame at which they were told
	texts   []Watcher
	sizes   app.Value // ResizeObserver of the canvases
}

// actor has draw called for every animation frame.
func (s *stage) actor(draw func(th picture.Theme)) { s.actors = append(s.actors, draw) }

// sees has a frame drawn when a canvas gets another size, as one does that was hidden.
func (s *stage) sees(canvases ...*canvas) {
	if s.sizes == nil {
		s.sizes = app.Window().Get("ResizeObserver").New(app.FuncOf(func(app.Value, []app.Value) any {
			s.ask()
			return nil
		}))
	}
	for _, c := range canvases {
		s.sizes.Call("observe", c.element)
	}
}

// teller has w updated when another frame is shown.
func (s *stage) teller(w Watcher) { s.texts = append(s.texts, w) }

func (s *stage) start(lab *Lab) {
	s.lab = lab
	s.tick = app.FuncOf(func(_ app.Value, args []app.Value) any {
		s.waiting = false
		s.frame(time.Duration(args[0].Float() * float64(time.Millisecond)))
		return nil
	})
	lab.redraw = s.ask
	whenMediaChanges("(prefers-color-scheme: dark)", func(bool) {
		s.theme = picture.Theme{}
		s.ask()
	})
	whenMediaChanges("(prefers-reduced-motion: reduce)", func(calm bool) { lab.Player.Calm = calm })
	s.ask()
}

// ask has an animation frame drawn soon.
func (s *stage) ask() {
	if !s.waiting && s.lab != nil {
		s.waiting = true
		app.Window().Call("requestAnimationFrame", s.tick)
	}
}

func (s *stage) frame(now time.Duration) {
	dt := 1.0 / 60
	if s.then > 0 {
		dt = min((now - s.then).Seconds(), 0.1)
	}
	s.then = 0
	if r := s.lab.Runner.Result; r != nil {
		if s.lab.Player.Advance(dt, r.Last(), len(r.Start.Times), s.lab.Live()) {
			s.then = now
			s.ask()
		}
		s.tell(now, r)
	}
	s.lab.pursue()
	if s.theme.Ink == "" {
		s.theme = readTheme()
	}
	for _, draw := range s.actors {
		draw(s.theme)
	}
}

// telling is how long texts stay while the pictures move: nobody reads faster, and writing them takes half as long as drawing.
const telling = 50 * time.Millisecond

// tell has the texts say what is shown now, or asks for another frame that does.
func (s *stage) tell(now time.Duration, r *Result) {
	p := &s.lab.Player
	m := moment{r.Nearest(p.At), p.Playing, p.Follow}
	switch {
	case m == s.told:
	case now-s.toldAt < telling:
		s.ask()
	default:
		s.told, s.toldAt = m, now
		for _, w := range s.texts {
			w.Update()
		}
	}
}

// moment is where the Player stands.
type moment struct {
	frame           int
	playing, follow bool
}

// readTheme takes the colours of the pictures from the style sheet.
func readTheme() picture.Theme {
	return picture.Theme{
		Font: cssValue("--font"),
		Ink:  cssValue("--ink"), Muted: cssValue("--muted"), Line: cssValue("--line"), Grid: cssValue("--grid"),
		Accent: cssValue("--network"), Exact: cssValue("--exact"),
	}
}

// cssValue is the value of a variable of the style sheet.
func cssValue(name string) string {
	style := app.Window().Call("getComputedStyle", app.Window().Get("document").Get("documentElement"))
	return style.Call("getPropertyValue", name).String()
}

// whenMediaChanges calls fn now and on every change of a media query.
func whenMediaChanges(query string, fn func(matches bool)) {
	media := app.Window().Call("matchMedia", query)
	media.Call("addEventListener", "change", app.FuncOf(func(_ app.Value, args []app.Value) any {
		fn(args[0].Get("matches").Bool())
		return nil
	}))
	fn(media.Get("matches").Bool())
}

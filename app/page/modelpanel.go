package page

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/core/crn/gallery"
)

// ModelPanel is everything about the model: where it comes from, its text, what follows from it, and how it is solved.
type ModelPanel struct {
	app.Compo
	Lab *Lab

	formulas bool // what follows from the text is shown in its place
	tall     bool // there is room for both
}

// roomy says when text and formulas are shown together.
const roomy = "(min-width: 1280px) and (min-height: 900px)"

// OnMount watches the Lab and the room.
func (p *ModelPanel) OnMount(app.Context) {
	p.Lab.Watch(p)
	whenMediaChanges(roomy, func(tall bool) {
		p.tall = tall
		p.Update()
	})
}

// Render lays out the widgets.
func (p *ModelPanel) Render() app.UI {
	l := p.Lab
	from, edited := l.Origin()
	return app.Section().Class("model panel").Aria("label", "Model").Body(
		app.P().Class("tagline").Text("The whole probability law of a reaction network, carried through time by a neural network in your browser."),
		app.Div().Class("choice").Body(
			app.Button().Type("button").ID("gallery").Title("Choose another model").Aria("haspopup", "dialog").OnClick(func(app.Context, app.Event) { l.browse() }).Body(
				app.If(from.Name != "", app.Img().Src(thumbnail(from)).Alt("").Width(40).Height(30)),
				app.Span().Class("chosen").Body(app.Span().Text(called(from)), app.If(edited && from.Name != "", app.Small().Text("edited"))),
				app.Span().Class("i i-down").Aria("hidden", "true"),
			),
			app.Button().Type("button").ID("share").Title("A link to this model with these settings").OnClick(func(app.Context, app.Event) { l.share() }).Text("Share"),
		),
		&SharePanel{Lab: l},
		app.P().Class("notice").Body(app.Text(about(from)+" "), source(from)),
		app.Div().Class("pane").Body(
			app.Div().Class("tabs").Hidden(p.tall).Attr("role", "group").Aria("label", "Model as").Body(
				p.tab("as-text", "Text", false),
				p.tab("as-formulas", "Formulas", true),
			),
			app.Div().Class("sheet").Hidden(p.formulas && !p.tall).Body(&Editor{Lab: l}),
			app.Div().Class("sheet").Hidden(!p.formulas && !p.tall).Body(&Formulas{Lab: l, Shown: p.formulas || p.tall}),
		),
		&SliderPanel{Lab: l},
		&SettingsFold{Lab: l},
		&Files{Lab: l},
		&GalleryDialog{Lab: l},
	)
}

func (p *ModelPanel) tab(id, title string, formulas bool) app.UI {
	return app.Button().Type("button").ID(id).Aria("pressed", strconv.FormatBool(p.formulas == formulas)).Text(title).
		OnClick(func(app.Context, app.Event) { p.formulas = formulas })
}

// about is two sentences on where a text comes from.
func about(from gallery.Model) string {
	if from.Name == "" {
		return "Typed or opened by you. It stays in this browser unless you share it."
	}
	return strings.TrimSpace(from.Notice[0] + " " + from.Notice[1])
}

// called names a text by the model that it comes from.
func called(from gallery.Model) string {
	if from.Name == "" {
		return "Own model"
	}
	return from.Title
}

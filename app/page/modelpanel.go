package page

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ModelPanel is everything about the model: where it comes from, its text, what follows from it, and how it is solved.
type ModelPanel struct {
	app.Compo
	Lab *Lab

	formulas bool // what follows from the text is shown in its place
	tall     bool // there is room for both
}

// roomy says when text and formulas are shown together.
const roomy = "(min-width: 1200px) and (min-height: 900px)"

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
	return app.Section().Class("model panel").Aria("label", "Model").Body(
		app.P().Class("tagline").Text("The whole probability law of a reaction network, carried through time by a neural network in your browser."),
		app.Div().Class("choice").Body(
			app.Button().Type("button").ID("gallery").Title("Choose another model").Aria("haspopup", "dialog").OnClick(func(app.Context, app.Event) { l.browse() }).Body(
				app.If(l.Model.Name != "", app.Img().Src(thumbnail(l.Model)).Alt("").Width(40).Height(30)),
				app.Span().Class("chosen").Text(p.title()),
				app.Span().Class("i i-down").Aria("hidden", "true"),
			),
			app.Button().Type("button").ID("share").Title("A link to this model with these settings").OnClick(func(app.Context, app.Event) { l.share() }).Text("Share"),
		),
		&SharePanel{Lab: l},
		app.P().Class("notice").Body(
			app.Text(strings.TrimSpace(l.Model.Notice[0]+" "+l.Model.Notice[1])+" "),
			source(l.Model),
		),
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

// title names the model.
func (p *ModelPanel) title() string {
	if p.Lab.Model.Name == "" {
		return "Own model"
	}
	return p.Lab.Model.Title
}

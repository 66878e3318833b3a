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
}

// OnMount watches the Lab.
func (p *ModelPanel) OnMount(app.Context) { p.Lab.Watch(p) }

// Render lays out the widgets.
func (p *ModelPanel) Render() app.UI {
	l := p.Lab
	return app.Section().Class("model panel").Aria("label", "Model").Body(
		app.P().Class("tagline").Text("The whole probability law of a reaction network, carried through time by a neural network in your browser."),
		app.Div().Class("choice").Body(
			app.Label().For("gallery").Text("Model"),
			app.Select().ID("gallery").OnChange(p.onChoose).Body(
				app.If(l.Model.Name == "", app.Option().Value("").Text("From a file").Selected(true)),
				app.Range(gallery.All()).Slice(func(i int) app.UI {
					m := gallery.All()[i]
					return app.Option().Value(m.Name).Text(m.Title).Selected(m.Name == l.Model.Name)
				}),
			),
		),
		app.P().Class("notice").Body(
			app.Text(strings.TrimSpace(l.Model.Notice[0]+" "+l.Model.Notice[1])+" "),
			app.If(l.Model.Source != "", app.A().Href("https://doi.org/"+l.Model.Source).Title("doi:"+l.Model.Source).Text("Source")),
		),
		app.Div().Class("pane").Body(
			app.Div().Class("tabs").Attr("role", "group").Aria("label", "Model as").Body(
				p.tab("as-text", "Text", false),
				p.tab("as-formulas", "Formulas", true),
			),
			app.Div().Class("sheet").Hidden(p.formulas).Body(&Editor{Lab: l}),
			app.Div().Class("sheet").Hidden(!p.formulas).Body(&Formulas{Lab: l}),
		),
		&SliderPanel{Lab: l},
		&SettingsFold{Lab: l},
		&Files{Lab: l},
	)
}

func (p *ModelPanel) tab(id, title string, formulas bool) app.UI {
	return app.Button().Type("button").ID(id).Aria("pressed", strconv.FormatBool(p.formulas == formulas)).Text(title).
		OnClick(func(app.Context, app.Event) { p.formulas = formulas })
}

func (p *ModelPanel) onChoose(ctx app.Context, _ app.Event) {
	p.Lab.Choose(ctx.JSSrc().Get("value").String())
}

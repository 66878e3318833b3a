package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Formulas shows the model as it last could be read, typeset, and what follows from it: conservation laws, the order of species, count limits.
type Formulas struct {
	app.Compo
	Lab   *Lab
	Shown bool // formulas of a large model are made only to be seen
}

// mostFormulas is the number of formulas of a kind that are shown: the text has them all.
const mostFormulas = 200

// OnMount watches the Lab.
func (f *Formulas) OnMount(app.Context) { f.Lab.Watch(f) }

// Render lists what was found.
func (f *Formulas) Render() app.UI {
	if !f.Shown {
		return app.Div().Class("formulas")
	}
	found := f.Lab.Findings()
	var route []string
	if m := f.Lab.Model; m.Text == f.Lab.Text {
		route = []string{m.Exact.String()}
	}
	return app.Div().Class("formulas").Attr("tabindex", "0").Attr("role", "region").Aria("label", "The model as formulas").Body(
		formulas("reactions", found.reactions),
		app.If(len(found.resets) > 0, formulas("resets", found.resets)),
		app.If(len(found.parameters) > 0, formulas("parameters", found.parameters)),
		app.Dl().Class("findings").Body(
			app.Div().Body(app.Dt().Text("Conserved"), app.Dd().DataSet("testid", "laws").Body(
				app.If(len(found.laws) == 0, app.Span().Class("none").Text("nothing")),
				app.If(len(found.laws) > 0, formulas("", found.laws)),
			)),
			finding("Order of species", "order", f.Lab.Runner.Started.Order, "chosen when run"),
			finding("Exact law", "route", route, "sought when run"),
			finding("Count limits", "limits", f.limits(), "chosen when run"),
		),
	)
}

// formulas lists formulas in MathML.
func formulas(id string, list []string) app.UI {
	rest := len(list) - mostFormulas
	if rest > 0 {
		list = list[:mostFormulas]
	}
	return app.Ul().Class("formula-list").DataSet("testid", id).Body(
		app.Range(list).Slice(func(i int) app.UI { return app.Li().Body(app.Raw(list[i])) }),
		app.If(rest > 0, app.Li().Class("none").Text(fmt.Sprintf("and %d more", rest))),
	)
}

// limits lists the count limits of the last run.
func (f *Formulas) limits() []string {
	var limits []string
	runner := f.Lab.Runner
	for i, name := range runner.Started.Species {
		limit := fmt.Sprintf("%s ≤ %d", name, runner.Started.Limits[i])
		if r := runner.Result; r != nil && r.Started.Job == runner.Started.Job && r.Limit(i) > r.Started.Limits[i] {
			limit = fmt.Sprintf("%s ≤ %d, grown from %d", name, r.Limit(i), r.Started.Limits[i])
		}
		limits = append(limits, limit)
	}
	return limits
}

func finding(title, id string, items []string, none string) app.UI {
	content := app.Dd().DataSet("testid", id)
	if len(items) == 0 {
		return app.Div().Body(app.Dt().Text(title), content.Body(app.Span().Class("none").Text(none)))
	}
	return app.Div().Body(app.Dt().Text(title), content.Body(
		app.Range(items).Slice(func(i int) app.UI { return app.Span().Class("chip").Text(items[i]) }),
	))
}

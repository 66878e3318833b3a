package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Formulas shows the model as it last could be read, typeset, and what follows from it: conservation laws, the order of species, count limits.
type Formulas struct {
	app.Compo
	Lab *Lab
}

// OnMount watches the Lab.
func (f *Formulas) OnMount(app.Context) { f.Lab.Watch(f) }

// Render lists what was found.
func (f *Formulas) Render() app.UI {
	var route []string
	if m := f.Lab.Model; m.Text == f.Lab.Text {
		route = []string{m.Exact.String()}
	}
	return app.Div().Class("formulas").Body(
		app.Dl().Class("findings").Body(
			finding("Conserved", "laws", f.Lab.Findings().laws, "nothing"),
			finding("Exact law", "route", route, "sought when run"),
			finding("Count limits", "limits", f.limits(), "chosen when run"),
		),
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

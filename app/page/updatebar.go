package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// UpdateBar tells that a newer version of the page has been loaded, and shows it when asked: a run is not broken off unasked.
type UpdateBar struct {
	app.Compo

	ready bool
}

// OnMount has the browser keep the page for visits without a network, where the host offers it.
func (b *UpdateBar) OnMount(app.Context) {
	startOffline(func() {
		b.ready = true
		b.Update()
	})
}

// Render shows nothing until there is something to tell.
func (b *UpdateBar) Render() app.UI {
	return app.Div().Class("update").Attr("role", "status").Body(
		app.If(b.ready, app.P().DataSet("testid", "update").Body(
			app.Text("A newer version of this page is here. "),
			app.Button().Type("button").ID("update").Class("link").OnClick(func(app.Context, app.Event) { loadUpdate() }).
				Title("Loads the page again; a run is kept and can go on").Text("Use it"),
		)),
	)
}

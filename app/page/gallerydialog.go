package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/core/crn/gallery"
)

// GalleryDialog lets one choose a model, by its picture, its name or a word of what is said about it.
type GalleryDialog struct {
	app.Compo
	Lab *Lab

	open   bool
	search string
	dialog app.Value
}

// OnMount watches the Lab.
func (d *GalleryDialog) OnMount(app.Context) {
	d.dialog = app.Window().Get("document").Call("getElementById", "models")
	d.Lab.Watch(d)
	d.Lab.browse = func() { d.show(true) }
	if d.Lab.Links.Fault != "" {
		d.show(true)
	}
}

// show opens or closes the dialog. A browser's modal dialog keeps the focus within, and closes on Escape.
func (d *GalleryDialog) show(open bool) {
	if d.open = open; open {
		d.search = ""
		d.dialog.Call("showModal")
	} else {
		d.dialog.Call("close")
	}
	d.Update()
}

// Render shows the search and the models that are found.
func (d *GalleryDialog) Render() app.UI {
	var found []gallery.Model
	if d.open {
		found = searchGallery(d.search)
	}
	return app.Dialog().ID("models").Aria("labelledby", "models-title").On("close", d.onClose).Body(
		app.Div().Class("models-head").Body(
			app.H2().ID("models-title").Text("Models"),
			app.Input().Type("search").ID("search").Aria("label", "Search the models").Attr("placeholder", "Search").Attr("autocomplete", "off").Value(d.search).
				OnInput(func(ctx app.Context, _ app.Event) { d.search = ctx.JSSrc().Get("value").String() }),
			app.Button().Type("button").ID("models-close").OnClick(func(app.Context, app.Event) { d.show(false) }).Text("Close"),
		),
		app.If(d.Lab.Links.Fault != "", app.P().Class("fault").Attr("role", "alert").DataSet("testid", "link-fault").Text(d.Lab.Links.Fault+" Choose a model here.")),
		app.P().Class("notice").Aria("live", "polite").DataSet("testid", "models-found").Text(foundWords(len(found))),
		app.If(d.open, app.Ul().Class("cards").Body(
			app.Range(found).Slice(func(i int) app.UI { return d.card(found[i]) }),
		)),
	)
}

func (d *GalleryDialog) card(m gallery.Model) app.UI {
	return app.Li().Class("card").Body(
		app.Button().Type("button").DataSet("model", m.Name).OnClick(func(app.Context, app.Event) { d.choose(m.Name) }, m.Name).Body(
			app.Img().Src(thumbnail(m)).Alt("").Width(112).Height(84),
			app.Span().Class("card-title").Text(m.Title),
			app.Span().Class("card-text").Text(m.Notice[0]+" "+m.Notice[1]),
		),
		app.P().Class("card-source").Body(source(m)),
	)
}

func (d *GalleryDialog) choose(name string) {
	d.Lab.Links.Fault = ""
	d.show(false)
	d.Lab.Choose(name)
}

// onClose hears that the dialog was closed, also by Escape.
func (d *GalleryDialog) onClose(app.Context, app.Event) {
	d.open = false
	d.Lab.Links.Fault = ""
}

// thumbnail is the address of a model's picture, which "app thumbnails" draws from a run.
func thumbnail(m gallery.Model) string { return pictureAddress("gallery/" + m.Name + ".png") }

// source links to where a model comes from.
func source(m gallery.Model) app.UI {
	if m.Source == "" {
		return app.Span()
	}
	return app.A().Href("https://doi.org/"+m.Source).Title("doi:"+m.Source).Aria("label", "Source of "+m.Title+", doi "+m.Source).Text("Source")
}

// searchGallery returns the models with all words of a search in their title, what is said about them or their text.
func searchGallery(search string) []gallery.Model {
	var found []gallery.Model
	for _, m := range gallery.All() {
		about := strings.ToLower(strings.Join([]string{m.Name, m.Title, m.Notice[0], m.Notice[1], m.Text, m.Exact.String()}, " "))
		fits := true
		for word := range strings.FieldsSeq(strings.ToLower(search)) {
			fits = fits && strings.Contains(about, word)
		}
		if fits {
			found = append(found, m)
		}
	}
	return found
}

func foundWords(n int) string {
	if n == 0 {
		return "No model has all these words: try fewer, such as gene or cascade."
	}
	return plural(n, "model", "models")
}

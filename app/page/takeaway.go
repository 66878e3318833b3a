package page

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/crn/formats"
	"vanscape/core/export"
	"vanscape/core/protocol"
)

// TakeAway is a dialog with everything that can be kept of what is shown: pictures, the animation, the data and the model.
type TakeAway struct {
	app.Compo
	Lab   *Lab
	Stage *stage
	Chart *chart

	opened   bool   // once: what is in the dialog is made then, so that the page starts the sooner
	saved    string // what came of the last press
	recorder recorder
	theme    picture.Theme
}

// OnMount watches the Lab, and the frames for the recorder.
func (a *TakeAway) OnMount(app.Context) {
	a.Lab.Watch(a)
	a.Stage.actor(func(th picture.Theme) {
		a.theme = th
		a.recorder.frame(a.Lab)
	})
}

// Render shows the button, and the dialog that it opens.
func (a *TakeAway) Render() app.UI {
	none := a.Lab.Runner.Result == nil
	var rows []app.UI
	if a.opened {
		rows = a.rows()
	}
	return app.Div().Class("takeaway").Body(
		app.Button().Type("button").ID("take-away").Aria("haspopup", "dialog").Disabled(none).OnClick(a.onOpen).
			Title("Pictures, animation, data and model as files").Text("Take away…"),
		app.Elem("dialog").ID("takeaway").Aria("labelledby", "takeaway-title").Body(
			app.Div().Class("heading").Body(
				app.H2().ID("takeaway-title").Text("Take away"),
				app.Button().Type("button").ID("takeaway-close").Class("icon").Aria("label", "Close").OnClick(a.onClose).Text("×"),
			),
			app.Div().Body(rows...),
			app.P().Class("saved").DataSet("testid", "taken").Aria("live", "polite").Text(a.saved),
		),
	)
}

// rows are the things to take away.
func (a *TakeAway) rows() []app.UI {
	return []app.UI{
		a.pictures(),
		a.row("Animation", "What the landscape shows, played once at the chosen speed", a.film()),
		a.row("Means over time", "All digits, one time on a line", a.button("csv", "CSV", func() { a.data("csv", export.CSV) })),
		a.row("The run as a document", "Means, marginals and joint laws, as app solve writes them", a.button("json", "JSON", func() {
			a.data("json", func(w io.Writer, r *protocol.Run) error { return export.JSON(w, r, a.Lab.Runner.Done) })
		})),
		a.row("Everything as arrays", "For numpy.load: every law at every time, the exact one too", a.button("npz", "NPZ", func() { a.data("npz", export.NPZ) })),
		a.row("Model", "The text as it stands in the editor, or in a language of other programs", a.models()...),
	}
}

// row is a thing to take away, with a sentence on it and its buttons.
func (a *TakeAway) row(title, why string, buttons ...app.UI) app.UI {
	return app.Div().Class("row").Body(
		app.Div().Body(app.Strong().Text(title), app.P().Text(why)),
		app.Div().Class("buttons").Body(buttons...),
	)
}

func (a *TakeAway) button(id, text string, press func()) app.UI {
	return app.Button().Type("button").ID("take-"+id).Disabled(a.recorder.running).OnClick(func(app.Context, app.Event) { press() }, id).Text(text)
}

func (a *TakeAway) onOpen(app.Context, app.Event) {
	a.opened, a.saved = true, ""
	elementOf("takeaway").Call("showModal")
}

func (a *TakeAway) onClose(app.Context, app.Event) { elementOf("takeaway").Call("close") }

// models are the buttons for the model, one for each format that is written.
func (a *TakeAway) models() []app.UI {
	var buttons []app.UI
	for _, f := range slices.Backward(formats.All()) {
		if f.Write != nil {
			buttons = append(buttons, a.button(f.Name, f.Title, func() { a.model(f) }))
		}
	}
	return buttons
}

// model saves the model of the editor.
func (a *TakeAway) model(f formats.Format) {
	content, notes, err := a.Lab.modelFile(f)
	if err != nil {
		a.say("The model cannot be written as " + f.Title + ": " + err.Error() + ".")
		return
	}
	a.save(strings.TrimPrefix(f.Ending, "."), content)
	for _, note := range notes {
		a.say(a.saved + " " + note.Text)
	}
}

// data saves the run that is shown.
func (a *TakeAway) data(kind string, write func(io.Writer, *protocol.Run) error) {
	r := a.Lab.Runner.Result
	if r == nil {
		return
	}
	var b bytes.Buffer
	if err := write(&b, &r.Run); err != nil {
		a.say("The run cannot be written: " + err.Error() + ".")
		return
	}
	a.save(kind, b.Bytes())
}

func (a *TakeAway) save(kind string, b []byte) {
	name := a.Lab.fileName() + "." + kind
	saveFile(name, b)
	a.say(name + " is saved.")
}

func (a *TakeAway) say(s string) {
	a.saved = s
	a.Update()
}

// fileName is what files about the result that is shown are called, without an ending.
func (l *Lab) fileName() string {
	from, _ := l.Origin()
	name := from.Name
	if r := l.Runner.Result; r != nil {
		name = r.Start.Model
	}
	if name == "" {
		name = "run"
	}
	return strings.Map(plain, name)
}

package page

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Editor is the text of the model and what is wrong with it. The browser's side of it, editor.js, owns the text while it is typed; every keystroke comes
// here, is read, and goes back as colours and an underline.
type Editor struct {
	app.Compo
	Lab *Lab

	view   app.Value // made by editor.js; nil before
	marked *Fault    // the fault that is underlined
	read   string    // the text as it was when it was last marked
}

// OnMount opens the editor in its place.
func (e *Editor) OnMount(app.Context) {
	host := app.Window().Get("document").Call("getElementById", "editor")
	spec := app.Window().Get("Object").New()
	spec.Set("text", e.Lab.Text)
	spec.Set("label", "Reactions of the model, as text")
	method := func(name string, fn func(args []app.Value) any) {
		spec.Set(name, app.FuncOf(func(_ app.Value, args []app.Value) any { return fn(args) }))
	}
	method("changed", func(args []app.Value) any { e.Lab.Edit(args[0].String()); return nil })
	method("run", func([]app.Value) any { e.Lab.Run(); return nil })
	method("words", func(args []app.Value) any {
		var list []any
		for _, x := range paint(e.Lab.Network, args[0].String()) {
			list = append(list, x)
		}
		return list
	})
	method("names", func(args []app.Value) any {
		var list []any
		for _, p := range proposals(e.Lab.Network, e.Lab.Text, args[0].String()) {
			list = append(list, map[string]any{"label": p.word, "detail": p.detail})
		}
		return list
	})
	e.view = app.Window().Get("vanscape").Call("editor", host, spec)
	e.Lab.refill = func() { e.view.Call("set", e.Lab.Text) }
	e.Lab.Watch(e)
	e.mark()
}

// Update marks what is wrong and shows it.
func (e *Editor) Update() {
	e.mark()
	e.Compo.Update()
}

// mark underlines the fault, or has the words coloured by what they now mean.
func (e *Editor) mark() {
	f := e.Lab.Fault
	if e.view == nil || f == e.marked && e.Lab.Text == e.read {
		return
	}
	e.marked, e.read = f, e.Lab.Text
	if f == nil {
		e.view.Call("accept")
		return
	}
	from, to := f.span(e.Lab.Text)
	e.view.Call("refuse", from, to, sentence(f.Msg))
}

// Render shows the editor's place and one sentence on the text.
func (e *Editor) Render() app.UI {
	return app.Div().Class("editor").Body(
		app.Div().ID("editor").Class("code"),
		app.Div().ID("fault").DataSet("testid", "fault").Aria("live", "polite").Body(e.fault()),
	)
}

func (e *Editor) fault() app.UI {
	f := e.Lab.Fault
	if f == nil {
		return app.P().Class("sound").Text(e.summary())
	}
	if f.Line == 0 {
		return app.P().Class("fault").Text(f.Msg)
	}
	return app.P().Class("fault").Body(
		app.Button().Type("button").Title("Go there").OnClick(e.onGoTo).Text(fmt.Sprintf("Line %d, column %d", f.Line, f.Col)),
		app.Text(": "+f.Msg),
	)
}

func (e *Editor) summary() string {
	n := e.Lab.Network
	if n == nil {
		return ""
	}
	return plural(len(n.Species), "species", "species") + ", " + plural(len(n.Reactions), "reaction", "reactions")
}

// onGoTo puts the cursor where the error is.
func (e *Editor) onGoTo(app.Context, app.Event) {
	if f := e.Lab.Fault; f != nil {
		e.view.Call("goTo", offset(e.Lab.Text, f.Line, f.Col))
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/core/crn/gallery"
)

// Editor is the model: its choice from the gallery, its text, what is wrong with it, and what was found in it.
type Editor struct {
	app.Compo
	Lab *Lab

	area, gutter app.Value
}

// OnMount puts the text into the area. From then on the area owns it: rendering never writes to it, or keystrokes would be lost.
func (e *Editor) OnMount(ctx app.Context) {
	document := app.Window().Get("document")
	e.area = document.Call("getElementById", "text")
	e.gutter = document.Call("getElementById", "gutter")
	e.fill()
	e.Lab.refill = e.fill
	e.Lab.Watch(e)
}

func (e *Editor) fill() {
	e.area.Set("value", e.Lab.Text)
	e.area.Set("scrollTop", 0)
	e.scroll()
}

// scroll keeps the line numbers beside their lines.
func (e *Editor) scroll() {
	e.gutter.Get("style").Set("transform", fmt.Sprintf("translateY(%dpx)", -e.area.Get("scrollTop").Int()))
}

// Render shows the editor.
func (e *Editor) Render() app.UI {
	l := e.Lab
	return app.Div().Class("editor").Body(
		app.Div().Class("choice").Body(
			app.Label().For("gallery").Text("Model"),
			app.Select().ID("gallery").OnChange(e.onChoose).Body(
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
		app.Div().Class("code").Body(
			app.Div().Class("gutter").Aria("hidden", "true").Body(
				app.Div().ID("gutter").Body(
					app.Range(make([]struct{}, 1+strings.Count(l.Text, "\n"))).Slice(func(i int) app.UI {
						number := app.Div().Text(i + 1)
						if l.Fault != nil && l.Fault.Line == i+1 {
							number.Class("wrong")
						}
						return number
					}),
				),
			),
			app.Textarea().ID("text").Attr("spellcheck", "false").Attr("autocapitalize", "off").Attr("autocomplete", "off").
				Wrap("off").Aria("label", "Reactions of the model, as text").Aria("describedby", "fault").
				Aria("invalid", strconv.FormatBool(l.Fault != nil)).
				OnInput(e.onInput).OnScroll(func(app.Context, app.Event) { e.scroll() }).OnKeyDown(e.onKey),
		),
		app.Div().ID("fault").DataSet("testid", "fault").Aria("live", "polite").Body(e.fault()),
		e.findings(),
		&MethodFold{Lab: l},
		&Files{Lab: l},
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

// findings lists what holds in the model: the conservation laws of the text as it last could be read, where the exact law of a gallery model comes
// from, and the count limits that the run uses.
func (e *Editor) findings() app.UI {
	var laws, route, limits []string
	if n := e.Lab.Network; n != nil {
		for _, w := range n.ConservationLaws() {
			laws = append(laws, n.FormatLaw(w))
		}
	}
	if m := e.Lab.Model; m.Text == e.Lab.Text {
		route = []string{m.Exact.String()}
	}
	runner := e.Lab.Runner
	for i, name := range runner.Started.Species {
		limit := fmt.Sprintf("%s ≤ %d", name, runner.Started.Limits[i])
		if r := runner.Result; r != nil && r.Started.Job == runner.Started.Job && r.Limit(i) > r.Started.Limits[i] {
			limit = fmt.Sprintf("%s ≤ %d, grown from %d", name, r.Limit(i), r.Started.Limits[i])
		}
		limits = append(limits, limit)
	}
	return app.Dl().Class("findings").Body(
		finding("Conserved", "laws", laws, "nothing"),
		finding("Exact law", "route", route, "sought when run"),
		finding("Count limits", "limits", limits, "chosen when run"),
	)
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

func (e *Editor) onInput(ctx app.Context, ev app.Event) {
	e.Lab.Edit(ctx.JSSrc().Get("value").String())
}

func (e *Editor) onChoose(ctx app.Context, ev app.Event) {
	e.Lab.Choose(ctx.JSSrc().Get("value").String())
}

// onKey runs the model on Ctrl+Enter.
func (e *Editor) onKey(ctx app.Context, ev app.Event) {
	if ev.Get("key").String() == "Enter" && (ev.Get("ctrlKey").Bool() || ev.Get("metaKey").Bool()) {
		e.Lab.Run()
	}
}

// onGoTo puts the cursor where the error is.
func (e *Editor) onGoTo(ctx app.Context, ev app.Event) {
	f := e.Lab.Fault
	if f == nil {
		return
	}
	at := offset(e.area.Get("value").String(), f.Line, f.Col)
	e.area.Call("focus")
	e.area.Call("setSelectionRange", at, at)
}

// offset is the index, in the UTF-16 units that browsers count, of line and column of text. Columns count code points from 1.
func offset(text string, line, col int) int {
	at := 0
	for _, c := range text {
		if line == 1 && (col <= 1 || c == '\n') {
			break
		}
		switch {
		case c == '\n':
			line--
		case line == 1:
			col--
		}
		if at++; c > 0xFFFF {
			at++
		}
	}
	return at
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

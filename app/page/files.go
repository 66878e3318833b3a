package page

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// Files saves the run that is shown to a file, opens a run or a model, and tells whether the browser keeps runs.
type Files struct {
	app.Compo
	Lab *Lab

	taken app.Func
}

// OnMount watches the Lab, and takes files that are dropped on the page.
func (f *Files) OnMount(app.Context) {
	f.Lab.Watch(f)
	f.taken = taker(f.open)
	whenDropped(f.taken)
}

// Render shows two buttons and what there is to tell.
func (f *Files) Render() app.UI {
	l := f.Lab
	k := l.Keeper
	r := l.Runner.Result
	return app.Div().Class("files").Body(
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("save-run").OnClick(f.onSave).Disabled(r == nil || !r.CanKeep()).
				Title("A file with the run that is shown, from which it can go on").Text("Save run"),
			app.Button().Type("button").ID("open-run").OnClick(func(app.Context, app.Event) { pickFile(f.taken) }).
				Title("A run that was saved, or a model in SBML, Antimony, BioNetGen's .net, StochKit 2 or text; it can also be dropped on the page").Text("Open…"),
		),
		app.Div().Aria("live", "polite").DataSet("testid", "files").Body(
			app.If(k.Fault != "", app.P().Class("fault").Text(k.Fault)),
			app.If(k.Said != "", app.P().Class("notice").Text(k.Said)),
			app.If(k.Note != "", app.P().Class("notice").Text(k.Note)),
			app.If(k.Offer != nil, f.offer()),
		),
	)
}

func (f *Files) offer() app.UI {
	o := f.Lab.Keeper.Offer
	if o == nil {
		return app.P()
	}
	return app.P().Class("notice").Body(
		app.Text(fmt.Sprintf("A run of %s that got to t = %s of %s is still here. ", o.called(), picture.Number(o.Time, 3), picture.TickLabel(o.Horizon))),
		app.Button().Type("button").ID("open-offer").Class("link").OnClick(func(app.Context, app.Event) { f.Lab.Keeper.Accept() }).Text("Open it"),
	)
}

func (f *Files) onSave(app.Context, app.Event) {
	r := f.Lab.Runner.Result
	if r == nil || !r.CanKeep() {
		return
	}
	var b bytes.Buffer
	r.Kept().WriteTo(&b) // a Buffer takes everything
	saveFile(f.Lab.fileName()+".vanscape", b.Bytes())
}

// plain replaces what a file's name had better not have.
func plain(c rune) rune {
	if strings.ContainsRune(`/\:*?"<>| `, c) || c < ' ' {
		return '-'
	}
	return c
}

// open shows what is in a file, or says why it cannot and leaves all as it is.
func (f *Files) open(name string, b []byte, fault string) {
	l := f.Lab
	said := ""
	if fault == "" {
		var err error
		if said, err = l.OpenFile(name, b); err != nil {
			fault = err.Error()
		}
	}
	l.Keeper.Said = said
	if fault != "" {
		l.Keeper.Fault = name + " was not opened: " + fault + "."
	}
	l.Changed()
}

package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// SettingsFold has what is good enough to leave alone: how the network is built, how it moves in time, and when that ends early.
type SettingsFold struct {
	app.Compo
	Lab *Lab

	open bool // what is folded away is not there: the page starts the sooner
}

// choice is one value of a select.
type choice struct{ value, title string }

var (
	methods = []choice{
		{"projected", "Projected"},
		{"policy-gradient", "Policy gradient"},
		{"natural-gradient", "Natural gradient"},
	}
	architectures = []choice{
		{"mlp", "One small network each"},
		{"nade", "NADE"},
		{"gru", "Recurrent (GRU)"},
		{"transformer", "Transformer"},
	}
	archNotes = map[string]string{
		"mlp":         "Each conditional law has a network of its own, and learns fastest.",
		"nade":        "One hidden layer reads the counts one after another: for many alike species.",
		"gru":         "A memory is handed from species to species: for chains, in their order.",
		"transformer": "Every species attends to all before it: for laws in which distant species depend on each other.",
	}
	methodNotes = map[string]string{
		"projected":        "The parameters move as the equation says: the fastest way, for one small network per species.",
		"policy-gradient":  "The network is trained anew at every time step, as first published: a hundred updates a step, so expect minutes or hours.",
		"natural-gradient": "The network is fitted anew at every time step by five natural gradients.",
	}
)

// OnMount watches the Lab.
func (f *SettingsFold) OnMount(app.Context) { f.Lab.Watch(f) }

// Render shows the choices, folded away under what is chosen.
func (f *SettingsFold) Render() app.UI {
	body := []app.UI{app.Summary().DataSet("testid", "method").Text("Settings: " + f.Lab.Method + ", " + f.Lab.Arch + f.others())}
	if f.open {
		body = append(body, f.fields()...)
	}
	return app.Details().Class("fold").On("toggle", f.onToggle).Body(body...)
}

func (f *SettingsFold) onToggle(ctx app.Context, _ app.Event) {
	f.open = ctx.JSSrc().Get("open").Bool()
}

// fields are the choices with a sentence on each.
func (f *SettingsFold) fields() []app.UI {
	l := f.Lab
	return []app.UI{
		f.pick("method", "Moves by", methods, l.Method, l.SetMethod),
		app.P().Class("notice").Text(methodNotes[l.Method]),
		f.pick("arch", "Built as", architectures, l.Arch, l.SetArch),
		app.P().Class("notice").Text(archNotes[l.Arch]),
		app.Range(settings).Slice(func(i int) app.UI {
			s := settings[i]
			if s.fits != nil && !s.fits(l) {
				return app.Div().Hidden(true)
			}
			_, fault := s.read(l)
			return f.typed(s.id, s.title, s.usual, s.why, fault)
		}),
		f.limits(),
		app.Div().Class("pick").Body(
			app.Label().For("steady").Text("Steady"),
			app.Input().Type("text").ID("steady").Attr("inputmode", "decimal").Attr("placeholder", "never").Size(6).Value(l.Steady).
				Aria("invalid", strconv.FormatBool(l.SteadyFault() != "")).Aria("describedby", "steadiness").
				OnInput(func(ctx app.Context, _ app.Event) { l.SetSteady(ctx.JSSrc().Get("value").String()) }),
		),
		app.P().Class("notice").ID("steadiness").Text(f.steadiness()),
	}
}

// others counts what else differs from the defaults.
func (f *SettingsFold) others() string {
	if n := len(f.Lab.Numbers); n > 0 {
		return ", " + plural(n, "more", "more")
	}
	return ""
}

func (f *SettingsFold) limits() app.UI {
	_, fault := f.Lab.limits()
	return f.typed(limitsID, "Count limits", "chosen", "As in Px 120, Py 80: raise one that the law runs into, lower one that costs time for nothing.", fault)
}

// typed is a field whose sentence makes room for what is wrong with it.
func (f *SettingsFold) typed(id, title, usual, why, fault string) app.UI {
	note := app.P().Class("notice").ID("why-" + id).Text(why)
	if fault != "" {
		note = app.P().Class("fault").ID("why-" + id).Text(fault)
	}
	return app.Div().Body(
		app.Div().Class("pick").Body(
			app.Label().For(id).Text(title),
			app.Input().Type("text").ID(id).Attr("placeholder", usual).Attr("autocomplete", "off").Size(6).Value(f.Lab.Numbers[id]).
				Aria("invalid", strconv.FormatBool(fault != "")).Aria("describedby", "why-"+id).
				OnInput(func(ctx app.Context, _ app.Event) { f.Lab.SetNumber(id, ctx.JSSrc().Get("value").String()) }, id),
		),
		note,
	)
}

// steadiness tells what came of the typed change, before that what it means.
func (f *SettingsFold) steadiness() string {
	if r := f.Lab.Runner; r.Status == Finished && r.Done.Note != "" {
		return r.Done.Note
	}
	return "The run ends when no species' law has moved faster than this over the second half of its time, in Hellinger distance per unit of time."
}

func (f *SettingsFold) pick(id, label string, choices []choice, now string, take func(string)) app.UI {
	return app.Div().Class("pick").Body(
		app.Label().For(id).Text(label),
		app.Select().ID(id).OnChange(func(ctx app.Context, _ app.Event) { take(ctx.JSSrc().Get("value").String()) }).Body(
			app.Range(choices).Slice(func(i int) app.UI {
				return app.Option().Value(choices[i].value).Text(choices[i].title).Selected(choices[i].value == now)
			}),
		),
	)
}

// SetMethod chooses the method of the next run. Projected moves one architecture only, so it chooses that too.
func (l *Lab) SetMethod(method string) {
	l.Method = method
	if method == methods[0].value {
		l.Arch = architectures[0].value
	}
	l.Changed()
}

// SetSteady sets the change at which the next run ends early, as typed.
func (l *Lab) SetSteady(s string) {
	l.Steady = s
	l.Changed()
}

// SetArch chooses the architecture of the next run, and a method that can move it.
func (l *Lab) SetArch(arch string) {
	l.Arch = arch
	if arch != architectures[0].value && l.Method == methods[0].value {
		l.Method = methods[1].value
	}
	l.Changed()
}

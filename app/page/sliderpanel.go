package page

import (
	"slices"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// SliderPanel has a slider for every parameter of the model.
type SliderPanel struct {
	app.Compo
	Lab *Lab

	list  []Slider // as it was last rendered
	shown int      // of them
}

// slidersAtOnce is the number of sliders that are added at a time, slidersRest how long the page is left to others in between: hundreds at once would hold it up.
const (
	slidersAtOnce = 20
	slidersRest   = 10 * time.Millisecond
)

// OnMount watches the Lab.
func (p *SliderPanel) OnMount(app.Context) { p.Lab.Watch(p) }

// Update renders what has changed: the Lab changes often, its parameters seldom.
func (p *SliderPanel) Update() {
	if p.shown < len(p.list) || !slices.Equal(p.list, p.Lab.Sliders()) {
		p.Compo.Update()
	}
}

// Render lists the sliders.
func (p *SliderPanel) Render() app.UI {
	list := p.Lab.Sliders()
	if p.shown = min(p.shown+slidersAtOnce, len(list)); p.shown < len(list) {
		p.Lab.host.After(slidersRest, p.Update)
	}
	p.list = list
	return app.Div().Class("sliders").Attr("role", "group").Aria("label", "Parameters").Body(
		app.If(len(list) == 0, app.P().Class("notice").Text("This text has no parameter to move: write k = 2 on a line of its own and @ k in a reaction, and a slider appears here.")),
		app.Range(list[:p.shown]).Slice(func(i int) app.UI { return &SliderRow{Lab: p.Lab, Slider: list[i]} }),
	)
}

// SliderRow is one parameter. What it moves is the number in the text. It is a component of its own, since most of them stay as they are when the Lab changes.
type SliderRow struct {
	app.Compo
	Lab    *Lab
	Slider Slider
}

// Render shows the slider between its ends, and its value.
func (r *SliderRow) Render() app.UI {
	s := r.Slider
	value, low, high := s.Text, written(s.Bounds.low), written(s.Bounds.high)
	switch s.Fault.field {
	case fieldValue:
		value = s.Fault.text
	case fieldLow:
		low = s.Fault.text
	case fieldHigh:
		high = s.Fault.text
	}
	name := s.Name
	return app.Div().Class("slider").Body(
		app.Label().For("slide-"+name).Title(name).Text(name),
		r.field(fieldLow, low, "Lower end for "+name),
		&Knob{Lab: r.Lab, Name: name, Said: s.Text, Slot: s.Bounds.slot(s.Value)},
		r.field(fieldHigh, high, "Upper end for "+name),
		r.field(fieldValue, value, "Value of "+name),
		app.If(s.Fault.fault != "", app.P().Class("fault").ID("fault-"+name).Aria("live", "polite").DataSet("testid", "fault-"+name).Text(s.Fault.fault)),
	)
}

// field is a number to type. The value is taken while it is typed, an end when the field is left.
func (r *SliderRow) field(field, text, label string) app.UI {
	name := r.Slider.Name
	take := func(ctx app.Context, _ app.Event) {
		r.Lab.TypeParameter(name, field, ctx.JSSrc().Get("value").String())
	}
	wrong := r.Slider.Fault.field == field
	input := app.Input().Type("text").ID(field+"-"+name).Class(field).Attr("inputmode", "decimal").Aria("label", label).
		Aria("invalid", strconv.FormatBool(wrong)).Value(text)
	if wrong {
		input.Aria("describedby", "fault-"+name)
	}
	if field == fieldValue {
		return input.OnInput(take, name+field)
	}
	return input.OnChange(take, name+field)
}

package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// SliderPanel has a slider for every parameter of the model. What it moves is the number in the text.
type SliderPanel struct {
	app.Compo
	Lab *Lab
}

// OnMount watches the Lab.
func (p *SliderPanel) OnMount(app.Context) { p.Lab.Watch(p) }

// Render lists the sliders.
func (p *SliderPanel) Render() app.UI {
	list := p.Lab.Sliders()
	return app.Div().Class("sliders").Attr("role", "group").Aria("label", "Parameters").Body(
		app.If(len(list) == 0, app.P().Class("notice").Text("This text has no parameter to move: write k = 2 on a line of its own and @ k in a reaction, and a slider appears here.")),
		app.Range(list).Slice(func(i int) app.UI { return p.row(list[i]) }),
	)
}

func (p *SliderPanel) row(s Slider) app.UI {
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
		p.field(s, fieldLow, low, "Lower end for "+name),
		&Knob{Lab: p.Lab, Name: name, Said: s.Text, Slot: s.Bounds.slot(s.Value)},
		p.field(s, fieldHigh, high, "Upper end for "+name),
		p.field(s, fieldValue, value, "Value of "+name),
		app.If(s.Fault.fault != "", app.P().Class("fault").ID("fault-"+name).Aria("live", "polite").DataSet("testid", "fault-"+name).Text(s.Fault.fault)),
	)
}

// field is a number to type. The value is taken while it is typed, an end when the field is left.
func (p *SliderPanel) field(s Slider, field, text, label string) app.UI {
	name := s.Name
	take := func(ctx app.Context, _ app.Event) {
		p.Lab.TypeParameter(name, field, ctx.JSSrc().Get("value").String())
	}
	wrong := s.Fault.field == field
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

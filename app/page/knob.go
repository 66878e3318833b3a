package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Knob is the part of a slider that moves. It is put at its slot when everything else is in place: a browser keeps a value within the ends it knows, 0
// and 100 at first, and attributes are set in any order.
type Knob struct {
	app.Compo
	Lab  *Lab
	Name string // of the parameter
	Said string // its value, for those who hear it
	Slot int
}

// OnMount puts it at its slot.
func (k *Knob) OnMount(ctx app.Context) { ctx.JSSrc().Set("value", k.Slot) }

// OnUpdate puts it at its new slot.
func (k *Knob) OnUpdate(ctx app.Context) { ctx.JSSrc().Set("value", k.Slot) }

// Render shows the slider.
func (k *Knob) Render() app.UI {
	return app.Input().Type("range").ID("slide-"+k.Name).Min(0).Max(slots).Step(1).Aria("valuetext", k.Said).OnInput(k.onInput)
}

func (k *Knob) onInput(ctx app.Context, _ app.Event) {
	if slot, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		k.Lab.Slide(k.Name, slot)
	}
}

package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// whenDragged calls move with every step of a pointer that is held down on an element, also beyond its edge. go-app's own handlers come too late to keep the
// browser from its default, so these are the element's.
func whenDragged(element app.Value, move func(dx, dy float64)) {
	var x, y float64
	held := false
	at := func(e app.Value) (float64, float64) { return e.Get("clientX").Float(), e.Get("clientY").Float() }
	on(element, "pointerdown", func(e app.Value) {
		x, y = at(e)
		held = true
		element.Call("setPointerCapture", e.Get("pointerId"))
	})
	on(element, "pointermove", func(e app.Value) {
		if !held {
			return
		}
		was, before := x, y
		x, y = at(e)
		move(x-was, y-before)
	})
	release := func(app.Value) { held = false }
	on(element, "pointerup", release)
	on(element, "pointercancel", release)
}

// whenKey calls press with every key that is pressed while an element has the focus. A key that it takes does nothing else.
func whenKey(element app.Value, press func(key string) bool) {
	on(element, "keydown", func(e app.Value) {
		if e.Get("altKey").Bool() || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() {
			return
		}
		if press(e.Get("key").String()) {
			e.Call("preventDefault")
		}
	})
}

func on(element app.Value, event string, hear func(e app.Value)) {
	element.Call("addEventListener", event, app.FuncOf(func(_ app.Value, args []app.Value) any {
		hear(args[0])
		return nil
	}))
}

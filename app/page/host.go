package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// browser is the Host of a page: a web worker that start.js makes.
type browser struct{}

func (browser) After(d time.Duration, fn func()) { time.AfterFunc(d, fn) }

// mostWorkers is where more gain nothing: a step of most models has a dozen parts.
const mostWorkers = 8

func (browser) Workers() int {
	cores := app.Window().Get("navigator").Get("hardwareConcurrency")
	if !cores.Truthy() {
		return 1
	}
	return max(1, min(cores.Int()-1, mostWorkers))
}

func (browser) NewWorker(message func([]byte), failed func(string)) Worker {
	w := &webWorker{js: app.Window().Get("vanscape").Call("worker")}
	w.hear = app.FuncOf(func(_ app.Value, args []app.Value) any {
		message(fromJS(app.Window().Get("Uint8Array").New(args[0].Get("data"))))
		return nil
	})
	w.fail = app.FuncOf(func(_ app.Value, args []app.Value) any {
		args[0].Call("preventDefault")
		reason := "unknown error"
		if m := args[0].Get("message"); m.Truthy() {
			reason = m.String()
		}
		failed(reason)
		return nil
	})
	w.js.Set("onmessage", w.hear)
	w.js.Set("onerror", w.fail)
	w.js.Set("onmessageerror", w.fail)
	return w
}

// webWorker is a Worker in another thread of the browser.
type webWorker struct {
	js         app.Value
	hear, fail app.Func
}

func (w *webWorker) Post(b []byte) {
	buffer := toJS(b).Get("buffer")
	w.js.Call("postMessage", buffer, app.Window().Get("Array").Call("of", buffer))
}

func (w *webWorker) Terminate() {
	w.js.Call("terminate")
	w.js.Set("onmessage", nil)
	w.js.Set("onerror", nil)
	w.js.Set("onmessageerror", nil)
	w.hear.Release()
	w.fail.Release()
}

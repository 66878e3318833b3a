package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// recorder films the pictures of the landscape while they are played once.
type recorder struct {
	running bool
	js      app.Value // of record.js
}

// film is the button that records, or gives up.
func (a *TakeAway) film() app.UI {
	if a.recorder.running {
		return app.Button().Type("button").ID("take-stop").OnClick(func(app.Context, app.Event) { a.recorder.end(false) }, "stop").Text("Give up")
	}
	return app.Button().Type("button").ID("take-webm").OnClick(func(app.Context, app.Event) { a.record() }, "record").Text("Record")
}

// record plays the result from its start and films it.
func (a *TakeAway) record() {
	r := a.Lab.Runner.Result
	if r == nil || r.Last() < 1 {
		a.say("There is nothing to play yet.")
		return
	}
	js := app.Window().Get("vanscape").Call("recorder", elementOf("panels"), once(func(answer app.Value) {
		a.recorder.running = false
		if fault := answer.Get("fault"); fault.Truthy() {
			a.say(fault.String())
			return
		}
		name := a.Lab.fileName() + "." + answer.Get("kind").String()
		app.Window().Get("vanscape").Call("saveFile", name, answer.Get("blob"))
		a.say(name + " is saved.")
	}))
	if !js.Truthy() { // it has said why
		return
	}
	a.recorder = recorder{running: true, js: js}
	p := &a.Lab.Player
	p.At, p.Playing, p.Follow, p.Loop = 0, true, false, false
	a.say("Recording: it takes as long as it plays.")
	a.Lab.Changed()
}

// frame films what has just been drawn, and ends when the playing does.
func (c *recorder) frame(l *Lab) {
	r := l.Runner.Result
	if !c.running || r == nil {
		return
	}
	c.js.Call("frame", l.fileName()+", t = "+picture.Fixed(r.TimeAt(l.Player.Shown()), picture.Decimals(r.Start.Times)))
	if !l.Player.Playing {
		c.end(true)
	}
}

func (c *recorder) end(keep bool) {
	if c.running {
		c.js.Call("end", keep)
	}
}

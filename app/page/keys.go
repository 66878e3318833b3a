package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// listenToKeys moves through time by keyboard wherever no other control wants the key: space plays and holds, the arrows step, home and end go to
// the first and the newest frame.
func listenToKeys(l *Lab) {
	app.Window().Call("addEventListener", "keydown", app.FuncOf(func(_ app.Value, args []app.Value) any {
		e := args[0]
		if e.Get("defaultPrevented").Bool() || e.Get("altKey").Bool() || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() {
			return nil
		}
		switch e.Get("target").Get("tagName").String() {
		case "TEXTAREA", "INPUT", "SELECT":
			return nil
		case "BUTTON", "A", "SUMMARY":
			if e.Get("key").String() == " " {
				return nil
			}
		}
		if l.Key(e.Get("key").String()) {
			e.Call("preventDefault")
		}
		return nil
	}))
}

// Key does what a key stands for and says whether it stands for anything.
func (l *Lab) Key(key string) bool {
	r := l.Runner.Result
	if r == nil {
		return false
	}
	at := float64(r.Nearest(l.Player.At))
	switch key {
	case " ":
		l.Player.Toggle(r.Last())
	case "ArrowLeft":
		l.Player.Scrub(at-1, r.Last(), l.Live())
	case "ArrowRight":
		l.Player.Scrub(at+1, r.Last(), l.Live())
	case "Home":
		l.Player.Scrub(0, r.Last(), l.Live())
	case "End":
		l.Player.Scrub(float64(r.Last()), r.Last(), l.Live())
	default:
		return false
	}
	l.redraw()
	return true
}

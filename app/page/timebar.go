package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// TimeBar chooses the shown time: play, hold, step and scrub, also in the past of a run that goes on.
type TimeBar struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	slider app.Value
}

// speeds are the choices of how fast to play.
var speeds = []float64{0.25, 0.5, 1, 2, 4}

// OnMount takes hold of the slider.
func (b *TimeBar) OnMount(app.Context) {
	b.slider = app.Window().Get("document").Call("getElementById", "time")
	b.slider.Set("value", 0)
	b.Lab.WatchResult(b)
	b.Stage.teller(b)
	b.Stage.actor(b.draw)
}

// Render shows the buttons, the slider and the time.
func (b *TimeBar) Render() app.UI {
	l := b.Lab
	r := l.Runner.Result
	play, name := "play", "Play"
	if l.Player.Playing {
		play, name = "pause", "Hold"
	}
	follow := app.Button().Type("button").ID("follow").Class("follow").OnClick(b.onFollow).
		Title("Show each new frame as it is solved").Aria("pressed", strconv.FormatBool(l.Player.Follow && l.Live())).Disabled(!l.Live()).Text("Live")
	slider := app.Input().Type("range").ID("time").Min(0).Max(b.frames()).Step(1).Aria("label", "Shown time").
		Disabled(r == nil).OnInput(b.onScrub)
	label, whole := "–", ""
	if r != nil {
		decimals := picture.Decimals(r.Start.Times)
		label = picture.Fixed(l.Frame().Time, decimals)
		whole = picture.TickLabel(r.Start.Times[len(r.Start.Times)-1])
		slider.Aria("valuetext", "t = "+label)
	}
	return app.Div().Class("timebar panel").Aria("label", "Shown time").Attr("role", "group").Body(
		app.Button().Type("button").ID("play").Class("round").Aria("label", name).Title(name+" (space)").Disabled(r == nil).OnClick(b.onPlay).Body(icon(play)),
		b.step("back", "One time back", "←", "ArrowLeft"),
		b.step("forth", "One time forth", "→", "ArrowRight"),
		app.Output().Class("clock").For("time").Body(
			app.Text("t = "), app.Span().DataSet("testid", "time").Text(label),
		),
		app.Div().Class("track").Body(slider),
		app.Span().Class("end").Text(whole),
		follow,
		app.Button().Type("button").ID("loop").Class("icon").Aria("label", "Loop").Aria("pressed", strconv.FormatBool(l.Player.Loop)).
			Title("Play again and again").OnClick(b.onLoop).Body(icon("loop")),
		app.Select().ID("speed").Aria("label", "Speed of playing").OnChange(b.onSpeed).Body(
			app.Range(speeds).Slice(func(i int) app.UI {
				return app.Option().Value(speeds[i]).Text(strconv.FormatFloat(speeds[i], 'g', -1, 64) + "×").Selected(speeds[i] == l.Player.Speed)
			}),
		),
	)
}

// step is a button that does what a key does.
func (b *TimeBar) step(name, title, sign, key string) app.UI {
	return app.Button().Type("button").ID(name).Class("icon step").Aria("label", title).Title(title+" ("+sign+")").Disabled(b.Lab.Runner.Result == nil).
		OnClick(func(app.Context, app.Event) { b.Lab.Key(key) }, key).Body(icon(name))
}

func (b *TimeBar) onLoop(app.Context, app.Event) {
	b.Lab.Player.Loop = !b.Lab.Player.Loop
	b.Lab.Changed()
}

// frames is the position of the last frame that there will be.
func (b *TimeBar) frames() int {
	if r := b.Lab.Runner.Result; r != nil {
		return len(r.Start.Times) - 1
	}
	return frameCount
}

// draw moves the slider's knob and the mark of how far the run has come; both move more often than the text.
func (b *TimeBar) draw(picture.Theme) {
	r := b.Lab.Runner.Result
	if r == nil {
		return
	}
	b.slider.Set("value", r.Nearest(b.Lab.Player.At))
	done := 100 * float64(r.Last()) / float64(max(len(r.Start.Times)-1, 1))
	at := 100 * b.Lab.Player.At / float64(max(len(r.Start.Times)-1, 1))
	style := b.slider.Get("style")
	style.Call("setProperty", "--done", picture.Fixed(done, 2)+"%")
	style.Call("setProperty", "--at", picture.Fixed(at, 2)+"%")
}

func (b *TimeBar) onPlay(app.Context, app.Event) {
	if r := b.Lab.Runner.Result; r != nil {
		b.Lab.Player.Toggle(r.Last())
		b.Lab.Changed()
	}
}

func (b *TimeBar) onScrub(ctx app.Context, _ app.Event) {
	r := b.Lab.Runner.Result
	if r == nil {
		return
	}
	at, err := strconv.ParseFloat(ctx.JSSrc().Get("value").String(), 64)
	if err == nil {
		b.Lab.Player.Scrub(at, r.Last(), b.Lab.Live())
		b.Stage.ask() // which tells those who show the time
	}
}

func (b *TimeBar) onFollow(app.Context, app.Event) {
	b.Lab.Player.Playing, b.Lab.Player.Follow, b.Lab.Player.Goal = false, true, 0
	b.Lab.Changed()
}

func (b *TimeBar) onSpeed(ctx app.Context, _ app.Event) {
	if x, err := strconv.ParseFloat(ctx.JSSrc().Get("value").String(), 64); err == nil {
		b.Lab.Player.Speed = x
	}
}

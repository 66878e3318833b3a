package page

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// RunBar starts, holds and ends a run and tells how far it is.
type RunBar struct {
	app.Compo
	Lab *Lab
}

// OnMount watches the Lab.
func (b *RunBar) OnMount(app.Context) { b.Lab.Watch(b) }

// Render shows the buttons, the progress in model time, and the two settings of a run.
func (b *RunBar) Render() app.UI {
	r := b.Lab.Runner
	active := r.Status.Active()
	run := app.Button().Type("button").ID("run").OnClick(b.onRun).
		Disabled(b.Lab.Fault != nil || b.Lab.InputFault() != "").
		Title("Solve the model from its start (Ctrl+Enter in the text)").
		Body(icon("run"), app.Span().Text(b.runLabel()))
	hold := b.hold()
	if r.Status == Kept {
		hold.Class("primary")
	} else {
		run.Class("primary")
	}
	stop := app.Button().Type("button").ID("stop").OnClick(func(app.Context, app.Event) { b.Lab.Runner.Stop() }).
		Disabled(!active || r.Status == Stopping).Body(icon("stop"), app.Span().Text("Stop"))

	message, bad := b.message()
	live := "polite"
	if r.Status == Running { // a time that runs on would never let a screen reader finish
		live = "off"
	}
	state := app.P().ID("status").Title(r.Done.Note).Aria("live", live).DataSet("testid", "status").Text(message)
	bar, idle := app.Div().Class("runbar"), bad && !active // then there is no progress to tell of
	if bad {
		bar.Class("bad")
	}
	return bar.Body(
		app.Div().Class("buttons").Aria("label", "Run").Attr("role", "group").Body(run, hold, stop),
		app.Div().Class("progress").Body(
			app.Div().Class("words").Body(
				state,
				app.P().Class("left").DataSet("testid", "left").Text(b.left()),
			),
			app.Progress().Max(1).Value(b.fraction()).Aria("label", "Progress in model time").Hidden(idle),
			app.P().Class("facts").Hidden(idle).Title(b.facts()).DataSet("testid", "facts").Text(b.facts()),
		),
		app.Div().Class("settings").Body(
			app.Label().Body(
				app.Span().Text("Until t"),
				app.Input().Type("text").ID("horizon").Attr("inputmode", "decimal").Size(5).Value(b.Lab.Horizon).
					Aria("invalid", fmt.Sprint(b.Lab.HorizonFault() != "")).Title("Model time at which the run ends").OnInput(b.onHorizon),
			),
			app.Label().Body(
				app.Span().Text("Seed"),
				app.Input().Type("text").ID("seed").Attr("inputmode", "numeric").Size(4).Value(b.Lab.Seed).
					Title("The same seed gives the same run").OnInput(b.onSeed),
			),
			app.Button().Type("button").ID("reseed").Class("icon").Aria("label", "New seed").Title("New seed").OnClick(func(app.Context, app.Event) { b.Lab.Reseed() }).Body(icon("dice")),
		),
	)
}

// hold is the button that lets a run rest or go on.
func (b *RunBar) hold() app.HTMLButton {
	status := b.Lab.Runner.Status
	button := app.Button().Type("button")
	switch {
	case b.Lab.CanGoOn():
		return button.ID("go-on").OnClick(b.onGoOn, "go-on").Disabled(false).Title("Let the run that is shown go on to the end time").
			Body(icon("run"), app.Span().Text("Go on"))
	case status == Paused:
		return button.ID("pause").OnClick(b.onPause, "pause").Disabled(false).Title("").Body(icon("run"), app.Span().Text("Resume"))
	}
	return button.ID("pause").OnClick(b.onPause, "pause").Disabled(status != Running).Title("").Body(icon("pause"), app.Span().Text("Pause"))
}

func (b *RunBar) runLabel() string {
	switch {
	case b.Lab.Edited():
		return "Run changes"
	case b.Lab.Runner.Status == Idle || b.Lab.Runner.Status == Loading:
		return "Run"
	}
	return "Run again"
}

// message is one sentence on the state of the run, and whether it is bad news.
func (b *RunBar) message() (string, bool) {
	if s := b.Lab.InputFault(); s != "" {
		return s, true
	}
	r := b.Lab.Runner
	switch r.Status {
	case Loading:
		return "Loading the solver", false
	case Starting:
		if r.Progress.Phase != "" {
			return capital(string(r.Progress.Phase)), false
		}
		return "Reading the model", false
	case Running:
		return fmt.Sprintf("Solving, t = %s of %s", b.time(r.Progress.Time), b.time(r.Progress.Horizon)), false
	case Paused:
		return "Paused at t = " + b.time(r.Progress.Time), false
	case Stopping:
		return "Stopping", false
	case Stopped:
		return "Stopped", false
	case Kept:
		return fmt.Sprintf("Kept at t = %s of %s", b.time(r.Progress.Time), b.time(r.Progress.Horizon)), false
	case Finished:
		span := "Finished in " + picture.Span(time.Duration(r.Done.WallSeconds*float64(time.Second)))
		switch {
		case r.Done.Rested:
			span = "Steady at t = " + b.time(r.Result.Frames[r.Result.Last()].Time) + ". " + span
		case r.Done.Note != "":
			span += ", not steady"
		}
		return span, false
	case Failed:
		where := ""
		if r.Error.Line > 0 {
			where = fmt.Sprintf("Line %d, column %d: ", r.Error.Line, r.Error.Col)
		}
		return where + sentence(r.Error.Message), true
	}
	return "Ready", false
}

// time writes a model time that runs on, with three significant digits of the horizon.
func (b *RunBar) time(t float64) string {
	h := b.Lab.Runner.Progress.Horizon
	if !(h > 0) {
		return picture.Number(t, 3)
	}
	return picture.Fixed(t, min(max(2-int(math.Floor(math.Log10(h))), 0), 6))
}

func (b *RunBar) left() string {
	r := b.Lab.Runner
	if (r.Status != Running && r.Status != Paused) || r.Progress.Remaining < 0 {
		return ""
	}
	return picture.Span(time.Duration(r.Progress.Remaining*float64(time.Second))) + " left"
}

func (b *RunBar) fraction() string {
	r := b.Lab.Runner
	switch {
	case r.Status == Finished:
		return "1"
	case r.Progress.Horizon > 0:
		return picture.Fixed(r.Progress.Time/r.Progress.Horizon, 4)
	}
	return "0"
}

// facts tells how fast it is solved, and by what: the last may not find room.
func (b *RunBar) facts() string {
	r := b.Lab.Runner
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if r.Status == Running && r.Progress.StepsPerSecond > 0 {
		add("%s steps/s", picture.Number(r.Progress.StepsPerSecond, 2))
	} else if r.Progress.Steps > 0 {
		add("%s steps", picture.Whole(r.Progress.Steps))
	}
	if n := r.Progress.Workers; n > 1 {
		add("%d workers", n)
	}
	if p := r.Started.Parameters; p > 0 {
		add("%s parameters", picture.Whole(p))
	}
	if n := r.Started.Samples; n > 0 {
		add("%s samples", picture.Whole(n))
	}
	return strings.Join(parts, " · ")
}

func (b *RunBar) onRun(app.Context, app.Event) { b.Lab.Run() }

func (b *RunBar) onGoOn(app.Context, app.Event) { b.Lab.GoOn() }

func (b *RunBar) onPause(app.Context, app.Event) {
	if b.Lab.Runner.Status == Paused {
		b.Lab.Runner.Resume()
	} else {
		b.Lab.Runner.Pause()
	}
}

func (b *RunBar) onHorizon(ctx app.Context, _ app.Event) {
	b.Lab.Horizon = ctx.JSSrc().Get("value").String()
	b.Lab.Changed()
}

func (b *RunBar) onSeed(ctx app.Context, _ app.Event) {
	b.Lab.Seed = ctx.JSSrc().Get("value").String()
	b.Lab.Changed()
}

// icon is a drawing of the style sheet.
func icon(name string) app.UI {
	return app.Span().Class("i i-"+name).Aria("hidden", "true")
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	s = capital(s)
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

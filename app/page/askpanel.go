package page

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// AskPanel asks about the shown frame: a question in words of the model, and samples to take away.
type AskPanel struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	closed bool   // on a phone, at first
	draws  string // as typed
	saved  string // what came of the last drawing
}

// mostDraws keeps a drawing to what a page can hold at a time.
const mostDraws = 100_000

// OnMount watches the Lab and the shown frame.
func (p *AskPanel) OnMount(app.Context) {
	whenMediaChanges("(max-width: 699px)", func(phone bool) { p.closed = phone; p.Update() })
	p.Lab.Watch(p)
	p.Stage.teller(p)
}

// Render shows the question, its answer, and the drawing of samples.
func (p *AskPanel) Render() app.UI {
	l := p.Lab
	none := l.Runner.Result == nil
	return app.Details().Class("ask panel").Open(!p.closed).Body(
		app.Summary().Body(app.H2().Text("Ask")),
		app.Form().Class("question").OnSubmit(p.onAsk).Body(
			app.Input().Type("text").ID("question").Value(l.Asker.Text).Placeholder(p.examples()[0]).
				Attr("spellcheck", "false").Attr("autocapitalize", "off").Attr("autocomplete", "off").
				Aria("label", "Question about the law at the shown time").Aria("describedby", "answer").
				Aria("invalid", strconv.FormatBool(l.Asker.Fault != "")).OnInput(p.onType),
			app.Button().Type("submit").ID("ask").Disabled(none).Text("Ask"),
		),
		app.Div().Class("examples").Attr("role", "group").Aria("label", "Examples of questions").Body(
			app.Range(p.examples()).Slice(func(i int) app.UI {
				q := p.examples()[i]
				return app.Button().Type("button").Class("chip").Disabled(none).OnClick(func(app.Context, app.Event) { l.Ask(q) }, q).Text(q)
			}),
		),
		app.Output().ID("answer").For("question").DataSet("testid", "answer").Aria("live", p.live()).Body(p.answer()...),
		app.Form().Class("draws").OnSubmit(p.onDraw).Body(
			app.Label().For("draws").Text("Draw"),
			app.Input().Type("text").ID("draws").Attr("inputmode", "numeric").Size(6).Value(p.draws).Placeholder("1000").
				Aria("invalid", strconv.FormatBool(p.count() == 0)).OnInput(p.onCount),
			app.Button().Type("submit").ID("draw").Disabled(none || p.count() == 0).
				Title("Independent samples of the shown time: counts and ln p of each").Text("Samples as CSV"),
			app.Span().Class("saved").DataSet("testid", "saved").Aria("live", "polite").Text(p.saved),
		),
	)
}

// live keeps a screen reader quiet about answers that change with the time by themselves.
func (p *AskPanel) live() string {
	if p.Lab.Player.Playing || p.Lab.Player.Follow && p.Lab.Live() {
		return "off"
	}
	return "polite"
}

// examples are questions that make sense for the model.
func (p *AskPanel) examples() []string {
	r := p.Lab.Runner.Result
	if r == nil {
		return []string{"P(X > 3)"}
	}
	x, y, ok := r.Pair()
	names, limits := r.Started.Species, r.Started.Limits
	if !ok {
		return []string{
			fmt.Sprintf("P(%s > %d)", names[x], limits[x]/3), fmt.Sprintf("E(%s^2)", names[x]), fmt.Sprintf("ln p(%s = %d)", names[x], limits[x]/3), "H",
		}
	}
	return []string{
		fmt.Sprintf("P(%s > %d && %s < %d)", names[x], limits[x]/3, names[y], limits[y]/3),
		fmt.Sprintf("E(%s*%s)", names[x], names[y]),
		fmt.Sprintf("I(%s; %s)", names[x], names[y]),
		"H",
	}
}

// answer is what is known about the question at the shown time.
func (p *AskPanel) answer() []app.UI {
	l := p.Lab
	if l.Asker.Fault != "" {
		return []app.UI{app.P().Class("fault").Text(l.Asker.Fault)}
	}
	if l.Asker.Asked == "" {
		return []app.UI{app.P().Class("none").Text("Probabilities, means, entropy and information at the shown time. A click on the landscape asks for a state.")}
	}
	a := l.Answer()
	if a == nil {
		return []app.UI{app.P().Class("none").Text(l.Asker.Asked + " …")}
	}
	if a.Failed != "" {
		return []app.UI{app.P().Class("fault").Text(sentence(a.Failed))}
	}
	value, err := withError(a.Value, a.StandardError)
	unit := ""
	if a := l.Asker.Asked; strings.HasPrefix(a, "H") || strings.HasPrefix(a, "I") {
		unit = " nats"
	}
	body := []app.UI{
		app.Span().Class("asked").Text(l.Asker.Asked + " = "),
		app.Strong().DataSet("testid", "value").Text(value),
		app.Text(err + unit),
	}
	if a.HasExact {
		exact, _ := withError(a.Exact, 0)
		body = append(body, app.Span().Class("exactly").Body(app.Text("exact "), app.Span().DataSet("testid", "exact-value").Text(exact), app.Text(unit)))
	}
	return body
}

// withError writes a value with the digits that its standard error leaves it, and the error.
func withError(value, err float64) (string, string) {
	const most = 5
	switch {
	case math.IsInf(value, -1):
		return "−∞, there is no such state", ""
	case !(err > 0):
		return picture.Number(value, most), ""
	case value == 0:
		return "0", " ± " + picture.Number(err, 1)
	}
	digits := min(max(int(math.Log10(math.Abs(value)/err))+2, 1), most)
	return picture.Number(value, digits), " ± " + picture.Number(err, 1)
}

func (p *AskPanel) onType(ctx app.Context, _ app.Event) {
	p.Lab.Type(ctx.JSSrc().Get("value").String())
}

func (p *AskPanel) onAsk(_ app.Context, e app.Event) {
	e.PreventDefault()
	p.Lab.Ask(p.Lab.Asker.Text)
}

// count is the number of samples to draw, 0 for what is none.
func (p *AskPanel) count() int {
	if strings.TrimSpace(p.draws) == "" {
		return 1000
	}
	n, err := strconv.Atoi(strings.TrimSpace(p.draws))
	if err != nil || n < 1 || n > mostDraws {
		return 0
	}
	return n
}

func (p *AskPanel) onCount(ctx app.Context, _ app.Event) {
	p.draws, p.saved = ctx.JSSrc().Get("value").String(), ""
	if p.count() == 0 {
		p.saved = "From 1 to " + picture.Whole(mostDraws) + "."
	}
}

func (p *AskPanel) onDraw(_ app.Context, e app.Event) {
	e.PreventDefault()
	count := p.count()
	if count == 0 {
		return
	}
	p.saved = "Drawing"
	p.Lab.Draw(count, func(r *Result, a protocol.Answer) {
		if a.Failed != "" {
			p.saved = sentence(a.Failed)
		} else {
			t := r.Start.Times[a.Frame]
			name := strings.Map(plain, cmp.Or(r.Start.Model, "samples")) + "-t" + strings.ReplaceAll(picture.TickLabel(t), ".", "_") + ".csv"
			saveFile(name, a.AppendSamples([]byte(protocol.SamplesHeader(r.Started.Species)), t))
			p.saved = picture.Whole(len(a.LogProb)) + " saved as " + name
		}
		p.Update()
	})
}

package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
	"vanscape/core/protocol"
)

// Readout prints the numbers of the shown frame: means and standard deviations, the distance to the exact law, and how far to trust the rest.
type Readout struct {
	app.Compo
	Lab   *Lab
	Stage *stage

	part string // of the names that are listed, where there are many
}

// mostRows is the number of species that are listed at a time: more would take longer to write than a frame may take.
const mostRows = 40

// OnMount watches the Lab and the shown frame.
func (o *Readout) OnMount(app.Context) {
	o.Lab.WatchResult(o)
	o.Stage.teller(o)
}

// Render shows the table of species and the list of measures of trust.
func (o *Readout) Render() app.UI {
	f := o.Lab.Frame()
	if f == nil {
		return app.Div().Class("readout panel").Body(app.H2().Text("Numbers"), app.P().Class("none").Text("They appear with the first frame."))
	}
	r := o.Lab.Runner.Result
	exact := f.Exact != nil
	head := []app.UI{app.Th().Scope("col").Text("Species"), app.Th().Scope("col").Text("Mean ± sd")}
	if exact {
		head = append(head, app.Th().Scope("col").Text("Exact"), app.Th().Scope("col").Title("Hellinger distance between the marginal laws").Text("Distance"))
	}
	names := r.Started.Species
	order, rest := listed(r, o.part)
	return app.Div().Class("readout panel").Body(
		app.H2().Body(app.Text("At t = "+picture.Fixed(f.Time, picture.Decimals(r.Start.Times)))),
		app.P().Class("distance").Body(o.distance(f)...),
		app.If(o.Lab.Faster() != "", app.P().Class("faster").DataSet("testid", "faster").Text(o.Lab.Faster())),
		app.If(len(names) > mostRows, app.Input().Type("search").ID("listed").Placeholder(fmt.Sprintf("Find one of %d species", len(names))).Attr("autocomplete", "off").
			Aria("label", "Part of the names of the species to list").Value(o.part).OnInput(o.onPart)),
		app.Div().Class("rows").Attr("tabindex", "0").Attr("role", "region").Aria("label", "Means of all species").Body(
			app.Table().Body(
				app.THead().Body(app.Tr().Body(head...)),
				app.TBody().Body(
					app.Range(order).Slice(func(k int) app.UI { return o.row(f, names[order[k]], order[k]) }),
				),
			),
			app.If(len(order) == 0, app.P().Class("none").Text("No species has this in its name.")),
			app.If(rest > 0, app.P().Class("none").DataSet("testid", "unlisted").Text(fmt.Sprintf("and %d more", rest))),
		),
		app.Dl().Class("trust").Body(
			fact("Own error estimate", "estimate", o.estimate(f), "The solver's own estimate of its Hellinger distance to the true law"),
			app.If(r.Started.Tolerance > 0, fact("Tolerance", "tolerance", picture.Number(r.Started.Tolerance, 2), "Chosen to keep to the time budget")),
			fact("At a count limit", "wall", o.wall(f), "Probability within two counts of a limit: when it grows, the limit is too low"),
		),
	)
}

// listed are the species to list, those of the shown pair first, and how many more there are. Where there are many, only those with a part of a name.
func listed(r *Result, part string) (order []int, rest int) {
	order, part = r.ShownFirst(), strings.ToLower(part)
	if len(order) > mostRows {
		order = slices.DeleteFunc(order, func(i int) bool { return !strings.Contains(strings.ToLower(r.Started.Species[i]), part) })
	}
	rest = max(len(order)-mostRows, 0)
	return order[:len(order)-rest], rest
}

func (o *Readout) onPart(ctx app.Context, _ app.Event) {
	o.part = strings.TrimSpace(ctx.JSSrc().Get("value").String())
}

func (o *Readout) estimate(f *protocol.Frame) string {
	switch {
	case f.ErrorEstimate >= 0:
	case f.Exact != nil:
		return "not needed"
	default:
		return "none"
	}
	return number(f.ErrorEstimate)
}

func (o *Readout) distance(f *protocol.Frame) []app.UI {
	if f.Exact == nil {
		text := "No exact law to compare with."
		if notes := o.Lab.Runner.Result.Started.Notes; len(notes) > 0 {
			text = notes[0]
		}
		return []app.UI{app.Span().Class("none").Text(text)}
	}
	label, d := "Hellinger distance", f.JointHellinger
	if !f.HasJoint {
		label, d = "Largest marginal distance", highest(f.MarginalHellinger)
	}
	states := " to the closed form, by samples"
	if n := o.Lab.Runner.Result.Started.ExactStates; n > 0 {
		states = " to the exact law on " + picture.Whole(n) + " states"
	}
	return []app.UI{
		app.Text(label + " "),
		app.Strong().DataSet("testid", "hellinger").Text(distance(d)),
		app.Text(states),
	}
}

func (o *Readout) row(f *protocol.Frame, name string, i int) app.UI {
	mean, sd := picture.Spread(f.Law.Mean[i], math.Sqrt(max(f.Law.Var[i], 0)))
	cells := []app.UI{
		app.Th().Scope("row").Text(name),
		app.Td().Body(spread(name, "", mean, sd)...),
	}
	if f.Exact != nil {
		mean, sd := picture.Spread(f.Exact.Mean[i], math.Sqrt(max(f.Exact.Var[i], 0)))
		cells = append(cells,
			app.Td().Body(spread(name, "exact-", mean, sd)...),
			app.Td().Text(distance(f.MarginalHellinger[i])),
		)
	}
	return app.Tr().Body(cells...)
}

func spread(name, kind, mean, sd string) []app.UI {
	return []app.UI{
		app.Span().DataSet("testid", kind+"mean-"+name).Text(mean),
		app.Span().Class("pm").Text(" ± "),
		app.Span().Class("sd").DataSet("testid", kind+"sd-"+name).Text(sd),
	}
}

func (o *Readout) wall(f *protocol.Frame) string {
	s := number(f.WallMass)
	names := o.Lab.Runner.Result.Started.Species
	if f.WallMass > 0 && f.WallSpecies >= 0 && f.WallSpecies < len(names) {
		s += " (" + names[f.WallSpecies] + ")"
	}
	return s
}

// number writes a probability or a distance; what is far below rounding is told as that.
func number(x float64) string {
	const least = 1e-12
	if x > 0 && x < least {
		return "< " + picture.TickLabel(least)
	}
	return picture.Number(x, 2)
}

// distance writes a Hellinger distance with three decimals, a smaller one with one significant digit.
func distance(d float64) string {
	if d > 0 && d < 0.001 {
		return picture.Number(d, 1)
	}
	return picture.Fixed(d, 3)
}

func fact(title, id, value, why string) app.UI {
	return app.Div().Title(why).Body(app.Dt().Text(title), app.Dd().DataSet("testid", id).Text(value))
}

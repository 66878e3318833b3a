package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// views is the choice between map, surface and stills.
func (v *LandscapeView) views() app.UI {
	choices := []struct {
		view        View
		name, title string
	}{
		{AsMap, "Map", "Heat map with lines of equal probability and the marginal laws at its edges"},
		{AsSurface, "Surface", "In space: drag to turn, or use the arrow keys"},
		{AsStills, "Stills", "Several times side by side"},
	}
	return app.Div().Class("switch").Attr("role", "group").Aria("label", "View of the joint law").Body(
		app.Range(choices).Slice(func(i int) app.UI {
			c := choices[i]
			return app.Button().Type("button").ID("view-"+string(c.view)).Title(c.title).Aria("pressed", strconv.FormatBool(v.Lab.Look.View == c.view)).
				OnClick(func(app.Context, app.Event) { v.Lab.SetView(c.view) }, c.view).Text(c.name)
		}),
	)
}

// SetView shows the joint law in another way.
func (l *Lab) SetView(view View) {
	l.Look.View = view
	l.Changed()
}

// options is the row below the pictures: what the pointer is at, and how the pictures are drawn.
func (v *LandscapeView) options() app.UI {
	look := &v.Lab.Look
	return app.Div().Class("options").Body(
		app.P().Class("probe").DataSet("testid", "probe").Text(v.reading()),
		app.If(v.hasTable(), app.Div().Class("choices").Body(
			app.If(look.View == AsStills, app.Label().Body(
				app.Text("Times "),
				app.Input().Type("text").ID("moments").Value(look.Moments).Placeholder("even").Attr("inputmode", "text").Title("Such as 1, 5, 20; nothing for even ones").
					Aria("invalid", strconv.FormatBool(v.momentsFault())).OnInput(v.onMoments),
			)),
			app.Label().Body(
				app.Text("Scale "),
				app.Select().ID("scale").OnChange(v.onScale).
					Title("log p and −ln p: colours go with ln p over four powers of ten, heights at the edges with the square root; p: both go with p").Body(
					app.Range(scales).Slice(func(i int) app.UI {
						return app.Option().Value(strconv.Itoa(int(scales[i].scale))).Text(scales[i].name).Selected(v.Lab.Scale == scales[i].scale)
					}),
				),
			),
			app.Label().Body(
				app.Text("Colours "),
				app.Select().ID("palette").OnChange(v.onColours).Title("Both grow evenly in lightness and are safe for colour-blind eyes").Body(
					app.Range(palettes).Slice(func(i int) app.UI {
						return app.Option().Value(strconv.Itoa(i)).Text(palettes[i]).Selected(int(look.Colours) == i)
					}),
				),
			),
			app.If(look.View == AsMap, app.Label().Class("check").Body(
				app.Input().Type("checkbox").ID("contours").Checked(look.Contours).OnChange(v.onContours),
				app.Text("Contours"),
			)),
		)),
	)
}

var (
	scales = []struct {
		scale picture.Scale
		name  string
	}{{picture.Log, "log p"}, {picture.Linear, "p"}, {picture.Potential, "−ln p"}}
	palettes = []string{picture.Viridis: "viridis", picture.Cividis: "cividis"}
)

func (v *LandscapeView) momentsFault() bool {
	r := v.Lab.Runner.Result
	if r == nil {
		return false
	}
	_, fault := v.Lab.moments(r)
	return fault != ""
}

func (v *LandscapeView) describeStills() string {
	r := v.Lab.Runner.Result
	if r == nil || !v.hasTable() {
		return "Joint law at several times"
	}
	frames, _ := v.Lab.moments(r)
	text := "Joint law at the times"
	for i, f := range frames {
		if i > 0 {
			text += ","
		}
		text += " " + picture.Number(r.Start.Times[f], 3)
	}
	return text
}

func (v *LandscapeView) onMoments(ctx app.Context, _ app.Event) {
	v.Lab.Look.Moments = ctx.JSSrc().Get("value").String()
	v.Lab.Changed()
}

func (v *LandscapeView) onScale(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		v.Lab.Scale = picture.Scale(i)
		v.Lab.Changed()
	}
}

func (v *LandscapeView) onColours(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		v.Lab.Look.Colours = picture.Colours(i)
		v.Lab.Changed()
	}
}

func (v *LandscapeView) onContours(ctx app.Context, _ app.Event) {
	v.Lab.Look.Contours = ctx.JSSrc().Get("checked").Bool()
	v.Lab.Changed()
}

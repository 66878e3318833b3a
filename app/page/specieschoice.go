package page

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// SpeciesChoice chooses one species of the landscape. It is a component of its own so that hundreds of names are gone through when there is another choice, and not
// with every frame.
type SpeciesChoice struct {
	app.Compo
	Lab       *Lab
	ID, Label string
	Names     []string
	Pair      [2]int // that is shown
	Axis      int    // of the pair
}

// Render lists the species, of which the other one of the pair cannot be chosen.
func (c *SpeciesChoice) Render() app.UI {
	return app.Select().ID(c.ID).Aria("label", c.Label).OnChange(c.onChange).Body(
		app.Range(c.Names).Slice(func(i int) app.UI {
			return app.Option().Value(c.Names[i]).Text(c.Names[i]).Selected(i == c.Pair[c.Axis]).Disabled(i == c.Pair[1-c.Axis])
		}),
	)
}

func (c *SpeciesChoice) onChange(ctx app.Context, _ app.Event) {
	pair := [2]string{c.Names[c.Pair[0]], c.Names[c.Pair[1]]}
	pair[c.Axis] = ctx.JSSrc().Get("value").String()
	c.Lab.SetPair(pair[0], pair[1])
}

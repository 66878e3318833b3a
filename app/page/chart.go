package page

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"vanscape/app/picture"
)

// chart is the line chart of chart.js, kept up to date.
type chart struct {
	lab  *Lab
	pick app.Func
	js   app.Value // made for one look; nil before
	of   chartLook
	// What the chart has been given.
	frames      int
	rates, runs bool
	ghost       *Result
}

// chartLook is all that needs another chart.
type chartLook struct {
	result             *Result
	theme              picture.Theme
	exact, rates, runs bool
}

func (c *chart) mount(lab *Lab, pick func(t float64)) {
	c.lab = lab
	c.pick = app.FuncOf(func(_ app.Value, args []app.Value) any {
		pick(args[0].Float())
		return nil
	})
}

// show switches a species on or off.
func (c *chart) show(i int, visible bool) {
	if c.js != nil {
		c.js.Call("show", i, visible)
	}
}

// draw brings the chart up to date: a new one for another look, new points for new frames, and the line at the shown time.
func (c *chart) draw(r *Result, th picture.Theme) {
	look := &c.lab.Look
	if want := (chartLook{r, th, look.Exact && r.Frames[0].Exact != nil, look.Rates, look.Runs}); want != c.of {
		c.renew(r, want)
	}
	if len(r.Frames) != c.frames {
		c.frames = len(r.Frames)
		c.js.Call("frames", toJS(columnsOf(r)))
	}
	if curve := r.rates.curve; c.of.rates && curve != nil && !c.rates {
		c.rates = true
		c.js.Call("rates", toJS(turned(curve.Mean, curve.Times, curve.Species)))
	}
	if curve := r.runs.curve; c.of.runs && curve != nil && !c.runs {
		c.runs = true
		bytes := turned(curve.Mean, curve.Times, curve.Species)
		for size := curve.Times * curve.Species; len(bytes) < 8*size*(1+shownRuns); {
			at := len(bytes)/8 - size
			bytes = append(bytes, turned(curve.Counts[at:at+size], curve.Times, curve.Species)...)
		}
		c.js.Call("runs", toJS(bytes))
	}
	if g := c.lab.ShownGhost(); g != c.ghost {
		c.ghost = g
		c.js.Call("ghost", toJS(ghostColumns(g)))
	}
	c.js.Call("time", r.TimeAt(c.lab.Player.Shown()))
}

// svg draws the chart as a picture of its own, later.
func (c *chart) svg(r *Result, th picture.Theme, note string, done func(svg string)) {
	c.draw(r, th)
	c.js.Call("svg", "Means ± 1 sd", note, once(func(svg app.Value) { done(svg.String()) }))
}

func (c *chart) renew(r *Result, of chartLook) {
	if c.js != nil {
		c.js.Call("destroy")
	}
	c.of, c.frames, c.rates, c.runs, c.ghost = of, 0, false, false, nil
	x, y, _ := r.Pair()
	order := r.ShownFirst()
	array := app.Window().Get("Array")
	species := array.New()
	for i, name := range r.Started.Species {
		s := app.Window().Get("Object").New()
		s.Set("name", name)
		colour, dash := look(slices.Index(order, i))
		s.Set("colour", "--c"+strconv.Itoa(colour))
		s.Set("right", few(r, i))
		s.Set("shown", i == x || i == y)
		if d := dashes[dash]; d != nil {
			s.Set("dash", array.Call("of", d...))
		}
		species.Call("push", s)
	}
	spec := app.Window().Get("Object").New()
	spec.Set("species", species)
	spec.Set("times", toJS(turned(r.Start.Times, len(r.Start.Times), 1)))
	spec.Set("exact", of.exact)
	spec.Set("rates", of.rates)
	spec.Set("runs", of.runs)
	spec.Set("paths", shownRuns)
	spec.Set("pick", c.pick)
	c.js = app.Window().Get("vanscape").Call("meansChart", elementOf("means"), spec)
	for i, name := range r.Started.Species {
		if c.lab.Hidden[name] {
			c.show(i, false)
		}
	}
}

// columnsOf returns the chart's data as little-endian float64 columns, one entry for every frame: for each species mean, mean - sd, mean + sd and exact mean.
func columnsOf(r *Result) []byte {
	n, s := len(r.Frames), len(r.Started.Species)
	out := make([]byte, 8*n*4*s)
	put := func(column, row int, x float64) {
		binary.LittleEndian.PutUint64(out[8*(column*n+row):], math.Float64bits(x))
	}
	for row := range r.Frames {
		f := &r.Frames[row]
		for i := range s {
			mean, sd := f.Law.Mean[i], math.Sqrt(max(f.Law.Var[i], 0))
			exact := math.NaN()
			if f.Exact != nil {
				exact = f.Exact.Mean[i]
			}
			put(4*i, row, mean)
			put(1+4*i, row, max(mean-sd, 0))
			put(2+4*i, row, mean+sd)
			put(3+4*i, row, exact)
		}
	}
	return out
}

// turned returns a table of rows x cols as little-endian float64, column by column.
func turned[N int | float64](table []N, rows, cols int) []byte {
	out := make([]byte, 0, 8*rows*cols)
	for col := range cols {
		for row := range rows {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(float64(table[row*cols+col])))
		}
	}
	return out
}

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
	rows []int // species, in the order of the chart
	// What the chart has been given.
	frames      int
	rates, runs bool
	ghost       *Result
}

// chartLook is all that needs another chart.
type chartLook struct {
	result             *Result
	pair               [2]int // whose species have the first colours
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
	if row := slices.Index(c.rows, i); c.js != nil && row >= 0 {
		c.js.Call("show", row, visible)
	}
}

// draw brings the chart up to date: a new one for another look, new points for new frames, and the line at the shown time.
func (c *chart) draw(r *Result, th picture.Theme) {
	look := &c.lab.Look
	x, y, _ := r.Pair()
	if want := (chartLook{r, [2]int{x, y}, th, look.Exact && r.Frames[0].Exact != nil, look.Rates, look.Runs}); want != c.of {
		c.renew(r, want)
	}
	if len(r.Frames) != c.frames {
		c.frames = len(r.Frames)
		c.js.Call("frames", toJS(columnsOf(r, c.rows)))
	}
	if curve := r.rates.curve; c.of.rates && curve != nil && !c.rates {
		c.rates = true
		c.js.Call("rates", toJS(turned(curve.Mean, curve.Times, curve.Species, c.rows)))
	}
	if curve := r.runs.curve; c.of.runs && curve != nil && !c.runs {
		c.runs = true
		bytes := turned(curve.Mean, curve.Times, curve.Species, c.rows)
		size := curve.Times * curve.Species
		for k := range shownRuns {
			bytes = append(bytes, turned(curve.Counts[k*size:(k+1)*size], curve.Times, curve.Species, c.rows)...)
		}
		c.js.Call("runs", toJS(bytes))
	}
	if g := c.lab.ShownGhost(); g != c.ghost {
		c.ghost = g
		c.js.Call("ghost", toJS(ghostColumns(g, c.rows)))
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
	c.of, c.rows, c.frames, c.rates, c.runs, c.ghost = of, charted(r), 0, false, false, nil
	array := app.Window().Get("Array")
	species := array.New()
	for rank, i := range c.rows {
		s := app.Window().Get("Object").New()
		s.Set("name", r.Started.Species[i])
		colour, dash := look(rank)
		s.Set("colour", "--c"+strconv.Itoa(colour))
		s.Set("right", few(r, i))
		s.Set("shown", slices.Contains(of.pair[:], i))
		if d := dashes[dash]; d != nil {
			s.Set("dash", array.Call("of", d...))
		}
		species.Call("push", s)
	}
	spec := app.Window().Get("Object").New()
	spec.Set("species", species)
	spec.Set("times", toJS(turned(r.Start.Times, len(r.Start.Times), 1, []int{0})))
	spec.Set("exact", of.exact)
	spec.Set("rates", of.rates)
	spec.Set("runs", of.runs)
	spec.Set("paths", shownRuns)
	spec.Set("pick", c.pick)
	c.js = app.Window().Get("vanscape").Call("meansChart", elementOf("means"), spec)
	for _, i := range c.rows {
		if c.lab.Hidden[r.Started.Species[i]] {
			c.show(i, false)
		}
	}
}

// columnsOf returns the chart's data as little-endian float64 columns, one entry for every frame: for each of some species mean, mean - sd, mean + sd and exact
// mean.
func columnsOf(r *Result, species []int) []byte {
	n := len(r.Frames)
	out := make([]byte, 8*n*4*len(species))
	put := func(column, row int, x float64) {
		binary.LittleEndian.PutUint64(out[8*(column*n+row):], math.Float64bits(x))
	}
	for row := range r.Frames {
		f := &r.Frames[row]
		for k, i := range species {
			mean, sd := f.Law.Mean[i], math.Sqrt(max(f.Law.Var[i], 0))
			exact := math.NaN()
			if f.Exact != nil {
				exact = f.Exact.Mean[i]
			}
			put(4*k, row, mean)
			put(1+4*k, row, max(mean-sd, 0))
			put(2+4*k, row, mean+sd)
			put(3+4*k, row, exact)
		}
	}
	return out
}

// turned returns some columns of a table of rows x cols as little-endian float64, one after the other.
func turned[N int | float64](table []N, rows, cols int, chosen []int) []byte {
	out := make([]byte, 0, 8*rows*len(chosen))
	for _, col := range chosen {
		for row := range rows {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(float64(table[row*cols+col])))
		}
	}
	return out
}

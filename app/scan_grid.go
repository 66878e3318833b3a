//go:build !js

package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vanscape/core/session"
)

// dimensions are the options of solve that may have several values in a scan, in
// the order of file names and columns.
var dimensions = []string{"solver", "method", "arch", "head", "loss", "seed", "samples", "width", "basis", "depth", "heads", "tolerance", "step", "updates", "rate"}

const (
	byDefault = "default" // the value that leaves an option to solve
	maxPoints = 10_000
)

// grid is what a scan combines: every value of every axis, under fixed options.
type grid struct {
	fixed map[string]string // option to value
	axes  []axis
}

type axis struct {
	option string
	values []string
}

// newGrid cuts the options of solve, as written, into axes and fixed ones.
func newGrid(given map[string]string) (grid, error) {
	g := grid{fixed: maps.Clone(given)}
	size := 1
	for _, option := range dimensions {
		text, ok := given[option]
		if !ok {
			continue
		}
		delete(g.fixed, option)
		values := strings.Split(text, ",")
		for i, v := range values {
			values[i] = strings.TrimSpace(v)
			switch {
			case values[i] == "":
				return g, fmt.Errorf("--%s %q has an empty value: write values as in --%[1]s 1,2,5", option, text)
			case slices.Contains(values[:i], values[i]):
				return g, fmt.Errorf("--%s %q has the value %s twice", option, text, values[i])
			}
		}
		if size *= len(values); size > maxPoints {
			return g, fmt.Errorf("the scan has more than %d combinations: leave out some values", maxPoints)
		}
		g.axes = append(g.axes, axis{option, values})
	}
	return g, nil
}

// point is one combination of settings.
type point struct {
	axes    []axis   // of the grid
	values  []string // of each axis
	path    string   // of its result
	args    []string // of the solve that makes it
	options options  // the same, read
	row     *row     // what came of it; nil = nothing yet
}

// name says the settings that the scan was asked for; it names the file too.
func (p *point) name() string {
	var words []string
	for i, a := range p.axes {
		words = append(words, a.option+"="+p.values[i])
	}
	if words == nil {
		return byDefault
	}
	return strings.Join(words, ",")
}

// points returns the combinations that solve accepts, the last axis moving
// fastest. Of those that make no sense together, such as a method that does not
// move an architecture, it says how many are left out; a value that makes sense in
// none is an error.
func (g *grid) points(dir folder, m model, say func(string, ...any)) ([]*point, error) {
	var all []*point
	var refused refusals
	values := make([]string, len(g.axes))
	var combine func(i int) error
	combine = func(i int) error {
		if i < len(g.axes) {
			for _, values[i] = range g.axes[i].values {
				if err := combine(i + 1); err != nil {
					return err
				}
			}
			return nil
		}
		p := &point{axes: g.axes, values: slices.Clone(values)}
		if err := g.complete(p, dir); err != nil {
			return err
		}
		p.options.start.Text = m.text
		if f := session.Check(p.options.start); f == nil {
			all = append(all, p)
		} else if f.Line > 0 {
			return located(m.name, f)
		} else {
			refused.add(p, f.Message)
		}
		return nil
	}
	if err := combine(0); err != nil {
		return nil, err
	}
	return all, refused.judge(all, say)
}

// complete makes the solve of a point from its values.
func (g *grid) complete(p *point, dir folder) (err error) {
	p.path = dir.result(p.name())
	arg := func(option, value string) { p.args = append(p.args, "--"+option+"="+value) }
	for _, option := range slices.Sorted(maps.Keys(g.fixed)) {
		arg(option, g.fixed[option])
	}
	for i, a := range p.axes {
		if p.values[i] != byDefault {
			arg(a.option, p.values[i])
		}
	}
	arg("json", p.path)
	p.options, _, err = parseOptions(p.args)
	return err
}

// refusals are the points that make no sense, by reason.
type refusals struct {
	reasons []string
	points  map[string][]*point
}

func (r *refusals) add(p *point, reason string) {
	if r.points == nil {
		r.points = map[string][]*point{}
	}
	if r.points[reason] == nil {
		r.reasons = append(r.reasons, reason)
	}
	r.points[reason] = append(r.points[reason], p)
}

// judge returns an error when some value is in no accepted point, and says what
// else is left out.
func (r *refusals) judge(accepted []*point, say func(string, ...any)) error {
	if len(accepted) == 0 {
		return errors.New(r.reasons[0])
	}
	for _, reason := range r.reasons {
		first := r.points[reason][0]
		for i, a := range first.axes {
			value := first.values[i]
			if !slices.ContainsFunc(accepted, func(p *point) bool { return p.values[i] == value }) {
				return fmt.Errorf("--%s %s: %s", a.option, value, reason)
			}
		}
	}
	for _, reason := range r.reasons {
		left := r.points[reason]
		say("left out %d, the first %s: %s", len(left), left[0].name(), reason)
	}
	return nil
}

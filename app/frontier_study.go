//go:build !js

package main

import (
	"fmt"
	"slices"
	"strings"

	"vanscape/core/crn/gallery"
)

// study compares settings on one model: every combination of some grids, solved at the same times.
type study struct {
	model  gallery.Model
	name   string
	colour string // the option that tells points apart in the picture
	times  []float64
	grids  []map[string]string // option of scan to its values
}

// settingGrids has the settings that are compared on a model: see choice. Where there are fewer states than samples, and
// nothing for hidden units to learn, only the basis matters.
var settingGrids = []choice[map[string]string]{
	{"birth-death", basisOnly},
	{"autoregulation-", basisOnly},
	{"schlogl-", basisOnly},
	{"cascade-", map[string]string{"samples": "250,default", "width": "4,default", "basis": "6,default"}},
	{"", map[string]string{"samples": "250,default,1000", "width": "4,default", "basis": "6,default,14"}},
}

var basisOnly = map[string]string{"basis": "6,8,default,12,14,18"}

// studiesOf lists what is compared on a model: settings of the default method up to the horizon, and the methods at early times.
func studiesOf(m gallery.Model) []study {
	t := trials()[slices.IndexFunc(trials(), func(t trial) bool { return t.model.Name == m.Name })]
	return []study{
		{m, "settings", "basis", t.times, []map[string]string{
			chosen(m.Name, settingGrids),
			{"width": "16"},
			{"tolerance": "0.02,0.005"},
			{"step": fmt.Sprintf("%g,%g", m.Horizon/1000, m.Horizon/2000)},
		}},
		{m, "methods", "method", evenly(chosen(m.Name, followed)), []map[string]string{
			{"method": strings.Join(methods, ","), "arch": "mlp,nade", "updates": "default,10"},
		}},
	}
}

// run solves what folder does not have yet of the study. It returns the table of all combinations with what their errors are distances to, and how many
// were solved.
func (s study) run(dir folder, line *progressLine, say func(string, ...any)) (result *studied, solved int, err error) {
	var points []*point
	for _, axes := range s.grids {
		more, err := s.points(dir, axes)
		if err != nil {
			return nil, 0, err
		}
		points = append(points, more...)
	}
	if solved, err = s.solve(dir, points, line, say); err != nil {
		return nil, 0, err
	}
	rows := make([]*row, len(points))
	for i, p := range points {
		rows[i] = p.row
	}
	reference := s.model.Exact.String()
	if s.model.Exact == gallery.Simulation {
		var more int
		if reference, more, err = s.simulate(dir, rows, line, say); err != nil {
			return nil, 0, err
		}
		solved += more
	}
	return &studied{s.name, s.colour, s.times[len(s.times)-1], reference, *newComparison(rows)}, solved, nil
}

// points lists the combinations of axes that make sense together.
func (s study) points(dir folder, axes map[string]string) ([]*point, error) {
	options := map[string]string{"model": s.model.Name, "times": strings.Trim(strings.ReplaceAll(fmt.Sprint(s.times), " ", ","), "[]"), "estimate": "never"}
	g, err := newGrid(union(options, axes))
	if err != nil {
		return nil, err
	}
	return g.points(dir, model{name: s.model.Name, text: s.model.Text}, func(string, ...any) {})
}

// solve solves the points that folder does not have and returns their number.
func (s study) solve(dir folder, points []*point, line *progressLine, say func(string, ...any)) (int, error) {
	missing, err := dir.prepare(points, s.model.Name, model{}, say)
	if err != nil {
		return 0, err
	}
	failed, err := solveAll(missing, len(points), line, say)
	if err == nil && failed > 0 {
		err = fmt.Errorf("%d of %d combinations did not reach the end", failed, len(points))
	}
	return len(missing), err
}

// simulate measures the marginals of rows against simulations, where there is no exact law. It returns what these are worth, and how many solves it took.
func (s study) simulate(dir folder, rows []*row, line *progressLine, say func(string, ...any)) (worth string, solved int, err error) {
	reference, err := s.points(dir, map[string]string{"solver": "ssa", "samples": "100000"})
	if err != nil {
		return "", 0, err
	}
	if solved, err = s.solve(dir, reference, line, say); err != nil {
		return "", 0, err
	}
	want, err := readResult(reference[0].path)
	if err != nil {
		return "", 0, err
	}
	for _, r := range rows {
		got, err := readResult(r.File)
		if err != nil {
			return "", 0, err
		}
		r.MarginalHellinger = farthest(got, want)
	}
	return fmt.Sprintf("100000 simulations, themselves %s from the law", number("%.4f", reference[0].row.ErrorEstimate)), solved, nil
}

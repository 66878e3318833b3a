//go:build !js

package main

import (
	"fmt"
	"slices"
	"strings"

	"vanscape/app/picture"
)

// The look of pictures that are not part of the page: that of the page in the light.
var paper = picture.Theme{Font: "system-ui, sans-serif", Ink: "#1b1f23", Muted: "#59626b", Line: "#b9c0c4", Grid: "#e9eceb", Accent: "#2a8f86", Exact: "#c2540a"}

var paperColours = []string{"#0b6bb0", "#bd4a0a", "#157a55", "#a63f86", "#86690a", "#55606b", "#0a7f92", "#a33232"}

// errorWords say what a table is ordered by.
var errorWords = map[string]string{"joint_hellinger": "joint Hellinger distance", "marginal_hellinger": "Hellinger distance of the worst species"}

// picture draws error against seconds, as SVG.
func (f *frontier) picture() string {
	figure := picture.Figure{Title: f.Model + ": error and time of some settings", Note: f.measured()}
	for _, s := range f.Studies {
		scatter := s.scatter()
		figure.Panels = append(figure.Panels, picture.Panel{Caption: s.title() + ", by " + s.Colour, Scene: scatter.Scene(520, 380, paper)})
	}
	return picture.SVG(figure.Scene(paper), "#ffffff", paper, nil)
}

// scatter is the picture of a study.
func (s *studied) scatter() *picture.Scatter {
	out := &picture.Scatter{XTitle: "seconds of the solver", YTitle: errorWords[s.OrderedBy], Colours: paperColours}
	for _, r := range s.Rows {
		failing := s.failing(r)
		if failing == nil {
			continue
		}
		kind := s.Colour + " " + r.value(s.Colour)
		if !slices.Contains(out.Kinds, kind) {
			out.Kinds = append(out.Kinds, kind)
		}
		out.Points = append(out.Points, picture.Point{X: r.Seconds, Y: *failing, Kind: slices.Index(out.Kinds, kind), Best: r.Best, Label: r.label()})
	}
	return out
}

// failing is the error that the table is ordered by, or nil where the solve has not come to its end.
func (c *comparison) failing(r *row) *float64 {
	for _, m := range measures {
		if m.name == c.OrderedBy && r.EndedAt == nil {
			return m.of(r)
		}
	}
	return nil
}

// value is how an option of a row was written.
func (r *row) value(option string) string {
	if v, ok := r.Options[option]; ok {
		return v
	}
	return byDefault
}

// label tells the settings of a row that are not left to solve.
func (r *row) label() string {
	var words []string
	for _, option := range dimensions {
		if v, ok := r.Options[option]; ok {
			words = append(words, fmt.Sprintf("%s %s", option, v))
		}
	}
	if words == nil {
		return byDefault
	}
	return strings.Join(words, ", ")
}

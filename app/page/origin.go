package page

import (
	"slices"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// origin is what is known of the model of the gallery that the text comes from.
type origin struct {
	model   string
	species []crn.Species
}

// Origin is the model of the gallery that the text comes from, and whether the text has become another since. It is the zero Model where the two have no species in
// common, as where a text was typed over all of it: what is said of the model would not be true of the text.
func (l *Lab) Origin() (m gallery.Model, edited bool) {
	if l.Text == l.Model.Text {
		return l.Model, false
	}
	if l.Model.Name != l.origin.model {
		l.origin = origin{model: l.Model.Name}
		if n, err := crn.Parse(l.Model.Text); err == nil {
			l.origin.species = n.Species
		}
	}
	kin := func(s crn.Species) bool { return l.Network != nil && l.Network.Index(s.Name) >= 0 }
	if l.Model.Name == "" || !slices.ContainsFunc(l.origin.species, kin) {
		return gallery.Model{}, true
	}
	return l.Model, true
}

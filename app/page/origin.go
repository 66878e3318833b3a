package page

import (
	"slices"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// origin is where the text comes from, as found for a network.
type origin struct {
	network *crn.Network
	model   string
	kin     bool // network and model share a species
}

// Origin is the model of the gallery that the text comes from, and whether the text has become another since. It is the zero Model where the two have no species in
// common, as where a text was typed over all of it: what is said of the model would not be true of the text.
func (l *Lab) Origin() (m gallery.Model, edited bool) {
	if l.Text == l.Model.Text {
		return l.Model, false
	}
	if o := &l.origin; l.Model.Name != "" && (o.network != l.Network || o.model != l.Model.Name) {
		*o = origin{l.Network, l.Model.Name, true}
		if n, err := crn.Parse(l.Model.Text); err == nil && l.Network != nil {
			o.kin = slices.ContainsFunc(n.Species, func(s crn.Species) bool { return l.Network.Index(s.Name) >= 0 })
		}
	}
	if l.Model.Name == "" || !l.origin.kin {
		return gallery.Model{}, true
	}
	return l.Model, true
}

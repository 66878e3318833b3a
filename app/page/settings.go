package page

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"vanscape/app/picture"
	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// setting is a number of a run that may be left to its default.
type setting struct {
	id, title   string
	usual       string // what an empty field means
	why         string // one sentence on when to change it
	least, most float64
	fits        func(l *Lab) bool // says whether the chosen method or architecture has it; nil = all do
	count       func(s *protocol.Start) *int
	amount      func(s *protocol.Start) *float64 // where it is no whole number
}

func byProjection(l *Lab) bool { return !byUpdates(l) }

func byUpdates(l *Lab) bool { return l.Method != methods[0].value }

// settings are those of the fold, in its order.
var settings = []setting{
	{"tolerance", "Tolerance", "0.01", "Distance to the exact law to aim at: less for a finer network and shorter steps, at a price in time.", 1e-3, 0.1, byProjection,
		nil, func(s *protocol.Start) *float64 { return &s.Tolerance }},
	{"budget", "Time budget", "none", "Seconds that a run may take: in place of a tolerance, the least that should keep to them is chosen.", 1, 1e6, byProjection,
		nil, func(s *protocol.Start) *float64 { return &s.Budget }},
	{"samples", "Samples", "500", "More of them calm the steps of a model of many species, and cost time in proportion.", 1, 1e6, nil,
		func(s *protocol.Start) *int { return &s.Samples }, nil},
	{"width", "Width", "4, 8 or 32", "Hidden units of each network, 4 for a tolerance above 0.015: more when the error stays high although the law moves slowly.", 1, 1024, nil,
		func(s *protocol.Start) *int { return &s.Width }, nil},
	{"basis", "Basis", "by tolerance", "Bumps that a conditional law is made of: more for laws of many or narrow peaks.", 1, 256, nil,
		func(s *protocol.Start) *int { return &s.Basis }, nil},
	{"step", "Longest step", "chosen", "In model time: shorter when a sudden change of a rate is stepped over.", 1e-12, 1e12, nil,
		nil, func(s *protocol.Start) *float64 { return &s.Step }},
	{"damping", "Damping", "1e-5", "Of the equations for the parameters: more when the law trembles, less when it lags behind.", 1e-12, 1, byProjection,
		nil, func(s *protocol.Start) *float64 { return &s.VAN.Damping }},
	{"workers", "Workers", "cores less one", "Threads that share the work: more for models of many species; the result is the same.", 1, 64, byProjection,
		func(s *protocol.Start) *int { return &s.Workers }, nil},
	{"updates", "Updates", "100 or 5", "Of the parameters in a time step: more when the loss is still falling where a step ends.", 1, 10000, byUpdates,
		func(s *protocol.Start) *int { return &s.VAN.Updates }, nil},
	{"rate", "Learning rate", "0.01 or 0.5", "Of an update: less when the loss jumps, more when it creeps.", 1e-9, 10, byUpdates,
		nil, func(s *protocol.Start) *float64 { return &s.VAN.Rate }},
	{"depth", "Depth", "1", "Layers of the network: more for laws in which distant species depend on each other.", 1, 16,
		func(l *Lab) bool { return l.Arch == "gru" || l.Arch == "transformer" }, func(s *protocol.Start) *int { return &s.VAN.Depth }, nil},
}

// limitsID is the setting of the count limits, which is no number.
const limitsID = "limits"

// SetNumber sets a setting as typed; empty means its default.
func (l *Lab) SetNumber(id, typed string) {
	if l.Numbers[id] = typed; strings.TrimSpace(typed) == "" {
		delete(l.Numbers, id)
	}
	l.Changed()
}

// read returns the typed value, 0 for none, or a sentence on what is wrong with it.
func (s setting) read(l *Lab) (x float64, fault string) {
	typed := strings.TrimSpace(l.Numbers[s.id])
	if typed == "" || s.fits != nil && !s.fits(l) {
		return 0, ""
	}
	x, err := strconv.ParseFloat(typed, 64)
	kind := "a number"
	if s.count != nil {
		kind = "a whole number"
	}
	if err != nil || !(x >= s.least && x <= s.most) || s.count != nil && x != math.Trunc(x) {
		return 0, fmt.Sprintf("%s must be %s from %s to %s, or nothing.", s.title, kind, plainNumber(s.least), plainNumber(s.most))
	}
	return x, ""
}

func plainNumber(x float64) string {
	if x >= 1 && x < 1e7 {
		return picture.Whole(int(x))
	}
	return written(x)
}

// limits reads the typed count limits, as in "Px 120, Py 80", or says what is wrong with them.
func (l *Lab) limits() (limits map[string]int, fault string) {
	text := l.Numbers[limitsID]
	words := slices.DeleteFunc(crn.Words(text), func(w crn.Word) bool { return w.Kind == crn.MarkWord && w.From > 0 })
	const form = "Count limits are written like Px 120, Py 80."
	if len(words)%2 != 0 {
		return nil, form
	}
	for i := 0; i < len(words); i += 2 {
		name, number := text[words[i].From:words[i].To], text[words[i+1].From:words[i+1].To]
		n, err := strconv.Atoi(number)
		if words[i].Kind != crn.NameWord || words[i+1].Kind != crn.NumberWord || err != nil {
			return nil, form
		}
		if l.Network != nil && l.Network.Index(name) < 0 {
			return nil, fmt.Sprintf("The count limits name %s, which is no species of the model.", name)
		}
		if limits == nil {
			limits = map[string]int{}
		}
		limits[name] = n
	}
	return limits, ""
}

// settingsFault is a sentence on what is wrong with the settings of the fold, or "".
func (l *Lab) settingsFault() string {
	_, fault := l.limits()
	for _, s := range settings {
		_, wrong := s.read(l)
		fault = cmp.Or(fault, wrong)
	}
	return fault
}

// putSettings writes the settings of the fold into a Start.
func (l *Lab) putSettings(start *protocol.Start) {
	start.VAN.Method, start.VAN.Arch = l.Method, l.Arch
	start.Limits, _ = l.limits()
	for _, s := range settings {
		x, _ := s.read(l)
		switch {
		case !(x > 0):
		case s.count != nil:
			*s.count(start) = int(x)
		default:
			*s.amount(start) = x
		}
	}
}

// numbersOf returns the settings of a Start, as they would be typed.
func numbersOf(start *protocol.Start) map[string]string {
	numbers := map[string]string{}
	for _, s := range settings {
		x := 0.0
		if s.count != nil {
			x = float64(*s.count(start))
		} else {
			x = *s.amount(start)
		}
		if x > 0 {
			numbers[s.id] = written(x)
		}
	}
	var limits []string
	for _, name := range slices.Sorted(maps.Keys(start.Limits)) {
		limits = append(limits, name+" "+strconv.Itoa(start.Limits[name]))
	}
	if limits != nil {
		numbers[limitsID] = strings.Join(limits, ", ")
	}
	return numbers
}

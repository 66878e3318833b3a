package page

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"vanscape/app/picture"
)

// linkField is one more name of a link. get returns "" for a default, and set what is not there.
type linkField struct {
	name string
	get  func(l *Lab) string
	set  func(l *Lab, value string)
}

// linkFields are those that hold for every model. A new way to look at a solution has its line here.
var linkFields = append([]linkField{
	{"until", func(l *Lab) string { return unless(l.Horizon, written(l.Model.Horizon)) }, func(l *Lab, s string) { l.Horizon = cmp.Or(s, l.Horizon) }},
	{"seed", func(l *Lab) string { return unless(l.Seed, "1") }, func(l *Lab, s string) { l.Seed = cmp.Or(s, "1") }},
	{"steady", func(l *Lab) string { return l.Steady }, func(l *Lab, s string) { l.Steady = s }},
	{"method", func(l *Lab) string { return unless(l.Method, methods[0].value) }, func(l *Lab, s string) { l.Method = one(s, methods) }},
	{"arch", func(l *Lab) string { return unless(l.Arch, architectures[0].value) }, func(l *Lab, s string) { l.Arch = one(s, architectures) }},
	{"pair", func(l *Lab) string { return unless(strings.Join(l.Pair[:], ","), strings.Join(l.Model.Pair[:], ",")) }, func(l *Lab, s string) {
		if x, y, ok := strings.Cut(s, ","); ok {
			l.Pair = [2]string{x, y}
		}
	}},
	{"scale", func(l *Lab) string { return unless(nameOf(scaleNames, l.Scale), "log") }, func(l *Lab, s string) { l.Scale = named[picture.Scale](scaleNames, s) }},
	{"view", func(l *Lab) string { return unless(string(l.Look.View), string(AsMap)) }, func(l *Lab, s string) {
		l.Look.View = AsMap
		if v := View(s); v == AsSurface || v == AsStills {
			l.Look.View = v
		}
	}},
	{"colours", func(l *Lab) string { return unless(nameOf(colourNames, l.Look.Colours), "viridis") }, func(l *Lab, s string) { l.Look.Colours = named[picture.Colours](colourNames, s) }},
	{"moments", func(l *Lab) string { return l.Look.Moments }, func(l *Lab, s string) { l.Look.Moments = s }},
	{"film", func(l *Lab) string { return l.Look.Species }, func(l *Lab, s string) { l.Look.Species = s }},
	{"camera", func(l *Lab) string { return unless(cameraName(l.Look.Camera), cameraName(picture.FirstLook)) }, func(l *Lab, s string) {
		l.Look.Camera = picture.FirstLook
		yaw, pitch, _ := strings.Cut(s, ",")
		if x, fault := readNumber(yaw); fault == "" {
			if y, fault := readNumber(pitch); fault == "" {
				l.Look.Camera = picture.Camera{}.Turned(math.Remainder(x, 2*math.Pi), y)
			}
		}
	}},
	flag("plain", func(l *Look) *bool { return &l.Contours }, true),
	flag("kymograph", func(l *Look) *bool { return &l.Film }, false),
	flag("no-exact", func(l *Look) *bool { return &l.Exact }, true),
	flag("rates", func(l *Look) *bool { return &l.Rates }, false),
	flag("runs", func(l *Look) *bool { return &l.Runs }, false),
	{"hide", func(l *Lab) string {
		return strings.Join(slices.DeleteFunc(slices.Sorted(maps.Keys(l.Hidden)), func(name string) bool { return !l.Hidden[name] }), ",")
	}, func(l *Lab, s string) {
		clear(l.Hidden)
		for name := range strings.SplitSeq(s, ",") {
			l.Hidden[name] = name != ""
		}
	}},
	{linkChrome, func(l *Lab) string {
		if l.Bare {
			return linkNone
		}
		return ""
	}, func(*Lab, string) {}}, // what the page is made of is chosen when it is loaded
	{"play", func(l *Lab) string {
		if l.Player.Loop {
			return "1"
		}
		return ""
	}, func(l *Lab, s string) { l.Player.Loop = s == "1" }},
	numberField(limitsID),
}, numberFields()...)

// Names by value.
var (
	scaleNames  = []string{picture.Log: "log", picture.Linear: "linear", picture.Potential: "potential"}
	colourNames = []string{picture.Viridis: "viridis", picture.Cividis: "cividis"}
)

func nameOf[T ~int](names []string, value T) string { return names[value] }

func cameraName(c picture.Camera) string {
	return picture.Fixed(c.Yaw, 3) + "," + picture.Fixed(c.Pitch, 3)
}

// named is the value of a name, the first one where there is none.
func named[T ~int](names []string, name string) T { return T(max(slices.Index(names, name), 0)) }

// flag is a name that stands in a link when a choice of the look is not the usual one.
func flag(name string, of func(*Look) *bool, usual bool) linkField {
	return linkField{name, func(l *Lab) string {
		if *of(&l.Look) == usual {
			return ""
		}
		return "1"
	}, func(l *Lab, s string) { *of(&l.Look) = usual != (s == "1") }}
}

func numberFields() []linkField {
	var fields []linkField
	for _, s := range settings {
		fields = append(fields, numberField(s.id))
	}
	return fields
}

func numberField(id string) linkField {
	return linkField{id, func(l *Lab) string { return l.Numbers[id] }, func(l *Lab, s string) {
		if l.Numbers[id] = s; s == "" {
			delete(l.Numbers, id)
		}
	}}
}

// unless is value, or "" where it is usual.
func unless(value, usual string) string {
	if value == usual {
		return ""
	}
	return value
}

// one is a value of choices, the first one where it is none of them.
func one(value string, choices []choice) string {
	if slices.ContainsFunc(choices, func(c choice) bool { return c.value == value }) {
		return value
	}
	return choices[0].value
}

// Package formats is the list of formats in which models are read and written, and tells
// them apart by what is in a file.
package formats

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"vanscape/core/crn"
	"vanscape/core/crn/antimony"
	"vanscape/core/crn/bngnet"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/sbml"
	"vanscape/core/crn/stochkit"
)

// MaxBytes is the largest file that any format takes.
const MaxBytes = 4 << 20

// A Format is a language for models.
type Format struct {
	Name   string // lower-case, as on a command line
	Title  string
	Ending string // the commonest of a file's name, with its point

	is    func(data []byte) bool
	Read  func(data []byte) (*crn.Network, []foreign.Note, error)
	Write func(n *crn.Network) ([]byte, []foreign.Note) // nil where it is only read
}

// all are the formats, in the order in which they are looked for. The text language takes
// what is left.
var all = []Format{
	{"sbml", "SBML", ".xml", rootIs("sbml"), sbml.Read, sbml.Write},
	{"stochkit", "StochKit 2", ".xml", rootIs("Model"), stochkit.Read, nil},
	{"net", "BioNetGen .net", ".net", isNet, bngnet.Read, nil},
	{"antimony", "Antimony", ".ant", isAntimony, antimony.Read, antimony.Write},
	{"text", "Text", ".txt", func([]byte) bool { return true }, readText, writeText},
}

// All returns the formats.
func All() []Format { return slices.Clone(all) }

// Lookup returns the format called name.
func Lookup(name string) (f Format, ok bool) {
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}

// Text is the format of package crn.
func Text() Format { return all[len(all)-1] }

// Detect returns the format that a file looks like: that of its first element where it is
// XML, otherwise by words that only one language has. It decides nothing about whether
// the file is right.
func Detect(data []byte) Format {
	for _, f := range all {
		if f.is(data) {
			return f
		}
	}
	return Text()
}

func readText(data []byte) (*crn.Network, []foreign.Note, error) {
	n, err := crn.Parse(string(data))
	return n, nil, err
}

func writeText(n *crn.Network) ([]byte, []foreign.Note) { return []byte(n.String()), nil }

// element is the first element of an XML document, behind its head and comments.
var element = foreign.Pattern(`^\s*(?:<\?[^>]*\?>\s*|<!--(?s:.*?)-->\s*|<![^>]*>\s*)*<(?:\w+:)?(\w+)`)

func rootIs(name string) func([]byte) bool {
	return func(data []byte) bool {
		found := element().FindSubmatch(bytes.TrimPrefix(data, []byte("\ufeff")))
		return found != nil && string(found[1]) == name
	}
}

var net = foreign.Pattern(`(?m)^\s*begin\s+(parameters|species|reactions|functions|groups|model|seed species|reaction rules|molecule types)\s*(#.*)?$`)

func isNet(data []byte) bool { return net().Match(data) }

// ofAntimony are words and signs that Antimony has and the text language has not.
var ofAntimony = foreign.Pattern(`(^\s*(model|module|function)\b\s*\*?\s*\w|=>|:=|//|/\*|\$[A-Za-z_]|^\s*(compartment|const|var|substanceOnly|unit|import)\s+\w|^\s*\w+\s*:\s)`)

// isAntimony reports whether a text is Antimony rather than the text language, which
// alone has the sign @.
func isAntimony(data []byte) bool {
	if !utf8.Valid(data) {
		return false
	}
	found := false
	for line := range strings.Lines(string(data)) {
		code, _, _ := strings.Cut(line, "#")
		if strings.Contains(code, "@") {
			return false
		}
		found = found || ofAntimony().MatchString(code)
	}
	return found
}

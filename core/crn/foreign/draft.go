package foreign

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"vanscape/core/crn"
)

// A Term is Count copies of a species on one side of a reaction.
type Term struct {
	Species string
	Count   int
}

// A Draft is a network that is being read. It comes together as text of package crn,
// of which every line knows the line of the file that it is from; so all that Parse
// refuses is refused in the words of Parse and at the right place.
type Draft struct {
	Name  string // of the network
	Notes []Note

	// Values are the parameters that have one, so that the signs of laws are known.
	Values map[string]float64

	names      map[string]bool // taken
	tails      map[string]int  // by name, how many it was made different from
	isSpecies  map[string]bool
	species    []line
	parameters []line
	verbatim   []line
	resets     []line
	reactions  []line
	size       int // of all text
	effort     int // spent on the signs of laws
}

type line struct {
	text string
	from int
}

// NewDraft returns an empty draft.
func NewDraft() *Draft {
	return &Draft{Values: map[string]float64{}, names: map[string]bool{}, tails: map[string]int{}, isSpecies: map[string]bool{}}
}

// Note notes something about a line of the file.
func (d *Draft) Note(line int, format string, args ...any) {
	d.Notes = append(d.Notes, Note{line, fmt.Sprintf(format, args...)})
}

// maxName is the longest name that Parse takes.
const maxName = 64

// Rename returns a name for what the file calls id: the same where it can be, and
// nothing else has it. A name that differs is noted.
func (d *Draft) Rename(line int, id string) string {
	name := d.Fresh(id)
	if name != id {
		d.Note(line, "%s is called %s", id, name)
	}
	return name
}

// Fresh is Rename without a note.
func (d *Draft) Fresh(id string) string {
	clean := strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
	if clean == "" || '0' <= clean[0] && clean[0] <= '9' {
		clean = "_" + clean
	}
	clean = clean[:min(len(clean), maxName)]
	name := clean
	for d.names[name] || crn.Reserved(name) {
		tail := "_"
		if d.tails[clean]++; d.tails[clean] > 1 {
			tail += strconv.Itoa(d.tails[clean])
		}
		name = clean[:min(len(clean), maxName-len(tail))] + tail
	}
	d.names[name] = true
	return name
}

// Species adds a species with its count at time 0, which must be whole: name is from
// Rename. A count is taken for whole when it is so to a millionth of itself, since it may
// be the product of a concentration and a volume.
func (d *Draft) Species(from int, name string, count float64) error {
	whole := math.Round(count)
	switch {
	case count < 0:
		return Errorf(from, "%s starts with %s molecules: a count is never negative", name, number(count))
	case whole > maxCount:
		return Errorf(from, "%s starts with %s molecules, and %s are the most", name, number(whole), number(maxCount))
	case math.IsNaN(count) || math.Abs(count-whole) > 1e-6*whole:
		return Errorf(from, "%s starts with %s molecules: the master equation counts them, so this must be a whole number", name, number(count))
	}
	d.isSpecies[name] = true
	text := "species " + name
	if whole != 0 {
		text += " = " + number(whole)
	}
	d.add(&d.species, from, text)
	return nil
}

// Parameter adds a parameter: name is from Rename.
func (d *Draft) Parameter(from int, name string, e *crn.Expr) {
	d.add(&d.parameters, from, name+" = "+e.String())
}

// Reset adds a count that a species gets at a time: name is from Rename.
func (d *Draft) Reset(from int, time *crn.Expr, name string, count *crn.Expr) {
	d.add(&d.resets, from, "at t = "+time.String()+": "+name+" = "+count.String())
}

// Verbatim adds an initial law or an order as it stands in the text language.
func (d *Draft) Verbatim(from int, text string) error {
	text = strings.TrimSpace(text)
	if len(d.verbatim) > maxVerbatim {
		return Errorf(from, "there are more than %d initial laws", maxVerbatim)
	}
	if strings.ContainsAny(text, ";\n") || !strings.HasPrefix(text, "init ") && !strings.HasPrefix(text, "order ") {
		return Errorf(from, "%q is neither an initial law nor an order of species", text)
	}
	if law, ok := strings.CutPrefix(text, "init "); ok {
		// A count in the species line and an initial law exclude each other.
		name, _, _ := strings.Cut(law, "~")
		for i, s := range d.species {
			if declared, _, _ := strings.Cut(s.text, " ="); declared == "species "+strings.TrimSpace(name) {
				d.species[i].text = declared
			}
		}
	}
	d.add(&d.verbatim, from, text)
	return nil
}

func (d *Draft) add(to *[]line, from int, text string) {
	d.size += len(text) + 1
	*to = append(*to, line{text, from})
}

// Fits returns an error when an expression is larger than a model can hold: those that
// call one another write out to any size.
func (d *Draft) Fits(from int, e *crn.Expr) error {
	if e.Size() > maxFormula || e.Depth() > crn.MaxDepth || d.size > maxText {
		return Errorf(from, "this formula is too large when all that it calls is written out")
	}
	return nil
}

const (
	maxFormula = 5000    // operations
	maxText    = 1 << 20 // bytes, of all text: Parse takes no more

	maxVerbatim = 1000
	maxCount    = 1e9 // as in package crn
)

// Network returns the network and the notes. An error is a *crn.SyntaxError at a line
// of the file.
func (d *Draft) Network() (*crn.Network, []Note, error) {
	slices.SortStableFunc(d.Notes, func(a, b Note) int { return a.Line - b.Line })
	var text strings.Builder
	var from []int // by line of text, from 0
	write := func(l line) {
		text.WriteString(l.text + "\n")
		from = append(from, l.from)
	}
	if name := strings.Join(strings.Fields(d.Name), " "); name != "" {
		write(line{"# " + name, 1})
	}
	for _, lines := range [][]line{d.species, d.parameters, d.verbatim, d.resets, d.reactions} {
		for _, l := range lines {
			write(l)
		}
	}
	if len(d.reactions) == 0 {
		return nil, d.Notes, Errorf(1, "the model has no reaction that changes a count")
	}
	n, err := crn.Parse(text.String())
	var syntax *crn.SyntaxError
	if errors.As(err, &syntax) {
		return nil, d.Notes, Errorf(from[min(syntax.Line, len(from))-1], "%s", syntax.Msg)
	}
	return n, d.Notes, err
}

// number writes a number as people do.
func number(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

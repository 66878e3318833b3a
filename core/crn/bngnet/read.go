package bngnet

import (
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
)

// maxBytes is the longest file that is read.
const maxBytes = 4 << 20

// Read reads a network. The notes tell what the import changed. An error is a
// *crn.SyntaxError.
func Read(data []byte) (*crn.Network, []foreign.Note, error) {
	if err := foreign.CheckText(data, maxBytes); err != nil {
		return nil, nil, err
	}
	found, err := blocks(string(data))
	if err != nil {
		return nil, nil, err
	}
	m := &model{draft: foreign.NewDraft(), meaning: map[string]*crn.Expr{}}
	for _, block := range []struct {
		name string
		take func(row) error
	}{{"parameters", m.parameter}, {"species", m.addSpecies}, {"groups", m.group}, {"functions", m.function}, {"reactions", m.reaction}} {
		for _, r := range found[block.name] {
			if err := block.take(r); err != nil {
				return nil, nil, err
			}
		}
	}
	return m.draft.Network()
}

type model struct {
	draft   *foreign.Draft
	meaning map[string]*crn.Expr // of parameters, groups and functions
	species []member             // by their number in the file, from 1
}

// member is a species.
type member struct {
	name  string
	fixed bool // held at its count: a parameter
}

// define gives a name a meaning.
func (m *model) define(r row, name string, e *crn.Expr) error {
	if m.meaning[name] != nil {
		return r.errorf("%s has a value already", name)
	}
	m.meaning[name] = e
	return nil
}

// noArguments is the call of a function without arguments, or of the time.
var noArguments = foreign.Pattern(`\b(\w+)\(\s*\)`)

// now stands for the time, which is written as a call, so that a name is never taken for it.
const now = "__time__"

// formula reads an expression.
func (m *model) formula(r row, words []string) (*crn.Expr, error) {
	text := noArguments().ReplaceAllStringFunc(strings.Join(words, " "), func(call string) string {
		if name, _, _ := strings.Cut(call, "("); name != "time" {
			return name
		}
		return now
	})
	e, err := crn.ParseExpr(text, r.line, 1)
	if err != nil {
		if syntax, ok := err.(*crn.SyntaxError); ok {
			syntax.Col = 0 // the text is not as it stands in the file
		}
		return nil, err
	}
	e, err = foreign.Replace(e, func(name string) (*crn.Expr, error) {
		switch meaning := m.meaning[name]; {
		case meaning != nil:
			return meaning, nil
		case name == now:
			return crn.Name("t"), nil
		case name == "_pi":
			return crn.Name("pi"), nil
		case name == "_e":
			return crn.Invoke("exp", crn.Const(1)), nil
		}
		return nil, r.errorf("%s is not a parameter, a group or a function before this", name)
	}, func(f string, args []*crn.Expr) (*crn.Expr, error) { return call(r, f, args) })
	if err != nil {
		return nil, err
	}
	return e, m.draft.Fits(r.line, e)
}

// call translates the functions of BioNetGen.
func call(r row, f string, args []*crn.Expr) (*crn.Expr, error) {
	ratio := func(a, b *crn.Expr) (*crn.Expr, error) { return crn.Apply(crn.Divide, a, b), nil }
	if len(args) == 1 {
		switch f {
		case "log10":
			return ratio(crn.Invoke("ln", args...), crn.Invoke("ln", crn.Const(10)))
		case "log2":
			return ratio(crn.Invoke("ln", args...), crn.Invoke("ln", crn.Const(2)))
		case "tan":
			return ratio(crn.Invoke("sin", args...), crn.Invoke("cos", args...))
		}
	}
	if crn.Reserved(f) {
		return nil, nil // as it is in the text language, whose arguments are checked
	}
	return nil, r.errorf("the function %s with %d arguments is not read", f, len(args))
}

// value evaluates a formula that must be constant.
func (m *model) value(r row, words []string) (*crn.Expr, float64, error) {
	e, err := m.formula(r, words)
	if err != nil {
		return nil, 0, err
	}
	v := e.Evaluate(m.draft.Values)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, 0, r.errorf("%s is not a finite number", strings.Join(words, " "))
	}
	return e, v, nil
}

func (m *model) parameter(r row) error {
	if len(r.words) < 2 {
		return r.errorf("a parameter needs a name and a value")
	}
	e, v, err := m.value(r, r.words[1:])
	if err != nil {
		return err
	}
	return m.addParameter(r, r.words[0], e, v)
}

func (m *model) addParameter(r row, id string, e *crn.Expr, v float64) error {
	name := m.draft.Rename(r.line, id)
	m.draft.Values[name] = v
	m.draft.Parameter(r.line, name, e)
	return m.define(r, id, crn.Name(name))
}

func (m *model) addSpecies(r row) error {
	if len(r.words) < 2 {
		return r.errorf("a species needs a pattern and a count")
	}
	pattern := r.words[0]
	fixed := held().MatchString(pattern)
	if fixed {
		pattern = held().ReplaceAllString(pattern, "$1")
	}
	e, v, err := m.value(r, r.words[1:])
	if err != nil {
		return err
	}
	name := m.draft.Fresh(plain(pattern))
	if name != pattern {
		m.draft.Note(r.line, "%s is called %s", pattern, name)
	}
	m.species = append(m.species, member{name, fixed})
	if fixed {
		m.draft.Note(r.line, "%s is held at its count: it is a parameter", name)
		m.draft.Values[name] = v
		m.draft.Parameter(r.line, name, e)
		return nil
	}
	return m.draft.Species(r.line, name, v)
}

// held is the beginning of a species that is held at its count: $A(), @cell::$A().
var held = foreign.Pattern(`^(@\w+::?)?\$`)

// joints are what stands between the names in a pattern.
var joints = foreign.Pattern(`[^A-Za-z0-9_]+`)

// plain makes a name of a pattern: A(b!1,s~P) becomes A_b_1_s_P.
func plain(pattern string) string { return strings.Trim(joints().ReplaceAllString(pattern, "_"), "_") }

// at returns the species with a number in the file.
func (m *model) at(r row, number string) (member, error) {
	i, err := strconv.Atoi(number)
	if err != nil || i < 1 || i > len(m.species) {
		return member{}, r.errorf("there is no species number %s", number)
	}
	return m.species[i-1], nil
}

// group reads a weighted sum of species, "A_total 1,2*3".
func (m *model) group(r row) error {
	if len(r.words) > 2 {
		return r.errorf("a group is a name and a list of species without blanks")
	}
	items, err := r.list(strings.Join(r.words[1:], ""))
	if err != nil {
		return err
	}
	var sum *crn.Expr
	for _, item := range items {
		if item == "" {
			continue
		}
		weight, number, weighted := strings.Cut(item, "*")
		if !weighted {
			weight, number = "1", item
		}
		s, err := m.at(r, number)
		if err != nil {
			return err
		}
		term := crn.Name(s.name)
		w, err := strconv.ParseFloat(weight, 64)
		if err != nil || math.IsInf(w, 0) || math.IsNaN(w) {
			return r.errorf("the weight %q is not a number", weight)
		}
		if w != 1 {
			term = crn.Apply(crn.Multiply, crn.Const(w), term)
		}
		if sum == nil {
			sum = term
		} else {
			sum = crn.Apply(crn.Add, sum, term)
		}
	}
	if sum == nil {
		sum = crn.Const(0)
	}
	if err := m.draft.Fits(r.line, sum); err != nil {
		return err
	}
	m.draft.Note(r.line, "%s is a sum of species: ask for its mean as E(%s)", r.words[0], sum)
	return m.define(r, r.words[0], sum)
}

func (m *model) function(r row) error {
	name, open := strings.CutSuffix(r.words[0], "()")
	if !open || len(r.words) < 2 {
		return r.errorf("only functions without arguments are read, as in f() k*A")
	}
	e, err := m.formula(r, r.words[1:])
	if err != nil {
		return err
	}
	return m.define(r, name, e)
}

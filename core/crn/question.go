package crn

import (
	"math"
	"slices"
	"unicode/utf8"
)

// A Question is what can be asked of a probability law on the counts of a network,
// as text of one line:
//
//	question = "P" "(" condition ")"             probability of a condition
//	         | "E" "(" expr ")"                  mean of an expression
//	         | [ "ln" ] "p" "(" state ")"        probability of a state, or its logarithm
//	         | "H" [ "(" name { "," name } ")" ] entropy of some species, of all without names
//	         | "I" "(" name ";" name ")"         mutual information of two species
//	state    = name "=" whole { "," name "=" whole }
//
// Conditions and expressions are those of a literal law, but for the time: a law
// is asked at one time. A state that leaves species out is the set of all states
// with the counts it names, whose probability is that of the marginal law.
// Logarithms are natural.
type Question struct {
	Kind    QuestionKind
	Of      *Function // AskProbability, whose values are 0 and 1, and AskMean
	Species []int     // the others, as written, without repetition; of AskEntropy nil = all
	Counts  []int     // AskState and AskLogState: one for each of Species
}

// A QuestionKind says what a Question asks for.
type QuestionKind int

// What can be asked for.
const (
	AskProbability QuestionKind = iota // P(…)
	AskMean                            // E(…)
	AskState                           // p(…)
	AskLogState                        // ln p(…)
	AskEntropy                         // H, H(…), in nats
	AskInformation                     // I(…; …), in nats
)

// A Function is an expression in the counts of a network.
type Function struct {
	eval    function
	depends []int
}

// At returns the value at the state n, length S, which may be infinite or NaN. Only
// the species of Depends are read.
func (f *Function) At(n []int) float64 { return f.eval(n, 0) }

// Depends returns the species that the function reads, ascending. The slice is
// shared: do not write to it.
func (f *Function) Depends() []int { return f.depends }

// maxQuestion is the longest text of a question, in bytes.
const maxQuestion = 10_000

const questionForms = "a question is one of P(X > 3), E(X), p(X = 3), ln p(X = 3), H, H(X) and I(X; Y)"

// ParseQuestion reads a question about the counts of a network. An error is a
// *SyntaxError.
func ParseQuestion(n *Network, text string) (*Question, error) {
	start := position{1, 1}
	switch {
	case len(text) > maxQuestion:
		return nil, start.errorf("the question has %d bytes, and %d are the most", len(text), maxQuestion)
	case !utf8.ValidString(text):
		return nil, firstInvalid(text).errorf("this byte is not UTF-8 text")
	}
	p := &questionParser{parser: parser{lex: lexer{text: text, at: start}}, scope: n.scope(), q: new(Question)}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.question(); err != nil {
		return nil, err
	}
	if p.tok.kind != endOfText {
		return nil, p.tok.at.errorf("the question ends before %s: ask one question at a time", p.tok.shown())
	}
	return p.q, nil
}

type questionParser struct {
	parser
	scope scope
	q     *Question
}

func (p *questionParser) question() error {
	head := p.tok
	if head.kind != nameToken {
		return head.at.errorf("%s", questionForms)
	}
	if err := p.advance(); err != nil {
		return err
	}
	switch head.text {
	case "P":
		p.q.Kind = AskProbability
		return p.within(func() error { return p.function((*Expr).mustBeCondition) })
	case "E":
		p.q.Kind = AskMean
		return p.within(func() error { return p.function(func(*Expr) error { return nil }) })
	case "ln":
		p.q.Kind = AskLogState
		if p.tok.kind != nameToken || p.tok.text != "p" {
			return p.tok.at.errorf("ln is asked of a state, as in ln p(X = 3), not of %s", p.tok.shown())
		}
		if err := p.advance(); err != nil {
			return err
		}
		return p.within(p.state)
	case "p":
		p.q.Kind = AskState
		return p.within(p.state)
	case "H":
		p.q.Kind = AskEntropy
		if p.tok.kind == endOfText {
			return nil
		}
		return p.within(func() error { return p.names(",") })
	case "I":
		p.q.Kind = AskInformation
		return p.within(p.pair)
	}
	return head.at.errorf("%q asks nothing: %s", shorten(head.text), questionForms)
}

// within parses brackets and what inside reads between them.
func (p *questionParser) within(inside func() error) error {
	open := p.tok
	if !open.is("(") {
		return open.at.errorf(`a "(" is missing before %s: %s`, open.shown(), questionForms)
	}
	if err := p.advance(); err != nil {
		return err
	}
	if err := inside(); err != nil {
		return err
	}
	return p.closeBracket(open)
}

// function parses an expression that passes a check.
func (p *questionParser) function(check func(*Expr) error) error {
	e, err := p.expression(0, `"("`)
	if err != nil {
		return err
	}
	if p.tok.is(",") {
		return p.tok.at.errorf(`"," joins nothing here: write && for "and", || for "or"`)
	}
	if err := check(e); err != nil {
		return err
	}
	for used := range e.names() {
		switch {
		case used.name == timeName:
			return used.at.errorf("a law is asked at one time: t cannot stand in a question")
		case !has(p.scope.species, used.name) && !has(p.scope.parameters, used.name):
			return unknown(used, ofTheModel, keys(p.scope.species), keys(p.scope.parameters), []string{piName})
		}
	}
	f := &Function{depends: p.scope.speciesIn(e)}
	f.eval, _ = p.scope.compile(e)
	p.q.Of = f
	return nil
}

// species parses the name of a species that the question does not have yet.
func (p *questionParser) species() (token, error) {
	k := p.tok
	if k.kind != nameToken {
		return k, k.at.errorf("the name of a species is missing where %s stands", k.shown())
	}
	i, ok := p.scope.species[k.text]
	switch {
	case !ok && has(p.scope.parameters, k.text):
		return k, k.at.errorf("%q is a parameter: only species have a law", k.text)
	case !ok:
		if near := Nearest(k.text, keys(p.scope.species)); near != "" {
			return k, k.at.errorf("there is no species %q: did you mean %q?", k.text, near)
		}
		return k, k.at.errorf("there is no species %q", k.text)
	case slices.Contains(p.q.Species, i):
		return k, k.at.errorf("%q stands here twice", k.text)
	}
	p.q.Species = append(p.q.Species, i)
	return k, p.advance()
}

// names parses species with a mark between them.
func (p *questionParser) names(mark string) error {
	for {
		if _, err := p.species(); err != nil {
			return err
		}
		if !p.tok.is(mark) {
			return nil
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
}

func (p *questionParser) pair() error {
	at := p.tok.at
	if err := p.names(";"); err != nil {
		return err
	}
	if p.tok.is(",") {
		return p.tok.at.errorf(`the two species are divided by ";", as in I(X; Y)`)
	}
	if len(p.q.Species) != 2 {
		return at.errorf("mutual information is asked of two species, as in I(X; Y), not of %d", len(p.q.Species))
	}
	return nil
}

func (p *questionParser) state() error {
	for {
		name, err := p.species()
		if err != nil {
			return err
		}
		if !p.tok.is("=") {
			return p.tok.at.errorf(`"=" and a count are missing behind %q: a state is written like p(X = 3, Y = 0)`, name.text)
		}
		if err := p.advance(); err != nil {
			return err
		}
		count, err := p.count()
		if err != nil {
			return err
		}
		p.q.Counts = append(p.q.Counts, count)
		if !p.tok.is(",") {
			return nil
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
}

func (p *questionParser) count() (int, error) {
	if p.tok.kind != numberToken {
		return 0, p.tok.at.errorf("a count is a whole number from 0, not %s", p.tok.shown())
	}
	value, err := p.numberValue()
	if err != nil {
		return 0, err
	}
	if value > maxCount || value != math.Trunc(value) {
		return 0, p.tok.at.errorf("a count is a whole number from 0 to %d, not %s", maxCount, shorten(p.tok.text))
	}
	return int(value), p.advance()
}

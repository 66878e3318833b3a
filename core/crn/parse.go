package crn

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Sizes beyond which a text is refused with a sentence. They are far above
// what can be solved, and keep a pasted megabyte from freezing a page.
const (
	maxText          = 1 << 20 // bytes
	maxSpecies       = 1000
	maxParameters    = 2000
	maxReactions     = 10000
	maxSets          = 10000
	maxNameLength    = 64  // characters
	maxTitle         = 100 // characters
	maxCount         = 1_000_000_000
	maxStoichiometry = 100
)

// Parse reads a model in the text language of the package comment. An error is
// a *SyntaxError with the first thing that is wrong.
func Parse(text string) (*Network, error) {
	if len(text) > maxText {
		return nil, position{1, 1}.errorf("the text has %d bytes, a model may have at most %d", len(text), maxText)
	}
	if !utf8.ValidString(text) {
		return nil, firstInvalid(text).errorf("this byte is not UTF-8 text: save the model as UTF-8")
	}
	p := &parser{lex: lexer{text: text, at: position{1, 1}}}
	if err := p.model(); err != nil {
		return nil, err
	}
	n, err := p.resolve()
	if err != nil {
		return nil, err
	}
	n.Name = title(text)
	return n, nil
}

// firstInvalid returns the position of the first byte that is not UTF-8.
func firstInvalid(text string) position {
	at := position{1, 1}
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			return at
		case r == '\n':
			at = position{at.line + 1, 1}
		default:
			at.col++
		}
		text = text[size:]
	}
	return at
}

// title returns the comment that is the first line of the text, if one is, cut
// to what a heading can hold.
func title(text string) string {
	line, _, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	comment, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	if !ok {
		return ""
	}
	words := []rune(strings.Join(strings.Fields(comment), " "))
	return strings.TrimSpace(string(words[:min(len(words), maxTitle)]))
}

// A parser reads statements and keeps them, names unresolved.
type parser struct {
	lex   lexer
	tok   token // the next one
	depth int   // of brackets and the like around tok
	open  bool  // functions that are not known stay in the expression
	end   position

	declared   bool // a species line was read
	species    []declaration
	parameters []assignment
	initials   []initialText
	order      []token
	resets     []resetText
	sets       int // of all resets
	reactions  []reactionText
}

type declaration struct {
	name    token
	count   int
	counted bool // the count is written
}

type assignment struct {
	name  token
	value *Expr
}

// reactionText is a reaction as written; laws has one entry, or two for <->.
type reactionText struct {
	at                  position
	reactants, products []termText
	kind                LawKind
	laws                []*Expr
}

type termText struct {
	name  token
	count int
}

func (p *parser) advance() (err error) {
	if p.tok.kind != endOfLine {
		p.end = p.lex.at
	}
	p.tok, err = p.lex.next()
	return err
}

// model parses the whole text.
func (p *parser) model() error {
	if err := p.advance(); err != nil {
		return err
	}
	var before *reactionText // the reaction that ended with ; just before
	for p.tok.kind != endOfText {
		if p.tok.kind == endOfLine || p.tok.is(";") {
			if p.tok.kind == endOfLine {
				before = nil
			}
			if err := p.advance(); err != nil {
				return err
			}
			continue
		}
		count := len(p.reactions)
		if err := p.statement(before); err != nil {
			return err
		}
		before = nil
		if len(p.reactions) > count {
			before = &p.reactions[count]
		}
		if p.tok.kind != endOfText && p.tok.kind != endOfLine && !p.tok.is(";") {
			return p.leftover(before)
		}
	}
	return p.empty()
}

// empty refuses a text that has nothing to solve.
func (p *parser) empty() error {
	if len(p.reactions) > 0 {
		return nil
	}
	if len(p.species)+len(p.parameters)+len(p.initials)+len(p.order)+len(p.resets) == 0 {
		return position{1, 1}.errorf("the model is empty: write a reaction such as 0 -> X @ 10")
	}
	return p.end.errorf("the model has no reaction: write one such as 0 -> X @ 10")
}

// leftover explains a token behind a complete statement.
func (p *parser) leftover(reaction *reactionText) error {
	k := p.tok
	switch {
	case reaction != nil && k.is(","):
		return k.at.errorf("this reaction has all its rates: one after ->, two after <->")
	case k.is(","):
		return k.at.errorf(`"," cannot stand here: separate assignments with ";" or a new line`)
	case k.is(")"):
		return k.at.errorf(`this ")" has no "(" before it`)
	case k.is("@") || k.kind == arrowToken:
		return k.at.errorf("%s cannot stand here: a reaction is written like X + Y -> Z @ k, on a line of its own", k.shown())
	}
	return k.at.errorf("%s is not expected here: a new statement starts on a new line", k.shown())
}

// statement parses one statement up to its end.
func (p *parser) statement(before *reactionText) error {
	if p.tok.kind != nameToken {
		return p.reaction(before)
	}
	name := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	switch {
	case name.text == "species" && p.tok.kind != arrowToken:
		return p.speciesLine()
	case name.text == "init" && p.tok.kind == nameToken:
		return p.initial()
	case name.text == "order" && p.tok.kind == nameToken:
		return p.orderLine(name.at)
	case name.text == "at" && (p.tok.kind == nameToken || p.tok.kind == numberToken):
		return p.reset()
	case p.tok.is("~"):
		return name.at.errorf("an initial law begins with init: init %s ~ poisson(1)", shorten(name.text))
	case p.tok.is("="):
		return p.assignment(name)
	case p.tok.is(":"):
		return name.at.errorf("a reaction has no label here: leave out %q and the colon", name.text)
	}
	reactants, err := p.sideFrom([]termText{{name, 1}})
	if err != nil {
		return err
	}
	return p.reactionFrom(name.at, reactants, before)
}

func (p *parser) speciesLine() error {
	p.declared = true
	return p.speciesNames(func() int { return len(p.species) }, func(name token) error {
		d := declaration{name: name}
		if p.tok.is("=") {
			if err := p.advance(); err != nil {
				return err
			}
			var err error
			if d.count, err = p.initialCount(name.text); err != nil {
				return err
			}
			d.counted = true
		}
		p.species = append(p.species, d)
		return nil
	})
}

// speciesNames parses names of species separated by commas. take is called with
// the parser behind each name, may read on, and adds to what count counts.
func (p *parser) speciesNames(count func() int, take func(name token) error) error {
	for {
		name := p.tok
		if name.kind != nameToken {
			return name.at.errorf("the name of a species is missing where %s stands", name.shown())
		}
		if count() == maxSpecies {
			return name.at.errorf("there are more than %d species", maxSpecies)
		}
		if err := p.advance(); err != nil {
			return err
		}
		if err := take(name); err != nil {
			return err
		}
		if !p.tok.is(",") {
			break
		}
		if err := p.advance(); err != nil {
			return err
		}
	}
	if p.tok.kind == nameToken {
		return p.tok.at.errorf(`a "," is missing before %q`, p.tok.text)
	}
	return nil
}

func (p *parser) initialCount(name string) (int, error) {
	if p.tok.is("-") {
		return 0, p.tok.at.errorf("the initial count of %q is negative: it must be 0 or more", name)
	}
	if p.tok.kind != numberToken {
		return 0, p.tok.at.errorf("the initial count of %q must be written as a whole number, not %s", name, p.tok.shown())
	}
	value, err := p.numberValue()
	if err != nil {
		return 0, err
	}
	switch {
	case value > maxCount:
		return 0, p.tok.at.errorf("the initial count of %q is larger than %d: rescale the model", name, maxCount)
	case value != math.Trunc(value):
		return 0, p.tok.at.errorf("the initial count of %q must be a whole number, not %s", name, shorten(p.tok.text))
	}
	return int(value), p.advance()
}

func (p *parser) assignment(name token) error {
	if len(p.parameters) == maxParameters {
		return name.at.errorf("there are more than %d parameters", maxParameters)
	}
	if err := p.advance(); err != nil {
		return err
	}
	value, err := p.expression(0, `"="`)
	if err != nil {
		return err
	}
	p.parameters = append(p.parameters, assignment{name, value})
	return nil
}

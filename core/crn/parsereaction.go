package crn

import (
	"math"
	"strings"
)

// reaction parses a reaction from its first token.
func (p *parser) reaction(before *reactionText) error {
	at := p.tok.at
	reactants, err := p.side(theStart)
	if err != nil {
		return err
	}
	return p.reactionFrom(at, reactants, before)
}

// reactionFrom parses a reaction from its arrow.
func (p *parser) reactionFrom(at position, reactants []termText, before *reactionText) error {
	if p.tok.kind != arrowToken {
		if before != nil && before.kind == MassAction {
			return at.errorf(`the reaction before ";" has its rate already: keep either "@ rate" or "; law"`)
		}
		return p.tok.at.errorf("an arrow, -> or <->, is missing before %s", p.tok.shown())
	}
	if len(p.reactions)+2 > maxReactions {
		return at.errorf("there are more than %d reactions", maxReactions)
	}
	arrow := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	products, err := p.side("the arrow")
	if err != nil {
		return err
	}
	if len(reactants)+len(products) == 0 {
		return at.errorf("this reaction has no species: write one on either side of the arrow")
	}
	r := reactionText{at: at, reactants: reactants, products: products}
	if err := p.laws(&r, arrow.text == "<->"); err != nil {
		return err
	}
	p.reactions = append(p.reactions, r)
	return nil
}

// laws parses what follows the products: "@ k", "@ k, k" or "; law".
func (p *parser) laws(r *reactionText, reversible bool) error {
	mark := p.tok
	switch {
	case mark.is("@"):
		r.kind = MassAction
	case mark.is(";") && reversible:
		return mark.at.errorf(`a literal law has one direction: write two reactions with ->, or "@ forward, backward"`)
	case mark.is(";"):
		r.kind = Literal
	case mark.kind == arrowToken:
		return mark.at.errorf("a reaction has one arrow: write two reactions")
	case mark.kind == endOfLine || mark.kind == endOfText:
		return mark.at.errorf(`the rate is missing: write "@ k" or "; law" behind the products`)
	default:
		return mark.at.errorf(`%s is not expected here: behind the products comes "@ k", "; law" or "+"`, mark.shown())
	}
	if err := p.advance(); err != nil {
		return err
	}
	law, err := p.expression(0, mark.shown())
	if err != nil {
		return err
	}
	r.laws = []*Expr{law}
	if !reversible {
		return nil
	}
	if !p.tok.is(",") {
		return p.tok.at.errorf("the second rate is missing: <-> needs two, @ forward, backward")
	}
	if err := p.advance(); err != nil {
		return err
	}
	back, err := p.expression(0, `","`)
	if err != nil {
		return err
	}
	r.laws = append(r.laws, back)
	return nil
}

// side parses one side of a reaction; 0 gives no terms. after names what
// stands before it, for an error.
func (p *parser) side(after string) ([]termText, error) {
	if p.tok.kind == numberToken && strings.Trim(p.tok.text, "0.") == "" {
		zero := p.tok
		if err := p.advance(); err != nil {
			return nil, err
		}
		switch {
		case p.tok.kind == nameToken:
			return nil, zero.at.errorf("0 %s is nothing: leave it out", p.tok.text)
		case p.tok.is("+"):
			return nil, zero.at.errorf("0 means nothing and stands alone: leave it out")
		}
		return nil, nil
	}
	first, err := p.term(after)
	if err != nil {
		return nil, err
	}
	return p.sideFrom([]termText{first})
}

// sideFrom parses the rest of a side whose first term has been read.
func (p *parser) sideFrom(terms []termText) ([]termText, error) {
	for p.tok.is("+") {
		if err := p.advance(); err != nil {
			return nil, err
		}
		next, err := p.term(`"+"`)
		if err != nil {
			return nil, err
		}
		terms = append(terms, next)
	}
	return terms, nil
}

// theStart is what stands before the first term of a statement.
const theStart = ""

func (p *parser) term(after string) (termText, error) {
	k := p.tok
	count := 1
	switch {
	case k.kind == numberToken:
		var err error
		if count, err = p.stoichiometry(); err != nil {
			return termText{}, err
		}
	case k.is("-"):
		return termText{}, k.at.errorf("a species cannot be taken away here: write it on the other side of the arrow")
	case k.kind == nameToken:
	case after == theStart && k.kind == arrowToken:
		return termText{}, k.at.errorf("a species is missing before %s: write 0 for nothing", k.shown())
	case after == theStart:
		return termText{}, k.at.errorf("%s cannot begin a statement: write a reaction, an assignment or a species line", k.shown())
	default:
		return termText{}, k.at.errorf("a species is missing after %s, where %s stands: write 0 for nothing", after, k.shown())
	}
	name := p.tok
	if name.kind != nameToken {
		if i := strings.IndexAny(k.text, "eE"); i > 0 && k.kind == numberToken {
			return termText{}, k.at.errorf("%s is a number here: for a species write a space, %s %s", k.text, k.text[:i], k.text[i:])
		}
		return termText{}, name.at.errorf("a species is missing after %s, where %s stands", shorten(k.text), name.shown())
	}
	return termText{name, count}, p.advance()
}

// stoichiometry consumes the number before a species.
func (p *parser) stoichiometry() (int, error) {
	k := p.tok
	value, err := p.numberValue()
	if err != nil {
		return 0, err
	}
	switch {
	case value != math.Trunc(value):
		return 0, k.at.errorf("the stoichiometry %s must be a whole number", shorten(k.text))
	case value == 0:
		return 0, k.at.errorf("0 means nothing and stands alone: leave it out")
	case value > maxStoichiometry:
		return 0, k.at.errorf("the stoichiometry %s is larger than %d", shorten(k.text), maxStoichiometry)
	}
	return int(value), p.advance()
}

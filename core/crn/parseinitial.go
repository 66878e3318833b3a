package crn

import (
	"math"
	"strings"
)

// initialText is an initial law as written.
type initialText struct {
	name token // of the species
	law  token
	args []*Expr
}

// initial parses an initial law from the species on.
func (p *parser) initial() error {
	text := initialText{name: p.tok}
	if err := p.advance(); err != nil {
		return err
	}
	if !p.tok.is("~") {
		return p.tok.at.errorf(`"~" is missing before %s: an initial law is written like init %s ~ poisson(1)`, p.tok.shown(), text.name.text)
	}
	if err := p.advance(); err != nil {
		return err
	}
	if text.law = p.tok; text.law.kind != nameToken {
		return text.law.at.errorf("the name of a law (%s) is missing where %s stands", strings.Join(familyNames(), ", "), text.law.shown())
	}
	if err := p.advance(); err != nil {
		return err
	}
	if !p.tok.is("(") {
		return p.tok.at.errorf("the initial law %s needs its arguments in brackets: %s(…)", shorten(text.law.text), shorten(text.law.text))
	}
	open, before := p.tok, `"("`
	for {
		if err := p.advance(); err != nil {
			return err
		}
		e, err := p.expression(0, before)
		if err != nil {
			return err
		}
		if len(text.args) == maxTable {
			return e.at.errorf("there are more than %d arguments", maxTable)
		}
		text.args = append(text.args, e)
		if before = `","`; !p.tok.is(",") {
			break
		}
	}
	p.initials = append(p.initials, text)
	return p.closeBracket(open)
}

func familyNames() []string {
	names := make([]string, len(families))
	for kind, f := range families {
		names[kind] = f.name
	}
	return names
}

// resolveInitials gives species their initial laws. Parameters are known.
func (p *parser) resolveInitials(n *Network) error {
	s := n.scope()
	total := 0
	for _, text := range p.initials {
		i, ok := s.species[text.name.text]
		if !ok {
			return unknown(&Expr{name: text.name.text, at: text.name.at}, aSpecies, keys(s.species))
		}
		if n.Species[i].Law != nil {
			return text.name.at.errorf("%q has an initial law already: keep one of the two", text.name.text)
		}
		if p.species[i].counted {
			return text.name.at.errorf("%q has a count at the start already: keep either the count or the initial law", text.name.text)
		}
		law, err := text.resolve(s)
		if err != nil {
			return err
		}
		if total += len(law.P); total > maxInitialCounts {
			return text.law.at.errorf("the initial laws up to here have more than %d counts together", maxInitialCounts)
		}
		n.Species[i].Law = law
		n.Species[i].Initial = law.likeliest()
	}
	return nil
}

// resolve makes the law.
func (text *initialText) resolve(s scope) (*InitialLaw, error) {
	names := familyNames()
	for kind, name := range names {
		if name == text.law.text {
			law := &InitialLaw{Kind: InitialKind(kind), Args: text.args}
			return law, law.tabulate(text.law, s)
		}
	}
	if near := Nearest(text.law.text, names); near != "" {
		return nil, text.law.at.errorf("the initial law %s is not known: did you mean %s?", text.law.text, near)
	}
	return nil, text.law.at.errorf("%q is not an initial law: those are %s", text.law.text, strings.Join(names, ", "))
}

// tabulate evaluates the arguments and sets P.
func (l *InitialLaw) tabulate(at token, s scope) error {
	family := families[l.Kind]
	if family.count != 0 && len(l.Args) != family.count {
		return at.at.errorf("%s takes %s: the number of arguments cannot be %d", family.name, family.arguments, len(l.Args))
	}
	values := make([]float64, len(l.Args))
	for j, a := range l.Args {
		var err error
		if values[j], err = argument(a, s); err != nil {
			return err
		}
	}
	var err error
	switch l.Kind {
	case Delta:
		err = l.delta(values)
	case Poisson:
		err = l.poisson(values)
	case Uniform:
		err = l.uniform(values)
	case Zipf:
		err = l.zipf(values)
	case Binomial:
		err = l.binomial(values)
	case Table:
		err = l.table(values)
	}
	if err != nil {
		return err
	}
	l.P = scaled(l.P)
	return nil
}

// argument evaluates an argument of an initial law.
func argument(e *Expr, s scope) (float64, error) {
	for used := range e.names() {
		switch {
		case used.name == timeName:
			return 0, used.at.errorf("an initial law holds at t = 0: the time cannot stand in it")
		case has(s.species, used.name):
			return 0, used.at.errorf("the species %q cannot stand in an initial law: species are independent at the start", used.name)
		case !has(s.parameters, used.name):
			return 0, unknown(used, "a parameter", keys(s.parameters), []string{piName})
		}
	}
	return s.finite(e, "this argument")
}

// count checks an argument that counts molecules.
func (l *InitialLaw) count(j int, v float64, least int) (int, error) {
	if v != math.Trunc(v) || v < float64(least) || v > maxInitial {
		return 0, l.Args[j].at.errorf("this argument of %s must be a whole number from %d to %d, not %s", families[l.Kind].name, least, maxInitial, formatNumber(v))
	}
	return int(v), nil
}

func (l *InitialLaw) delta(v []float64) error {
	count, err := l.count(0, v[0], 0)
	if err == nil {
		l.P = only(count)
	}
	return err
}

func (l *InitialLaw) poisson(v []float64) error {
	if v[0] < 0 || v[0] > maxInitial {
		return l.Args[0].at.errorf("the mean must be from 0 to %d, not %s", maxInitial, formatNumber(v[0]))
	}
	l.P = poisson(v[0])
	return nil
}

func (l *InitialLaw) uniform(v []float64) error {
	least, err := l.count(0, v[0], 0)
	if err != nil {
		return err
	}
	most, err := l.count(1, v[1], least)
	if err == nil {
		l.P = uniform(least, most)
	}
	return err
}

func (l *InitialLaw) zipf(v []float64) error {
	if v[0] < 0 {
		return l.Args[0].at.errorf("the exponent must be 0 or more, not %s", formatNumber(v[0]))
	}
	most, err := l.count(1, v[1], 1)
	if err == nil {
		l.P = zipf(v[0], most)
	}
	return err
}

func (l *InitialLaw) binomial(v []float64) error {
	trials, err := l.count(0, v[0], 0)
	switch {
	case err != nil:
		return err
	case v[1] < 0 || v[1] > 1:
		return l.Args[1].at.errorf("a probability must be from 0 to 1, not %s", formatNumber(v[1]))
	case v[1] == 1:
		l.P = only(trials)
	default:
		l.P = binomial(trials, v[1])
	}
	return nil
}

func (l *InitialLaw) table(v []float64) error {
	sum := 0.0
	for j, p := range v {
		if p < 0 || p > 1 {
			return l.Args[j].at.errorf("a probability must be from 0 to 1, not %s", formatNumber(p))
		}
		sum += p
	}
	if math.Abs(sum-1) > tableSlack {
		return l.Args[0].at.errorf("the probabilities of the table add up to %.4g, not to 1", sum)
	}
	l.P = v
	return nil
}

// checkInitials refuses an initial law that leaves the total of a non-negative
// conservation law open: solvers hold such a total for all states alike.
func (p *parser) checkInitials(n *Network) error {
	uncertain := false
	for i := range n.Species {
		uncertain = uncertain || n.InitialLaw(i) != nil
	}
	if !uncertain {
		return nil
	}
	laws := n.ConservationLaws()
	for _, text := range p.initials {
		i := n.Index(text.name.text)
		for _, w := range laws {
			if w[i] != 0 && negatives(w) == 0 && n.InitialLaw(i) != nil {
				return text.name.at.errorf("this initial law breaks the conservation law %s: its total must be one number, so give %q a count", shorten(n.FormatLaw(w)), text.name.text)
			}
		}
	}
	return nil
}

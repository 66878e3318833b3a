package antimony

import (
	"strconv"
	"strings"

	"vanscape/core/crn/xmltree"
)

// pending is a reaction whose rate is the next statement.
type pending struct {
	node *xmltree.Node
	at   statement
}

func (p *pending) missing() error {
	return p.at.errorf("this reaction has no rate: write it behind a semicolon, as in A -> B; k*A")
}

// maxReactions is more than a network can hold.
const maxReactions = 10_000

// isReaction reports whether a statement is the equation of a reaction.
func (m *model) isReaction(s statement) bool {
	return strings.Contains(s.text, "->") || strings.Contains(s.text, "=>")
}

// reaction reads an equation such as "J: A + 2 B -> C".
func (m *model) reaction(s statement) error {
	id, text := "", s.text
	if p := labelled().FindStringSubmatch(text); p != nil {
		id, text = p[1], p[2]
	}
	if id == "" {
		for i := len(m.reactions); id == "" || m.things[id] != nil; i++ {
			id = "_J" + strconv.Itoa(i)
		}
	}
	left, right, reversible := strings.Cut(text, "->")
	if !reversible {
		left, right, _ = strings.Cut(text, "=>")
	}
	if p := placed().FindStringSubmatch(right); p != nil { // A -> B in C places the reaction
		right = p[1]
	}
	n := xmltree.New(s.line, "reaction", []string{"id", id, "reversible", strconv.FormatBool(reversible)})
	for _, side := range []struct{ list, text string }{{"listOfReactants", left}, {"listOfProducts", right}} {
		list, err := m.side(s, side.list, side.text)
		if err != nil {
			return err
		}
		n.Children = append(n.Children, list)
	}
	if len(m.reactions) == maxReactions {
		return s.errorf("there are more than %d reactions", maxReactions)
	}
	m.pending = &pending{n, s}
	return nil
}

// side reads one side of an equation, which may be empty.
func (m *model) side(s statement, list, text string) (*xmltree.Node, error) {
	n := xmltree.New(s.line, list, nil)
	if text = strings.TrimSpace(text); text == "" {
		return n, nil
	}
	for _, term := range strings.Split(text, "+") {
		term = strings.TrimSpace(term)
		name := strings.TrimLeft(term, "0123456789. \t")
		count := strings.TrimSpace(term[:len(term)-len(name)])
		if count == "" {
			count = "1"
		}
		name, boundary := strings.CutPrefix(name, "$")
		x, err := m.declare(s, name, "species")
		if err != nil {
			return nil, err
		}
		x.boundary = x.boundary || boundary
		n.Children = append(n.Children, xmltree.New(s.line, "speciesReference", []string{"species", name, "stoichiometry", count}))
	}
	return n, nil
}

// rate reads the rate of the reaction before.
func (m *model) rate(s statement) error {
	p := m.pending
	m.pending = nil
	if s.line != p.at.line {
		return p.missing()
	}
	math, err := s.formula(s.text)
	if err != nil {
		return err
	}
	p.node.Children = append(p.node.Children, xmltree.New(s.line, "kineticLaw", nil, math))
	m.reactions = append(m.reactions, p.node)
	return nil
}

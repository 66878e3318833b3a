package page

import (
	"errors"
	"strings"
	"time"

	"vanscape/core/crn"
	"vanscape/core/crn/typeset"
)

// Fault is an error in the model's text.
type Fault struct {
	Line, Col int // from 1; 0 = the text as a whole
	Msg       string
}

// Edit takes a new text and reads it.
func (l *Lab) Edit(text string) {
	l.Text = strings.ReplaceAll(text, "\r\n", "\n") // as the editor has it, or positions would differ
	n, err := crn.Parse(l.Text)
	var syntax *crn.SyntaxError
	switch {
	case errors.As(err, &syntax):
		l.Fault = &Fault{syntax.Line, syntax.Col, syntax.Msg}
	case err != nil:
		l.Fault = &Fault{Msg: err.Error()}
	default:
		l.Fault, l.Network = nil, n
	}
	l.typed()
}

// findings are what follows from a network alone, as formulas. A large one takes a while, so they are made when they are first shown.
type findings struct {
	of                                  *crn.Network
	reactions, resets, parameters, laws []string
}

// mostAtOnce is the number of species up to which the findings are made at every keystroke, findingRest how long a larger network waits for them.
const (
	mostAtOnce  = 40
	findingRest = 500 * time.Millisecond
)

// Findings returns what was found in the text as it last could be read. Of a large network those of the one before stay for a moment.
func (l *Lab) Findings() findings {
	switch n := l.Network; {
	case n == nil || l.found.of == n || l.finding:
	case len(n.Species) <= mostAtOnce:
		l.find()
	default:
		l.finding = true
		l.host.After(findingRest, func() {
			l.finding = false
			l.find()
			l.Changed()
		})
	}
	return l.found
}

func (l *Lab) find() {
	n := l.Network
	l.found = findings{of: n, reactions: typeset.Reactions(n), resets: typeset.Resets(n), parameters: typeset.Parameters(n)}
	for _, w := range n.ConservationLaws() {
		l.found.laws = append(l.found.laws, typeset.ConservationLaw(n, w))
	}
}

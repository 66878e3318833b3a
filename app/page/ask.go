package page

import (
	"errors"
	"fmt"
	"slices"

	"vanscape/core/crn"
	"vanscape/core/protocol"
)

// Asker asks one question about whatever frame is shown. Answers are kept, so that going back and forth in time asks once.
type Asker struct {
	Text  string // as typed
	Asked string // the question that is being asked; "" = none
	Fault string // what is wrong with what was typed, or ""

	result  *Result // the one asked about
	answers map[int]protocol.Answer
	waiting bool
}

// Type takes a question as it is typed.
func (l *Lab) Type(question string) {
	l.Asker.Text, l.Asker.Fault = question, ""
	l.Changed()
}

// known is the answer to a question about a frame that a result has, if it has.
func (r *Result) known(question string, frame int) (protocol.Answer, bool) {
	for _, a := range r.Answers {
		if a.Frame == frame && r.Start.Ask[a.ID] == question {
			return a, true
		}
	}
	return protocol.Answer{}, false
}

// learn gives a result the answer to a question, to be kept with it.
func (r *Result) learn(question string, a protocol.Answer) {
	if _, known := r.known(question, a.Frame); known || a.Failed != "" {
		return
	}
	a.ID = slices.Index(r.Start.Ask, question)
	if a.ID < 0 {
		a.ID = len(r.Start.Ask)
		r.Start.Ask = append(slices.Clip(r.Start.Ask), question)
	}
	r.Answers = append(r.Answers, a)
}

// Ask asks a question about the shown frame, and those shown from now on, unless it makes no sense.
func (l *Lab) Ask(question string) {
	a := &l.Asker
	a.Text, a.Fault = question, ""
	net := l.Network
	if r := l.Runner.Result; r != nil && r.Network() != nil {
		net = r.Network()
	}
	var syntax *crn.SyntaxError
	if _, err := crn.ParseQuestion(net, question); errors.As(err, &syntax) {
		a.Fault = fmt.Sprintf("Column %d: %s", syntax.Col, sentence(syntax.Msg))
	} else {
		a.Asked, a.answers = question, nil
	}
	l.Changed()
	l.pursue()
}

// AskState asks for the probability of a state of the shown species.
func (l *Lab) AskState(species, counts []int) {
	names := l.Runner.Result.Started.Species
	question := "ln p("
	for k, i := range species {
		if k > 0 {
			question += ", "
		}
		question += fmt.Sprintf("%s = %d", names[i], counts[k])
	}
	l.Ask(question + ")")
}

// Answer is the answer about the shown frame, nil while there is none.
func (l *Lab) Answer() *protocol.Answer {
	r := l.Runner.Result
	if r == nil || l.Asker.result != r {
		return nil
	}
	if a, ok := l.Asker.answers[r.Nearest(l.Player.At)]; ok {
		return &a
	}
	return nil
}

// pursue asks for what is missing at the shown frame. It is called on every animation frame.
func (l *Lab) pursue() {
	r := l.Runner.Result
	if r == nil {
		return
	}
	l.pursuePair(r)
	l.pursueCourses(r)
	a := &l.Asker
	if a.result != r || a.answers == nil {
		a.result, a.answers = r, map[int]protocol.Answer{}
	}
	frame := r.Nearest(l.Player.At)
	if _, known := a.answers[frame]; known || a.Asked == "" || a.waiting {
		return
	}
	question := a.Asked
	if answer, ok := r.known(question, frame); ok {
		a.answers[frame] = answer
		l.Changed()
		return
	}
	a.waiting = true
	l.Runner.Query(protocol.Query{Job: r.Started.Job, Frame: frame, Kind: protocol.AskText, Text: question}, func(answer protocol.Answer) {
		a.waiting = false
		r.learn(question, answer)
		if a.result == r && a.Asked == question {
			a.answers[frame] = answer
		}
		l.Changed()
		l.pursue()
	})
}

// Draw asks for samples of the shown frame and hands them to take.
func (l *Lab) Draw(count int, take func(r *Result, a protocol.Answer)) {
	r := l.Runner.Result
	if r == nil {
		return
	}
	l.Runner.Query(protocol.Query{Job: r.Started.Job, Frame: r.Nearest(l.Player.At), Kind: protocol.AskSamples, Samples: count, Seed: l.seed()},
		func(a protocol.Answer) { take(r, a) })
}

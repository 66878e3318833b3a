package session

import (
	"errors"
	"fmt"
	"runtime/debug"

	"vanscape/core/cme"
	"vanscape/core/crn"
	"vanscape/core/evolve"
	"vanscape/core/protocol"
)

// Why a job ends before its last frame. A function given to Run returns one of
// these to end the job.
var (
	// ErrStop ends a job as asked for: it answers Done with Stopped set.
	ErrStop = errors.New("stopped")
	// ErrAbandon ends a job without another word, because nobody listens.
	ErrAbandon = errors.New("abandoned")
)

// inputError says that the Start is at fault.
type inputError struct{ message string }

func (e *inputError) Error() string { return e.message }

func badInput(format string, args ...any) error {
	return &inputError{fmt.Sprintf(format, args...)}
}

// fault is a panic caught in a job.
type fault struct {
	value any
	stack []byte
}

func (f *fault) Error() string {
	return fmt.Sprintf("a fault in vanscape itself stopped the run (%v): please report it together with the model text", f.value)
}

// guarded calls f and returns its error, or a *fault if it panics.
func guarded(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &fault{v, debug.Stack()}
		}
	}()
	return f()
}

// checkFinite returns an error if a number of the frame is not finite, so that a
// solver that has lost its way never reaches a picture or a file.
func checkFinite(f *protocol.Frame) error {
	if !f.Finite() {
		return fmt.Errorf("the solver lost its way before t = %g and gives numbers that are not finite: try more samples or a shorter step", f.Time)
	}
	return nil
}

// failed is the message for a job that ended with err.
func failed(job int, err error) protocol.Failed {
	m := protocol.Failed{Job: job, Message: err.Error()}
	var syntax *crn.SyntaxError
	var input *inputError
	var settings *evolve.SettingsError
	var rate *cme.RateError
	switch {
	case errors.As(err, &syntax):
		m.Message, m.Line, m.Col, m.BadInput = syntax.Msg, syntax.Line, syntax.Col, true
	case errors.As(err, &input), errors.As(err, &settings), errors.As(err, &rate):
		m.BadInput = true
	}
	return m
}

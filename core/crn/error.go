package crn

import "fmt"

// A SyntaxError says where a model text is wrong and how to mend it.
type SyntaxError struct {
	Line, Col int    // from 1; a column counts characters (runes), a tab as one, and 0 says that it is not known
	Msg       string // one sentence, without position and final stop
}

func (e *SyntaxError) Error() string {
	if e.Col == 0 {
		return fmt.Sprintf("line %d: %s", e.Line, e.Msg)
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Col, e.Msg)
}

// A position is a place in the text, both numbers from 1.
type position struct{ line, col int }

func (p position) errorf(format string, args ...any) error {
	return &SyntaxError{Line: p.line, Col: p.col, Msg: fmt.Sprintf(format, args...)}
}

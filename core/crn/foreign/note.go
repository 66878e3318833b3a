package foreign

import (
	"fmt"

	"vanscape/core/crn"
)

// A Note tells what an import or an export changed, in one sentence.
type Note struct {
	Line int // of the file that was read; 0 = the whole of it
	Text string
}

func (n Note) String() string {
	if n.Line == 0 {
		return n.Text
	}
	return fmt.Sprintf("line %d: %s", n.Line, n.Text)
}

// Errorf returns a *crn.SyntaxError at a line.
func Errorf(line int, format string, args ...any) error {
	return &crn.SyntaxError{Line: max(1, line), Msg: fmt.Sprintf(format, args...)}
}

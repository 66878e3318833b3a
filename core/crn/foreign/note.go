package foreign

import (
	"fmt"
	"unicode/utf8"

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

// CheckText refuses a file that is longer than some bytes or not text.
func CheckText(data []byte, most int) error {
	switch {
	case len(data) > most:
		return Errorf(1, "the file has %d bytes, and %d are the most", len(data), most)
	case !utf8.Valid(data):
		return Errorf(1, "the file is not text in UTF-8")
	}
	return nil
}

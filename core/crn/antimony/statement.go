package antimony

import (
	"strings"

	"vanscape/core/crn/foreign"
)

// A statement is what stands between two ends, without blanks around it.
type statement struct {
	text string
	line int
	col  int
}

// own begins the comments that hold lines of the text language.
const own = "// vanscape:"

// split cuts the text into statements, which a semicolon or the end of a line ends and whose only blanks
// outside of quoted texts are spaces, and finds the lines of the text language in its comments. name is the comment that is the
// first line, unless a program signs there.
func split(text string) (statements []statement, lines []statement, name string, err error) {
	clean := []byte(text)
	line := 1
	for i := 0; i < len(clean); i++ {
		end := -1
		rest := text[i:]
		switch {
		case clean[i] == '\n':
			line++
		case strings.HasPrefix(rest, "//") || clean[i] == '#':
			end = strings.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			if found, ok := strings.CutPrefix(rest[:end], own); ok {
				lines = append(lines, statement{strings.TrimSpace(found), line, 1})
			} else if line == 1 && strings.TrimSpace(text[:i]) == "" && !strings.Contains(rest[:end], "Created by") {
				name = strings.TrimSpace(strings.TrimLeft(rest[:end], "/#"))
			}
		case strings.HasPrefix(rest, "/*"):
			end = strings.Index(rest, "*/")
			if end < 0 {
				return nil, nil, "", foreign.Errorf(line, "the comment that begins here with /* does not end")
			}
			end += 2
		case clean[i] == '"':
			end = strings.IndexAny(rest[1:], "\"\n")
			if end < 0 || rest[1+end] == '\n' {
				return nil, nil, "", foreign.Errorf(line, "the text that begins here with \" does not end")
			}
			i += end + 1
			continue
		case strings.IndexByte("\t\r\f\v", clean[i]) >= 0:
			clean[i] = ' '
		}
		for j := i; j < i+end; j++ {
			if clean[j] == '\n' {
				line++
			} else {
				clean[j] = ' '
			}
		}
		if end > 0 {
			i += end - 1
		}
	}
	return cut(string(clean)), lines, name, nil
}

// cut cuts text without comments into statements.
func cut(text string) []statement {
	var out []statement
	line, col := 1, 1
	start, quoted := 0, false
	at := statement{line: 1, col: 1}
	flush := func(end int) {
		raw := text[start:end]
		at.text = strings.TrimSpace(raw)
		at.col += len(raw) - len(strings.TrimLeft(raw, " \t\r"))
		if at.text != "" {
			out = append(out, at)
		}
	}
	for i, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		end := r == '\n' || r == ';' && !quoted
		if end {
			flush(i)
			start = i + 1
		}
		if col++; r == '\n' {
			line, col, quoted = line+1, 1, false
		}
		if end {
			at = statement{line: line, col: col}
		}
	}
	flush(len(text))
	return out
}

// words returns the first word of a statement and what follows.
func (s statement) words() (first, rest string) {
	first, rest, _ = strings.Cut(s.text, " ")
	return first, strings.TrimSpace(rest)
}

func (s statement) errorf(format string, args ...any) error {
	return foreign.Errorf(s.line, format, args...)
}

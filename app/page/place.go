package page

import (
	"strings"

	"vanscape/core/crn"
)

// Places in a text are counted in Go by lines and columns of code points, in a browser by UTF-16 units from the start.

// span is where a fault is to be underlined: the word that begins there, else one character, the last one where the line is too short.
func (f *Fault) span(text string) (from, to int) {
	if f.Line == 0 {
		return 0, 0
	}
	const most = 256 // bytes of a word that matter
	start := offset(text, f.Line, 1)
	rest := text[byteAt(text, start):]
	rest, _, _ = strings.Cut(rest, "\n")
	at := offset(rest, 1, f.Col)
	end := units(rest)
	if at >= end {
		return start + max(end-1, 0), start + end
	}
	word := rest[byteAt(rest, at):]
	word = word[:min(len(word), most)]
	length := 1
	if words := crn.Words(word); len(words) > 0 && words[0].From == 0 {
		length = units(word[:words[0].To])
	}
	return start + at, start + at + length
}

// offset is the place of line and column of text.
func offset(text string, line, col int) int {
	at := 0
	for _, c := range text {
		if line == 1 && (col <= 1 || c == '\n') {
			break
		}
		switch {
		case c == '\n':
			line--
		case line == 1:
			col--
		}
		at += width(c)
	}
	return at
}

// byteAt is the place of a place of text, counted in bytes.
func byteAt(text string, at int) int {
	for i, c := range text {
		if at <= 0 {
			return i
		}
		at -= width(c)
	}
	return len(text)
}

// units is the length of a text.
func units(text string) int {
	n := 0
	for _, c := range text {
		n += width(c)
	}
	return n
}

// width is the length of a character.
func width(c rune) int {
	if c > 0xFFFF {
		return 2
	}
	return 1
}

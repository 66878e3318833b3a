package crn

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tokenKind is the class of a token.
type tokenKind int

const (
	endOfText tokenKind = iota
	endOfLine
	nameToken
	numberToken
	arrowToken // text "->" or "<->"
	opToken    // text is the operator or punctuation mark
)

// A token is one word of the text with the place where it starts.
type token struct {
	kind tokenKind
	text string
	at   position
}

func (k token) is(mark string) bool { return k.kind == opToken && k.text == mark }

// shown names a token in an error.
func (k token) shown() string {
	switch k.kind {
	case endOfText:
		return "the end of the text"
	case endOfLine:
		return "the end of the line"
	}
	return `"` + shorten(k.text) + `"`
}

// shorten keeps a quotation in an error readable.
func shorten(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// A lexer cuts the text into tokens, one at a time, so that an early error in
// a long text costs little.
type lexer struct {
	text string
	off  int
	at   position
}

// marks are the operators, longest first where one begins another.
var marks = []string{"&&", "||", "<=", ">=", "==", "!=", "!", "<", ">", "=", "+", "-", "*", "/", "^", "(", ")", ",", ";", "@", ":", "~"}

// signs are characters that people paste in place of a mark of the language.
var signs = map[rune]token{
	'→': {kind: arrowToken, text: "->"},
	'⇌': {kind: arrowToken, text: "<->"},
	'∅': {kind: numberToken, text: "0"},
	'−': {kind: opToken, text: "-"},
	'·': {kind: opToken, text: "*"},
	'×': {kind: opToken, text: "*"},
	'≤': {kind: opToken, text: "<="},
	'≥': {kind: opToken, text: ">="},
	'≠': {kind: opToken, text: "!="},
}

// next returns the next token, or an error at a character that starts none.
func (l *lexer) next() (token, error) {
	l.skip()
	rest := l.text[l.off:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case size == 0:
		return token{kind: endOfText, at: l.at}, nil
	case r == '\n':
		k := token{kind: endOfLine, text: "\n", at: l.at}
		l.off++
		l.at = position{l.at.line + 1, 1}
		return k, nil
	case strings.HasPrefix(rest, "<->"):
		return l.take(arrowToken, 3), nil
	case strings.HasPrefix(rest, "->"):
		return l.take(arrowToken, 2), nil
	case isDigit(rest, 0) || r == '.' && isDigit(rest, 1):
		return l.take(numberToken, numberLength(rest)), nil
	case startsName(r):
		return l.name(rest)
	}
	for _, mark := range marks {
		if strings.HasPrefix(rest, mark) {
			return l.take(opToken, len(mark)), nil
		}
	}
	if k, ok := signs[r]; ok {
		k.at = l.at
		l.take(k.kind, size)
		return k, nil
	}
	return token{}, l.strange(r)
}

// skip passes over blanks and comments, and a byte order mark.
func (l *lexer) skip() {
	for l.off < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[l.off:])
		switch {
		case r == '#':
			size = strings.IndexByte(l.text[l.off:], '\n')
			if size < 0 {
				size = len(l.text) - l.off
			}
		case r == '\n' || !unicode.IsSpace(r) && !(r == '\ufeff' && l.off == 0):
			return
		}
		l.take(opToken, size)
	}
}

// take consumes size bytes, which hold no newline.
func (l *lexer) take(kind tokenKind, size int) token {
	k := token{kind: kind, text: l.text[l.off : l.off+size], at: l.at}
	l.off += size
	l.at.col += utf8.RuneCountInString(k.text)
	return k
}

func (l *lexer) name(rest string) (token, error) {
	size := 0
	for size < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[size:])
		if !continuesName(r) {
			break
		}
		size += n
	}
	if utf8.RuneCountInString(rest[:size]) > maxNameLength {
		return token{}, l.at.errorf("this name is longer than %d characters: shorten it", maxNameLength)
	}
	return l.take(nameToken, size), nil
}

// strange explains a character that the language does not use.
func (l *lexer) strange(r rune) error {
	switch {
	case r == '&' || r == '|':
		return l.at.errorf(`a single %c is not used here: write && for "and", || for "or"`, r)
	case !unicode.IsGraphic(r):
		return l.at.errorf("the invisible character %U is not used in a model: remove it", r)
	}
	return l.at.errorf("the character %c is not used in a model: remove it, or put # before a comment", r)
}

func startsName(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func continuesName(r rune) bool { return startsName(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// numberLength returns the length of the decimal number that s starts with. An
// e belongs to it only when digits follow, so 2e is 2 times the species e.
func numberLength(s string) int {
	i := digits(s, 0)
	if i < len(s) && s[i] == '.' {
		i = digits(s, i+1)
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if isDigit(s, j) {
			i = digits(s, j)
		}
	}
	return i
}

func digits(s string, i int) int {
	for isDigit(s, i) {
		i++
	}
	return i
}

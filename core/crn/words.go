package crn

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A WordKind says what a Word is.
type WordKind int

// The kinds of words.
const (
	CommentWord WordKind = iota
	KeywordWord          // species, init, order or at at the start of a statement
	NumberWord
	NameWord     // of a species or a parameter, t or pi
	FunctionWord // a name before a bracket
	MarkWord     // an arrow, an operator or punctuation
)

// A Word is one word of a text as an editor colours it: the bytes from From up to To.
type Word struct {
	Kind     WordKind
	From, To int
}

// Words cuts a text into its words. Any text will do, also one that Parse refuses or
// a few lines of one: characters that start no word are left out.
func Words(text string) []Word {
	l := &lexer{text: text, at: position{1, 1}}
	var words []Word
	first := true // the next word begins a statement
	for {
		gap := l.off
		l.skip()
		if i := strings.IndexByte(text[gap:l.off], '#'); i >= 0 {
			words = append(words, Word{CommentWord, gap + i, l.off})
		}
		from := l.off
		k, err := l.next()
		switch {
		case err != nil:
			l.takeStrange()
			continue
		case k.kind == endOfText:
			return words
		case k.kind == endOfLine:
			first = true
			continue
		}
		word := Word{MarkWord, from, l.off}
		switch k.kind {
		case numberToken:
			word.Kind = NumberWord
		case nameToken:
			word.Kind = NameWord
			if first && slices.Contains(keywords, k.text) {
				word.Kind = KeywordWord
			}
		}
		if last := len(words) - 1; k.is("(") && last >= 0 && words[last].Kind == NameWord && words[last].To == from {
			words[last].Kind = FunctionWord
		}
		words = append(words, word)
		first = k.is(";")
	}
}

// takeStrange passes over a character that starts no word, and over the rest of a name
// that is too long.
func (l *lexer) takeStrange() {
	_, size := utf8.DecodeRuneInString(l.text[l.off:])
	l.take(opToken, size)
	for {
		r, size := utf8.DecodeRuneInString(l.text[l.off:])
		if !continuesName(r) {
			return
		}
		l.take(opToken, size)
	}
}

// keywords begin a statement.
var keywords = []string{"species", "init", "order", "at"}

// Vocabulary returns the words of the language: those that begin a statement, the
// functions of expressions, and the laws of init, each sorted.
func Vocabulary() (statements, functions, laws []string) {
	laws = familyNames()
	slices.Sort(laws)
	return slices.Sorted(slices.Values(keywords)), slices.Sorted(maps.Keys(builtins)), laws
}

package page

import (
	"slices"
	"strings"

	"vanscape/core/crn"
)

// The looks of words beyond crn.WordKind: of names, by what they stand for. editor.js has them in the same order.
const (
	lookSpecies = 1 + int(crn.MarkWord) + iota
	lookParameter
)

// paint returns the words of a piece of text as the editor colours them: start, end and look of each.
func paint(n *crn.Network, text string) []int {
	var out []int
	done, at := 0, 0 // bytes, and the same in UTF-16 units
	place := func(to int) int {
		at += units(text[done:to])
		done = to
		return at
	}
	for _, w := range crn.Words(text) {
		look := int(w.Kind)
		if w.Kind == crn.NameWord {
			look = lookOf(n, text[w.From:w.To])
		}
		out = append(out, place(w.From), place(w.To), look)
	}
	return out
}

func lookOf(n *crn.Network, name string) int {
	switch {
	case n == nil:
	case n.Index(name) >= 0:
		return lookSpecies
	case slices.ContainsFunc(n.Parameters, func(p crn.Parameter) bool { return p.Name == name }):
		return lookParameter
	}
	return int(crn.NameWord)
}

// proposal is a word that the editor may complete to.
type proposal struct{ word, detail string }

// mostSearched is the length of a text up to which its own names are proposed beside those of the network, and its parameters have sliders: a megabyte that
// was pasted must not make every keystroke slow.
const mostSearched = 1 << 17

// proposals lists what may be meant by typed, the beginning of a word of text: species and parameters first, then words of the language. Names that stand
// in the text are known even while it cannot be read; typed itself counts when it stands there more than once.
func proposals(n *crn.Network, text, typed string) []proposal {
	var out []proposal
	seen := map[string]bool{}
	add := func(word, detail string) {
		if word != typed && !seen[word] && strings.HasPrefix(strings.ToLower(word), strings.ToLower(typed)) {
			seen[word] = true
			out = append(out, proposal{word, detail})
		}
	}
	if n != nil {
		for _, s := range n.Species {
			add(s.Name, "species")
		}
		for _, p := range n.Parameters {
			add(p.Name, "= "+p.Expr.String())
		}
	}
	if len(text) <= mostSearched {
		for _, w := range crn.Words(text) {
			if w.Kind == crn.NameWord {
				add(text[w.From:w.To], "name")
			}
		}
	}
	statements, functions, laws := crn.Vocabulary()
	for _, word := range statements {
		add(word, "statement")
	}
	for _, word := range functions {
		add(word, "function")
	}
	for _, word := range laws {
		add(word, "initial law")
	}
	return out
}

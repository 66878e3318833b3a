package crn

import (
	"strconv"
	"strings"
)

// A Setting is a parameter whose value stands in the text as a bare number: putting
// another number there gives the parameter another value and changes nothing else.
type Setting struct {
	Name     string
	Value    float64 // finite
	From, To int     // bytes of the number with its sign
}

// Settings returns the parameters that can be set, in the order of the text, which
// need not be a model that can be read. Of a name that stands there twice it takes
// the first.
func Settings(text string) []Setting {
	words := Words(text)
	// broken says whether a statement ends before word i by a new line or the end.
	broken := func(i int) bool {
		return i == 0 || i >= len(words) || strings.Contains(text[words[i-1].To:words[i].From], "\n")
	}
	// is says whether word i is a mark of the statement that word i-1 belongs to.
	is := func(i int, mark string) bool { return !broken(i) && text[words[i].From:words[i].To] == mark }

	var settings []Setting
	seen := map[string]bool{}
	for i, w := range words {
		begins := broken(i) || text[words[i-1].From:words[i-1].To] == ";"
		if w.Kind != NameWord || !begins || !is(i+1, "=") {
			continue
		}
		last := i + 2
		if is(last, "-") {
			last++
		}
		if broken(last) || words[last].Kind != NumberWord || !broken(last+1) && !is(last+1, ";") && words[last+1].Kind != CommentWord {
			continue
		}
		from, to := words[i+2].From, words[last].To
		value, err := strconv.ParseFloat(strings.ReplaceAll(text[from:to], " ", ""), 64)
		name := text[w.From:w.To]
		if err == nil && !seen[name] {
			settings = append(settings, Setting{name, value, from, to})
		}
		seen[name] = true
	}
	return settings
}

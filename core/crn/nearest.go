package crn

import (
	"slices"
	"strings"
)

// elsewhere are names of other languages and what takes their place here.
var elsewhere = map[string]string{
	"log":       "write ln(x) for the natural logarithm",
	"log10":     "write ln(x)/ln(10)",
	"pow":       "write x^y",
	"tan":       "write sin(x)/cos(x)",
	"time":      "write t",
	"Time":      "write t",
	"PI":        "write pi",
	"Pi":        "write pi",
	"π":         "write pi",
	"e":         "write exp(1)",
	"not":       "write !(…) for what is not so",
	"piecewise": "write if(X > 3, a, b)",
}

// unknown is the error for a name that means nothing; wanted says what should
// stand there, and known are the names that would do.
func unknown(used *Expr, wanted string, known ...[]string) error {
	if instead, ok := elsewhere[used.name]; ok && wanted != aSpecies {
		return used.at.errorf("%q is not known here: %s", used.name, instead)
	}
	if near := Nearest(used.name, slices.Concat(known...)); near != "" {
		return used.at.errorf("%q is not known: did you mean %q?", used.name, near)
	}
	switch wanted {
	case aSpecies:
		return used.at.errorf(`%q is not known: add it to the line "species …"`, used.name)
	case ofTheModel:
		return used.at.errorf("the model has no species and no parameter %q", used.name)
	}
	return used.at.errorf(`%q is not %s: give it a value, "%s = …"`, used.name, wanted, used.name)
}

const (
	aSpecies   = "a species"
	ofTheModel = "a name of the model" // which a question cannot declare
)

// unknownFunction is the error for a bracket behind a name that is no function.
func unknownFunction(name token) error {
	if instead, ok := elsewhere[name.text]; ok {
		return name.at.errorf("the function %s is not known: %s", name.text, instead)
	}
	functions := keys(builtins)
	if near := Nearest(name.text, functions); near != "" {
		return name.at.errorf("the function %s is not known: did you mean %s?", name.text, near)
	}
	return name.at.errorf("%q is not a function (those are %s): a product is written with *", name.text, strings.Join(functions, ", "))
}

// keys returns the names in a map, sorted so that errors do not vary.
func keys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Nearest returns the known name with the fewest slips away from name, or ""
// when none is near enough to be meant. Upper and lower case count as the same;
// of equally near names one of the same length is likelier.
func Nearest(name string, known []string) string {
	length := len([]rune(name))
	allowed := max(length/3, min(length-1, 1))
	best, fewest := "", allowed+1
	for _, k := range known {
		slips := distance(strings.ToLower(name), strings.ToLower(k))
		if slips < fewest || slips == fewest && len(best) != len(name) && len(k) == len(name) && best != "" {
			best, fewest = k, slips
		}
	}
	return best
}

// distance counts insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before := make([]int, len(y)+1)
	last := make([]int, len(y)+1)
	row := make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

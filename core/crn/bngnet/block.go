package bngnet

import (
	"slices"
	"strings"

	"vanscape/core/crn/foreign"
)

// A row is a line of a block without its comment, cut at blanks, without the number that
// begins it.
type row struct {
	words []string
	line  int
}

// read and passed are the blocks by name; others are refused. The rules that a network
// comes from may stand beside it.
var (
	read   = []string{"parameters", "species", "groups", "functions", "reactions"}
	passed = []string{"molecule types", "compartments", "observables", "energy patterns", "population maps", "population types", "reaction rules", "seed species"}
)

// blocks cuts the text into the rows of its blocks.
func blocks(text string) (map[string][]row, error) {
	if lines := strings.Count(text, "\n"); lines > maxLines {
		return nil, foreign.Errorf(1, "the file has %d lines, and %d are the most", lines, maxLines)
	}
	found := map[string][]row{}
	name, begun := "", 0
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		rest := strings.Join(words[1:], " ")
		switch {
		case words[0] == "begin" && name == "":
			if rest == "model" {
				return nil, foreign.Errorf(i+1, "this is a model of rules (BNGL): let BioNetGen generate its network, and read the .net file")
			}
			if !slices.Contains(read, rest) && !slices.Contains(passed, rest) {
				return nil, foreign.Errorf(i+1, "the block %q is not read", rest)
			}
			if _, twice := found[rest]; twice {
				return nil, foreign.Errorf(i+1, "there is a second block %q", rest)
			}
			name, begun = rest, i+1
			found[name] = []row{}
		case words[0] == "end" && rest == name && name != "":
			name = ""
		case name == "":
			// Settings and actions of BioNetGen stand between the blocks.
		default:
			r := row{words, i + 1}
			if isNumber(words[0]) && len(words) > 1 {
				r.words = words[1:]
			}
			if len(found[name]) == maxRows {
				return nil, foreign.Errorf(i+1, "the block %q has more than %d lines", name, maxRows)
			}
			found[name] = append(found[name], r)
		}
	}
	if name != "" {
		return nil, foreign.Errorf(begun, "the block %q does not end", name)
	}
	if found["reactions"] == nil || found["species"] == nil {
		return nil, foreign.Errorf(1, "a .net file has the blocks species and reactions, and a model of rules (BNGL) has not: let BioNetGen generate its network")
	}
	return found, nil
}

const (
	maxRows  = 10_000 // as many reactions as a network can have
	maxLines = 100_000
	maxItems = 5000 // in a list of species
)

// list cuts a list of species at its commas.
func (r row) list(text string) ([]string, error) {
	if n := strings.Count(text, ","); n >= maxItems {
		return nil, r.errorf("a list has %d species, and %d are the most", n+1, maxItems)
	}
	return strings.Split(text, ","), nil
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

func (r row) errorf(format string, args ...any) error { return foreign.Errorf(r.line, format, args...) }

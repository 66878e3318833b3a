package crn

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// asked has the species X, Y and Px at 0, 1 and 2.
const asked = "species X = 3, Y, Px\nk = 2; E = 4\nX -> Y @ k\n"

func TestParseQuestion(t *testing.T) {
	n := mustParse(t, asked)
	for _, c := range []struct {
		text    string
		kind    QuestionKind
		species []int
		counts  []int
	}{
		{"p(X = 3)", AskState, []int{0}, []int{3}},
		{" ln p ( Px=30 , X = 0)\t# so", AskLogState, []int{2, 0}, []int{30, 0}},
		{"H", AskEntropy, nil, nil},
		{"H(Y, X)", AskEntropy, []int{1, 0}, nil},
		{"I(Px; Y)", AskInformation, []int{2, 1}, nil},
	} {
		q, err := ParseQuestion(n, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if q.Kind != c.kind || q.Of != nil || !slices.Equal(q.Species, c.species) || !slices.Equal(q.Counts, c.counts) {
			t.Errorf("%s: got %+v", c.text, q)
		}
	}
	for _, c := range []struct {
		text    string
		kind    QuestionKind
		depends []int
		value   float64 // at X = 3, Y = 5, Px = 7
	}{
		{"P(X > 2 && Y < 5)", AskProbability, []int{0, 1}, 0},
		{"P(X > 2 || Y < 5)", AskProbability, []int{0, 1}, 1},
		{"P(!Px == k + E + 1)", AskProbability, []int{2}, 0},
		{"P(1 < 2)", AskProbability, []int{}, 1},
		{"E((X - k)^2*E)", AskMean, []int{0}, 4},
		{"E(Y)", AskMean, []int{1}, 5},
	} {
		q, err := ParseQuestion(n, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := q.Of.At([]int{3, 5, 7}); q.Kind != c.kind || got != c.value || !slices.Equal(q.Of.Depends(), c.depends) {
			t.Errorf("%s: kind %d, value %g, reads %v", c.text, q.Kind, got, q.Of.Depends())
		}
	}
}

func TestQuestionErrors(t *testing.T) {
	n := mustParse(t, asked)
	for _, c := range []struct{ text, want string }{
		{"", "line 1, column 1: " + questionForms},
		{"X > 3", `line 1, column 1: "X" asks nothing: ` + questionForms},
		{"P X > 3", `line 1, column 3: a "(" is missing before "X": ` + questionForms},
		{"P(X)", "line 1, column 3: X is a number, not a condition: compare it, as in X > 0"},
		{"P(X > 3", `line 1, column 8: a ")" is missing before the end of the text, for the "(" at line 1, column 2`},
		{"P(X > 3, Y < 2)", `line 1, column 8: "," joins nothing here: write && for "and", || for "or"`},
		{"P(X = 3)", `line 1, column 5: "=" cannot stand here: write == to compare, or put the assignment on a line of its own`},
		{"P(x > 3)", `line 1, column 3: "x" is not known: did you mean "X"?`},
		{"P(zeta > 3)", `line 1, column 3: the model has no species and no parameter "zeta"`},
		{"P(X > t)", "line 1, column 7: a law is asked at one time: t cannot stand in a question"},
		{"P(X > 3) Y", `line 1, column 10: the question ends before "Y": ask one question at a time`},
		{"E()", `line 1, column 3: a number, a name or a bracket is missing after "(", where ")" stands`},
		{"ln X", `line 1, column 4: ln is asked of a state, as in ln p(X = 3), not of "X"`},
		{"p()", `line 1, column 3: the name of a species is missing where ")" stands`},
		{"p(X)", `line 1, column 4: "=" and a count are missing behind "X": a state is written like p(X = 3, Y = 0)`},
		{"p(X == 3)", `line 1, column 5: "=" and a count are missing behind "X": a state is written like p(X = 3, Y = 0)`},
		{"p(X = 3, X = 4)", `line 1, column 10: "X" stands here twice`},
		{"p(X = 1.5)", "line 1, column 7: a count is a whole number from 0 to 1000000000, not 1.5"},
		{"p(X = -1)", `line 1, column 7: a count is a whole number from 0, not "-"`},
		{"p(k = 1)", `line 1, column 3: "k" is a parameter: only species have a law`},
		{"p(Pz = 1)", `line 1, column 3: there is no species "Pz": did you mean "Px"?`},
		{"H(q)", `line 1, column 3: there is no species "q"`},
		{"H()", `line 1, column 3: the name of a species is missing where ")" stands`},
		{"H X", `line 1, column 3: a "(" is missing before "X": ` + questionForms},
		{"I(X)", "line 1, column 3: mutual information is asked of two species, as in I(X; Y), not of 1"},
		{"I(X, Y)", `line 1, column 4: the two species are divided by ";", as in I(X; Y)`},
		{"I(X; X)", `line 1, column 6: "X" stands here twice`},
		{"P(X > 3)\nH", "line 1, column 9: the question ends before the end of the line: ask one question at a time"},
		{strings.Repeat("(", maxQuestion+1), "line 1, column 1: the question has 10001 bytes, and 10000 are the most"},
		{"p(\xff)", "line 1, column 3: this byte is not UTF-8 text"},
	} {
		_, err := ParseQuestion(n, c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q\n gives %v\n want  %s", c.text, err, c.want)
		}
	}
}

// Whatever the text, a question can be asked, or the error points into it.
func FuzzParseQuestion(f *testing.F) {
	for _, text := range []string{"P(X > 3 && !Y < 2 || Px == k)", "E(X*Y)", "p(X = 3, Y=0)", "ln p(Px = 1)", "H", "H(X,Y)", "I(X; Px)", "P(((((", "P(!!!X)", "\xff", "ln ln", "H H"} {
		f.Add(text)
	}
	n := mustParse(f, asked)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuestion(n, text)
		var syntax *SyntaxError
		switch {
		case err == nil:
			for _, i := range q.Species {
				if i < 0 || i > 2 {
					t.Fatalf("%q asks of species %d", text, i)
				}
			}
			if q.Of != nil {
				q.Of.At([]int{1, 2, 3})
			}
			if states := q.Kind == AskState || q.Kind == AskLogState; states != (len(q.Counts) > 0) || states && len(q.Counts) != len(q.Species) {
				t.Fatalf("%q: %+v", text, q)
			}
		case !errors.As(err, &syntax):
			t.Fatalf("%q: %T", text, err)
		case utf8.ValidString(text):
			checkError(t, text, err)
		}
	})
}

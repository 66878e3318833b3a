package session

import (
	"math"
	"slices"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

func ask(t *testing.T, q protocol.Query) protocol.Answer {
	t.Helper()
	var nothing archive // a course is of a model, not of a job
	a, err := nothing.answer(q, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Birth and death start from the means m(t) = 20 (1 - e^-t/2), variance the same: the
// equation has them, and the simulations within five standard errors.
func TestCourses(t *testing.T) {
	q := protocol.Query{ID: 3, Text: "species X\n0 -> X @ 10\nX -> 0 @ 0.5", Times: []float64{0, 1, 4}, Samples: 400, Shown: 3, Seed: 7}
	q.Kind = protocol.AskRates
	exact := ask(t, q)
	q.Kind = protocol.AskRuns
	runs := ask(t, q)
	if exact.Failed != "" || runs.Failed != "" || exact.ID != 3 || exact.Course.MeanError != nil || exact.Course.Counts != nil {
		t.Fatalf("%+v, %+v", exact, runs)
	}
	for i, at := range q.Times {
		want := 20 * (1 - math.Exp(-at/2))
		near(t, "the equation", exact.Course.Mean[i], want, 1e-4)
		near(t, "the standard error", runs.Course.MeanError[i], math.Sqrt(want/400), 0.2*math.Sqrt(want/400))
		near(t, "the mean", runs.Course.Mean[i], want, 5*math.Sqrt(want/400))
	}
	if n := runs.Course.Counts; len(n) != 9 || n[0]+n[3]+n[6] != 0 || n[1]*n[4]*n[7] == 0 {
		t.Errorf("counts %v", n)
	}
	// The same seed gives the same, whatever else is shown.
	q.Shown = 1
	if again := ask(t, q); !slices.Equal(again.Course.Mean, runs.Course.Mean) || !slices.Equal(again.Course.Counts, runs.Course.Counts[:3]) {
		t.Errorf("another time: %+v", again.Course)
	}
}

func TestCoursesThatFail(t *testing.T) {
	good := protocol.Query{Text: "species X = 1\nX -> 0 @ 1", Times: []float64{1}, Samples: 5}
	for want, change := range map[string]func(*protocol.Query){
		"the rate is missing":       func(q *protocol.Query) { q.Text = "X -> 0" },
		"times must ascend":         func(q *protocol.Query) { q.Times = []float64{1, 1} },
		"times must name":           func(q *protocol.Query) { q.Times = nil },
		"from 1 to":                 func(q *protocol.Query) { q.Samples = 0 },
		"from 0 to 5 of 5":          func(q *protocol.Query) { q.Shown = 6 },
		"more than can be told":     func(q *protocol.Query) { q.Shown = math.MaxInt },
		"grows without bound":       func(q *protocol.Query) { q.Text, q.Times = "species X = 1\nX -> 2 X @ 1", []float64{100} },
		"simulations take too long": func(q *protocol.Query) { q.Text, q.Samples = "species X = 1\nX -> X @ 1e7", 100 },
	} {
		for _, kind := range []protocol.QueryKind{protocol.AskRates, protocol.AskRuns} {
			if kind == protocol.AskRates && (strings.Contains(want, "from") || strings.Contains(want, "long")) || testing.Short() && strings.Contains(want, "long") {
				continue
			}
			q := good
			q.Kind = kind
			change(&q)
			if a := ask(t, q); !strings.Contains(a.Failed, want) && !(kind == protocol.AskRuns && strings.Contains(a.Failed, "count limit")) || a.Course != nil {
				t.Errorf("%s: %q, want %q", kind, a.Failed, want)
			}
		}
	}
}

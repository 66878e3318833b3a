package session

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/dist"
	"vanscape/core/protocol"
)

// maxDrawn is the number of samples that may be asked for at once.
const maxDrawn = 1_000_000

// answer answers a query. It calls rest every few milliseconds; the error is that of
// rest, with which the query stays open. Whatever else goes wrong is the answer.
func (a *archive) answer(q protocol.Query, rest func() error) (protocol.Answer, error) {
	r := &respondent{archive: a, q: q, a: protocol.Answer{Job: q.Job, ID: q.ID, Frame: q.Frame, Kind: q.Kind}}
	r.rest = func() error {
		r.ended = rest()
		return r.ended
	}
	err := guarded(r.respond)
	if r.ended != nil {
		return protocol.Answer{}, r.ended
	}
	if err != nil {
		f := failed(q.Job, err)
		r.a = protocol.Answer{Job: q.Job, ID: q.ID, Frame: q.Frame, Kind: q.Kind, Failed: f.Message, Col: f.Col}
	}
	return r.a, nil
}

// respondent works out one answer.
type respondent struct {
	*archive
	q     protocol.Query
	a     protocol.Answer
	at    entry
	rest  func() error
	ended error // of rest
}

func (r *respondent) respond() error {
	switch r.q.Kind {
	case protocol.AskRates:
		return r.rates()
	case protocol.AskRuns:
		return r.runs()
	}
	var err error
	if r.at, err = r.find(r.q.Job, r.q.Frame); err != nil {
		return err
	}
	switch r.q.Kind {
	case protocol.AskText:
		return r.text()
	case protocol.AskJoint:
		return r.joint()
	case protocol.AskSamples:
		return r.samples()
	}
	return badInput("there is no query of the kind %q", string(r.q.Kind))
}

// text answers a question, and asks the exact law the same.
func (r *respondent) text() error {
	question, err := crn.ParseQuestion(r.net, r.q.Text)
	if err != nil {
		return err
	}
	e, err := r.ask(question, r.at.law)
	if err != nil {
		return err
	}
	r.a.Value, r.a.StandardError = e.value, e.error
	if r.at.exact == nil {
		return nil
	}
	switch e, err = r.ask(question, r.at.exact); err {
	case nil:
		r.a.HasExact, r.a.Exact = true, e.value
	case errNoSum:
	default:
		return err
	}
	return nil
}

// ask asks one law. The same question to the same law has the same answer.
func (r *respondent) ask(q *crn.Question, l law) (estimate, error) {
	switch q.Kind {
	case crn.AskProbability, crn.AskMean:
		return r.mean(q, l)
	case crn.AskState, crn.AskLogState:
		p, ln, err := l.state(q.Species, q.Counts, r.seed, r.rest)
		if err != nil || q.Kind == crn.AskState {
			return p, err
		}
		e := estimate{value: ln}
		if p.value > 0 {
			e.error = p.error / p.value
		}
		return e, nil
	case crn.AskEntropy:
		if q.Species == nil || len(q.Species) == len(r.order) {
			return l.entropy(r.seed, r.rest)
		}
		s, err := r.table(l, q.Species)
		if err != nil {
			return estimate{}, err
		}
		return s.estimate(func(p []float64) float64 { return dist.Entropy(p) + missing(occupied(p), s.runs) }), nil
	case crn.AskInformation:
		s, err := r.table(l, q.Species)
		if err != nil {
			return estimate{}, err
		}
		columns := l.levels()[q.Species[1]]
		return s.estimate(func(p []float64) float64 { return information(p, columns, s.runs) }), nil
	}
	panic("session: a question of no kind")
}

// mean answers P(…) and E(…). A mean is that of the probability that is there, as the
// means of a frame are; a probability is not what may be among what was lost.
func (r *respondent) mean(q *crn.Question, l law) (estimate, error) {
	var strange []int // a state at which the expression has no value
	s, err := l.survey(reading{q.Of.Depends(), 2, func(table []float64, n []int, p float64) {
		v := q.Of.At(n)
		if strange == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
			strange = slices.Clone(n)
		}
		table[0] += p * v
		table[1] += p
	}}, r.seed, r.rest)
	if err != nil {
		return estimate{}, err
	}
	if strange != nil {
		return estimate{}, badInput("the expression has no finite value at %s: exclude such counts, as in X/max(Y, 1)", countsOf(r.net, q.Of.Depends(), strange))
	}
	if q.Kind == crn.AskProbability {
		return s.estimate(first), nil
	}
	return s.estimate(func(table []float64) float64 { return table[0] / table[1] }), nil
}

// countsOf writes the counts of some species, as in "X = 0, Y = 3".
func countsOf(net *crn.Network, sites, n []int) string {
	parts := make([]string, len(sites))
	for j, i := range sites {
		parts[j] = fmt.Sprintf("%s = %d", net.Species[i].Name, n[i])
	}
	return strings.Join(parts, ", ")
}

// table reads the joint law of some sites.
func (r *respondent) table(l law, sites []int) (*survey, error) {
	cells := 1
	for _, i := range sites {
		if cells *= l.levels()[i]; cells > maxJointCells {
			return nil, badInput("the joint law of these species would have more than %d entries: ask about fewer", maxJointCells)
		}
	}
	return l.survey(counted(sites, l.levels()), r.seed, r.rest)
}

// information is the mutual information of a joint table, less what a histogram of
// some runs shows of independent counts (Miller, 1955).
func information(p []float64, columns, runs int) float64 {
	rows, cols := make([]float64, len(p)/columns), make([]float64, columns)
	for i, v := range p {
		rows[i/columns] += v
		cols[i%columns] += v
	}
	seeming := missing(occupied(p), runs) - missing(occupied(rows), runs) - missing(occupied(cols), runs)
	return max(0, dist.Information(p, columns)-seeming)
}

func (r *respondent) joint() error {
	var pair [2]int // sites
	for i, name := range r.q.Pair {
		var err error
		if pair[i], err = species(r.net, name); err != nil {
			return err
		}
	}
	if pair[0] == pair[1] {
		return badInput("a pair needs two species, not %s twice", r.q.Pair[0])
	}
	for _, l := range []law{r.at.law, r.at.exact} {
		if l == nil {
			continue
		}
		s, err := r.table(l, pair[:])
		if err != nil {
			return err
		}
		j := newJoint(pair, l.levels(), s.whole())
		j.A, j.B = r.order[j.A], r.order[j.B]
		r.a.Joints = append(r.a.Joints, j)
	}
	return nil
}

func (r *respondent) samples() error {
	count, size := r.q.Samples, len(r.order)
	if count < 1 || count > maxDrawn {
		return badInput("from 1 to %d samples can be drawn at once, not %d", maxDrawn, count)
	}
	n, ln := make([]int, count*size), make([]float64, count)
	rng := rand.New(rand.NewPCG(r.q.Seed, uint64(r.q.Frame)))
	if err := r.at.law.(drawable).draw(n, ln, rng, r.rest); err != nil {
		return err
	}
	r.a.LogProb = ln
	r.a.States = make([]int, 0, len(n))
	for ; len(n) > 0; n = n[size:] {
		r.a.States = append(r.a.States, permuted(n[:size], r.order)...)
	}
	return nil
}

// checkQuestions returns what is wrong with what a Start asks at every frame.
func checkQuestions(net *crn.Network, start protocol.Start) error {
	const most = 100
	if len(start.Ask) > most {
		return badInput("%d questions are asked, and %d are the most", len(start.Ask), most)
	}
	if start.Draw < 0 || start.Draw > maxDrawn {
		return badInput("from 1 to %d samples can be drawn at a time, not %d", maxDrawn, start.Draw)
	}
	for _, text := range start.Ask {
		var syntax *crn.SyntaxError
		if _, err := crn.ParseQuestion(net, text); errors.As(err, &syntax) {
			return badInput("in the question %q, column %d: %s", text, syntax.Col, syntax.Msg)
		}
	}
	return nil
}

//go:build !js

package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// options is the command line of solve.
type options struct {
	model  string        // name in the gallery, path, or - for stdin
	budget time.Duration // 0 = none
	json   string        // path, - for stdout, "" = a table
	start  protocol.Start

	drawOut string // path of the samples, "" = none are drawn
}

// choices are the values of an option.
type choices []string

var (
	solvers       = choices{string(protocol.VAN), string(protocol.FSP), string(protocol.SSA)}
	methods       = choices{"projected", "policy-gradient", "natural-gradient"}
	architectures = choices{"mlp", "nade", "gru", "transformer"}
	heads         = choices{"smooth", "categorical"}
	losses        = choices{"kl", "l2", "hellinger", "steady"}
)

// one checks the value of an option called what.
func (c choices) one(what, value string) error {
	if slices.Contains(c, value) {
		return nil
	}
	return fmt.Errorf("--%s %q is not known: use %s", what, value, strings.Join(c, ", "))
}

const help = `Usage: go run ./app solve --model NAME|FILE|- [options]

Solves the chemical master equation of a model and writes the law of its counts
at the times asked for: a table, or with --json everything.

  --model NAME     a model of the gallery: %s;
                   or the path to a text file, or - for standard input
  --times 1,5,10   when to look, ascending (default: the gallery's own times)
  --solver van     van: autoregressive network; fsp: exact, on a list of all
                   states; ssa: stochastic simulations
  --method projected   how the network moves in time. projected: by the motion
                   of its parameters that follows the equation best;
                   policy-gradient: trained anew at every time step, as first
                   published; natural-gradient: the same by natural gradients
  --arch mlp       how the network is built. mlp: a small network for each
                   species; nade: one hidden layer for all; gru: recurrent;
                   transformer: attention. projected moves mlp only
  --seed 1         seed of all random numbers; the same seed, the same result
  --budget 60s     stop after this time and write what is there, with status 1
  --pairs Px,Py    pairs of species whose joint law is written; more than one as
                   "Px,Py;Gx,Px" (default: the two species with the most counts)
  --samples N      van: samples per step; ssa: number of simulations
  --width N        van: hidden units per conditional, or per layer
  --basis N        van: bumps of the head over the counts
  --head smooth    van: smooth: few functions of a count; categorical: one logit
                   for each count, which must be sampled to be learnt
  --depth N        gru, transformer: layers
  --heads N        transformer: attention heads, a divisor of the width
  --step X         van: longest time step; of the gradient methods the time step,
                   of which the first is a tenth (default: a fifth of the mean
                   time to the next reaction)
  --adaptive       gradient methods: halve a time step that would make the
                   probability of a sampled state negative
  --updates N      gradient methods: updates of the parameters in a time step, ten
                   times as many in the first (default: 100, or 5 of the natural
                   gradient)
  --rate X         gradient methods: learning rate (default: 0.01, or 0.5 of the
                   natural gradient)
  --loss kl        gradient methods: how far the network is from its aim: kl, l2,
                   hellinger, or steady, which aims at the law that does not
                   change, whatever the times
  --limits Px=90   largest counts, as in "Px=90,Py=80" (default: from pilot
                   simulations)
  --ask QUESTION   answer a question at every time, with its standard error where
                   the law is too large to sum over; may be given many times:
                   "P(Px > 30 && Py < 5)"  probability of a condition
                   "E(Px*Py)"              mean of an expression
                   "p(Px = 30, Py = 5)"    probability of a state, or of all
                                           that agree with it; also ln p(…)
                   "H", "H(Px)"            entropy in nats, of all species or some
                   "I(Px; Py)"             mutual information in nats
  --draw N         draw N independent samples at every time
  --draw-out FILE  where they go, as CSV: t, the counts, and ln p of the state
  --json FILE      write JSON to FILE, or to standard output with -

Exit status: 0, or 2 for bad input, or 1 for a run that failed or ran out of
its budget.
`

func printHelp(w io.Writer) {
	fmt.Fprintf(w, help, strings.Join(galleryNames(), ", "))
}

func galleryNames() []string {
	var names []string
	for _, m := range gallery.All() {
		names = append(names, m.Name)
	}
	return names
}

// parseOptions reads the command line. What only the session can judge, such as
// whether times ascend, is left to it.
func parseOptions(args []string) (options, error) {
	o := options{start: protocol.Start{Seed: 1, Exact: true}}
	f := flag.NewFlagSet("solve", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	solver := f.String("solver", string(protocol.VAN), "")
	f.StringVar(&o.model, "model", "", "")
	n := &o.start.VAN
	f.StringVar(&n.Method, "method", methods[0], "")
	f.StringVar(&n.Arch, "arch", architectures[0], "")
	f.StringVar(&n.Head, "head", heads[0], "")
	f.StringVar(&n.Loss, "loss", losses[0], "")
	f.BoolVar(&n.Adaptive, "adaptive", false, "")
	f.Func("rate", "", func(s string) (err error) { n.Rate, err = positive(s); return })
	f.StringVar(&o.json, "json", "", "")
	f.StringVar(&o.drawOut, "draw-out", "", "")
	f.Func("ask", "", func(s string) error { o.start.Ask = append(o.start.Ask, s); return nil })
	f.Func("times", "", func(s string) (err error) { o.start.Times, err = parseTimes(s); return })
	f.Func("pairs", "", func(s string) (err error) { o.start.Pairs, err = parsePairs(s); return })
	f.Func("limits", "", func(s string) (err error) { o.start.Limits, err = parseLimits(s); return })
	f.Func("budget", "", func(s string) (err error) { o.budget, err = parseBudget(s); return })
	f.Func("step", "", func(s string) (err error) { o.start.Step, err = positive(s); return })
	f.Func("seed", "", func(s string) (err error) { o.start.Seed, err = parseSeed(s); return })
	for name, count := range map[string]*int{"samples": &o.start.Samples, "width": &o.start.Width, "basis": &o.start.Basis,
		"depth": &n.Depth, "heads": &n.Heads, "updates": &n.Updates, "draw": &o.start.Draw} {
		f.Func(name, "", func(s string) (err error) { *count, err = atLeastOne(s); return })
	}

	if err := f.Parse(args); err != nil {
		return o, readable(err)
	}
	o.start.Solver = protocol.Solver(*solver)
	switch {
	case f.NArg() > 0:
		return o, fmt.Errorf("%q is not an option: --help lists them", f.Arg(0))
	case o.model == "":
		return o, errors.New("--model is missing: name a model of the gallery (" + strings.Join(galleryNames(), ", ") + ") or a file")
	case o.start.Draw > 0 && o.drawOut == "":
		return o, errors.New("--draw needs --draw-out: name a file for the samples, as in --draw-out samples.csv")
	case o.start.Draw == 0 && o.drawOut != "":
		return o, errors.New("--draw-out needs --draw: say how many samples, as in --draw 1000")
	}
	return o, cmp.Or(solvers.one("solver", *solver), methods.one("method", n.Method), architectures.one("arch", n.Arch),
		heads.one("head", n.Head), losses.one("loss", n.Loss))
}

// readable puts an error of package flag into the words of this program.
func readable(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return fmt.Errorf("--%s is not an option: --help lists them", strings.TrimPrefix(name, "-"))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return fmt.Errorf("--%s needs a value", strings.TrimPrefix(name, "-"))
	}
	if rest, ok := strings.CutPrefix(text, "invalid value "); ok {
		if value, rest, ok := strings.Cut(rest, " for flag -"); ok {
			name, reason, _ := strings.Cut(rest, ": ")
			return fmt.Errorf("--%s %s: %s", name, value, reason)
		}
	}
	return err
}

func parseTimes(s string) ([]float64, error) {
	times := []float64{}
	for _, word := range strings.Split(s, ",") {
		t, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number: write times as in 1,2,5", word)
		}
		times = append(times, t)
	}
	return times, nil
}

func parsePairs(s string) ([][2]string, error) {
	pairs := [][2]string{}
	for _, text := range strings.Split(s, ";") {
		a, b, ok := strings.Cut(text, ",")
		if a, b = strings.TrimSpace(a), strings.TrimSpace(b); !ok || a == "" || b == "" || strings.Contains(b, ",") {
			return nil, fmt.Errorf("%q is not a pair of species: write Px,Py or Px,Py;Gx,Px", text)
		}
		pairs = append(pairs, [2]string{a, b})
	}
	return pairs, nil
}

func parseLimits(s string) (map[string]int, error) {
	limits := map[string]int{}
	for _, text := range strings.Split(s, ",") {
		name, number, ok := strings.Cut(text, "=")
		limit, err := strconv.Atoi(strings.TrimSpace(number))
		if name = strings.TrimSpace(name); !ok || err != nil || name == "" {
			return nil, fmt.Errorf("%q is not a count limit: write Px=90 or Px=90,Py=80", text)
		}
		if _, twice := limits[name]; twice {
			return nil, fmt.Errorf("%s has two count limits", name)
		}
		limits[name] = limit
	}
	return limits, nil
}

func parseBudget(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return 0, errors.New("write a time as in 60s or 5m")
	}
	return d, nil
}

func parseSeed(s string) (uint64, error) {
	seed, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, errors.New("a seed is a whole number from 0")
	}
	return seed, nil
}

func atLeastOne(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, errors.New("write a whole number from 1")
	}
	return n, nil
}

func positive(s string) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return 0, errors.New("write a number above 0")
	}
	return x, nil
}

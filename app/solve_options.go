//go:build !js

package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
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
	model      string        // name in the gallery, path, or - for stdin; "" = that of resume
	budget     time.Duration // 0 = none
	json       string        // path, - for stdout, "" = a table, unless there is out
	out        []string      // paths, whose ending is their format
	checkpoint string        // path, "" = none
	resume     string        // path, "" = from the start
	drawOut    string        // path of the samples, "" = none are drawn
	start      protocol.Start
	notes      []string          // what reading the model changed
	given      map[string]string // the options that are there, as written
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
	if value == "" || slices.Contains(c, value) { // "" is the default, as in protocol
		return nil
	}
	return fmt.Errorf("--%s %q is not known: use %s", what, value, strings.Join(c, ", "))
}

func galleryNames() []string {
	var names []string
	for _, m := range gallery.All() {
		names = append(names, m.Name)
	}
	return names
}

// parseOptions reads the command line, and the run that it says to go on with. What
// only the session can judge, such as whether times ascend, is left to it.
func parseOptions(args []string) (options, *protocol.Run, error) {
	o, err := parseOver(protocol.Start{
		Solver: protocol.VAN, Seed: 1, Exact: true, VAN: protocol.Network{Method: methods[0], Arch: architectures[0], Head: heads[0], Loss: losses[0]},
	}, args)
	if err != nil {
		return o, nil, err
	}
	if o.resume == "" {
		if o.model == "" {
			err = errors.New("--model is missing: name a model of the gallery (" + strings.Join(galleryNames(), ", ") + ") or a file")
		}
		return o, nil, err
	}
	run, err := readRun(o.resume)
	if err != nil {
		return o, nil, err
	}
	o, err = parseOver(run.Start, args)
	if err == nil && o.start.Fingerprint() != run.Start.Fingerprint() {
		err = o.contradiction()
	}
	return o, run, err
}

// contradiction is the error of settings that are not those of the run to go on with.
func (o *options) contradiction() error {
	var settings []string
	for _, name := range slices.Sorted(maps.Keys(o.given)) {
		if !slices.Contains([]string{"resume", "checkpoint", "json", "out", "budget", "model", "times", "ask", "draw", "draw-out", "workers"}, name) {
			settings = append(settings, "--"+name)
		}
	}
	return fmt.Errorf("%s was begun with other settings than %s: leave that out to go on with it, or --resume to begin anew",
		o.resume, strings.Join(settings, " "))
}

// complete takes the model into the Start of the options, where it is not that of
// run already, and what the model says of times and pairs.
func (o *options) complete(run *protocol.Run, stdin io.Reader) error {
	o.start.SaveEvery = 0
	if o.checkpoint != "" {
		o.start.SaveEvery = saveEvery
	}
	if run != nil {
		o.start.From = &run.Checkpoint
	}
	if o.model == "" {
		return nil
	}
	model, err := readModel(o.model, stdin)
	switch {
	case err != nil:
		return err
	case run != nil && model.text != run.Start.Text:
		return fmt.Errorf("%s is a run of another model than %s: leave --model out to go on with it, or --resume to begin anew", o.resume, model.name)
	case run != nil:
		return nil
	}
	o.start.Text, o.start.Model, o.notes = model.text, model.name, model.notes
	if o.start.Pairs == nil {
		o.start.Pairs = model.pairs
	}
	if o.start.Times == nil {
		o.start.Times = model.times
	}
	if o.start.Times == nil {
		return errors.New("--times is missing: say when to look, as in --times 1,2,5")
	}
	return nil
}

// parseOver reads the command line over a Start that holds where it is silent.
func parseOver(start protocol.Start, args []string) (options, error) {
	o := options{start: start}
	if err := onlyOptions(o.flags(), args); err != nil {
		return o, err
	}
	_, draw := o.given["draw"]
	switch {
	case draw && o.drawOut == "":
		return o, errors.New("--draw needs --draw-out: name a file for the samples, as in --draw-out samples.csv")
	case o.drawOut != "" && o.start.Draw == 0:
		return o, errors.New("--draw-out needs --draw: say how many samples, as in --draw 1000")
	case o.drawOut == "":
		o.start.Draw = 0 // of a run that is resumed
	}
	n := o.start.VAN
	return o, cmp.Or(solvers.one("solver", string(o.start.Solver)), methods.one("method", n.Method), architectures.one("arch", n.Arch),
		heads.one("head", n.Head), losses.one("loss", n.Loss))
}

// flags returns the flags of solve, which set o.
func (o *options) flags() *flag.FlagSet {
	o.given = map[string]string{}
	f := flag.NewFlagSet("solve", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar((*string)(&o.start.Solver), "solver", string(o.start.Solver), "")
	f.StringVar(&o.model, "model", "", "")
	n := &o.start.VAN
	f.StringVar(&n.Method, "method", n.Method, "")
	f.StringVar(&n.Arch, "arch", n.Arch, "")
	f.StringVar(&n.Head, "head", n.Head, "")
	f.StringVar(&n.Loss, "loss", n.Loss, "")
	f.BoolVar(&n.Adaptive, "adaptive", n.Adaptive, "")
	f.Func("rate", "", func(s string) (err error) { n.Rate, err = positive(s); return })
	f.StringVar(&o.json, "json", "", "")
	f.Func("out", "", func(s string) error {
		o.out = append(o.out, s)
		return knownEnding(s)
	})
	f.StringVar(&o.checkpoint, "checkpoint", "", "")
	f.StringVar(&o.resume, "resume", "", "")
	f.StringVar(&o.drawOut, "draw-out", "", "")
	var ask []string
	f.Func("ask", "", func(s string) error {
		ask = append(ask, strings.Split(s, "\n")...) // as recorded joins them
		o.start.Ask = ask
		return nil
	})
	f.Func("times", "", func(s string) (err error) { o.start.Times, err = parseTimes(s); return })
	f.Func("pairs", "", func(s string) (err error) { o.start.Pairs, err = parsePairs(s); return })
	f.Func("limits", "", func(s string) (err error) { o.start.Limits, err = parseLimits(s); return })
	f.Func("budget", "", func(s string) (err error) { o.budget, err = parseBudget(s); return })
	f.Func("steady", "", func(s string) (err error) { o.start.Steady, err = positive(s); return })
	f.Func("step", "", func(s string) (err error) { o.start.Step, err = positive(s); return })
	f.Func("tolerance", "", func(s string) (err error) { o.start.Tolerance, err = positive(s); return })
	f.Func("estimate", "", func(s string) error {
		if o.start.Estimate = protocol.Estimate(s); s == "auto" {
			o.start.Estimate = protocol.EstimateAuto
		}
		return nil
	})
	f.Func("seed", "", func(s string) (err error) { o.start.Seed, err = parseSeed(s); return })
	for name, count := range map[string]*int{"samples": &o.start.Samples, "width": &o.start.Width, "basis": &o.start.Basis,
		"depth": &n.Depth, "heads": &n.Heads, "updates": &n.Updates, "trajectories": &o.start.Trajectories, "draw": &o.start.Draw, "workers": &o.start.Workers} {
		f.Func(name, "", func(s string) (err error) { *count, err = atLeastOne(s); return })
	}
	f.VisitAll(func(g *flag.Flag) { g.Value = recorded{g.Value, g.Name, o.given} })
	return f
}

// recorded is a flag that notes how its value was written.
type recorded struct {
	flag.Value
	name  string
	given map[string]string
}

func (r recorded) Set(text string) error {
	r.note(text)
	return r.Value.Set(text)
}

// note notes the text of a flag. Questions are noted one below the other.
func (r recorded) note(text string) {
	if before, again := r.given[r.name]; again && r.name == "ask" {
		text = before + "\n" + text
	}
	r.given[r.name] = text
}

// IsBoolFlag tells package flag whether the value may be left out.
func (r recorded) IsBoolFlag() bool {
	b, ok := r.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// onlyOptions parses a command line that has nothing but options.
func onlyOptions(f *flag.FlagSet, args []string) error {
	if err := f.Parse(args); err != nil {
		return readable(err)
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%q is not an option: --help lists them", f.Arg(0))
	}
	return nil
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
	if rest, ok := strings.CutPrefix(text, "invalid boolean value "); ok {
		value, rest, _ := strings.Cut(rest, " for -")
		name, _, _ := strings.Cut(rest, ": ")
		return fmt.Errorf("--%s %s: leave the value out, or write true or false", name, value)
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

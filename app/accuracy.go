//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"time"
)

const accuracyHelp = `Usage: go run ./app accuracy [options]

Solves models of the gallery, measures how far the solutions are from the exact
laws or, where there are none, from simulations, and holds that against what is
asked. Writes the table as accuracy.txt and accuracy.json.

  --out DIR         where to (default: bin/accuracy)
  --only PATTERN    rows whose name MODEL/METHOD/ARCH matches a regular expression
                    (default: projected/, the default method on every model;
                    gradient for the others, which take hours)
  --simulations N   that stand in for an exact law (default: 100000)
  --budget 10m      longest time of a run; a row that needs more has missed
  --list            name the rows and run none

Exit status: 0, or 1 when a row misses what is asked, or 2 for bad input.
`

// accuracyOptions is the command line of accuracy.
type accuracyOptions struct {
	out         string
	only        *regexp.Regexp
	simulations int
	budget      time.Duration // of a run; 0 = none
	list        bool
}

// flags returns the flags of accuracy, which set o from its defaults.
func (o *accuracyOptions) flags() *flag.FlagSet {
	*o = accuracyOptions{only: regexp.MustCompile("projected/"), simulations: 100_000}
	f := flag.NewFlagSet("accuracy", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.out, "out", filepath.Join("bin", "accuracy"), "")
	f.BoolVar(&o.list, "list", false, "")
	f.Func("only", "", func(s string) (err error) { o.only, err = regexp.Compile(s); return })
	f.Func("simulations", "", func(s string) (err error) { o.simulations, err = atLeastOne(s); return })
	f.Func("budget", "", func(s string) (err error) { o.budget, err = parseBudget(s); return })
	return f
}

func parseAccuracy(args []string) (accuracyOptions, error) {
	var o accuracyOptions
	return o, onlyOptions(o.flags(), args)
}

// accuracy measures rows of the table and returns the exit status.
func accuracy(args []string, stdout, stderr io.Writer) int {
	fail := func(status int, err error) int {
		fmt.Fprintf(stderr, "accuracy: %v\n", err)
		return status
	}
	o, err := parseAccuracy(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, accuracyHelp)
		return exitDone
	}
	if err != nil {
		return fail(exitInput, err)
	}
	var chosen []trial
	for _, t := range trials() {
		if o.only.MatchString(t.name()) {
			chosen = append(chosen, t)
		}
	}
	if len(chosen) == 0 {
		return fail(exitInput, fmt.Errorf("no row is called like %q: name the rows with --only . --list", o.only))
	}
	if o.list {
		for _, t := range chosen {
			fmt.Fprintln(stdout, t.name())
		}
		return exitDone
	}
	report := accuracyReport{When: time.Now().UTC().Format(time.DateOnly), Machine: machine(), Simulations: o.simulations}
	if err := report.save(o.out); err != nil { // before the work, not after it
		return fail(exitInput, err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	status, line := exitDone, newProgressLine(stderr)
	for i, t := range chosen {
		r := t.measure(ctx, o.simulations, o.budget, line)
		if ctx.Err() != nil {
			return fail(exitFailed, fmt.Errorf("interrupted: %d of %d rows are written", i, len(chosen)))
		}
		for _, miss := range r.Misses {
			fmt.Fprintf(stderr, "accuracy: %s misses: %s\n", t.name(), miss)
			status = exitFailed
		}
		report.Rows = append(report.Rows, r)
		if err := report.save(o.out); err != nil {
			return fail(exitFailed, err)
		}
	}
	fmt.Fprint(stdout, report.text())
	return status
}

// accuracyReport is the JSON of accuracy.
type accuracyReport struct {
	When        string    `json:"when"`
	Machine     string    `json:"machine"`
	Simulations int       `json:"simulations"`
	Rows        []outcome `json:"rows"`
}

// machine says what the times were measured on.
func machine() string {
	return fmt.Sprintf("%s/%s, %s", runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// save writes what is there so far, so that a run that is broken off leaves it.
func (a accuracyReport) save(folder string) error {
	if a.Rows == nil {
		a.Rows = []outcome{}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return writeReport(filepath.Join(folder, "accuracy"), a, map[string]string{".txt": a.text()})
}

// writeReport writes what was measured as JSON, and beside it as texts by their endings.
func writeReport(path string, report any, texts map[string]string) error {
	b, err := json.MarshalIndent(report, "", " ")
	if err != nil {
		return err
	}
	texts[".json"] = string(b) + "\n"
	for ending, text := range texts {
		if err := os.WriteFile(path+ending, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

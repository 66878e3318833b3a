//go:build !js

package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"vanscape/core/protocol"
	"vanscape/core/session"
)

// Exit statuses of solve.
const (
	exitDone   = 0
	exitFailed = 1 // the run failed, or its time budget ended
	exitInput  = 2 // the command line or the model is at fault
)

// solve runs one job without a browser and writes its result, as a table to
// stdout or as JSON to where --json says. An error is one line on stderr. It
// returns the exit status.
func solve(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	fail := func(status int, err error) int {
		fmt.Fprintf(stderr, "solve: %v\n", err)
		return status
	}
	o, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		printHelp(stdout)
		return exitDone
	}
	if err != nil {
		return fail(exitInput, err)
	}
	model, err := readModel(o.model, stdin)
	if err != nil {
		return fail(exitInput, err)
	}
	if o.start.Times == nil {
		if o.start.Times = model.times; model.times == nil {
			return fail(exitInput, errors.New("--times is missing: say when to look, as in --times 1,2,5"))
		}
	}
	if o.start.Pairs == nil {
		o.start.Pairs = model.pairs
	}
	o.start.Text = model.text
	out, err := newOutput(o.json, stdout)
	if err != nil {
		return fail(exitInput, err)
	}
	defer out.discard()
	draws, err := newDrawing(o.drawOut)
	if err != nil {
		return fail(exitInput, err)
	}
	defer draws.discard()

	r := runSolve(o, model, draws, newProgressLine(stderr))
	if r.failed != nil {
		if r.failed.BadInput {
			return fail(exitInput, model.located(r.failed))
		}
		return fail(exitFailed, errors.New(r.failed.Message))
	}
	if err := cmp.Or(draws.keep(), out.write(r)); err != nil {
		return fail(exitFailed, err)
	}
	if r.cut != "" {
		return fail(exitFailed, fmt.Errorf("%s at t = %.4g of %.4g: what came before is written, %d of %d times",
			r.cut, r.reached, o.start.Times[len(o.start.Times)-1], len(r.frames), len(o.start.Times)))
	}
	return exitDone
}

// result is what a run gave.
type result struct {
	options options
	model   model
	started protocol.Started
	frames  []protocol.Frame
	answers [][]protocol.Answer // to the questions, one list for every frame
	seconds float64
	reached float64          // model time
	cut     string           // why it ended early, or ""
	failed  *protocol.Failed // or nil
}

// runSolve does the job of o. It ends early when the budget is used up or the
// user interrupts it.
func runSolve(o options, m model, draws *drawing, line *progressLine) *result {
	r := &result{options: o, model: m}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	defer signal.Stop(interrupted)
	begin := time.Now()
	now := func() time.Duration { return time.Since(begin) }
	goOn := func() error {
		if o.budget > 0 && now() > o.budget {
			r.cut = fmt.Sprintf("the time budget of %v ended", o.budget)
			return session.ErrStop
		}
		select {
		case <-interrupted:
			r.cut = "interrupted"
			return session.ErrStop
		default:
			return nil
		}
	}
	session.Run(o.start, now, goOn, func(m protocol.Message) error {
		switch m := m.(type) {
		case protocol.Started:
			r.started = m
		case protocol.Progress:
			r.reached = m.Time
			line.show(m)
		case protocol.Frame:
			r.frames = append(r.frames, m)
			r.answers = append(r.answers, nil)
			r.reached = m.Time
		case protocol.Answer:
			if m.Kind == protocol.AskSamples {
				draws.add(r.started.Species, o.start.Times[m.Frame], m)
				break
			}
			r.answers[m.Frame] = append(r.answers[m.Frame], m)
		case protocol.Done:
			r.seconds = m.WallSeconds
		case protocol.Failed:
			r.failed = &m
		}
		return nil
	})
	line.clear()
	return r
}

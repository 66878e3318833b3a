//go:build !js

package main

import (
	"context"
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
	o, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		printHelp(stdout)
		return exitDone
	}
	status := exitInput
	if err == nil {
		interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		status, err = solveOne(interrupted, o, stdin, stdout, newProgressLine(stderr))
		stop()
	}
	if err != nil {
		fmt.Fprintf(stderr, "solve: %v\n", err)
	}
	return status
}

// solveOne does what o asks for, until ctx ends, and returns the exit status, with
// an error unless it is exitDone.
func solveOne(ctx context.Context, o options, stdin io.Reader, stdout io.Writer, line *progressLine) (int, error) {
	model, err := readModel(o.model, stdin)
	if err != nil {
		return exitInput, err
	}
	if o.start.Times == nil {
		if o.start.Times = model.times; model.times == nil {
			return exitInput, errors.New("--times is missing: say when to look, as in --times 1,2,5")
		}
	}
	if o.start.Pairs == nil {
		o.start.Pairs = model.pairs
	}
	o.start.Text = model.text
	out, err := newOutput(o.json, stdout)
	if err != nil {
		return exitInput, err
	}
	defer out.discard()

	r := runSolve(ctx, o, model, line)
	if r.failed != nil {
		if r.failed.BadInput {
			return exitInput, model.located(r.failed)
		}
		return exitFailed, errors.New(r.failed.Message)
	}
	if err := out.write(r); err != nil {
		return exitFailed, err
	}
	if r.cut != "" {
		return exitFailed, fmt.Errorf("%s at t = %.4g of %.4g: what came before is written, %d of %d times",
			r.cut, r.reached, o.start.Times[len(o.start.Times)-1], len(r.frames), len(o.start.Times))
	}
	return exitDone, nil
}

// result is what a run gave.
type result struct {
	options options
	model   model
	started protocol.Started
	frames  []protocol.Frame
	seconds float64
	solver  float64          // seconds of them in the solver
	reached float64          // model time
	cut     string           // why it ended early, or ""
	failed  *protocol.Failed // or nil
}

// runSolve does the job of o. It ends early when the budget is used up or ctx ends,
// which the user does.
func runSolve(ctx context.Context, o options, m model, line *progressLine) *result {
	r := &result{options: o, model: m}
	begin := time.Now()
	now := func() time.Duration { return time.Since(begin) }
	goOn := func() error {
		if o.budget > 0 && now() > o.budget {
			r.cut = fmt.Sprintf("the time budget of %v ended", o.budget)
			return session.ErrStop
		}
		if ctx.Err() != nil {
			r.cut = "interrupted"
			return session.ErrStop
		}
		return nil
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
			r.reached = m.Time
		case protocol.Done:
			r.seconds, r.solver = m.WallSeconds, m.SolverSeconds
		case protocol.Failed:
			r.failed = &m
		}
		return nil
	})
	line.clear()
	return r
}

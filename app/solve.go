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
	"syscall"
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
// stdout or to where --json and --out say. An error is one line on stderr. It
// returns the exit status.
func solve(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, run, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		printHelp(stdout)
		return exitDone
	}
	status := exitInput
	if err == nil {
		o.start.Budget = o.budget.Seconds()
		interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status, err = solveOne(interrupted, o, run, stdin, stdout, newProgressLine(stderr))
		stop()
	}
	if err != nil {
		fmt.Fprintf(stderr, "solve: %v\n", err)
	}
	return status
}

// solveOne does what o asks for, after what run has of it, if it is not nil, until
// ctx ends. It returns the exit status, with an error unless it is exitDone.
func solveOne(ctx context.Context, o options, run *protocol.Run, stdin io.Reader, stdout io.Writer, line *progressLine) (int, error) {
	if err := o.complete(run, stdin); err != nil {
		return exitInput, err
	}
	for _, note := range o.notes {
		line.note(note)
	}
	keep, err := newKeeper(o.checkpoint)
	if err != nil {
		return exitInput, err
	}
	outs, err := newOutputs(o, stdout)
	if err != nil {
		return exitInput, err
	}
	defer outs.discard()
	draws, err := newDrawing(o.drawOut, run != nil)
	if err != nil {
		return exitInput, err
	}
	defer draws.discard()

	r := runSolve(ctx, o, run, keep, draws, line)
	if r.failed != nil {
		if r.failed.BadInput {
			return exitInput, located(o.start.Model, r.failed)
		}
		return exitFailed, errors.New(r.failed.Message)
	}
	if err := draws.keep(); err != nil {
		return exitFailed, err
	}
	if err := outs.write(r); err != nil {
		return exitFailed, err
	}
	if keep.err != nil {
		return exitFailed, keep.err
	}
	if r.cut != "" {
		return exitFailed, fmt.Errorf("%s at t = %.4g of %.4g: what came before is written, %d of %d times%s",
			r.cut, r.reached, o.start.Times[len(o.start.Times)-1], len(r.frames), len(o.start.Times), keep.advice())
	}
	return exitDone, nil
}

// result is what a run gave.
type result struct {
	options options
	started protocol.Started
	frames  []protocol.Frame
	answers []protocol.Answer // to the questions
	done    protocol.Done
	reached float64          // model time
	cut     string           // why it ended early, or ""
	failed  *protocol.Failed // or nil
}

// runSolve does the job of o, after what run has of it, if it is not nil. It ends
// early when the budget is used up or ctx ends, which the user, or the system, does.
func runSolve(ctx context.Context, o options, run *protocol.Run, keep *keeper, draws *drawing, line *progressLine) *result {
	r := &result{options: o}
	if run != nil {
		r.frames, r.reached = run.Frames, run.Checkpoint.Time
		r.answers = earlier(run, o.start.Ask)
	}
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
			if r.started = m; run != nil {
				r.started = run.Started // with what it began with, not what has grown since
			}
		case protocol.Progress:
			r.reached = m.Time
			line.show(m)
		case protocol.Frame:
			r.frames = append(r.frames, m)
			r.reached = m.Time
		case protocol.Answer:
			if m.Kind == protocol.AskSamples {
				draws.add(r.started.Species, o.start.Times[m.Frame], m)
			} else {
				r.answers = append(r.answers, m)
			}
		case protocol.Checkpoint:
			keep.keep(r, m)
		case protocol.Done:
			r.done = m
		case protocol.Failed:
			r.failed = &m
		}
		return nil
	})
	keep.flush()
	line.clear()
	return r
}

// earlier returns the answers of a run that is resumed to questions, which may be
// others than the run was begun with: what was not asked then cannot be answered any
// more.
func earlier(run *protocol.Run, questions []string) []protocol.Answer {
	var answers []protocol.Answer
	for frame := range run.Frames {
		for id, q := range questions {
			a := protocol.Answer{Kind: protocol.AskText, ID: id, Frame: frame, Failed: "this time was solved before the question was asked: ask in a run from the start"}
			for _, b := range run.Answers {
				if b.Frame == frame && run.Start.Ask[b.ID] == q {
					a = b
					a.ID = id
				}
			}
			answers = append(answers, a)
		}
	}
	return answers
}

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
	"slices"
	"strings"
	"time"

	"vanscape/core/crn/gallery"
)

const scanUsage = `Usage: go run ./app scan --model NAME|FILE|- --times 0.5,1 --out DIR [options]
       go run ./app scan --collect DIR|FILE...

Solves a model with every combination of some settings, up to an early time, and
prints a table of loss, error and cost: the best first, and a * where no other
combination is both more accurate and faster. Every option of solve may be given
("solve --help" lists them), and these may have several values, as in --width 4,8:
%s.
The value default leaves an option to solve.

  --out DIR        where the results go, each a file named after its settings.
                   What is there already is not computed again, so a scan that
                   was interrupted goes on when it is called again
  --plan           compute nothing: write a solve command for each combination
                   that is not there yet, one a line, for GNU parallel, a Slurm
                   array or Nextflow
  --program CMD    what the lines of --plan begin with (default: this program)
  --collect        make the table of results that are there: of the files named,
                   and of the folders
  --json FILE      write the table as JSON to FILE, or to standard output with -

Seconds are those of the solver, without the exact law. They compare only where
no more solves run at once than there are processors.

Exit status: 0, or 2 for bad input, or 1 when a combination failed or ran out of
its budget, or the scan was interrupted.
`

// scan is the command line that compares settings of solve. It returns the exit
// status.
func scan(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseScan(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, scanUsage, strings.Join(dimensions, ", "))
		return exitDone
	}
	status := exitInput
	if err == nil {
		say := func(format string, args ...any) { fmt.Fprintf(stderr, "scan: "+format+"\n", args...) }
		if o.collect {
			status, err = collect(o, stdout)
		} else {
			status, err = scanGrid(o, stdin, stdout, newProgressLine(stderr), say)
		}
	}
	if err != nil {
		fmt.Fprintf(stderr, "scan: %v\n", err)
	}
	return status
}

// scanOptions is the command line of scan.
type scanOptions struct {
	out, program, json string
	plan, collect      bool
	solve              map[string]string // options of solve, as written
	files              []string          // to collect
}

// unread is a flag of solve whose text is kept for the solves of a scan.
type unread struct{ recorded }

func (u unread) Set(text string) error {
	u.note(text)
	return nil
}

// flags returns the flags of scan, which set o.
func (o *scanOptions) flags() *flag.FlagSet {
	o.solve = map[string]string{}
	f := flag.NewFlagSet("scan", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.out, "out", "", "")
	f.StringVar(&o.program, "program", "", "")
	f.StringVar(&o.json, "json", "", "")
	f.BoolVar(&o.plan, "plan", false, "")
	f.BoolVar(&o.collect, "collect", false, "")
	new(options).flags().VisitAll(func(g *flag.Flag) {
		// A point is one run from the start, and many points cannot write into one file.
		if f.Lookup(g.Name) == nil && !slices.Contains([]string{"resume", "checkpoint", "draw", "draw-out"}, g.Name) {
			f.Var(unread{recorded{g.Value, g.Name, o.solve}}, g.Name, "")
		}
	})
	return f
}

func parseScan(args []string) (scanOptions, error) {
	var o scanOptions
	f := o.flags()
	// Package flag stops at the first file; options may follow it.
	for rest := args; ; rest = rest[1:] {
		if err := f.Parse(rest); err != nil {
			return o, readable(err)
		}
		if rest = f.Args(); len(rest) == 0 {
			return o, o.check()
		}
		o.files = append(o.files, rest[0])
	}
}

func (o *scanOptions) check() error {
	switch {
	case o.collect && (o.plan || o.out != "" || o.program != "" || len(o.solve) > 0):
		return errors.New("--collect reads results that are there: of the other options it takes --json only")
	case o.collect && len(o.files) == 0:
		return errors.New("--collect needs the folder of a scan, or files that solve wrote")
	case o.collect:
		return nil
	case len(o.files) > 0:
		return fmt.Errorf("%q is not an option: --help lists them", o.files[0])
	case o.solve["model"] == "":
		return errors.New("--model is missing: name a model of the gallery (" + strings.Join(galleryNames(), ", ") + ") or a file")
	case o.solve["times"] == "":
		return errors.New("--times is missing: an early time is enough to compare settings, as in --times 0.5,1")
	case o.out == "":
		return errors.New("--out is missing: name a folder for the results")
	case o.plan && o.json != "":
		return errors.New("--plan writes commands and no table: --json goes with --collect, when they have run")
	case o.program != "" && !o.plan:
		return errors.New("--program is for --plan")
	}
	return nil
}

// collect writes the table of results that are there.
func collect(o scanOptions, stdout io.Writer) (int, error) {
	out, err := newOutput(o.json, stdout)
	if err != nil {
		return exitInput, err
	}
	defer out.discard()
	rows, err := readRows(o.files)
	if err != nil {
		return exitInput, err
	}
	return written(out, rows)
}

func written(out *output, rows []*row) (int, error) {
	if err := out.write(newComparison(rows)); err != nil {
		return exitFailed, err
	}
	return exitDone, nil
}

// scanGrid solves, or plans, what the folder of a scan does not have yet. It says
// what else the user should know.
func scanGrid(o scanOptions, stdin io.Reader, stdout io.Writer, line *progressLine, say func(string, ...any)) (int, error) {
	g, err := newGrid(o.solve)
	if err != nil {
		return exitInput, err
	}
	m, err := readModel(o.solve["model"], stdin)
	if err != nil {
		return exitInput, err
	}
	for _, note := range m.notes {
		line.note(note)
	}
	dir, err := openFolder(o.out)
	if err != nil {
		return exitInput, err
	}
	if _, ok := gallery.Lookup(m.name); !ok {
		g.fixed["model"] = dir.model()
	}
	points, err := g.points(dir, m, say)
	if err != nil {
		return exitInput, err
	}
	missing, err := dir.prepare(points, g.fixed["model"], m, say)
	if err != nil {
		return exitInput, err
	}
	if o.plan {
		if there := len(points) - len(missing); there > 0 {
			say("%d of %d combinations are there already", there, len(points))
		}
		return exitDone, writePlan(stdout, o.program, missing)
	}
	out, err := newOutput(o.json, stdout)
	if err != nil {
		return exitInput, err
	}
	defer out.discard()
	failed, err := solveAll(missing, len(points), line, say)
	if err != nil {
		return exitFailed, err
	}
	var rows []*row
	for _, p := range points {
		if p.row != nil {
			rows = append(rows, p.row)
		}
	}
	if status, err := written(out, rows); err != nil || failed == 0 {
		return status, err
	}
	return exitFailed, fmt.Errorf("%d of %d combinations did not reach the end", failed, len(points))
}

// solveAll solves points, of a scan of a number of them in all, and reads what
// came of each. It returns how many did not reach the last time; the error is
// that the user interrupted it.
func solveAll(points []*point, all int, line *progressLine, say func(string, ...any)) (failed int, err error) {
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	begin := time.Now()
	for i, p := range points {
		line.whole = bar(all-len(points)+i, all, i, time.Since(begin))
		_, problem := solveOne(interrupted, p.options, nil, nil, io.Discard, line)
		line.clear()
		if interrupted.Err() != nil {
			return failed, fmt.Errorf("interrupted: %d of %d combinations are done, and the same command goes on", all-len(points)+i, all)
		}
		if problem != nil {
			failed++
			say("%s: %v", p.name(), problem)
		}
		if p.row, err = readRow(p.path); err != nil && problem == nil {
			return failed, err
		}
	}
	return failed, nil
}

// bar says how far a scan is, of whose combinations some were computed in a time.
func bar(done, all, computed int, took time.Duration) string {
	const width = 10
	full := width * done / all
	left := ""
	if computed > 0 {
		rest := took / time.Duration(computed) * time.Duration(all-done)
		left = fmt.Sprintf(", about %v left", rest.Round(time.Second))
	}
	return fmt.Sprintf("[%s%s] %d of %d%s; ", strings.Repeat("#", full), strings.Repeat(".", width-full), done, all, left)
}

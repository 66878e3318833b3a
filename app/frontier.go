//go:build !js

package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"vanscape/core/crn/gallery"
)

const frontierHelp = `Usage: go run ./app frontier [options]

Solves models of the gallery with many settings and shows which are the most
accurate for the time they take: batch, width, basis, step and tolerance of the
default method and, at early times, the methods. Writes for each model a table, the
same as JSON and a picture. The error is the joint Hellinger distance to the exact
law, or that of the worst species to 100,000 simulations, the largest of all times.

  --out DIR       where to (default: bin/frontier). What is there already is not
                  computed again, so a run that was interrupted goes on
  --only PATTERN  models whose name matches a regular expression (default: all)

Exit status: 0, or 2 for bad input, or 1 when a solve failed or was interrupted.
`

// frontierOptions is the command line of frontier.
type frontierOptions struct {
	out  string
	only *regexp.Regexp
}

// flags returns the flags of frontier, which set o from its defaults.
func (o *frontierOptions) flags() *flag.FlagSet {
	o.only = regexp.MustCompile("")
	f := flag.NewFlagSet("frontier", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.out, "out", filepath.Join("bin", "frontier"), "")
	f.Func("only", "", func(s string) (err error) { o.only, err = regexp.Compile(s); return })
	return f
}

func parseFrontier(args []string) (o frontierOptions, models []gallery.Model, err error) {
	if err := onlyOptions(o.flags(), args); err != nil {
		return o, nil, err
	}
	for _, m := range gallery.All() {
		if o.only.MatchString(m.Name) {
			models = append(models, m)
		}
	}
	if models == nil {
		return o, nil, fmt.Errorf("no model is called like %q: there are %s", o.only, strings.Join(galleryNames(), ", "))
	}
	return o, models, nil
}

// runFrontier is the command line that measures error against time. It returns the exit status.
func runFrontier(args []string, stdout, stderr io.Writer) int {
	say := func(format string, args ...any) { fmt.Fprintf(stderr, "frontier: "+format+"\n", args...) }
	o, models, err := parseFrontier(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, frontierHelp)
		return exitDone
	}
	if err != nil {
		say("%v", err)
		return exitInput
	}
	for _, m := range models {
		base := filepath.Join(o.out, m.Name)
		f := readFrontier(base)
		f.Model = m.Name
		for _, s := range studiesOf(m) {
			dir, err := openFolder(filepath.Join(base, s.name))
			if err != nil {
				say("%v", err)
				return exitInput
			}
			before := speed()
			result, solved, err := s.run(dir, newProgressLine(stderr), say)
			if err != nil {
				say("%s: %v", m.Name, err)
				return exitFailed
			}
			if solved > 0 {
				f.note(before, speed())
			}
			f.Studies = append(f.Studies, result)
		}
		if err := f.save(base); err != nil {
			say("%v", err)
			return exitFailed
		}
		fmt.Fprintln(stdout, f.text())
	}
	return exitDone
}

// frontier is what was found out about a model.
type frontier struct {
	Model   string     `json:"model"`
	When    string     `json:"when"`
	Machine string     `json:"machine"`
	Speed   [2]float64 `json:"gflops"` // see speed: the lowest and the highest, before and after the solves
	Studies []*studied `json:"studies"`
}

// studied is a study with what it gave.
type studied struct {
	Name      string  `json:"name"`
	Colour    string  `json:"colour"` // the option that tells points apart in the picture
	Until     float64 `json:"until"`
	Reference string  `json:"reference"` // what errors are distances to
	comparison
}

func (s *studied) title() string { return fmt.Sprintf("%s, until t = %g", s.Name, s.Until) }

// readFrontier returns what an earlier run noted of when and where it solved, or nothing.
func readFrontier(base string) *frontier {
	var f frontier
	b, err := os.ReadFile(base + ".json")
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil {
		return &frontier{}
	}
	f.Studies = nil
	return &f
}

// note notes when and where something was solved, and how fast the machine was before and after.
func (f *frontier) note(speeds ...float64) {
	f.When, f.Machine = time.Now().UTC().Format(time.DateOnly), machine()
	if f.Speed[0] == 0 {
		f.Speed = [2]float64{speeds[0], speeds[0]}
	}
	for _, s := range speeds {
		f.Speed = [2]float64{min(f.Speed[0], s), max(f.Speed[1], s)}
	}
}

// measured says when and where the solves were.
func (f *frontier) measured() string {
	return fmt.Sprintf("%s, %s, one thread, %.1f to %.1f GFLOP/s in gonum's float64 products", f.When, f.Machine, f.Speed[0], f.Speed[1])
}

// text is the tables for a reader.
func (f *frontier) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", f.Model, f.measured())
	for _, s := range f.Studies {
		fmt.Fprintf(&b, "\n%s, against: %s\n", s.title(), s.Reference)
		s.table(&b)
	}
	return b.String()
}

// save writes the table, the JSON and the picture beside the folder of the solves.
func (f *frontier) save(base string) error {
	return writeReport(base, f, map[string]string{".txt": f.text(), ".svg": f.picture()})
}

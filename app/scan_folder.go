//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder is where a scan keeps its results, one file a point, and a model that is
// not in the gallery: edited later, it would make results that do not compare.
type folder string

func openFolder(name string) (folder, error) {
	path, err := filepath.Abs(name)
	if err == nil {
		err = os.MkdirAll(path, 0o755)
	}
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(path, "*.part"); err == nil {
			probe.Close()
			err = os.Remove(probe.Name())
		}
	}
	if err != nil {
		return "", fmt.Errorf("--out %s cannot be written: %w", name, reason(err))
	}
	return folder(path), nil
}

func (d folder) model() string { return filepath.Join(string(d), "model.txt") }

func (d folder) result(name string) string { return filepath.Join(string(d), name+".json") }

// prepare reads the results of points that are there and returns the points
// that are missing. It puts the text of a model that is to be found at
// d.model() there.
func (d folder) prepare(points []*point, path string, m model, say func(string, ...any)) (missing []*point, err error) {
	for _, p := range points {
		r, err := readRow(p.path)
		switch {
		case err == nil:
			if err := p.made(r); err != nil {
				return nil, err
			}
			if r.EndedAt == nil {
				p.row = r
				continue
			}
			say("%s ended early, at t = %.4g; it is computed again", p.path, *r.EndedAt)
		case errors.Is(err, errDamaged):
			say("%v; it is computed again", err)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w: choose another --out", err)
		}
		missing = append(missing, p)
	}
	if path != d.model() {
		return missing, nil
	}
	there, err := os.ReadFile(path)
	switch {
	case err == nil && !bytes.Equal(there, []byte(m.text)):
		return nil, fmt.Errorf("%s is another model than %s: choose another --out", path, m.name)
	case errors.Is(err, fs.ErrNotExist):
		err = os.WriteFile(path, []byte(m.text), 0o644)
	}
	return missing, err
}

// made returns an error unless the solve of p made r. How long it was allowed to
// take does not matter, and neither does where the folder is.
func (p *point) made(r *row) error {
	had, want := maps.Clone(r.Options), maps.Clone(p.options.given)
	for _, o := range []map[string]string{had, want} {
		delete(o, "json")
		delete(o, "budget")
		o["model"] = filepath.Base(o["model"])
	}
	for _, option := range slices.Sorted(maps.Keys(union(had, want))) {
		if had[option] != want[option] {
			return fmt.Errorf("%s was made with %s, not with %s: choose another --out", p.path, asked(option, had), asked(option, want))
		}
	}
	return nil
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func asked(option string, of map[string]string) string {
	if value, ok := of[option]; ok {
		return "--" + option + " " + value
	}
	return "no --" + option
}

// writePlan writes a command for each point, one a line, for a POSIX shell.
func writePlan(w io.Writer, program string, points []*point) error {
	if program == "" {
		program = thisProgram()
	}
	var b strings.Builder
	for _, p := range points {
		b.WriteString(program + " solve")
		for _, a := range p.args {
			b.WriteString(" " + quoted(a))
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// thisProgram is the command that runs this program again. What "go run" has
// built is not there for long.
func thisProgram() string {
	path, err := os.Executable()
	if err != nil || strings.Contains(path, "go-build") {
		return "go run ./app"
	}
	return quoted(path)
}

// quoted is a word as a POSIX shell reads it back.
func quoted(word string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-_./=,:@%+", c)
	}
	if word != "" && !strings.ContainsFunc(word, func(c rune) bool { return !plain(c) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/formats"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// model is what --model named.
type model struct {
	name  string // as the user gave it
	text  string
	times []float64   // the gallery's; nil for a file
	pairs [][2]string // the gallery's
	notes []string    // what reading another format changed, with the place
}

// readModel finds a model for solve. What is not in the text language is translated into
// it.
func readModel(name string, stdin io.Reader) (model, error) {
	s, err := openModel(name, stdin)
	if err != nil {
		return model{}, err
	}
	found := model{name: s.name, text: string(s.data)}
	if s.format.Name != formats.Text().Name {
		n, notes, err := s.read()
		if err != nil {
			return model{}, err
		}
		found.text, found.notes = n.String(), notes
	}
	if m, ok := gallery.Lookup(name); ok {
		found.times = m.Times
		if m.Pair[0] != m.Pair[1] {
			found.pairs = [][2]string{m.Pair}
		}
	}
	return found, nil
}

// source is a model as it stands in the gallery or in a file.
type source struct {
	name   string
	format formats.Format
	data   []byte
}

// openModel finds a model in the gallery, in a file, or on stdin for the name -.
func openModel(name string, stdin io.Reader) (source, error) {
	if m, ok := gallery.Lookup(name); ok {
		return source{name, formats.Text(), []byte(m.Text)}, nil
	}
	in, where := stdin, "standard input"
	if name != "-" {
		file, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return source{}, unknownModel(name)
		}
		if err != nil {
			return source{}, err
		}
		defer file.Close()
		in, where = file, name
	}
	b, err := io.ReadAll(io.LimitReader(in, formats.MaxBytes+1))
	switch {
	case err != nil:
		return source{}, fmt.Errorf("%s cannot be read: %w", where, err)
	case len(b) > formats.MaxBytes:
		return source{}, fmt.Errorf("%s has more than %d bytes: it is not a model", where, formats.MaxBytes)
	case !utf8.Valid(b):
		return source{}, fmt.Errorf("%s is not text in UTF-8: it is not a model", where)
	}
	s := source{where, formats.Detect(b), b}
	if s.format.Name == formats.Text().Name && bytes.HasPrefix(bytes.TrimSpace(b), []byte("<")) {
		return source{}, fmt.Errorf("%s is XML, but neither SBML nor of StochKit 2", where)
	}
	return s, nil
}

// read reads the network, and says what that changed.
func (s source) read() (*crn.Network, []string, error) {
	n, found, err := s.format.Read(s.data)
	if err != nil {
		return nil, nil, placed(s.name, err)
	}
	var notes []string
	for _, note := range found {
		notes = append(notes, noted(s.name, note))
	}
	return n, notes, nil
}

// noted is a note with the place that it is about.
func noted(name string, note foreign.Note) string {
	if note.Line == 0 {
		return note.Text
	}
	return fmt.Sprintf("%s:%d: %s", name, note.Line, note.Text)
}

// placed puts the name of a file before an error in it, as compilers do.
func placed(name string, err error) error {
	var syntax *crn.SyntaxError
	switch {
	case !errors.As(err, &syntax):
		return fmt.Errorf("%s: %w", name, err)
	case syntax.Col == 0:
		return fmt.Errorf("%s:%d: %s", name, syntax.Line, syntax.Msg)
	}
	return fmt.Errorf("%s:%d:%d: %s", name, syntax.Line, syntax.Col, syntax.Msg)
}

func unknownModel(name string) error {
	if strings.ContainsAny(name, `/\.`) {
		return fmt.Errorf("there is no file %s", name)
	}
	if near := crn.Nearest(name, galleryNames()); near != "" {
		return fmt.Errorf("the gallery has no model %s, and there is no such file: did you mean %s?", name, near)
	}
	return fmt.Errorf("the gallery has no model %s, and there is no such file: it has %s", name, strings.Join(galleryNames(), ", "))
}

// located puts the name of the model and the place in its text, if there is one,
// before the message.
func located(model string, f *protocol.Failed) error {
	if f.Line == 0 {
		return errors.New(f.Message)
	}
	return fmt.Errorf("%s:%d:%d: %s", model, f.Line, f.Col, f.Message)
}

//go:build !js

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// model is what --model named.
type model struct {
	name  string // as the user gave it
	text  string
	times []float64   // the gallery's; nil for a file
	pairs [][2]string // the gallery's
}

// maxModel is the largest text that is read. It is far more than a model needs.
const maxModel = 1 << 20

// readModel finds a model in the gallery, in a file, or on stdin for the name -.
func readModel(name string, stdin io.Reader) (model, error) {
	if m, ok := gallery.Lookup(name); ok {
		found := model{name: name, text: m.Text, times: m.Times}
		if m.Pair[0] != m.Pair[1] {
			found.pairs = [][2]string{m.Pair}
		}
		return found, nil
	}
	in, where := stdin, "standard input"
	if name != "-" {
		file, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return model{}, unknownModel(name)
		}
		if err != nil {
			return model{}, err
		}
		defer file.Close()
		in, where = file, name
	}
	b, err := io.ReadAll(io.LimitReader(in, maxModel+1))
	switch {
	case err != nil:
		return model{}, fmt.Errorf("%s cannot be read: %w", where, err)
	case len(b) > maxModel:
		return model{}, fmt.Errorf("%s has more than %d bytes: it is not a model", where, maxModel)
	case !utf8.Valid(b):
		return model{}, fmt.Errorf("%s is not text in UTF-8: it is not a model", where)
	}
	return model{name: where, text: string(b)}, nil
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

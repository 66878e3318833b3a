//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"vanscape/core/export"
)

// resultForms are the formats of a file by its ending.
var resultForms = map[string]func(io.Writer, *result) error{
	".json": func(w io.Writer, r *result) error { return json.NewEncoder(w).Encode(newDocument(r)) },
	".csv":  func(w io.Writer, r *result) error { return export.CSV(w, r.run()) },
	".npz":  func(w io.Writer, r *result) error { return export.NPZ(w, r.run()) },
}

// knownEnding refuses the name of a file that says nothing of its format.
func knownEnding(path string) error {
	if resultForms[strings.ToLower(filepath.Ext(path))] != nil {
		return nil
	}
	return fmt.Errorf("a result is written as .csv, .npz or .json: end the name in one of them")
}

// outputs are all places where the result of solve goes.
type outputs struct {
	main  *output // the table or JSON; nil = neither
	files []*replacement
}

// newOutputs prepares the outputs before the run.
func newOutputs(o options, stdout io.Writer) (*outputs, error) {
	outs := &outputs{}
	if o.json != "" || len(o.out) == 0 {
		var err error
		if outs.main, err = newOutput(o.json, stdout); err != nil {
			return nil, err
		}
	}
	for i, path := range o.out {
		if slices.Contains(o.out[:i], path) || path == o.json {
			outs.discard()
			return nil, fmt.Errorf("--out %s would be written twice", path)
		}
		file, err := replace(path)
		if err != nil {
			outs.discard()
			return nil, fmt.Errorf("--out %s cannot be written: %w", path, err)
		}
		outs.files = append(outs.files, file)
	}
	return outs, nil
}

// discard removes what write has not moved to its place.
func (o *outputs) discard() {
	if o.main != nil {
		o.main.discard()
	}
	for _, f := range o.files {
		f.discard()
	}
}

func (o *outputs) write(r *result) error {
	if o.main != nil {
		if err := o.main.write(r); err != nil {
			return err
		}
	}
	for _, f := range o.files {
		err := resultForms[strings.ToLower(filepath.Ext(f.path))](f.file, r)
		if err == nil {
			err = f.commit()
		}
		if err != nil {
			return fmt.Errorf("--out %s cannot be written: %w", f.path, reason(err))
		}
	}
	return nil
}

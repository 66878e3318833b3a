//go:build !js

package main

import (
	"fmt"
	"os"

	"vanscape/core/protocol"
)

// drawing writes the samples of all frames as CSV, frame by frame, since together they
// may not fit into memory.
type drawing struct {
	to    *replacement
	lines []byte // scratch
	begun bool
	err   error // the first of writing
}

// newDrawing returns nil when no samples are asked for. A run that is resumed draws at the times
// to come, so that it must not take the place of what was drawn before.
func newDrawing(path string, resumed bool) (*drawing, error) {
	if path == "" {
		return nil, nil
	}
	if info, err := os.Stat(path); err == nil && resumed && info.Mode().IsRegular() {
		return nil, fmt.Errorf("--draw-out %s is there already: name another file for the samples of a run that goes on", path)
	}
	to, err := replace(path)
	if err != nil {
		return nil, fmt.Errorf("--draw-out %s cannot be written: %w", path, err)
	}
	return &drawing{to: to}, nil
}

// add writes the samples of one answer.
func (d *drawing) add(species []string, t float64, a protocol.Answer) {
	if !d.begun {
		d.begun = true
		d.lines = append(d.lines, protocol.SamplesHeader(species)...)
	}
	d.lines = a.AppendSamples(d.lines, t)
	if _, err := d.to.file.Write(d.lines); err != nil && d.err == nil {
		d.err = err
	}
	d.lines = d.lines[:0]
}

// keep moves the complete file to its place.
func (d *drawing) keep() error {
	if d == nil {
		return nil
	}
	if d.err == nil {
		d.err = d.to.commit()
	}
	if d.err != nil {
		return fmt.Errorf("--draw-out %s cannot be written: %w", d.to.path, reason(d.err))
	}
	return nil
}

func (d *drawing) discard() {
	if d != nil {
		d.to.discard()
	}
}

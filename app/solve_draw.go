//go:build !js

package main

import (
	"bufio"
	"fmt"
	"math"
	"strconv"
	"strings"

	"vanscape/core/protocol"
)

// drawing writes the samples of all frames as CSV, frame by frame, since together they
// may not fit into memory.
type drawing struct {
	to    *outFile
	csv   *bufio.Writer
	begun bool
	err   error // the first of writing
}

// newDrawing returns nil when no samples are asked for.
func newDrawing(path string) (*drawing, error) {
	if path == "" {
		return nil, nil
	}
	to, err := createFile("--draw-out", path)
	if err != nil {
		return nil, err
	}
	return &drawing{to: to, csv: bufio.NewWriter(to)}, nil
}

// add writes the samples of one answer.
func (d *drawing) add(species []string, t float64, a protocol.Answer) {
	if !d.begun {
		d.begun = true
		fmt.Fprintf(d.csv, "t,%s,ln_p\n", strings.Join(species, ","))
	}
	var line []byte
	for b, ln := range a.LogProb {
		line = strconv.AppendFloat(line[:0], t, 'g', -1, 64)
		for _, n := range a.States[b*len(species) : (b+1)*len(species)] {
			line = strconv.AppendInt(append(line, ','), int64(n), 10)
		}
		line = append(line, ',')
		if !math.IsInf(ln, 0) {
			line = strconv.AppendFloat(line, ln, 'g', 9, 64)
		}
		if _, err := d.csv.Write(append(line, '\n')); err != nil && d.err == nil {
			d.err = err
		}
	}
}

// keep moves the complete file to its place.
func (d *drawing) keep() error {
	if d == nil {
		return nil
	}
	if d.err == nil {
		d.err = d.csv.Flush()
	}
	if d.err == nil {
		d.err = d.to.keep()
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

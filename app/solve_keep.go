//go:build !js

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"vanscape/core/protocol"
)

const (
	saveEvery = 10 // seconds between checkpoints
	saveShare = 20 // times as long as writing one takes is spent on solving, at least
)

// keeper writes a run to the file of --checkpoint while it goes on.
type keeper struct {
	path    string // "" = nothing is kept
	run     *protocol.Run
	pending bool      // run has a Checkpoint that is not in the file
	rest    time.Time // before this nothing is written
	err     error     // of the last write
}

// newKeeper finds out before the run whether the file can be written, and whether
// it is one of ours.
func newKeeper(path string) (*keeper, error) {
	k := &keeper{path: path}
	if path == "" {
		return k, nil
	}
	if b, err := os.ReadFile(path); err == nil && len(b) > 0 && !protocol.IsRun(b) {
		return nil, fmt.Errorf("--checkpoint %s would replace a file that is not a run: choose another name", path)
	}
	file, err := replace(path)
	if err != nil {
		return nil, k.failed(err)
	}
	file.discard()
	return k, nil
}

// keep takes the run as far as the Checkpoint has it and writes it, unless writing
// would take too large a share of the time.
func (k *keeper) keep(r *result, c protocol.Checkpoint) {
	start := r.options.start
	start.From = nil
	answers := slices.DeleteFunc(slices.Clone(r.answers), func(a protocol.Answer) bool { return a.Frame >= c.Next })
	k.run = &protocol.Run{Start: start, Started: r.started, Frames: r.frames[:c.Next], Answers: answers, Checkpoint: c}
	k.pending = true
	if time.Now().After(k.rest) {
		k.flush()
	}
}

// flush writes what is not written yet.
func (k *keeper) flush() {
	if !k.pending || k.path == "" {
		return
	}
	k.pending = false
	begin := time.Now()
	k.err = k.write()
	k.rest = begin.Add(saveShare * time.Since(begin))
}

func (k *keeper) write() error {
	file, err := replace(k.path)
	if err != nil {
		return k.failed(err)
	}
	defer file.discard()
	if _, err := k.run.WriteTo(file.file); err != nil {
		return k.failed(reason(err))
	}
	if err := file.commit(); err != nil {
		return k.failed(err)
	}
	return nil
}

func (k *keeper) failed(err error) error {
	return fmt.Errorf("--checkpoint %s cannot be written: %w", k.path, err)
}

// readRun reads a file that a keeper, or the page, has written.
func readRun(path string) (*protocol.Run, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s", path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, reason(err))
	}
	run, err := protocol.ReadRun(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return run, nil
}

// advice is what to do with the file when the run was cut short, or "".
func (k *keeper) advice() string {
	if k.run == nil || k.path == "" {
		return ""
	}
	return "; --resume " + k.path + " goes on"
}

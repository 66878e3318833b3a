//go:build !js

package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// outFile is a file that an option names. It is written under another name beside its
// place and moved there when it is complete, so that a failed run neither leaves half
// a file nor destroys the one before; and a place that cannot be written to is noticed
// before the run, not after it.
type outFile struct {
	path   string
	file   *os.File // nil once it is in its place
	direct bool     // not a regular file, such as a pipe: written to as it is
}

func createFile(option, path string) (*outFile, error) {
	o := &outFile{path: path}
	var err error
	if info, statErr := os.Stat(path); statErr == nil && !info.Mode().IsRegular() {
		o.direct = true
		o.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	} else {
		o.file, err = os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s cannot be written: %w", option, path, reason(err))
	}
	return o, nil
}

// reason is err without the name of the file, which may be a temporary one.
func reason(err error) error {
	if e, ok := err.(*os.PathError); ok {
		return e.Err
	}
	return err
}

func (o *outFile) Write(b []byte) (int, error) { return o.file.Write(b) }

// keep moves the complete file to its place.
func (o *outFile) keep() error {
	name := o.file.Name()
	if err := o.file.Close(); err != nil {
		return err
	}
	if !o.direct {
		if err := os.Chmod(name, 0o644); err != nil {
			return err
		}
		if err := os.Rename(name, o.path); err != nil {
			return err
		}
	}
	o.file = nil
	return nil
}

// discard removes what keep has not moved to its place.
func (o *outFile) discard() {
	if o == nil || o.file == nil {
		return
	}
	o.file.Close()
	if !o.direct {
		os.Remove(o.file.Name())
	}
}

//go:build !js

package main

import (
	"os"
	"path/filepath"
)

// replacement is a file that is written under another name beside its place and
// moved there when it is complete: a program that is killed neither leaves half a
// file nor destroys the one before.
type replacement struct {
	path   string
	file   *os.File
	direct bool // path is no regular file, such as a pipe: it is written to as it is
}

// replace begins a replacement. A place that cannot be written to is noticed here.
func replace(path string) (*replacement, error) {
	r := &replacement{path: path}
	var err error
	if info, statErr := os.Stat(path); statErr == nil && !info.Mode().IsRegular() {
		r.direct = true
		r.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	} else {
		r.file, err = os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	}
	return r, reason(err)
}

// reason is err without the name of the file, which may be a temporary one.
func reason(err error) error {
	if e, ok := err.(*os.PathError); ok {
		return e.Err
	}
	return err
}

// commit moves the file to its place. It is on the disk then, whatever happens to
// the machine.
func (r *replacement) commit() error {
	if r.direct {
		return reason(r.file.Close())
	}
	if err := r.file.Sync(); err != nil {
		return reason(err)
	}
	if err := r.file.Close(); err != nil {
		return reason(err)
	}
	if err := os.Chmod(r.file.Name(), 0o644); err != nil {
		return reason(err)
	}
	return os.Rename(r.file.Name(), r.path)
}

// discard removes what commit has not moved to its place.
func (r *replacement) discard() {
	r.file.Close()
	if !r.direct {
		os.Remove(r.file.Name()) // after commit there is none of that name
	}
}

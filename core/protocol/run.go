package protocol

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc64"
	"io"
	"math"
	"slices"
)

// Run is a job as far as it has come: what is kept of it, in a browser or in a
// file. The job goes on with Start, and From set to Checkpoint.
type Run struct {
	Start      Start // without From
	Started    Started
	Frames     []Frame  // those before Checkpoint.Next
	Answers    []Answer // to Start.Ask at these frames
	Checkpoint Checkpoint
}

// Rested reports whether the law has come to rest, as Start.Steady asks: then there
// is nothing to go on to.
func (r *Run) Rested() bool {
	change := r.Checkpoint.Rest.Change
	return r.Start.Steady > 0 && change >= 0 && change < r.Start.Steady
}

// AnswersAt returns those of some answers that are about a frame.
func AnswersAt(answers []Answer, frame int) []Answer {
	var at []Answer
	for _, a := range answers {
		if a.Frame == frame {
			at = append(at, a)
		}
	}
	return at
}

// RunError says in one sentence why something is not a run that can be opened.
type RunError struct{ Message string }

func (e *RunError) Error() string { return e.Message }

var errDamaged = &RunError{"the run is damaged or not complete"}

// Messages returns the run as the messages that NewRun takes.
func (r *Run) Messages() [][]byte {
	messages := [][]byte{Encode(r.Start), Encode(r.Started)}
	for _, f := range r.Frames {
		messages = append(messages, Encode(f))
	}
	for _, a := range r.Answers {
		messages = append(messages, Encode(a))
	}
	return append(messages, Encode(r.Checkpoint))
}

// NewRun puts a run together from its messages. The error is a *RunError.
func NewRun(messages [][]byte) (*Run, error) {
	r := new(Run)
	for _, b := range messages {
		m, err := Decode(b)
		var version *VersionError
		if errors.As(err, &version) {
			return nil, otherVersion(version.Got)
		}
		switch m := m.(type) {
		case Start:
			r.Start = m
		case Started:
			r.Started = m
		case Frame:
			r.Frames = append(r.Frames, m)
		case Answer:
			r.Answers = append(r.Answers, m)
		case Checkpoint:
			r.Checkpoint = m
		default:
			return nil, errDamaged
		}
	}
	if fault := r.fault(); fault != "" {
		return nil, &RunError{"the parts of the run do not fit together: " + fault}
	}
	return r, nil
}

// fault says what does not fit together, or "": readers of a run, like those of a
// frame, index without asking.
func (r *Run) fault() string {
	species, c := len(r.Started.Species), &r.Checkpoint
	switch {
	case r.Start.From != nil || c.Of != r.Start.Fingerprint() || !slices.Equal(c.Times, r.Start.Times):
		return "the checkpoint belongs to another job"
	case species == 0 || len(r.Started.Limits) != species:
		return fmt.Sprintf("%d species have %d count limits", species, len(r.Started.Limits))
	case len(r.Frames) != c.Next || c.Next > len(c.Times):
		return fmt.Sprintf("there are %d frames at %d times, and %d is the next", len(r.Frames), len(c.Times), c.Next)
	}
	for _, a := range r.Answers {
		if known := !math.IsNaN(a.Value+a.Exact) && a.StandardError >= 0 && a.StandardError <= math.MaxFloat64; !known {
			return fmt.Sprintf("answer %d at frame %d is not a number", a.ID, a.Frame)
		}
		if a.Kind != AskText || a.ID < 0 || a.ID >= len(r.Start.Ask) || a.Frame < 0 || a.Frame >= c.Next {
			return fmt.Sprintf("answer %d at frame %d is to none of %d questions", a.ID, a.Frame, len(r.Start.Ask))
		}
	}
	samePair := func(a, b Joint) bool { return a.A == b.A && a.B == b.B }
	for i, f := range r.Frames {
		switch {
		case f.Index != i || f.Time != c.Times[i]:
			return fmt.Sprintf("frame %d is of another time", i)
		case len(f.Law.Marginals) != species || (f.Exact == nil) != (r.Frames[0].Exact == nil) ||
			!slices.EqualFunc(f.Law.Joints, r.Frames[0].Law.Joints, samePair):
			return fmt.Sprintf("frame %d is of other species", i)
		case !f.Finite():
			return fmt.Sprintf("frame %d has numbers that are not finite", i)
		}
	}
	return ""
}

// A file of a run is magic, the version and the messages, each behind its length in
// 8 bytes, and in the last 8 bytes a checksum of all that. The magic has what a
// transfer as text would change.
const (
	magic    = "\x89vanscape run\r\n"
	sumBytes = 8
)

// WriteTo writes the run as a file.
func (r *Run) WriteTo(w io.Writer) (int64, error) {
	sum := crc64.New(polynomial())
	written := int64(0)
	put := func(b []byte) error {
		sum.Write(b)
		n, err := w.Write(b)
		written += int64(n)
		return err
	}
	if err := put(append([]byte(magic), Version)); err != nil {
		return written, err
	}
	for _, m := range r.Messages() {
		if err := put(binary.LittleEndian.AppendUint64(nil, uint64(len(m)))); err != nil {
			return written, err
		}
		if err := put(m); err != nil {
			return written, err
		}
	}
	err := put(binary.LittleEndian.AppendUint64(nil, sum.Sum64()))
	return written, err
}

// IsRun reports whether a file that begins with b is a run, of whatever version.
func IsRun(b []byte) bool { return bytes.HasPrefix(b, []byte(magic)) }

// ReadRun reads a file that WriteTo has written. The error is a *RunError. Like
// Decode it never panics and allocates a small multiple of len(b) at most.
func ReadRun(b []byte) (*Run, error) {
	if !IsRun(b) {
		return nil, &RunError{"this is not a run of vanscape"}
	}
	if len(b) == len(magic) {
		return nil, errDamaged
	}
	if v := b[len(magic)]; v != Version {
		return nil, otherVersion(int(v))
	}
	end := len(b) - sumBytes
	if end <= len(magic) || crc64.Checksum(b[:end], polynomial()) != binary.LittleEndian.Uint64(b[end:]) {
		return nil, errDamaged
	}
	c := &coder{rest: b[len(magic)+1 : end]}
	var messages [][]byte
	for len(c.rest) > 0 && !c.bad {
		messages = append(messages, c.take(c.length(0, 1)))
	}
	if c.bad {
		return nil, errDamaged
	}
	return NewRun(messages)
}

func otherVersion(got int) error {
	return &RunError{fmt.Sprintf("the run was made by version %d of vanscape's format, and this is version %d: open it with the program that made it", got, Version)}
}

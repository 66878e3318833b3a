package protocol

import (
	"errors"
	"fmt"
)

// A message is a head of four bytes, 'V' 'S', Version and kind, and its fields
// in the order of fields.go. There are no field names and no encoding/json: that
// package alone would make a worker's program half as large again, and what both
// sides say comes from the same source.
const headSize = 4

// VersionError says that a message comes from another version of this package,
// which happens when a page and its worker were not loaded together.
type VersionError struct{ Got int }

func (e *VersionError) Error() string {
	return fmt.Sprintf("a message of protocol version %d arrived where version %d is spoken: reload the page", e.Got, Version)
}

// Encode returns m as bytes. An empty list and none are the same. It panics when
// the parts of a Frame or an Answer do not fit together.
func Encode(m Message) []byte {
	c := &coder{writing: true, rest: []byte{'V', 'S', Version, byte(m.kind())}}
	switch m := m.(type) {
	case Start:
		m.fields(c)
	case Ack:
		m.fields(c)
	case Started:
		m.fields(c)
	case Progress:
		m.fields(c)
	case Frame:
		check(&m)
		c.reserve(m.size())
		m.fields(c)
	case Done:
		m.fields(c)
	case Failed:
		m.fields(c)
	case Checkpoint:
		m.fields(c)
	case Query:
		m.fields(c)
	case Answer:
		check(&m)
		m.fields(c)
	case Join:
		m.fields(c)
	case Part:
		m.fields(c)
	case Parts:
		m.fields(c)
	case Leave:
		m.fields(c)
	}
	return c.rest
}

// Decode is the inverse of Encode. It never panics and never allocates more than
// a small multiple of len(b). The error is a *VersionError when the version
// differs.
func Decode(b []byte) (Message, error) {
	if len(b) < headSize {
		return nil, errors.New("a message ends too early")
	}
	if b[0] != 'V' || b[1] != 'S' {
		return nil, errors.New("these bytes are not a message of vanscape")
	}
	if b[2] != Version {
		return nil, &VersionError{int(b[2])}
	}
	c := &coder{rest: b[headSize:]}
	m := decoded(kind(b[3]), c)
	switch {
	case m == nil:
		return nil, fmt.Errorf("a message has the unknown kind %d", b[3])
	case c.bad || len(c.rest) != 0:
		return nil, errors.New("a message is damaged: its fields do not fit its length")
	}
	return m, nil
}

func decoded(k kind, c *coder) Message {
	switch k {
	case kindStart:
		return read[Start](c)
	case kindPause:
		return Pause{}
	case kindResume:
		return Resume{}
	case kindStop:
		return Stop{}
	case kindAck:
		return read[Ack](c)
	case kindReady:
		return Ready{}
	case kindStarted:
		return read[Started](c)
	case kindProgress:
		return read[Progress](c)
	case kindFrame:
		f := read[Frame](c)
		c.bad = c.bad || f.fault() != ""
		return f
	case kindDone:
		return read[Done](c)
	case kindFailed:
		return read[Failed](c)
	case kindCheckpoint:
		return read[Checkpoint](c)
	case kindQuery:
		return read[Query](c)
	case kindAnswer:
		a := read[Answer](c)
		c.bad = c.bad || a.fault() != ""
		return a
	case kindJoin:
		return read[Join](c)
	case kindPart:
		return read[Part](c)
	case kindParts:
		return read[Parts](c)
	case kindLeave:
		return read[Leave](c)
	}
	return nil
}

// read takes the fields of an M.
func read[M any, P interface {
	*M
	fields(*coder)
}](c *coder) M {
	var m M
	P(&m).fields(c)
	return m
}

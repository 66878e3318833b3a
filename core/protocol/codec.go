package protocol

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// A message is an 8-byte head, JSON, zeros up to a multiple of 8, and raw little-endian arrays (Frame only):
//
//	0  'V' 'S'   2  Version   3  kind   4  length of the JSON, uint32
//
// JSON keeps small messages readable and open to new fields; the arrays of a frame, which come many times a second, stay numbers, and may
// hold what JSON cannot (NaN, infinities).
const headSize = 8

// VersionError says that a message comes from another version of this package, which happens when a page and its worker were not loaded
// together.
type VersionError struct{ Got int }

func (e *VersionError) Error() string {
	return fmt.Sprintf("a message of protocol version %d arrived where version %d is spoken: reload the page", e.Got, Version)
}

var errShort = errors.New("a message ends too early")

// Encode returns m as bytes. It panics when a number outside a Frame's arrays is not finite, which JSON cannot carry.
func Encode(m Message) []byte {
	var small any = m
	f, isFrame := m.(Frame)
	if isFrame {
		small = headOf(f)
	}
	text, err := json.Marshal(small)
	if err != nil {
		panic("protocol: " + err.Error())
	}
	n := padded(headSize + len(text))
	b := make([]byte, n, n+frameSize(f))
	copy(b, "VS")
	b[2], b[3] = Version, byte(m.kind())
	binary.LittleEndian.PutUint32(b[4:], uint32(len(text)))
	copy(b[headSize:], text)
	if isFrame {
		b = appendFrame(b, f)
	}
	return b
}

// Decode is the inverse of Encode. It never panics and never allocates more than a small multiple of len(b). The error is a *VersionError
// when only the version differs.
func Decode(b []byte) (Message, error) {
	if len(b) < headSize {
		return nil, errShort
	}
	if b[0] != 'V' || b[1] != 'S' {
		return nil, errors.New("these bytes are not a message of vanscape")
	}
	if b[2] != Version {
		return nil, &VersionError{int(b[2])}
	}
	size := uint64(binary.LittleEndian.Uint32(b[4:]))
	if size > uint64(len(b)-headSize) {
		return nil, errShort
	}
	text := b[headSize : headSize+int(size)]
	rest := b[min(padded(headSize+int(size)), len(b)):]
	switch kind(b[3]) {
	case kindStart:
		return decode[Start](text)
	case kindPause:
		return decode[Pause](text)
	case kindResume:
		return decode[Resume](text)
	case kindStop:
		return decode[Stop](text)
	case kindAck:
		return decode[Ack](text)
	case kindReady:
		return decode[Ready](text)
	case kindStarted:
		return decode[Started](text)
	case kindProgress:
		return decode[Progress](text)
	case kindFrame:
		return decodeFrame(text, rest)
	case kindDone:
		return decode[Done](text)
	case kindFailed:
		return decode[Failed](text)
	}
	return nil, fmt.Errorf("a message has the unknown kind %d", b[3])
}

func decode[M Message](text []byte) (Message, error) {
	var m M
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("a message cannot be read: %w", err)
	}
	return m, nil
}

func padded(n int) int { return (n + 7) &^ 7 }

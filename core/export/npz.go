package export

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Array is one array of an NPZ file. Data is a []float64, []float32, []int or
// []string with as many entries as Shape says, the last index running fastest.
type Array struct {
	Name  string
	Shape []int
	Data  any
}

// WriteNPZ writes arrays as numpy.load reads them: a zip, not compressed, of files in
// the format NPY 1.0 (numpy.lib.format). It panics when a shape does not fit its data.
func WriteNPZ(w io.Writer, arrays []Array) error {
	z := &stored{w: w}
	for _, a := range arrays {
		z.add(a.Name+".npy", a.npy())
	}
	return z.close()
}

// npy is the array as a file of its own.
func (a *Array) npy() []byte {
	kind, data := a.encoded()
	dims := make([]string, len(a.Shape))
	for i, n := range a.Shape {
		dims[i] = strconv.Itoa(n) + ","
	}
	head := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", kind, strings.Join(dims, " "))
	const before = 10 // bytes of magic, version and length
	pad := 63 - (before+len(head))%64
	head += strings.Repeat(" ", pad) + "\n"
	b := append(make([]byte, 0, before+len(head)+len(data)), "\x93NUMPY\x01\x00"...)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(head)))
	return append(append(b, head...), data...)
}

// encoded returns numpy's name of the type of the entries, and their bytes.
func (a *Array) encoded() (kind string, data []byte) {
	size := 1
	for _, n := range a.Shape {
		size *= n
	}
	fits := func(n int) {
		if n != size {
			panic(fmt.Sprintf("export: %s of shape %v has %d entries", a.Name, a.Shape, n))
		}
	}
	switch d := a.Data.(type) {
	case []float64:
		fits(len(d))
		data = make([]byte, 0, 8*size)
		for _, x := range d {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(x))
		}
		return "<f8", data
	case []float32:
		fits(len(d))
		data = make([]byte, 0, 4*size)
		for _, x := range d {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
		}
		return "<f4", data
	case []int:
		fits(len(d))
		data = make([]byte, 0, 8*size)
		for _, x := range d {
			data = binary.LittleEndian.AppendUint64(data, uint64(x))
		}
		return "<i8", data
	case []string:
		fits(len(d))
		return texts(d)
	}
	panic(fmt.Sprintf("export: %s is a %T", a.Name, a.Data))
}

// texts are strings of equal length, in code points of four bytes, padded with zeros.
func texts(d []string) (kind string, data []byte) {
	longest := 1
	for _, s := range d {
		longest = max(longest, utf8.RuneCountInString(s))
	}
	for _, s := range d {
		for _, c := range s {
			data = binary.LittleEndian.AppendUint32(data, uint32(c))
		}
		data = append(data, make([]byte, 4*(longest-utf8.RuneCountInString(s)))...)
	}
	return "<U" + strconv.Itoa(longest), data
}

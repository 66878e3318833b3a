package export

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
)

// stored writes files into a zip as they are (APPNOTE.TXT 6.3.3 of PKWARE). archive/zip would bring its compressors along, a tenth of a megabyte for everyone
// who opens the page.
type stored struct {
	w       io.Writer
	at      uint64 // bytes written
	central []byte // directory of the files so far
	files   int
	err     error // the first of writing
}

var errLargeZip = errors.New("the arrays together take more than 4 GB, which a zip of this kind cannot hold")

const (
	localHead    = 0x04034b50
	centralHead  = 0x02014b50
	endOfCentral = 0x06054b50
	needed       = 20      // version 2.0
	utf8Names    = 1 << 11 // flag
	firstDate    = 0x21    // 1 January 1980, the first that a zip can tell: the same arrays give the same bytes
)

func (z *stored) write(b []byte) {
	if z.err == nil {
		_, z.err = z.w.Write(b)
		z.at += uint64(len(b))
	}
}

// add writes one file.
func (z *stored) add(name string, data []byte) {
	if z.at+uint64(len(data)) > math.MaxUint32 || z.files == math.MaxUint16 {
		z.err = errLargeZip
		return
	}
	le := binary.LittleEndian
	common := le.AppendUint16(nil, needed)
	for _, x := range []uint16{utf8Names, 0, 0, firstDate} { // flags, method, time, date
		common = le.AppendUint16(common, x)
	}
	for _, x := range []uint32{crc32.ChecksumIEEE(data), uint32(len(data)), uint32(len(data))} {
		common = le.AppendUint32(common, x)
	}
	common = le.AppendUint16(common, uint16(len(name)))
	common = le.AppendUint16(common, 0) // extra field

	z.central = le.AppendUint32(z.central, centralHead)
	z.central = append(le.AppendUint16(z.central, needed), common...)
	z.central = append(z.central, make([]byte, 10)...) // comment, disk, attributes
	z.central = append(le.AppendUint32(z.central, uint32(z.at)), name...)
	z.files++

	z.write(le.AppendUint32(nil, localHead))
	z.write(common)
	z.write([]byte(name))
	z.write(data)
}

// close ends the zip and returns the first error.
func (z *stored) close() error {
	begin, le := z.at, binary.LittleEndian
	z.write(z.central)
	end := append(le.AppendUint32(nil, endOfCentral), make([]byte, 4)...) // disks
	end = le.AppendUint16(end, uint16(z.files))
	end = le.AppendUint16(end, uint16(z.files))
	end = le.AppendUint32(end, uint32(len(z.central)))
	end = le.AppendUint32(end, uint32(begin))
	z.write(le.AppendUint16(end, 0)) // comment
	return z.err
}

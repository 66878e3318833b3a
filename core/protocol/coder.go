package protocol

import (
	"encoding/binary"
	"math"
	"slices"
)

// coder writes fields to the end of rest, or takes them from its front: one
// description of a message serves both ways. All numbers are little-endian and
// take 8 bytes, but for the 4 of a float32 and the 1 of a bool; a list begins
// with its length.
//
// What is read comes from outside, so every length is held against what is there
// before anything is allocated. After the first misfit bad is set, and what is
// read then is zero.
type coder struct {
	writing bool
	rest    []byte
	bad     bool
}

func (c *coder) reserve(n int) { c.rest = slices.Grow(c.rest, n) }

// take returns the next n bytes, or nil when there are not so many.
func (c *coder) take(n int) []byte {
	if c.bad || n > len(c.rest) {
		c.bad = true
		return nil
	}
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *coder) word(x uint64) uint64 {
	if c.writing {
		c.rest = binary.LittleEndian.AppendUint64(c.rest, x)
		return x
	}
	if b := c.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (c *coder) uint(x *uint64)   { *x = c.word(*x) }
func (c *coder) int(x *int)       { *x = int(int64(c.word(uint64(*x)))) }
func (c *coder) float(x *float64) { *x = math.Float64frombits(c.word(math.Float64bits(*x))) }

func (c *coder) bool(x *bool) {
	if c.writing {
		c.rest = append(c.rest, 0)
		if *x {
			c.rest[len(c.rest)-1] = 1
		}
		return
	}
	if b := c.take(1); b != nil {
		*x = b[0] == 1
		c.bad = c.bad || b[0] > 1
	}
}

// length writes n, or reads the length of a list whose elements take at least
// width bytes each.
func (c *coder) length(n, width int) int {
	size := c.word(uint64(n))
	if !c.writing && size > uint64(len(c.rest)/width) {
		c.bad = true
	}
	if c.bad {
		return 0
	}
	return int(size)
}

func text[T ~string](c *coder, x *T) {
	n := c.length(len(*x), 1)
	if c.writing {
		c.rest = append(c.rest, *x...)
		return
	}
	*x = T(c.take(n))
}

// list codes a list, each element by one; width is the least size of an element.
func list[T any](c *coder, x *[]T, width int, one func(*T)) {
	n := c.length(len(*x), width)
	if !c.writing {
		*x = nil
		if n > 0 {
			*x = make([]T, n)
		}
	}
	for i := range *x {
		one(&(*x)[i])
	}
}

// option codes what may be absent.
func option[T any](c *coder, x **T, fields func(*T, *coder)) {
	there := *x != nil
	if c.bool(&there); !there {
		return
	}
	if !c.writing {
		*x = new(T)
	}
	fields(*x, c)
}

func (c *coder) ints(x *[]int)     { list(c, x, 8, c.int) }
func (c *coder) uints(x *[]uint64) { list(c, x, 8, c.uint) }
func (c *coder) texts(x *[]string) { list(c, x, 8, func(s *string) { text(c, s) }) }

// floats is a list of numbers, of which workers that share a job send thousands in every step.
func (c *coder) floats(x *[]float64) {
	n := c.length(len(*x), 8)
	if c.writing {
		at := len(c.rest)
		c.rest = slices.Grow(c.rest, 8*n)[:at+8*n]
		for i, v := range *x {
			binary.LittleEndian.PutUint64(c.rest[at+8*i:], math.Float64bits(v))
		}
		return
	}
	*x = nil
	if b := c.take(8 * n); n > 0 {
		*x = make([]float64, n)
		for i := range *x {
			(*x)[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
	}
}

func (c *coder) singles(x *[]float32) {
	list(c, x, 4, func(p *float32) {
		if c.writing {
			c.rest = binary.LittleEndian.AppendUint32(c.rest, math.Float32bits(*p))
		} else if b := c.take(4); b != nil {
			*p = math.Float32frombits(binary.LittleEndian.Uint32(b))
		}
	})
}

func (c *coder) pairs(x *[][2]string) {
	list(c, x, 16, func(p *[2]string) {
		text(c, &p[0])
		text(c, &p[1])
	})
}

// numbered codes a map as two lists, sorted by name.
func (c *coder) numbered(x *map[string]int) {
	var names []string
	for name := range *x {
		names = append(names, name)
	}
	slices.Sort(names)
	numbers := make([]int, len(names))
	for i, name := range names {
		numbers[i] = (*x)[name]
	}
	c.texts(&names)
	c.ints(&numbers)
	if c.writing {
		return
	}
	if len(names) != len(numbers) || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		c.bad = true
		return
	}
	*x = nil
	for i, name := range names {
		if *x == nil {
			*x = make(map[string]int, len(names))
		}
		(*x)[name] = numbers[i]
	}
}

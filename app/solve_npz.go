//go:build !js

package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// An array is what a file of NumPy holds: flat and row-major.
type array struct {
	kind  string // <f8 for 64-bit floats, <U and a length for text
	shape []int
	data  []byte
}

// floats returns an array of numbers.
func floats(values []float64, shape ...int) array {
	a := array{kind: "<f8", shape: shape}
	for _, v := range values {
		a.data = binary.LittleEndian.AppendUint64(a.data, math.Float64bits(v))
	}
	return a
}

// texts returns an array of strings: each as many code points as the longest has.
func texts(values []string) array {
	longest := 1
	for _, v := range values {
		longest = max(longest, utf8.RuneCountInString(v))
	}
	a := array{kind: fmt.Sprintf("<U%d", longest), shape: []int{len(values)}}
	for _, v := range values {
		runes := append([]rune(v), make([]rune, longest)...)
		for _, r := range runes[:longest] {
			a.data = binary.LittleEndian.AppendUint32(a.data, uint32(r))
		}
	}
	return a
}

// npy returns the array as a file of NumPy, version 1.0: a magic string, the length of
// the header, the header padded to a multiple of 64 bytes in all, the data.
func (a array) npy() []byte {
	sizes := make([]string, len(a.shape))
	for i, n := range a.shape {
		sizes[i] = fmt.Sprintf("%d,", n)
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", a.kind, strings.Join(sizes, " "))
	const before = 10
	header += strings.Repeat(" ", 63-(before+len(header))%64) + "\n"
	b := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	return append(append(b, header...), a.data...)
}

// asNPZ writes arrays, over T times and S species: species (S), time (T), mean, var and
// mean_se where there is one (T x S), cov (T x S x S), the law of each species as
// marginal_X (T x its counts), and those of pairs as joint_X_Y (T x counts of X x counts
// of Y).
func asNPZ(r *result) ([]byte, error) {
	species := r.started.Species
	s, t := len(species), len(r.frames)
	var times, mean, variance, cov, errors []float64
	for _, f := range r.frames {
		times = append(times, f.Time)
		mean = append(mean, f.Law.Mean...)
		variance = append(variance, f.Law.Var...)
		cov = append(cov, f.Law.Cov...)
		errors = append(errors, f.Law.MeanError...)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	var failed error
	put := func(name string, a array) {
		w, err := z.Create(name + ".npy")
		if err == nil {
			_, err = w.Write(a.npy())
		}
		if failed == nil {
			failed = err
		}
	}
	put("species", texts(species))
	put("time", floats(times, t))
	put("mean", floats(mean, t, s))
	put("var", floats(variance, t, s))
	put("cov", floats(cov, t, s, s))
	if len(errors) == t*s && t > 0 {
		put("mean_se", floats(errors, t, s))
	}
	for i, name := range species {
		put("marginal_"+name, marginals(r, i))
	}
	if t > 0 {
		for k, j := range r.frames[0].Law.Joints {
			put("joint_"+species[j.A]+"_"+species[j.B], joints(r, k))
		}
	}
	if err := z.Close(); failed == nil {
		failed = err
	}
	return out.Bytes(), failed
}

// marginals are the laws of a species at all times, as long as the longest.
func marginals(r *result, i int) array {
	longest := 0
	for _, f := range r.frames {
		longest = max(longest, len(f.Law.Marginals[i]))
	}
	values := make([]float64, len(r.frames)*longest)
	for k, f := range r.frames {
		copy(values[k*longest:], f.Law.Marginals[i])
	}
	return floats(values, len(r.frames), longest)
}

// joints are the laws of a pair at all times, as large as the largest.
func joints(r *result, k int) array {
	rows, cols := 0, 0
	for _, f := range r.frames {
		rows, cols = max(rows, f.Law.Joints[k].Rows), max(cols, f.Law.Joints[k].Cols)
	}
	values := make([]float64, len(r.frames)*rows*cols)
	for i, f := range r.frames {
		j := f.Law.Joints[k]
		for n, p := range j.P {
			values[(i*rows+n/j.Cols)*cols+n%j.Cols] = float64(p)
		}
	}
	return floats(values, len(r.frames), rows, cols)
}

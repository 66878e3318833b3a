package protocol

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// frameHead is the JSON part of a Frame: whole numbers and shapes. Its floats are raw, in the order appendFrame writes them.
type frameHead struct {
	Job, Index, WallSpecies int
	HasJoint                bool
	Distances               int // length of MarginalHellinger; -1 = nil
	Law                     lawShape
	Exact                   *lawShape
}

// lawShape is what is needed to read a Law's arrays back.
type lawShape struct {
	Levels []int       // length S
	Joints []jointAxes // without P
}

type jointAxes struct{ A, B, Rows, Cols int }

func headOf(f Frame) frameHead {
	h := frameHead{Job: f.Job, Index: f.Index, WallSpecies: f.WallSpecies, HasJoint: f.HasJoint, Distances: len(f.MarginalHellinger), Law: shapeOf(&f.Law)}
	if f.MarginalHellinger == nil {
		h.Distances = -1
	}
	if f.Exact != nil {
		e := shapeOf(f.Exact)
		h.Exact = &e
	}
	return h
}

// shapeOf panics when the parts of l do not fit together: such a law could not be read back.
func shapeOf(l *Law) lawShape {
	s := len(l.Marginals)
	if len(l.Mean) != s || len(l.Var) != s || len(l.Cov) != s*s {
		panic(fmt.Sprintf("protocol: a law of %d marginals has %d means, %d variances and %d covariances", s, len(l.Mean), len(l.Var), len(l.Cov)))
	}
	shape := lawShape{Levels: make([]int, s), Joints: make([]jointAxes, len(l.Joints))}
	for i, m := range l.Marginals {
		shape.Levels[i] = len(m)
	}
	for i, j := range l.Joints {
		if len(j.P) != j.Rows*j.Cols {
			panic(fmt.Sprintf("protocol: a joint law of %d x %d has %d entries", j.Rows, j.Cols, len(j.P)))
		}
		shape.Joints[i] = jointAxes{j.A, j.B, j.Rows, j.Cols}
	}
	return shape
}

// frameSize is the number of bytes appendFrame adds for f.
func frameSize(f Frame) int {
	n := 8 * (4 + len(f.MarginalHellinger))
	for _, l := range []*Law{&f.Law, f.Exact} {
		if l == nil {
			continue
		}
		n += 8 * (len(l.Mean) + len(l.Var) + len(l.Cov) + 1)
		for _, m := range l.Marginals {
			n += 8 * len(m)
		}
		for _, j := range l.Joints {
			n += padded(4 * len(j.P))
		}
	}
	return n
}

func appendFrame(b []byte, f Frame) []byte {
	b = appendFloats(b, f.Time, f.WallMass, f.ErrorEstimate, f.JointHellinger)
	b = appendFloats(b, f.MarginalHellinger...)
	b = appendLaw(b, &f.Law)
	if f.Exact != nil {
		b = appendLaw(b, f.Exact)
	}
	return b
}

func appendLaw(b []byte, l *Law) []byte {
	b = appendFloats(b, l.LostMass)
	b = appendFloats(b, l.Mean...)
	b = appendFloats(b, l.Var...)
	b = appendFloats(b, l.Cov...)
	for _, m := range l.Marginals {
		b = appendFloats(b, m...)
	}
	for _, j := range l.Joints {
		for _, p := range j.P {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(p))
		}
		for len(b)%8 != 0 {
			b = append(b, 0)
		}
	}
	return b
}

func appendFloats(b []byte, xs ...float64) []byte {
	for _, x := range xs {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	}
	return b
}

func decodeFrame(text, raw []byte) (Message, error) {
	var h frameHead
	if err := json.Unmarshal(text, &h); err != nil {
		return nil, fmt.Errorf("a frame cannot be read: %w", err)
	}
	r := reader{rest: raw}
	f := Frame{Job: h.Job, Index: h.Index, WallSpecies: h.WallSpecies, HasJoint: h.HasJoint}
	if scalars := r.floats(4); scalars != nil {
		f.Time, f.WallMass, f.ErrorEstimate, f.JointHellinger = scalars[0], scalars[1], scalars[2], scalars[3]
	}
	if h.Distances >= 0 {
		f.MarginalHellinger = r.floats(h.Distances)
	}
	f.Law = r.law(&h.Law)
	if h.Exact != nil {
		e := r.law(h.Exact)
		f.Exact = &e
	}
	if r.bad || len(r.rest) != 0 {
		return nil, errors.New("a frame's arrays do not fit its shapes")
	}
	return f, nil
}

// reader takes arrays off the front of rest. Sizes come from outside, so every one is checked against what is there before it is allocated;
// after the first misfit bad is set and the results mean nothing.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n, width int) []byte {
	if r.bad || n < 0 || n > len(r.rest)/width {
		r.bad = true
		return nil
	}
	b := r.rest[:n*width]
	r.rest = r.rest[min(padded(n*width), len(r.rest)):]
	return b
}

func (r *reader) floats(n int) []float64 {
	b := r.take(n, 8)
	if r.bad {
		return nil
	}
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return xs
}

func (r *reader) law(shape *lawShape) Law {
	s := len(shape.Levels)
	l := Law{Marginals: make([][]float64, s)}
	if lost := r.floats(1); lost != nil {
		l.LostMass = lost[0]
	}
	l.Mean, l.Var, l.Cov = r.floats(s), r.floats(s), r.floats(s*s)
	for i, k := range shape.Levels {
		l.Marginals[i] = r.floats(k)
	}
	for _, a := range shape.Joints {
		l.Joints = append(l.Joints, r.joint(a))
	}
	return l
}

func (r *reader) joint(a jointAxes) Joint {
	j := Joint{A: a.A, B: a.B, Rows: a.Rows, Cols: a.Cols}
	if a.Rows < 0 || a.Cols < 0 || (a.Cols > 0 && a.Rows > len(r.rest)/4/a.Cols) {
		r.bad = true
		return j
	}
	b := r.take(a.Rows*a.Cols, 4)
	if r.bad {
		return j
	}
	j.P = make([]float32, a.Rows*a.Cols)
	for i := range j.P {
		j.P[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return j
}

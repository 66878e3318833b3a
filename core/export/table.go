package export

import (
	"bufio"
	"io"
	"math"
	"strconv"

	"vanscape/core/protocol"
)

// CSV writes the means over time, one frame on a line: time, then for every species X-mean and X-sd, as the test suite for stochastic SBML calls them,
// where the run has them also X-se, the standard error of a mean of simulations, and X-exact-mean, X-exact-sd and X-hellinger, and hellinger, the distance
// of the joint laws. Numbers have all their digits; what a frame lacks is left empty.
func CSV(w io.Writer, r *protocol.Run) error {
	b := bufio.NewWriter(w)
	columns := newColumns(r)
	b.WriteString("time")
	for _, c := range columns {
		b.WriteString("," + c.name)
	}
	b.WriteString("\n")
	var number []byte
	for i := range r.Frames {
		f := &r.Frames[i]
		number = strconv.AppendFloat(number[:0], f.Time, 'g', -1, 64)
		for _, c := range columns {
			number = append(number, ',')
			if x, ok := c.at(f); ok {
				number = strconv.AppendFloat(number, x, 'g', -1, 64)
			}
		}
		b.Write(append(number, '\n'))
	}
	return b.Flush() // it remembers the first error
}

// column is a number that a frame may have.
type column struct {
	name string
	at   func(f *protocol.Frame) (x float64, ok bool)
}

func newColumns(r *protocol.Run) (columns []column) {
	add := func(name string, at func(*protocol.Frame) (float64, bool)) {
		columns = append(columns, column{name, at})
	}
	exact, errors, joint := false, false, false
	for _, f := range r.Frames {
		exact, errors, joint = exact || f.Exact != nil, errors || f.Law.MeanError != nil, joint || f.HasJoint
	}
	for i, name := range r.Started.Species {
		add(name+"-mean", func(f *protocol.Frame) (float64, bool) { return f.Law.Mean[i], true })
		add(name+"-sd", func(f *protocol.Frame) (float64, bool) { return deviation(&f.Law, i), true })
		if errors {
			add(name+"-se", func(f *protocol.Frame) (float64, bool) { return at(f.Law.MeanError, i) })
		}
		if exact {
			ofExact := func(of func(l *protocol.Law) float64) func(*protocol.Frame) (float64, bool) {
				return func(f *protocol.Frame) (float64, bool) {
					if f.Exact == nil {
						return 0, false
					}
					return of(f.Exact), true
				}
			}
			add(name+"-exact-mean", ofExact(func(l *protocol.Law) float64 { return l.Mean[i] }))
			add(name+"-exact-sd", ofExact(func(l *protocol.Law) float64 { return deviation(l, i) }))
			add(name+"-hellinger", func(f *protocol.Frame) (float64, bool) { return at(f.MarginalHellinger, i) })
		}
	}
	if joint {
		add("hellinger", func(f *protocol.Frame) (float64, bool) { return f.JointHellinger, f.HasJoint })
	}
	return columns
}

func at(xs []float64, i int) (float64, bool) {
	if i >= len(xs) {
		return 0, false
	}
	return xs[i], true
}

func deviation(l *protocol.Law, i int) float64 { return math.Sqrt(max(l.Var[i], 0)) }

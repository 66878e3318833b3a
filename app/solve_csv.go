//go:build !js

package main

import (
	"math"
	"strconv"
)

// asCSV writes means and standard deviations over time, in the convention of the test
// suite for stochastic SBML: time,X-mean,Y-mean,X-sd,Y-sd.
func asCSV(r *result) ([]byte, error) {
	b := []byte("time")
	for _, what := range []string{"-mean", "-sd"} {
		for _, name := range r.started.Species {
			b = append(b, ","+name+what...)
		}
	}
	b = append(b, '\n')
	for _, f := range r.frames {
		b = strconv.AppendFloat(b, f.Time, 'g', -1, 64)
		for _, v := range f.Law.Mean {
			b = strconv.AppendFloat(append(b, ','), v, 'g', 9, 64)
		}
		for _, v := range f.Law.Var {
			b = strconv.AppendFloat(append(b, ','), math.Sqrt(max(0, v)), 'g', 9, 64)
		}
		b = append(b, '\n')
	}
	return b, nil
}

//go:build !js

package main

import (
	"time"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
)

// speed is what the machine has for this program at the moment, in GFLOP/s: gonum's product of float64 matrices, 64 x 1024 and 1024 x 64, on one thread, the
// mean of a fifth of a second. Seconds of two runs compare by it.
func speed() float64 {
	const m, k = 64, 1024
	a := blas64.General{Rows: m, Cols: k, Stride: k, Data: make([]float64, m*k)}
	b := blas64.General{Rows: k, Cols: m, Stride: m, Data: make([]float64, k*m)}
	c := blas64.General{Rows: m, Cols: m, Stride: m, Data: make([]float64, m*m)}
	for i := range a.Data {
		a.Data[i], b.Data[i] = 1, 1
	}
	work := 0.0
	begin := time.Now()
	for time.Since(begin) < 200*time.Millisecond {
		blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, a, b, 0, c)
		work += 2 * m * k * m
	}
	return work / float64(time.Since(begin).Nanoseconds())
}

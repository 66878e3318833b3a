package ssa

import (
	"fmt"
	"math"
)

// Mean sets dst, length S, to the mean counts of the ensemble.
func (e *Ensemble) Mean(dst []float64) {
	e.expect("mean", len(dst), e.species())
	clear(dst)
	e.each(func(n []int) {
		for i, k := range n {
			dst[i] += float64(k)
		}
	})
	divide(dst, e.Runs())
}

// MeanError sets dst, length S, to the standard errors of Mean: sqrt(var_i/B).
// A single run shows no spread: its errors and variances are zero.
func (e *Ensemble) MeanError(dst []float64) {
	e.central(dst, func(second, _, runs float64) float64 { return math.Sqrt(second / max(1, runs-1)) })
}

// Variance sets dst, length S, to the unbiased estimates of the variances.
func (e *Ensemble) Variance(dst []float64) {
	e.central(dst, func(second, _, runs float64) float64 { return second * runs / max(1, runs-1) })
}

// VarianceError sets dst, length S, to the standard errors of Variance, for
// many runs: sqrt((mu_4 - mu_2^2)/B) with the central moments mu.
func (e *Ensemble) VarianceError(dst []float64) {
	e.central(dst, func(second, fourth, runs float64) float64 {
		return math.Sqrt(math.Max(fourth-second*second, 0) / runs)
	})
}

// Covariance sets dst, S x S, to the unbiased estimates of the covariances.
func (e *Ensemble) Covariance(dst []float64) {
	size := e.species()
	e.expect("covariance", len(dst), size*size)
	mean := make([]float64, size)
	e.Mean(mean)
	clear(dst)
	e.each(func(n []int) {
		for i, k := range n {
			off := float64(k) - mean[i]
			for j, l := range n {
				dst[i*size+j] += off * (float64(l) - mean[j])
			}
		}
	})
	divide(dst, max(1, e.Runs()-1))
}

// Marginal sets dst, any length, to the share of trajectories at each count of
// species i. Counts beyond dst are left out.
func (e *Ensemble) Marginal(dst []float64, i int) {
	clear(dst)
	e.each(func(n []int) {
		if n[i] < len(dst) {
			dst[n[i]]++
		}
	})
	divide(dst, e.Runs())
}

// Joint sets dst, rows x columns, to the share of trajectories at each pair of
// counts of species i (rows) and j (columns). Counts beyond are left out.
func (e *Ensemble) Joint(dst []float64, i, j, columns int) {
	rows := len(dst) / columns
	e.expect("joint law", len(dst), rows*columns)
	clear(dst)
	e.each(func(n []int) {
		if n[i] < rows && n[j] < columns {
			dst[n[i]*columns+n[j]]++
		}
	})
	divide(dst, e.Runs())
}

// ShareError sets dst to the standard errors of the shares p that Marginal or
// Joint gave: sqrt(p (1 - p)/B).
func (e *Ensemble) ShareError(dst, p []float64) {
	e.expect("error of shares", len(dst), len(p))
	for k, x := range p {
		dst[k] = math.Sqrt(x * (1 - x) / float64(e.Runs()))
	}
}

// central sets dst, length S, to a function of the central moments of second
// and fourth order, which divide by B, and of B.
func (e *Ensemble) central(dst []float64, of func(second, fourth, runs float64) float64) {
	size := e.species()
	e.expect("moment", len(dst), size)
	mean, second, fourth := make([]float64, size), make([]float64, size), make([]float64, size)
	e.Mean(mean)
	e.each(func(n []int) {
		for i, k := range n {
			square := (float64(k) - mean[i]) * (float64(k) - mean[i])
			second[i] += square
			fourth[i] += square * square
		}
	})
	divide(second, e.Runs())
	divide(fourth, e.Runs())
	for i := range dst {
		dst[i] = of(second[i], fourth[i], float64(e.Runs()))
	}
}

// each calls visit for the state of every trajectory.
func (e *Ensemble) each(visit func(n []int)) {
	width := e.species()
	for b := range e.rng {
		visit(e.now[b*width : (b+1)*width])
	}
}

func (e *Ensemble) species() int { return len(e.walk.start) }

func (e *Ensemble) expect(what string, got, want int) {
	if got != want {
		panic(fmt.Sprintf("ssa: %s has %d entries, want %d", what, got, want))
	}
}

// divide scales dst by 1/by.
func divide(dst []float64, by int) {
	for i := range dst {
		dst[i] /= float64(by)
	}
}

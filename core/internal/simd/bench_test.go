package simd

import (
	"fmt"
	"testing"
	"time"
)

// A peak is a loop in registers: how many operations a turn has, and some turns.
type peak struct {
	operations int
	turns      func(n int)
}

var (
	sum32 float32
	sum64 float64

	inFloat32 = peak{peakTurn32, func(n int) { sum32 += peak32(n) }}
	inFloat64 = peak{peakTurn64, func(n int) { sum64 += peak64(n) }}
)

// peakTurns makes a call of a peak last some ten microseconds.
const peakTurns = 2000

// compare times a kernel and, every eighth turn, its plain twin and the peak, and reports the
// best call of each: on a shared machine the mean says more about the others. All
// run before, until wasm is compiled for speed. work is the number of
// operations in one call.
func compare(b *testing.B, work int, most peak, kernel, twin func()) {
	top := func() { most.turns(peakTurns) }
	for start := time.Now(); time.Since(start) < 100*time.Millisecond; {
		kernel()
		top()
	}
	best := [3]time.Duration{time.Hour, time.Hour, time.Hour}
	turn := 0
	for b.Loop() {
		for i, f := range []func(){kernel, twin, top}[:1+(7-turn&7)/7*2] {
			start := time.Now()
			f()
			best[i] = min(best[i], time.Since(start))
		}
		turn++
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(best[0].Nanoseconds())/1e3, "µs")
	b.ReportMetric(float64(work)/float64(best[0].Nanoseconds()), "G/s")
	b.ReportMetric(float64(best[1])/float64(best[0]), "x-plain")
	b.ReportMetric(float64(work)/float64(most.operations*peakTurns)*float64(best[2])/float64(best[0]), "of-peak")
}

func BenchmarkGemm32(b *testing.B) {
	for _, s := range [][3]int{{1000, 64, 80}, {350, 13, 85}, {350, 65, 18}, {1000, 64, 2}} {
		m, k, n := s[0], s[1], s[2]
		b.Run(fmt.Sprintf("%dx%dx%d", m, k, n), func(b *testing.B) {
			dst, x, y := make([]float32, m*n), normal[float32](1, m*k), normal[float32](2, k*n)
			compare(b, 2*m*k*n, inFloat32, func() { Gemm32(dst, x, y, m, k, n) }, func() {
				clear(dst)
				(&product[float32]{dst: dst, ldd: n, a: x, sr: k, sc: 1, b: y, ldb: n, m: m, k: k, n: n}).plain()
			})
		})
	}
}

func BenchmarkGemm64(b *testing.B) {
	for _, s := range [][3]int{{350, 85, 91}, {18, 18, 64}} {
		m, k, n := s[0], s[1], s[2]
		b.Run(fmt.Sprintf("%dx%dx%d", m, k, n), func(b *testing.B) {
			dst, x, y := make([]float64, m*n), normal[float64](1, m*k), normal[float64](2, k*n)
			compare(b, 2*m*k*n, inFloat64, func() { Gemm64(dst, x, y, m, k, n) }, func() {
				clear(dst)
				(&product[float64]{dst: dst, ldd: n, a: x, sr: k, sc: 1, b: y, ldb: n, m: m, k: k, n: n}).plain()
			})
		})
	}
}

func BenchmarkAddGemmTA64(b *testing.B) {
	for _, s := range [][3]int{{104, 350, 18}, {91, 350, 45}} {
		m, k, n := s[0], s[1], s[2]
		b.Run(fmt.Sprintf("%dx%dx%d", m, k, n), func(b *testing.B) {
			dst, x, y := make([]float64, m*n), normal[float64](1, m*k), normal[float64](2, k*n)
			compare(b, 2*m*k*n, inFloat64, func() { AddGemmTA64(dst, x, y, m, k, n) }, func() {
				(&product[float64]{dst: dst, ldd: n, a: x, sr: 1, sc: m, b: y, ldb: n, m: m, k: k, n: n}).plain()
			})
		})
	}
}

func BenchmarkExp32(b *testing.B) {
	x, dst := normal[float32](1, 4096), make([]float32, 4096)
	compare(b, len(x), inFloat32, func() { Exp32(dst, x) }, func() { expPlain(dst, x, 0) })
}

func BenchmarkTanh32(b *testing.B) {
	x, dst := normal[float32](1, 4096), make([]float32, 4096)
	compare(b, len(x), inFloat32, func() { Tanh32(dst, x) }, func() { tanhPlain(dst, x) })
}

func BenchmarkSoftmax32(b *testing.B) {
	const rows, n = 350, 85
	x := normal[float32](1, rows*n)
	compare(b, len(x), inFloat32, func() { Softmax32(x, nil, rows, n) }, func() { softmaxPlain(x, nil, rows, n) })
}

func BenchmarkCholesky(b *testing.B) {
	const n = 133
	spd, x := spd(n, 1), normal[float64](2, n)
	l := make([]float64, n*n)
	var c Cholesky
	b.Run("Factor", func(b *testing.B) {
		compare(b, n*n*n/3, inFloat64, func() { copy(l, spd); c.Factor(l, n) }, func() { copy(l, spd); factorPlain(l, n) })
	})
	b.Run("Solve", func(b *testing.B) {
		copy(l, spd)
		c.Factor(l, n)
		compare(b, 2*n*n, inFloat64, func() { Solve(x, l, n) }, func() { solvePlain(x, l, n) })
	})
}

//go:build !goexperiment.simd || !(wasm || amd64)

package simd

func gemm32(p *product[float32]) { p.plain() }
func gemm64(p *product[float64]) { p.plain() }

func exp32(dst, x []float32, shift float32) float32 { return expPlain(dst, x, shift) }
func tanh32(dst, x []float32)                       { tanhPlain(dst, x) }
func max32(x []float32) float32                     { return maxPlain(x) }
func scale32(x []float32, s float32)                { scalePlain(x, s) }

func dot64(a, b []float64) float64     { return dotPlain(a, b) }
func axpy64(y, x []float64, s float64) { axpyPlain(y, x, s, 0) }

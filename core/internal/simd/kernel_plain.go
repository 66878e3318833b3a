//go:build !goexperiment.simd || !(wasm || amd64)

package simd

func gemm32(dst, a, b []float32, m, k, n int) {
	for i := range m {
		gemm32Row(dst[i*n:i*n+n], a[i*k:i*k+k], b, n, 0)
	}
}

func gemm64(dst, a, b []float64, ldd, sr, sc, ldb, m, k, n int) {
	gemm64Part(dst, a, b, ldd, sr, sc, ldb, 0, m, k, 0, n)
}

func exp32(dst, x []float32) {
	for i, v := range x {
		dst[i] = expOne(v)
	}
}

func max32(x []float32) float32 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

func sum32(x []float32) float32 {
	var lane [4]float32
	whole := len(x) &^ 3
	for i := 0; i < whole; i++ {
		lane[i&3] += x[i]
	}
	sum := (lane[0] + lane[1]) + (lane[2] + lane[3])
	for _, v := range x[whole:] {
		sum += v
	}
	return sum
}

func scale32(x []float32, s float32) {
	for i := range x {
		x[i] *= s
	}
}

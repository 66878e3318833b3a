//go:build goexperiment.simd && (wasm || amd64)

package simd

// The kernels as the processor can have them: vectors says whether on vectors.

func gemm32(p *product[float32]) {
	if vectors {
		blocks(p)
	} else {
		p.plain()
	}
}

func gemm64(p *product[float64]) {
	if vectors {
		blocks(p)
	} else {
		p.plain()
	}
}

func exp32(dst, x []float32, shift float32) float32 {
	if vectors {
		return expVectors(dst, x, shift)
	}
	return expPlain(dst, x, shift)
}

func tanh32(dst, x []float32) {
	if vectors {
		tanhVectors(dst, x)
	} else {
		tanhPlain(dst, x)
	}
}

func max32(x []float32) float32 {
	if vectors {
		return maxVectors(x)
	}
	return maxPlain(x)
}

func scale32(x []float32, s float32) {
	if vectors {
		scaleVectors(x, s)
	} else {
		scalePlain(x, s)
	}
}

func dot64(a, b []float64) float64 {
	if vectors {
		return dotVectors(a, b)
	}
	return dotPlain(a, b)
}

func axpy64(y, x []float64, s float64) {
	if vectors {
		axpyVectors(y, x, s)
	} else {
		axpyPlain(y, x, s, 0)
	}
}

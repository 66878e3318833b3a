//go:build !goexperiment.simd || !(wasm || amd64)

package simd

// Operations in a turn of peak32 and of peak64.
const (
	peakTurn32 = 24
	peakTurn64 = 24
)

// chains multiplies and adds in registers alone, in twelve chains that hide how long an operation
// takes: no kernel without vectors can be faster.
func chains[T float32 | float64](turns int) T {
	var u, v T = 0.5, 0.25
	var a, b, c, d, e, f, g, h, i, j, k, l T
	for range turns {
		a, b = a*u+v, b*u+v
		c, d = c*u+v, d*u+v
		e, f = e*u+v, f*u+v
		g, h = g*u+v, h*u+v
		i, j = i*u+v, j*u+v
		k, l = k*u+v, l*u+v
	}
	return a + b + c + d + e + f + g + h + i + j + k + l
}

func peak32(turns int) float32 { return chains[float32](turns) }
func peak64(turns int) float64 { return chains[float64](turns) }

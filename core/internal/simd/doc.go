// Package simd holds the numeric kernels of the hot loops: matrix products,
// exponentials, softmax and tanh in float32 for the networks, matrix products
// and the Cholesky factorisation in float64 for the Fisher blocks.
//
// Every kernel exists twice. With GOEXPERIMENT=simd it works on vectors of 128 bits,
// on wasm always and on amd64 if the processor has AVX2, which is asked at the start;
// elsewhere its plain-Go twin does the same operations on scalars. Both add in the
// same order and round to nearest after every operation (no fused multiply-add, one
// polynomial for exp on every platform), so they agree to the bit, and a run with a
// given seed gives the same numbers in the browser and natively. The one function
// taken from elsewhere is math.Log, for ln Z in Softmax32.
//
// No other package imports simd/archsimd, whose interface may still move.
// Slices are flat and row-major; a wrong shape panics. Nothing allocates but
// Cholesky.Factor, the first time it meets a matrix of a size.
package simd

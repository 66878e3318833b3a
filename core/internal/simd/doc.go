// Package simd holds the numeric kernels of the hot loops: matrix products,
// exponentials, softmax and tanh in float32 for the networks, matrix products
// and the Cholesky factorisation in float64 for the Fisher blocks.
//
// Every kernel exists twice. With GOEXPERIMENT=simd on wasm and amd64 it works
// on 128-bit vectors; elsewhere a plain-Go twin does the same operations on
// scalars. Both twins add in the same order and round after every operation
// (no fused multiply-add, one polynomial for exp on every platform), so a run
// with a given seed gives the same numbers in the browser and natively.
//
// No other package imports simd/archsimd, whose interface may still move.
// Shapes are given in the doc comments; a wrong shape panics.
package simd
